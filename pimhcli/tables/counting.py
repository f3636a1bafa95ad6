"""How many participants chose what, in one column, and of how many they are a share."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, Literal

import msgspec

from pimhcli.folding import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pimhcli.questionnaire.answers import Answer
    from pimhcli.questionnaire.items import Item
    from pimhcli.questionnaire.layout import Missing, RowLayout
    from pimhcli.questionnaire.table_words import Words
    from pimhcli.tables.groups import Group

State = Literal["answered", "missing", "declined", "not_asked"]
WITHOUT: tuple[State, ...] = ("missing", "declined", "not_asked")


class Part(msgspec.Struct, frozen=True):
    """One row of counts: those who chose one of some levels, or all who answered, or did not in some way.

    Args:
        label: as the table prints it.
        levels: the levels it counts; none when it counts a state.
        state: whether and why not they answered; empty for levels.
    """

    label: str
    levels: tuple[str, ...] = ()
    state: State | Literal[""] = ""

    @property
    def is_without_answer(self) -> bool:
        """Whether those whom it counts gave no answer."""
        return self.state in WITHOUT


ANSWERED = Part("", state="answered")


class Answers:
    """The answers of some participants to one item.

    Args:
        answers: one for each of them.
    """

    def __init__(self, answers: Sequence[Answer]) -> None:
        self.all = answers

    def __len__(self) -> int:
        return len(self.all)

    @cached_property
    def ticks(self) -> Counter[str]:
        """How often each level was chosen."""
        return Counter(level for answer in self.all for level in answer.chosen)

    @cached_property
    def states(self) -> Counter[str]:
        """How many answered, declined and so on."""
        return Counter(answer.state for answer in self.all)

    @cached_property
    def answered(self) -> Answers:
        """Those that are one."""
        return Answers([answer for answer in self.all if answer.state == "answered"])

    def count(self, part: Part) -> int:
        """How many participants a row counts; who chose several of its levels counts once."""
        if part.state:
            return self.states[part.state.replace("_", " ")]
        if len(part.levels) == 1:
            return self.ticks[part.levels[0]]
        return sum(not set(part.levels).isdisjoint(answer.chosen) for answer in self.all)


def given(item: Item, group: Group) -> Answers:
    """The answers of everybody in a column to an item."""
    return Answers([person.answers[item.id] for person in group.people])


def among(line: RowLayout, item: Item, group: Group) -> Answers:
    """The answers that a percentage is of.

    Args:
        line: the row, which names its denominator.
        item: what it is about.
        group: the column.
    """
    everybody = given(item, group)
    match line.denominator:
        case "participants":
            return everybody
        case "answered":
            return everybody.answered
        case "asked":
            return Answers([answer for answer in everybody.all if answer.state != "not asked"])
        case condition:
            meant = set(condition.levels)
            those = (p for p in group.people if not meant.isdisjoint(p.answers[condition.item].chosen))
            return Answers([person.answers[item.id] for person in those])


def is_of_whole(line: RowLayout, part: Part) -> bool:
    """Whether those whom a row counts are among those whom its percentages would be of, in every column."""
    if line.denominator == "asked":
        return part.state != "not_asked"
    return line.denominator == "participants" or not part.is_without_answer


def rows_of(
    line: RowLayout, item: Item, everybody: Answers, words: Words, *, zeros: bool
) -> tuple[Part, ...]:
    """The rows of a line that has one for each level, rare ones gathered.

    Args:
        line: the line.
        item: what it is about.
        everybody: the answers of all participants.
        words: the table's.
        zeros: whether levels nobody chose are printed.
    """
    parts = [Part(shown(item, level, words), (level,)) for level in line.levels]
    if line.order == "count":
        parts.sort(key=lambda part: -everybody.count(part))
    rare = [part for part in parts if everybody.count(part) < line.other_below]
    if rare:
        parts = _gathered(parts, rare, line.other_label or words.say("other"))
    return tuple(part for part in parts if zeros or everybody.count(part))


def _gathered(parts: list[Part], rare: list[Part], label: str) -> list[Part]:
    """The parts with the rare ones in one at the end; a level called so already takes them in."""
    together = [part for part in parts if part in rare or fold(part.label) == fold(label)]
    if len(together) == 1:
        return parts
    levels = tuple(level for part in together for level in part.levels)
    return [*(part for part in parts if part not in together), Part(label, levels)]


def shown(item: Item, level: str, words: Words) -> str:
    """A level as the table prints it."""
    return words.say(level) if item.type == "yes/no" else level


def without_answer(missing: Missing, everybody: Answers, words: Words) -> tuple[Part, ...]:
    """The rows of those who gave no answer, each kind its own.

    Args:
        missing: whether there are such rows.
        everybody: the answers of all participants.
        words: the table's.
    """
    parts = [Part(words.say(state), state=state) for state in WITHOUT]
    match missing:
        case "never":
            return ()
        case "if any":
            return tuple(part for part in parts if everybody.count(part))
        case "always":
            return tuple(part for part in parts if everybody.count(part) or part.state == "missing")
