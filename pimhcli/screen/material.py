"""What the screen shows of a coder's work: excerpts as marks, coded turns, and counts of the codebook."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from pimhcli.screen.marks import Mark
from pimhcli.study.progress import coded_turns

if TYPE_CHECKING:
    from pimhcli.coding.codebook import Codebook
    from pimhcli.coding.excerpts import Excerpt
    from pimhcli.transcripts.segments import Span
    from pimhcli.transcripts.turns import Transcript

HUES = 6


class Material:
    """A coder's excerpts of a transcript as they are now; made anew after each act.

    Args:
        excerpts: by position.
        book: the codebook.
        transcript: that they are of.
    """

    def __init__(self, excerpts: tuple[Excerpt, ...], book: Codebook, transcript: Transcript) -> None:
        self.excerpts = excerpts
        self.book = book
        self.transcript = transcript
        self._starts = [excerpt.span[0] for excerpt in excerpts]
        self._longest = max((e.span[1] - e.span[0] for e in excerpts), default=0)

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """The excerpts as the view paints them."""
        return tuple(self._mark(excerpt) for excerpt in self.excerpts)

    @cached_property
    def coded(self) -> frozenset[int]:
        """The numbers of the turns that excerpts touch."""
        return coded_turns(self.transcript, (excerpt.span for excerpt in self.excerpts))

    @cached_property
    def counts(self) -> Counter[str]:
        """Excerpts by the key of every entry that they are coded with, or that stands above one."""
        found: Counter[str] = Counter()
        for excerpt in self.excerpts:
            found.update({key for code in excerpt.codes for key in self._upwards[code]})
        return found

    @cached_property
    def own_counts(self) -> Counter[str]:
        """Excerpts by the key of their codes alone."""
        return Counter(self.book.key_of(code) for excerpt in self.excerpts for code in excerpt.codes)

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

    def names(self, excerpt: Excerpt) -> str:
        """The names of an excerpt's codes in one line."""
        return " · ".join(map(self.book.name_of, excerpt.codes))

    @cached_property
    def _upwards(self) -> _Upwards:
        return _Upwards(self.book)

    @cached_property
    def _hues(self) -> dict[str, int]:
        return {theme.id: number % HUES for number, theme in enumerate(self.book.children())}

    def _mark(self, excerpt: Excerpt) -> Mark:
        start, end = excerpt.span
        line = self._upwards[excerpt.codes[0]]
        return Mark(
            id=excerpt.id,
            start=start,
            end=end,
            hue=self._hues.get(line[0], 0),
            names=tuple(map(self.book.name_of, excerpt.codes)),
            star=excerpt.star,
            memo=bool(excerpt.memo),
            codes=tuple(map(self.book.key_of, excerpt.codes)),
        )


class _Upwards(dict[str, tuple[str, ...]]):
    """The keys from the top of the codebook down to an entry, by the key of the entry."""

    def __init__(self, book: Codebook) -> None:
        self._book = book

    def __missing__(self, code: str) -> tuple[str, ...]:
        known = code in self._book.by_key
        self[code] = tuple(entry.id for entry in self._book.line(code)) if known else (code,)
        return self[code]
