"""What remarks come to: points with their answers, and what changed since it was agreed with."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Literal, NamedTuple

import msgspec

from pimhcli.coding.remarks import Kind, Remark
from pimhcli.wording import count

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from pimhcli.coding.codebook import Code

Verdict = Literal["accept", "decline", "discuss"]

POINTS: tuple[Kind, ...] = ("query", "recode", "rename")
SETTLING: tuple[Verdict, ...] = ("accept", "decline")
_DIGITS = 8  # of a digest: two texts of one study are never taken for each other


class About(NamedTuple):
    """What a remark is about.

    Args:
        what: ``code`` or ``excerpt``; anything where a line was written by hand.
        key: of the entry of the codebook, or the id of a coding.
    """

    what: str
    key: str

    @property
    def on(self) -> str:
        """As a remark has it."""
        return f"{self.what} {self.key}"


class Point(msgspec.Struct, frozen=True):
    """What somebody raised in a review, with what was said to it since.

    Args:
        remark: a query, or the code or the name that is suggested.
        replies: answers, and queries that raise it again, oldest first.
    """

    remark: Remark
    replies: tuple[Remark, ...] = ()

    @property
    def verdict(self) -> str:
        """What the last answer makes of it; empty before there is one, and when it was raised again."""
        return self.replies[-1].verdict if self.replies else ""

    @property
    def is_open(self) -> bool:
        """Whether it still waits to be settled."""
        return self.verdict not in SETTLING

    @property
    def last_at(self) -> str:
        """When the last was said to it."""
        return self.replies[-1].at if self.replies else self.remark.at


def about(remark: Remark) -> About:
    """What a remark is about."""
    what, _, key = remark.on.partition(" ")
    return About(what, key)


def points(remarks: Iterable[Remark]) -> list[Point]:
    """The points that stand, oldest first; what was taken back is none, and nor is what was said to it.

    Args:
        remarks: everybody's, one an id.
    """
    standing = sorted((r for r in remarks if not r.deleted), key=lambda remark: (remark.at, remark.id))
    replies: dict[str, list[Remark]] = {}
    for remark in standing:
        if remark.to:
            replies.setdefault(remark.to, []).append(remark)
    raised = (remark for remark in standing if remark.kind in POINTS and not remark.to)
    return [Point(remark, tuple(replies.get(remark.id, ()))) for remark in raised]


def looked_at(remarks: Iterable[Remark]) -> list[Remark]:
    """The remarks by which somebody has reviewed what they are about: all but what is said to others.

    Args:
        remarks: everybody's, one an id.
    """
    return [remark for remark in remarks if remark.on and not (remark.deleted or remark.to)]


def seen_entry(code: Code, quotes: Collection[str]) -> str:
    """An entry of the codebook as a reviewer sees it: digests of what can change.

    Args:
        code: the entry.
        quotes: the ids of the excerpts that are coded with the entry itself.
    """
    meaning = _digest(code.definition, code.include, code.exclude)
    return f"{_digest(code.name)} {meaning} {len(quotes)} {_digest(*sorted(quotes))}"


def seen_quote(words: str, codes: Iterable[str]) -> str:
    """An excerpt as a reviewer sees it: digests of what can change.

    Args:
        words: its quote.
        codes: the keys of its codes, as they are called now.
    """
    return f"{_digest(words)} {_digest(*sorted(codes))}"


def changed(then: str, now: str) -> tuple[str, ...]:
    """What is other than it was when somebody agreed with it, in words; nothing where all is the same.

    Args:
        then: as the remark has it; empty where it does not say.
        now: of the same thing, as it is now.
    """
    before, after = then.split(), now.split()
    if len(before) != len(after):
        return ("it changed",) if then else ()
    if len(after) == 2:
        told = ("its words changed", "its codes changed")
        return tuple(words for words, was, now_is in zip(told, before, after, strict=True) if was != now_is)
    name, meaning, number, quotes = (was == now_is for was, now_is in zip(before, after, strict=True))
    told = (*(() if name else ("its name changed",)), *(() if meaning else ("its definition changed",)))
    return told if quotes else (*told, *_of_quotes(before[2], after[2], same=number))


def _of_quotes(before: str, after: str, *, same: bool) -> tuple[str, ...]:
    """How the quotes of an entry changed; that some went is nothing that has to be looked at."""
    if same:
        return ("its quotes are others",)
    more = int(after) - int(before) if before.isdecimal() else 0
    return (f"{count(more, 'quote')} {'was' if more == 1 else 'were'} added",) if more > 0 else ()


def _digest(*words: str) -> str:
    return hashlib.sha256("\n".join(words).encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
