"""What loading the answers again would change."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from pimhcli.questionnaire.answers import MISSING, Answer, Participant

if TYPE_CHECKING:
    from collections.abc import Iterable


class Change(msgspec.Struct, frozen=True):
    """One answer that differs.

    Args:
        participant: id.
        item: id.
        before: the answer as it was.
        after: the answer as it is now.
    """

    participant: str
    item: str
    before: Answer
    after: Answer


class Changes(msgspec.Struct, frozen=True):
    """All that differs between two loads; false when nothing does.

    Args:
        added: participants who are new, by id.
        removed: participants who are gone, by id.
        changed: answers of those who stayed.
    """

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[Change, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)


def compare(old: Iterable[Participant], new: Iterable[Participant]) -> Changes:
    """What became of the old participants and their answers.

    An item that only one of the two has counts as missing in the other.
    """
    before = {person.id: person for person in old}
    after = {person.id: person for person in new}
    stayed = [(before[person], after[person]) for person in before if person in after]
    return Changes(
        added=tuple(person for person in after if person not in before),
        removed=tuple(person for person in before if person not in after),
        changed=tuple(change for pair in stayed for change in _changed(*pair)),
    )


def _changed(old: Participant, new: Participant) -> list[Change]:
    item_ids = dict.fromkeys([*old.answers, *new.answers])
    pairs = [(i, old.answers.get(i, MISSING), new.answers.get(i, MISSING)) for i in item_ids]
    return [Change(old.id, i, before, after) for i, before, after in pairs if before != after]
