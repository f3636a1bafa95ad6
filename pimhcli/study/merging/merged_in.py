"""Codings and remarks of another copy of a study, taken in by id: the higher revision counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from pimhcli.coding.acts import Change
from pimhcli.coding.excerpts import latest
from pimhcli.coding.remarks import Remark, Said
from pimhcli.coding.remarks import latest as latest_remarks

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pimhcli.coding.excerpts import Coding


class Taken(msgspec.Struct, frozen=True):
    """What another copy does to one coder's codings of a transcript.

    Args:
        change: what is taken over.
        new: how many codings it has that were not here.
        changed: how many that say something else there, later than here.
        removed: how many that were removed there.
        gone: how many live there were removed here, as late or later.
        both: ids of those that each side changed, as far as revisions tell; the later one counts.
    """

    change: Change
    new: int = 0
    changed: int = 0
    removed: int = 0
    gone: int = 0
    both: tuple[str, ...] = ()


def codings(transcript: str, coder: str, mine: Iterable[Coding], theirs: Iterable[Coding]) -> Taken:
    """What there is to take over of a coder's codings.

    Args:
        transcript: the transcript's id.
        coder: whose codings they are.
        mine: as they are stored here.
        theirs: the lines of the other copy.
    """
    known = {coding.id: coding for coding in mine}
    lines = latest(theirs)
    after = [c for c in lines if c.id not in known or _age(c) > _age(known[c.id])]
    # a tombstone of what was never here says nothing now, and keeps older copies from bringing it back
    changed = [c for c in after if c.id in known and not known[c.id].deleted]
    both = tuple(c.id for c in lines if c.id in known and _is_other(c, known[c.id]))
    before = tuple(known[coding.id] for coding in after if coding.id in known)
    return Taken(
        Change(transcript, coder, before, tuple(after)),
        sum(not c.deleted for c in after) - sum(not c.deleted for c in changed),
        sum(not c.deleted for c in changed),
        sum(bool(c.deleted) for c in changed),
        sum(_is_gone(c, known[c.id]) for c in lines if c.id in known),
        both,
    )


def remarks(mine: Iterable[Remark], theirs: Iterable[Remark]) -> tuple[Said, ...]:
    """What there is to take over of somebody's remarks.

    Args:
        mine: as they are stored here.
        theirs: the lines of the other copy.
    """
    known = {remark.id: remark for remark in mine}
    lines = latest_remarks(theirs)
    newer = (r for r in lines if r.id not in known or (r.rev, r.at) > (known[r.id].rev, known[r.id].at))
    return tuple(Said(remark, known.get(remark.id)) for remark in newer)


def _age(coding: Coding) -> tuple[int, str]:
    return coding.rev, coding.at


def _is_gone(theirs: Coding, mine: Coding) -> bool:
    return bool(mine.deleted) and not theirs.deleted and _age(theirs) <= _age(mine)


def _is_other(one: Coding, other: Coding) -> bool:
    """Whether two lines of one revision say different things: each was changed once, on its side."""
    return one.rev == other.rev and one.at != other.at
