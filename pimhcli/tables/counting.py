"""How many participants chose what, in one column, and of how many they are a share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.folding import fold
from pimhcli.tables.given import WITHOUT, Answers, Part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pimhcli.questionnaire.items import Item
    from pimhcli.questionnaire.layout import Missing, RowLayout
    from pimhcli.questionnaire.table_words import Words
    from pimhcli.tables.groups import Group


def among(line: RowLayout, item: Item, group: Group) -> Answers:
    """The answers that a percentage is of.

    Args:
        line: the row, which names its denominator.
        item: what it is about.
        group: the column.
    """
    everybody = group.answers(item.id)
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
    together = _gathered(line.levels, parts, rare, line.other_label or words.say("other"))
    if together and everybody.count(together):
        parts = [*(part for part in parts if part.levels[0] not in together.levels), together]
    return tuple(part for part in parts if zeros or everybody.count(part))


def _gathered(given: Sequence[str], parts: list[Part], rare: list[Part], label: str) -> Part | None:
    """The rare ones in one, and the level that is called so already; None where that is not several."""
    together = [part for part in parts if part in rare or fold(part.label) == fold(label)]
    if not rare or len(together) == 1:
        return None
    levels = {level for part in together for level in part.levels}
    # as given: the order of their counts would tell of each how small it is
    return Part(label, tuple(level for level in given if level in levels))


def told(part: Part, item: Item, words: Words) -> list[str]:
    """The note on the levels that a row gathers; none for a row of one.

    Args:
        part: the row.
        item: what it is about.
        words: the table's.
    """
    if len(part.levels) < 2:
        return []
    levels = (shown(item, level, words) for level in part.levels)
    others = [level for level in levels if fold(level) != fold(part.label)]
    return [words.say("gathered", label=part.label, levels=", ".join(others))]


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
