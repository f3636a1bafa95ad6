"""What the screen shows of the coding: excerpts as marks, coded turns, and counts of the codebook."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from pimhcli.coding import colours
from pimhcli.screen.marks import Mark
from pimhcli.study.progress import coded_turns

if TYPE_CHECKING:
    from pimhcli.coding.codebook import Codebook
    from pimhcli.coding.excerpts import Excerpt
    from pimhcli.transcripts.segments import Span
    from pimhcli.transcripts.turns import Transcript


class Material:
    """The excerpts of a transcript as they are now; made anew after each act.

    Args:
        own: the coder's, by position.
        book: the codebook.
        transcript: that they are of.
        others: what the other coders made and is to be seen, by position.
    """

    def __init__(
        self,
        own: tuple[Excerpt, ...],
        book: Codebook,
        transcript: Transcript,
        others: tuple[Excerpt, ...] = (),
    ) -> None:
        self.own = own
        self.book = book
        self.transcript = transcript
        self.coders = frozenset(excerpt.coder for excerpt in others)  # the other ones
        # of those that begin in one place the coder's own come first
        self.excerpts = tuple(sorted((*own, *others), key=lambda e: e.span[0])) if others else own
        self._starts = [excerpt.span[0] for excerpt in self.excerpts]
        self._longest = max((e.span[1] - e.span[0] for e in self.excerpts), default=0)

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """The excerpts as the view paints them."""
        return tuple(self._mark(excerpt) for excerpt in self.excerpts)

    @cached_property
    def coded(self) -> frozenset[int]:
        """The numbers of the turns that the coder's own excerpts touch."""
        return coded_turns(self.transcript, (excerpt.span for excerpt in self.own))

    @cached_property
    def counts(self) -> Counter[str]:
        """Excerpts by the key of every entry that they are coded with, or that stands above one."""
        found: Counter[str] = Counter()
        for codes, number in self._by_codes.items():
            for key in {key for code in codes for key in self._upwards[code]}:
                found[key] += number
        return found

    @cached_property
    def code_counts(self) -> Counter[str]:
        """Excerpts by the key of their codes alone."""
        found: Counter[str] = Counter()
        for codes, number in self._by_codes.items():
            for code in codes:
                found[self.book.key_of(code)] += number
        return found

    def at(self, span: Span) -> list[Excerpt]:
        """The excerpts that a span touches; at a mere place, those around it.

        Args:
            span: start and end in the transcript's text; the same for a place.
        """
        start, end = span
        first = bisect_left(self._starts, start - self._longest)
        last = bisect_left(self._starts, max(end, start + 1))
        return [e for e in self.excerpts[first:last] if e.span[1] > start]

    def called(self, excerpt: str) -> Excerpt | None:
        """The excerpt of an id."""
        return next((e for e in self.excerpts if e.id == excerpt), None)

    def is_own(self, excerpt: Excerpt) -> bool:
        """Whether it is the coder's own, which alone can be changed."""
        return excerpt.coder not in self.coders

    def names(self, excerpt: Excerpt) -> str:
        """The names of an excerpt's codes in one line, behind the name of whoever else made it."""
        named = " · ".join(map(self.book.name_of, excerpt.codes))
        return named if self.is_own(excerpt) else f"{excerpt.coder}: {named}"

    @cached_property
    def _by_codes(self) -> Counter[tuple[str, ...]]:
        """How many excerpts have the same codes."""
        return Counter(excerpt.codes for excerpt in self.excerpts)

    @cached_property
    def _upwards(self) -> _Upwards:
        return _Upwards(self.book)

    @cached_property
    def _seen(self) -> dict[tuple[str, ...], _Seen]:
        """How codes are shown, by the codes: thousands of excerpts have the same few."""
        return {
            codes: _Seen(
                next((self._hues[key] for key in reversed(self._upwards[codes[0]]) if key in self._hues), 0),
                tuple(map(self.book.name_of, codes)),
                tuple(map(self.book.key_of, codes)),
            )
            for codes in self._by_codes
        }

    @cached_property
    def _hues(self) -> dict[str, int]:
        """The hues of the themes, each the next one, and of what was given a colour by its name."""
        return colours.hues(self.book)

    def _mark(self, excerpt: Excerpt) -> Mark:
        start, end = excerpt.span
        seen = self._seen[excerpt.codes]
        return Mark(
            id=excerpt.id,
            start=start,
            end=end,
            hue=seen.hue,
            names=seen.names,
            star=excerpt.star,
            memo=bool(excerpt.memo),
            codes=seen.keys,
            coder="" if self.is_own(excerpt) else excerpt.coder,
        )


class _Seen(NamedTuple):
    """How an excerpt's codes are shown: the hue of the first, the names, and the keys as they are now."""

    hue: int
    names: tuple[str, ...]
    keys: tuple[str, ...]


class _Upwards(dict[str, tuple[str, ...]]):
    """The keys from the top of the codebook down to an entry, by the key of the entry."""

    def __init__(self, book: Codebook) -> None:
        self._book = book

    def __missing__(self, code: str) -> tuple[str, ...]:
        known = code in self._book.by_key
        self[code] = tuple(entry.id for entry in self._book.line(code)) if known else (code,)
        return self[code]
