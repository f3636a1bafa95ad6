"""The columns of the demographics table: the participants in groups, and all of them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from pimhcli.folding import natural
from pimhcli.questionnaire.answers import Participant
from pimhcli.questionnaire.layout import FOCUS_GROUP
from pimhcli.tables.given import Answers
from pimhcli.tables.style import Style

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from pimhcli.questionnaire.items import Item
    from pimhcli.questionnaire.layout import TableLayout
    from pimhcli.questionnaire.schema import Questionnaire
    from pimhcli.questionnaire.table_words import Words


class Group(msgspec.Struct, frozen=True, dict=True):
    """The participants of one column.

    Args:
        name: the group's own name; of all participants, as the table calls them.
        head: the words at the head of the column.
        people: those in it.
        overall: whether these are all participants.
    """

    name: str
    head: str
    people: tuple[Participant, ...]
    overall: bool = False

    @cached_property
    def _answers(self) -> dict[str, Answers]:
        return {}

    def answers(self, item_id: str) -> Answers:
        """The answers of everybody in it to an item."""
        if item_id not in self._answers:
            self._answers[item_id] = Answers([person.answers[item_id] for person in self.people])
        return self._answers[item_id]

    def but(self, item_id: str, refusing: Collection[str]) -> Answers:
        """The same without the answers of some participants.

        Args:
            item_id: the item.
            refusing: their ids.
        """
        return Answers([person.answers[item_id] for person in self.people if person.id not in refusing])


class Frame(NamedTuple):
    """What every row of a demographics table is worked out from.

    Args:
        questionnaire: its items and its layout.
        everybody: all participants.
        groups: the columns.
        style: how numbers and words are written.
        refusing: ids of those whose own words are not printed.
    """

    questionnaire: Questionnaire
    everybody: Group
    groups: tuple[Group, ...]
    style: Style
    refusing: Collection[str] = ()


def framed(
    questionnaire: Questionnaire,
    people: Sequence[Participant],
    members: Mapping[str, str],
    refusing: Collection[str] = (),
) -> Frame:
    """What the rows of a table are worked out from.

    Args:
        questionnaire: its items and its layout.
        people: all participants.
        members: the focus group of each participant, by id.
        refusing: ids of those whose own words are not printed.
    """
    style = Style(questionnaire.table)
    everybody = _everybody(questionnaire.table, people, style.words)
    groups = _groups(questionnaire, everybody, members, style.words)
    return Frame(questionnaire, everybody, groups, style, refusing)


def _groups(
    questionnaire: Questionnaire, everybody: Group, members: Mapping[str, str], words: Words
) -> tuple[Group, ...]:
    """The columns, left to right."""
    layout = questionnaire.table
    if not layout.columns.by:
        return (everybody,)
    named = _named(questionnaire, everybody.people, members, words)
    usual = _asked(questionnaire, words) + _usual(layout, words)
    parts = [
        Group(name, _head(name, those, layout.columns.label or usual), those) for name, those in named.items()
    ]
    match layout.columns.overall:
        case "last":
            return (*parts, everybody)
        case "first":
            return (everybody, *parts)
        case "none":
            return tuple(parts) or (everybody,)


def _everybody(layout: TableLayout, people: Sequence[Participant], words: Words) -> Group:
    if layout.columns.by:
        form = layout.columns.overall_label or layout.columns.label or _usual(layout, words)
        head = _head(words.say("overall"), people, form)
    else:
        usual = words.say("participants_head", n="{n}") + _share(layout)
        head = (layout.head[1] or usual).replace("{n}", str(len(people)))
    return Group(words.say("overall"), head, tuple(people), overall=True)


def _head(name: str, people: Sequence[Participant], form: str) -> str:
    return form.replace("{n}", str(len(people))).replace("{name}", name)


def _usual(layout: TableLayout, words: Words) -> str:
    return words.say("group_head", name="{name}", n="{n}") + _share(layout)


def _share(layout: TableLayout) -> str:
    return ", n (%)" if layout.percent.sign == "head" and not layout.columns.split else ""


def _named(
    questionnaire: Questionnaire, people: Sequence[Participant], members: Mapping[str, str], words: Words
) -> dict[str, tuple[Participant, ...]]:
    """The participants by group: levels in their order, focus groups as people count, the rest last."""
    by = questionnaire.table.columns.by
    of = members if by == FOCUS_GROUP else {person.id: _level(person, by) for person in people}
    item = questionnaire.by_id.get(by)
    order = item.levels if item else sorted(set(members.values()), key=natural)
    rest = tuple(person for person in people if not of.get(person.id))
    named = {
        _shown(level, words, item): tuple(person for person in people if of.get(person.id) == level)
        for level in order
    }
    none = words.say("in_none")  # which a level may be called too
    return named | ({none: (*named.get(none, ()), *rest)} if rest else {})


def _level(person: Participant, by: str) -> str:
    return next(iter(person.answers[by].chosen), "")


def _shown(level: str, words: Words, item: Item | None) -> str:
    return words.say(level) if item and item.type == "yes/no" else level


def _asked(questionnaire: Questionnaire, words: Words) -> str:
    """What a column headed Yes says yes to; nothing where levels speak for themselves."""
    item = questionnaire.by_id.get(questionnaire.table.columns.by)
    if item is None or item.type != "yes/no":
        return ""
    return f"{(item.text or item.id).rstrip('?:. ')}{words.say('colon')} "
