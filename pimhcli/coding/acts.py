"""What a coder can do with excerpts: each act is one call, one step of history, one sentence."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec

from pimhcli.coding.excerpts import CONTEXT, Coding, Excerpt, excerpts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Desk(msgspec.Struct, frozen=True):
    """One coder's codings of one transcript, and what an act needs to add to them.

    Args:
        transcript: the transcript's id.
        text: its text.
        version: the id of that text.
        codings: the coder's records, one an id, tombstones included.
        coder: who acts.
        now: the time, UTC, as 2026-11-23T10:04:11.250Z.
        new_id: gives the id of a new coding.
    """

    transcript: str
    text: str
    version: str
    codings: tuple[Coding, ...]
    coder: str
    now: str
    new_id: Callable[[], str]


class Change(msgspec.Struct, frozen=True):
    """What an act does to one coder's codings of one transcript.

    Args:
        transcript: the transcript's id.
        coder: whose codings they are, whoever acts.
        before: the records it changes, as they were.
        after: the records as they become, new ones included.
    """

    transcript: str
    coder: str
    before: tuple[Coding, ...] = ()
    after: tuple[Coding, ...] = ()


class Wanted(msgspec.Struct, frozen=True):
    """A span to be coded.

    Args:
        start: offset in the transcript's text.
        end: offset behind it.
        codes: keys of codebook entries.
        memo: joins the excerpt's memo.
        star: marks the excerpt as a key quote.
    """

    start: int
    end: int
    codes: tuple[str, ...]
    memo: str = ""
    star: bool = False


def add(desk: Desk, wanted: Iterable[Wanted]) -> Change:
    """Codes spans. A code that the span already has is not added again.

    Args:
        desk: the coder's codings so far.
        wanted: the spans and their codes.

    Returns:
        The new codings, and those whose memo or star changed.
    """
    here = {(e.span, e.quote): e.codings for e in excerpts(desk.transcript, desk.codings)}
    known = {coding.id: coding for codings in here.values() for coding in codings}
    touched: dict[str, Coding] = {}
    for want in wanted:
        passage = (want.start, want.end), desk.text[want.start : want.end]
        coded = _coded(desk, want, here.get(passage, ()))
        touched.update({c.id: c for c in coded if known.get(c.id) is not c})
        here[passage] = coded
    before = tuple(known[key] for key in touched if key in known)
    return Change(desk.transcript, desk.coder, before, tuple(touched.values()))


def _coded(desk: Desk, want: Wanted, old: Sequence[Coding]) -> tuple[Coding, ...]:
    """All codings of the span once it is coded as wanted; an untouched one is the same object."""
    so_far = Excerpt(desk.transcript, tuple(old)) if old else None
    memo = _joined(so_far.memo if so_far else "", want.memo)
    star = want.star or bool(so_far and so_far.star)
    kept = tuple(_marked(coding, memo, desk.now, star=star) for coding in old)
    have = {coding.code for coding in old}
    return kept + tuple(
        _new(desk, want, code, memo, star) for code in dict.fromkeys(want.codes) if code not in have
    )


def _marked(coding: Coding, memo: str, now: str, *, star: bool) -> Coding:
    if (coding.memo, coding.star) == (memo, star):
        return coding
    return msgspec.structs.replace(coding, memo=memo, star=star, rev=coding.rev + 1, at=now)


def _joined(old: str, new: str) -> str:
    return old if f"\n{new}\n" in f"\n{old}\n" else "\n".join(filter(None, (old, new)))


def _new(desk: Desk, want: Wanted, code: str, memo: str, star: bool) -> Coding:  # noqa: FBT001
    return Coding(
        id=desk.new_id(),
        code=code,
        quote=desk.text[want.start : want.end],
        start=want.start,
        end=want.end,
        pre=desk.text[max(want.start - CONTEXT, 0) : want.start],
        post=desk.text[want.end : want.end + CONTEXT],
        text=desk.version,
        memo=memo,
        star=star,
        by=desk.coder,
        at=desk.now,
    )


def remove(excerpt: Excerpt, codings: Iterable[Coding], now: str, by: str) -> Change:
    """Removes codings; each leaves a tombstone, so that a merge does not bring it back.

    Args:
        excerpt: what they are part of.
        codings: the live codings to remove.
        now: the time, UTC.
        by: who removes them.
    """
    before = tuple(codings)
    after = tuple(
        Coding(id=c.id, start=c.start, end=c.end, by=by, at=now, rev=c.rev + 1, deleted=now) for c in before
    )
    return Change(excerpt.transcript, excerpt.coder, before, after)


def applied(codings: Iterable[Coding], change: Change) -> list[Coding]:
    """The records of a codings file once a change is made, by position."""
    records = {coding.id: coding for coding in codings} | {coding.id: coding for coding in change.after}
    return sorted(records.values(), key=lambda c: (c.start, c.end, c.id))
