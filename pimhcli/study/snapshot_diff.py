"""How the study differs between two snapshots, or between one and now."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from pimhcli.coding.book_diff import Happened, between
from pimhcli.study import restoring, snapshot_files, snapshots
from pimhcli.study.restoring import Shift

if TYPE_CHECKING:
    from pimhcli.study.study import Study

NOW = "now"


class Difference(msgspec.Struct, frozen=True):
    """What changed from one state to the other.

    Args:
        old: what the earlier state is called.
        new: what the later state is called.
        book: what happened to the codebook.
        shifts: what happened to excerpts, by transcript and coder.
    """

    old: str
    new: str
    book: tuple[Happened, ...]
    shifts: tuple[Shift, ...]


def difference(study: Study, name: str, other: str = "") -> Difference:
    """What changed since a snapshot.

    Args:
        study: the open study.
        name: of the earlier snapshot.
        other: of the later one; empty for the study as it is now.

    Raises:
        UsageError: there is none of a name.
        StudyError: one is damaged.
    """
    old = snapshot_files.held(study.folder, snapshots.called(study, name))
    before = restoring.then(study, old)
    if not other:
        shifts = restoring.shifts(before, restoring.now(study))
        return Difference(old.card.name, NOW, tuple(between(old.book, study.codebook)), tuple(shifts))
    new = snapshot_files.held(study.folder, snapshots.called(study, other))
    shifts = restoring.shifts(before, restoring.then(study, new))
    return Difference(old.card.name, new.card.name, tuple(between(old.book, new.book)), tuple(shifts))
