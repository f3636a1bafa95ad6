"""What one reviewer has still to look at: entry by entry, each with its quotes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pimhcli.analysis.counts import counted
from pimhcli.coding.codebook import outline

if TYPE_CHECKING:
    from pimhcli.analysis.counts import Counts
    from pimhcli.analysis.passages import Passage
    from pimhcli.coding.codebook import Code
    from pimhcli.coding.remarks import Remark
    from pimhcli.study.review_matter import Matter


class Quote(NamedTuple):
    """A quote that is looked at.

    Args:
        passage: the excerpt in its transcript.
        changes: what changed since the reviewer agreed with it, in words.
        said: what the reviewer said of it before.
        is_own: whether it is the reviewer's own coding.
    """

    passage: Passage
    changes: tuple[str, ...]
    said: tuple[Remark, ...]
    is_own: bool


class Stop(NamedTuple):
    """An entry of the codebook that is looked at.

    Args:
        code: the entry.
        counts: of it and the entries below it.
        quotes: to be looked at: coded with the entry itself, key quotes first.
        looked_at: how many others of its quotes the reviewer looked at before.
        changes: what changed since the reviewer agreed with it, in words.
        said: what the reviewer said of it before.
    """

    code: Code
    counts: Counts
    quotes: tuple[Quote, ...]
    looked_at: int
    changes: tuple[str, ...]
    said: tuple[Remark, ...]


def keys(matter: Matter, reviewer: str, only: str = "", *, again: bool = False) -> list[str]:
    """The keys of the entries that somebody has still to look at, in reading order.

    Args:
        matter: what is reviewed.
        reviewer: who reviews.
        only: the key of an entry: it and those below it alone; empty for all.
        again: also those that were agreed with and are as they were.
    """
    wanted = matter.book.under(only) if only else None
    entries = (code for _, code in outline(matter.book) if wanted is None or code.id in wanted)
    return [code.id for code in entries if again or _is_due(matter, reviewer, code)]


def stop(matter: Matter, reviewer: str, key: str, *, again: bool = False) -> Stop:
    """An entry with what is to be looked at in it.

    Args:
        matter: what is reviewed.
        reviewer: who reviews.
        key: of the entry.
        again: also the quotes that were looked at before, behind the others.
    """
    code = matter.book.by_key[key]
    every = [_quote(matter, reviewer, passage) for passage in matter.quotes[code.id]]
    new = [quote for quote in every if quote.changes or not quote.said]
    old = [quote for quote in every if not (quote.changes or not quote.said)]
    return Stop(
        code,
        counted(matter.under[code.id]),
        (*new, *(old if again else ())),
        0 if again else len(old),
        matter.changes(reviewer, code),
        tuple(matter.said_by(reviewer, code)),
    )


def unread(matter: Matter, reviewer: str, only: str = "") -> tuple[int, int]:
    """How many quotes somebody has not looked at, and how many there are.

    Args:
        matter: what is reviewed.
        reviewer: who reviews.
        only: the key of an entry: it and those below it alone; empty for all.
    """
    quotes = matter.under[only] if only else matter.passages
    return sum(not matter.said_by(reviewer, quote) for quote in quotes), len(quotes)


def _is_due(matter: Matter, reviewer: str, code: Code) -> bool:
    """Whether an entry was never looked at, or it or a quote of it changed since it was agreed with."""
    if not matter.said_by(reviewer, code) or matter.changes(reviewer, code):
        return True
    return any(matter.changes(reviewer, passage) for passage in matter.quotes[code.id])


def _quote(matter: Matter, reviewer: str, passage: Passage) -> Quote:
    said = tuple(matter.said_by(reviewer, passage))
    return Quote(passage, matter.changes(reviewer, passage), said, matter.is_own(reviewer, passage))
