"""What a coder can do with excerpts: each act is one call, one step of history, one sentence."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import msgspec

from pimhcli.coding.excerpts import Coding, Excerpt, excerpts, in_order, place
from pimhcli.transcripts.wordings import differing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Desk(msgspec.Struct, frozen=True):
    """One coder's codings of one transcript, and what an act needs to change them.

    Args:
        transcript: the transcript's id.
        text: its text.
        version: the id of that text.
        codings: the coder's records, one an id, tombstones included.
        coder: whose codings they are.
        now: the time, UTC, as 2026-11-23T10:04:11.250Z.
        new_id: gives the id of a new coding.
        by: who acts, when it is not the coder.
        key_of: the key that a code has now, by the one that a coding holds: codes may have been merged.
    """

    transcript: str
    text: str
    version: str
    codings: tuple[Coding, ...]
    coder: str
    now: str
    new_id: Callable[[], str]
    by: str = ""
    key_of: Callable[[str], str] = str


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
        wording: how its quote is printed, where it has no wording yet.
    """

    start: int
    end: int
    codes: tuple[str, ...]
    memo: str = ""
    star: bool = False
    wording: str = ""


def add(desk: Desk, wanted: Iterable[Wanted]) -> Change:
    """Codes spans. A code that the span already has is not added again.

    Args:
        desk: the coder's codings so far.
        wanted: the spans and their codes.

    Returns:
        The new codings, and those of which something else changed.
    """
    here = {(e.span, e.quote): e.codings for e in excerpts(desk.transcript, desk.codings)}
    touched: dict[str, Coding] = {}
    for want in wanted:
        passage = (want.start, want.end), desk.text[want.start : want.end]
        here[passage] = _coded(desk, want, here.get(passage, ()))
        touched.update({coding.id: coding for coding in here[passage]})
    return _change(desk, touched.values())


def remove(desk: Desk, codings: Iterable[Coding]) -> Change:
    """Removes codings; each leaves a tombstone, so that a merge does not bring it back.

    Args:
        desk: the codings of the coder whose they are.
        codings: the live ones to remove.
    """
    return _change(desk, [_tombstone(desk, coding) for coding in codings])


def recode(desk: Desk, excerpt: Excerpt, old: str, new: str) -> Change:
    """Changes one code of an excerpt for another; span, memo, star and wording stay.

    Args:
        desk: the codings of the coder whose excerpt it is.
        excerpt: with the old code.
        old: the key, as it is now, of the code that goes.
        new: that of the code that comes; when the excerpt has it already, the old one just goes.
    """
    has_it = new in map(desk.key_of, excerpt.codes)
    return _change(
        desk,
        [
            _tombstone(desk, coding) if has_it else _revised(desk, coding, code=new)
            for coding in excerpt.codings
            if desk.key_of(coding.code) == old != new
        ],
    )


def annotate(
    desk: Desk,
    excerpt: Excerpt,
    *,
    memo: str | None = None,
    star: bool | None = None,
    wording: str | None = None,
) -> Change:
    """Gives an excerpt another memo or wording, or sets or takes its star.

    Args:
        desk: the codings of the coder whose excerpt it is.
        excerpt: what the memo is about.
        memo: the whole new memo; empty takes it away, None leaves it.
        star: a key quote or not; None leaves it.
        wording: how its quote is printed; empty for as it stands, None leaves it.
    """
    wanted = {"memo": memo, "star": star, "wording": wording}
    fields = {name: getattr(excerpt, name) if value is None else value for name, value in wanted.items()}
    return _change(desk, [_revised(desk, coding, **fields) for coding in excerpt.codings])


def move(desk: Desk, moved: Sequence[Excerpt], start: int, end: int) -> Change:
    """Gives excerpts one new span: one is resized, several are merged, also with one that is there.

    A code that two of them had stays once; their memos are joined, and a star of one is a star of all. The
    first wording stays: one that no longer fits its quote is told of, and never lost.

    Args:
        desk: the codings of the coder whose excerpts they are.
        moved: the excerpts.
        start: offset of the new span in the transcript's text.
        end: offset behind it.
    """
    quote = desk.text[start:end]
    there = [e for e in excerpts(desk.transcript, desk.codings) if (e.span, e.quote) == ((start, end), quote)]
    ids = dict.fromkeys(coding.id for excerpt in (*moved, *there) for coding in excerpt.codings)
    together = sorted((c for c in desk.codings if c.id in ids), key=lambda c: (c.since, c.id))
    memo, star = "", any(coding.star for coding in together)
    for excerpt in (*moved, *there):
        memo = _joined(memo, excerpt.memo)
    wording = next((excerpt.wording for excerpt in (*moved, *there) if excerpt.wording), "")
    fields = place(desk.text, desk.version, start, end) | {"memo": memo, "star": star, "wording": wording}
    stays = {desk.key_of(coding.code): coding.id for coding in reversed(together)}
    return _change(
        desk,
        [
            _revised(desk, coding, **fields)
            if stays[desk.key_of(coding.code)] == coding.id
            else _tombstone(desk, coding)
            for coding in together
        ],
    )


def split(desk: Desk, excerpt: Excerpt, first: tuple[int, int], second: tuple[int, int]) -> Change:
    """Makes two excerpts of one; both have its codes, its memo and its star.

    A wording goes with the second where that has its words; else it stays with the first.

    Args:
        desk: the codings of the coder whose excerpt it is.
        excerpt: what is split.
        first: the span that its codings keep.
        second: the span that gets new codings.
    """
    comes_along = bool(excerpt.wording) and not differing(excerpt.wording, desk.text[slice(*second)])
    wording = excerpt.wording if comes_along else ""
    shortened = move(desk, [_without_wording(excerpt) if comes_along else excerpt], *first)
    rest = msgspec.structs.replace(desk, codings=tuple(applied(desk.codings, shortened)))
    return combined(
        [shortened, add(rest, [Wanted(*second, excerpt.codes, excerpt.memo, excerpt.star, wording)])]
    )


def revert(desk: Desk, change: Change) -> Change | None:
    """Takes a change back, by a change of its own.

    Args:
        desk: the codings of the coder whose they are, as they are now.
        change: made earlier.

    Returns:
        The change that brings the codings before it back; None when one is no longer as it left it.
    """
    now = {coding.id: coding for coding in desk.codings}
    if not all(coding.id in now and alike(now[coding.id], coding) for coding in change.after):
        return None
    old = {coding.id: coding for coding in change.before}
    return _change(desk, [_as_it_was(desk, now[c.id], old.get(c.id)) for c in change.after])


def combined(changes: Sequence[Change]) -> Change:
    """One change for several of the same coder's codings of a transcript, made one after the other.

    Args:
        changes: at least one.
    """
    before: dict[str, Coding] = {}
    after: dict[str, Coding] = {}
    for change in changes:
        before.update({coding.id: coding for coding in change.before if coding.id not in after})
        after.update({coding.id: coding for coding in change.after})
    return Change(changes[0].transcript, changes[0].coder, tuple(before.values()), tuple(after.values()))


def applied(codings: Iterable[Coding], change: Change) -> list[Coding]:
    """The records of a codings file once a change is made, by position."""
    records = {coding.id: coding for coding in codings} | {coding.id: coding for coding in change.after}
    return in_order(records.values())


def _change(desk: Desk, codings: Iterable[Coding]) -> Change:
    """The change to some records, those that stay as they are left out."""
    known = {coding.id: coding for coding in desk.codings}
    after = tuple(coding for coding in codings if known.get(coding.id) is not coding)
    before = tuple(known[coding.id] for coding in after if coding.id in known)
    return Change(desk.transcript, desk.coder, before, after)


def _coded(desk: Desk, want: Wanted, old: Sequence[Coding]) -> tuple[Coding, ...]:
    """All codings of the span once it is coded as wanted; an untouched one is the same object."""
    so_far = Excerpt(desk.transcript, tuple(old)) if old else None
    memo = _joined(so_far.memo if so_far else "", want.memo)
    same: dict[str, Any] = {
        "memo": memo,
        "star": want.star or bool(so_far and so_far.star),
        "wording": (so_far.wording if so_far else "") or want.wording,
    }
    kept = tuple(_revised(desk, coding, **same) for coding in old)
    have = {desk.key_of(coding.code) for coding in old}
    new = [code for code in dict.fromkeys(want.codes) if desk.key_of(code) not in have]
    # codes of one moment are told apart by their ids, which therefore rise
    ids = sorted(desk.new_id() for _ in new)
    where = place(desk.text, desk.version, want.start, want.end)
    return kept + tuple(
        Coding(id=key, code=code, by=desk.coder, at=desk.now, **same, **where)
        for key, code in zip(ids, new, strict=True)
    )


def _without_wording(excerpt: Excerpt) -> Excerpt:
    plain = (msgspec.structs.replace(coding, wording="") for coding in excerpt.codings)
    return Excerpt(excerpt.transcript, tuple(plain))


def _revised(desk: Desk, coding: Coding, **fields: Any) -> Coding:  # noqa: ANN401  # any field of a coding
    """The next revision of a coding; the same object when nothing changes."""
    if all(getattr(coding, name) == value for name, value in fields.items()):
        return coding
    return msgspec.structs.replace(coding, **fields, rev=coding.rev + 1, at=desk.now, made=coding.since)


def _tombstone(desk: Desk, coding: Coding) -> Coding:
    by = desk.by or desk.coder
    return Coding(
        id=coding.id,
        start=coding.start,
        end=coding.end,
        by=by,
        at=desk.now,
        rev=coding.rev + 1,
        deleted=desk.now,
    )


def _as_it_was(desk: Desk, now: Coding, old: Coding | None) -> Coding:
    if old is None or old.deleted:
        return _tombstone(desk, now)
    return msgspec.structs.replace(old, rev=now.rev + 1, at=desk.now, made=old.since)


def alike(one: Coding, other: Coding) -> bool:
    """Whether two revisions of a coding say the same."""
    if one.deleted or other.deleted:
        return bool(one.deleted and other.deleted)
    plain: dict[str, Any] = {"rev": 0, "at": "", "made": ""}
    if one.text != other.text:
        # the transcript was edited in between, and the words were taken along
        plain |= place("", "", 0, 0)
    return msgspec.structs.replace(one, **plain) == msgspec.structs.replace(other, **plain)


def _joined(old: str, new: str) -> str:
    return old if f"\n{new}\n" in f"\n{old}\n" else "\n".join(filter(None, (old, new)))
