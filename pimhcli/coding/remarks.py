"""Remarks of a review: what a second reader says of a theme, a code or a quote, and the answers to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable

Kind = Literal["agree", "query", "recode", "rename", "answer"]


class Remark(msgspec.Struct, frozen=True, omit_defaults=True):
    """One line of a review file: what one person says of one thing, or the answer to what was said.

    Args:
        id: 10 random characters.
        kind: that it is agreed with, a query, another code that is suggested, another name that is
            suggested, or an answer.
        on: what it is about: ``code`` and the key of an entry of the codebook, or ``excerpt`` and the id of
            a coding, with a blank between; empty in an answer and in a tombstone.
        words: what is said.
        suggests: the key of the code, or the name, that is suggested.
        instead: of a suggested code: the key of the one that it would take the place of.
        to: the id of the remark that it answers, or that it raises again.
        verdict: of an answer: what becomes of the remark: ``accept``, ``decline`` or ``discuss``.
        seen: what was reviewed, as it was then: a digest of its words, to tell whether it changed since.
        by: who says it.
        at: when, UTC, as 2026-11-23T10:04:11.250Z.
        rev: counted up by each change.
        deleted: when it was taken back; empty while it stands.
    """

    id: str
    kind: Kind = "query"
    on: str = ""
    words: str = ""
    suggests: str = ""
    instead: str = ""
    to: str = ""
    verdict: str = ""
    seen: str = ""
    by: str = ""
    at: str = ""
    rev: int = 1
    deleted: str = ""


class Said(msgspec.Struct, frozen=True, omit_defaults=True):
    """What an act does to one remark.

    Args:
        after: as it becomes; a tombstone when it is taken back.
        before: as it was; None when it is new.
    """

    after: Remark
    before: Remark | None = None


def latest(lines: Iterable[Remark]) -> list[Remark]:
    """One remark an id, tombstones included, oldest first: the line with the highest (rev, at) wins.

    The rule is that of codings, so that two clones merge by the union of their lines.
    """
    newest: dict[str, Remark] = {}
    for line in lines:
        known = newest.get(line.id)
        if known is None or _age(line) > _age(known):
            newest[line.id] = line
    return sorted(newest.values(), key=lambda remark: remark.id)


def applied(remarks: Iterable[Remark], said: Iterable[Said]) -> list[Remark]:
    """The remarks of a file once an act is done.

    Args:
        remarks: one an id.
        said: what the act does.
    """
    return latest([*remarks, *(one.after for one in said)])


def taken_back(said: Said, known: Remark, now: str) -> Said | None:
    """What takes back what an act did to a remark; None when it says something else by now.

    Args:
        said: by the act.
        known: the remark as it is now.
        now: the time, UTC, as remarks have it.
    """
    return brought_back(known, said.before, now) if _plain(known) == _plain(said.after) else None


def brought_back(known: Remark, was: Remark | None, now: str) -> Said:
    """What makes a remark what it once was.

    Args:
        known: as it is now.
        was: as it was; None, or a tombstone, when there was none.
        now: the time, UTC, as remarks have it.
    """
    rev = known.rev + 1
    if was is None or was.deleted:
        return Said(Remark(known.id, known.kind, by=known.by, at=now, rev=rev, deleted=now), known)
    return Said(msgspec.structs.replace(was, at=now, rev=rev), known)


def _plain(remark: Remark) -> Remark:
    # an undo brings the words back under a later revision
    return msgspec.structs.replace(remark, at="", rev=0, deleted=str(bool(remark.deleted)))


def _age(remark: Remark) -> tuple[object, ...]:
    return remark.rev, remark.at, *msgspec.structs.astuple(remark)
