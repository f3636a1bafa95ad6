"""What the columns of a matrix are: the participants, the focus groups, or the levels of an item."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pimhcli.errors import UsageError
from pimhcli.folding import did_you_mean, fold_name
from pimhcli.questionnaire.layout import FOCUS_GROUP
from pimhcli.study.people import talks
from pimhcli.study.saturating import held
from pimhcli.tables.matrix import Part, one_each

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pimhcli.analysis.passages import Passage
    from pimhcli.questionnaire.items import Item
    from pimhcli.study.study import Study

PARTICIPANT = "participant"
_NO_ANSWER = "No answer"


class Across(NamedTuple):
    """The columns, and how they are spoken of.

    Args:
        parts: the columns.
        named: what they are, for the caption.
        who: whose speaking is meant, for the note.
        tells: whether a column tells what the people in it answered.
    """

    parts: list[Part]
    named: str
    who: str
    tells: bool = False


def parts(study: Study, by: str, material: Iterable[Passage]) -> Across:
    """The columns of a matrix.

    Args:
        study: the open study.
        by: participant, focus_group, or an item of the questionnaire by any of its names.
        material: the coded passages.

    Raises:
        UsageError: there is no such item, it has no levels, or no answers are loaded.
    """
    if fold_name(by) == fold_name(PARTICIPANT):
        return Across(one_each(material, study.cast.participants), "participant", "the participant speaks")
    if fold_name(by) == fold_name(FOCUS_GROUP):
        return Across(_groups(study), "focus group", "somebody of the focus group speaks")
    item = _item(study, by)
    return Across(_levels(study, item), item.id, "a participant with this answer speaks", tells=True)


def _groups(study: Study) -> list[Part]:
    speaking: dict[str, set[str]] = {group: set() for group in held(study)}
    for talk in talks(study):
        if talk.speaker.participant:
            speaking[talk.group].add(talk.speaker.participant)
    return [Part(f"{group} (n = {len(own)})", frozenset(own), group) for group, own in speaking.items()]


def _item(study: Study, by: str) -> Item:
    items = study.questionnaire.items
    known = {fold_name(name): item for item in items for name in item.headers}
    item = known.get(fold_name(by))
    able = [*(one.id for one in items if _has_levels(one)), FOCUS_GROUP, PARTICIPANT]
    if item is None:
        hint = did_you_mean(by, able) or f"There are: {', '.join(able)}."
        raise UsageError(f"There is no item '{by}'.", hint=hint)
    if not _has_levels(item):
        hint = "Make bands of it (pimh check disclosure proposes some), or choose one of: " + ", ".join(able)
        raise UsageError(f"'{item.id}' has no levels to make columns of.", hint=f"{hint}.")
    if not study.participants:
        raise UsageError("No answers are loaded yet.", hint="Load them: pimh load ANSWERS.xlsx")
    return item


def _has_levels(item: Item) -> bool:
    return bool(item.levels) or item.type == "yes/no"


def _levels(study: Study, item: Item) -> list[Part]:
    levels = item.levels or ("yes", "no")
    own = {
        level: {person.id for person in study.participants if level in person.answers[item.id].chosen}
        for level in levels
    }
    rest = {person.id for person in study.participants}.difference(*own.values())
    found = own | ({_NO_ANSWER: rest} if rest else {})
    return [Part(f"{level} (n = {len(people)})", frozenset(people)) for level, people in found.items()]
