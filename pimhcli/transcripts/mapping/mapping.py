"""How an old version of a text became the new one, and where a span of the old one stands in it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

import msgspec

from pimhcli.transcripts.mapping import building
from pimhcli.transcripts.mapping.pairing import ALIKE, likeness
from pimhcli.transcripts.mapping.tokens import compared
from pimhcli.transcripts.mapping.unclaimed import Unclaimed

if TYPE_CHECKING:
    from pimhcli.transcripts.mapping.words import Piece

Status = Literal["same", "changed", "review", "lost"]

# What is left of a span in which a person may know it again: a part of its letters, or so many of them
_PART, _ENOUGH = 0.5, 8
_APART = 2_000  # characters that may have been put between two words of a span at most


class Mapped(msgspec.Struct, frozen=True):
    """What became of a span.

    Args:
        status: ``same`` to the letter; ``changed`` but certain; ``review`` when a person should look;
            ``lost`` when its words are gone.
        start: offset in the new text, in code points; for a review, of the place to be confirmed.
        end: offset behind it.
    """

    status: Status
    start: int = 0
    end: int = 0


LOST = Mapped("lost")


class Mapping:
    """How an old version of a text became the new one; worked out once, when first asked.

    Args:
        old: the text before, LF line ends.
        new: the text now.
    """

    def __init__(self, old: str, new: str) -> None:
        self._old, self._new = compared(old, new)

    def place(self, start: int, end: int) -> Mapped:
        """Where a span of the old text stands in the new one.

        Args:
            start: offset in the old text, in code points.
            end: offset behind the span.
        """
        start = min(max(start, 0), len(self._old.text))
        end = min(max(start, end), len(self._old.text))
        quote = self._old.text[start:end]
        first, last = start + len(quote) - len(quote.lstrip()), start + len(quote.rstrip())
        if first >= last:
            return self._blank(start, end)
        found = self._by_pieces(first, last)
        if found.status in {"same", "changed"} and (first, last) != (start, end):
            return self._with_blanks(found, quote)
        return found

    @cached_property
    def _pieces(self) -> list[Piece]:
        return building.pieces(self._old, self._new)

    @cached_property
    def _starts(self) -> list[int]:
        return [piece.start for piece in self._pieces]

    @cached_property
    def _unclaimed(self) -> Unclaimed:
        return Unclaimed(self._new.text, self._pieces)

    def _parts(self, start: int, end: int) -> list[Piece]:
        """The pieces of a span, each cut to it; of a piece that was retyped the new words stay whole."""
        first = max(bisect_right(self._starts, start) - 1, 0)
        pieces = self._pieces[first : bisect_left(self._starts, end)]
        return [self._cut(piece, start, end) for piece in pieces if piece.end > start]

    def _cut(self, piece: Piece, start: int, end: int) -> Piece:
        before, behind = max(start - piece.start, 0), max(piece.end - end, 0)
        if not before and not behind:
            return piece
        if self._old.text[piece.start : piece.end] != self._new.text[piece.new : piece.new_end]:
            return piece._replace(sure=False)
        return piece._replace(
            start=piece.start + before,
            end=piece.end - behind,
            new=piece.new + before,
            new_end=piece.new_end - behind,
        )

    def _by_pieces(self, start: int, end: int) -> Mapped:
        parts = _together(self._parts(start, end))
        status = self._status(parts, start, end) if parts else "lost"
        if status != "lost":
            # where the first turn of a span is gone, the next one's label does not become a part of it
            first = parts[0].new if parts[0].start == start else self._new.said_from(parts[0].new)
            return Mapped(status, first, parts[-1].new_end)
        found = self._unclaimed.find(self._old.text[start:end])
        return Mapped("review", *found) if found else LOST

    def _status(self, parts: list[Piece], start: int, end: int) -> Status:
        quote, words = self._old.text[start:end], self._new.text[parts[0].new : parts[-1].new_end]
        certain = all(part.sure for part in parts)
        if words == quote:
            return "same" if certain else "review"
        letters = self._old.letters(start, end)
        left = sum(self._old.letters(part.start, part.end) for part in parts)
        if (
            certain
            and left == letters
            and not self._swallowed(parts)
            and likeness(quote, words, ALIKE) >= ALIKE
        ):
            return "changed"
        return "review" if left >= letters * _PART or left >= _ENOUGH else "lost"

    def _swallowed(self, parts: list[Piece]) -> bool:
        """Whether a turn that was not there before stands within the span now."""
        for before, after in pairwise(parts):
            lines = self._new.lines_from(before.new_end, after.new)
            if lines > 1 and lines > self._old.lines_from(before.end, after.start):
                return True
        return False

    def _blank(self, start: int, end: int) -> Mapped:
        """A span without words stands where the words around it stand unchanged."""
        parts = self._parts(start, max(end, start + 1))
        for part in parts:
            if part.start <= start and end <= part.end and part.end - part.start == part.new_end - part.new:
                return Mapped("same", part.new, part.new + end - start)
        return LOST

    def _with_blanks(self, found: Mapped, quote: str) -> Mapped:
        """The place with the blanks that the quote has at its ends, as far as they stand there."""
        words = quote.strip()
        at = quote.index(words)
        start, end = found.start - at, found.end + len(quote) - len(words) - at
        before, behind = quote[:at], quote[at + len(words) :]
        if start < 0 or self._new.text[start : found.start] != before:
            start = found.start
        if self._new.text[found.end : end] != behind:
            end = found.end
        kept = self._new.text[start:end] == quote
        return Mapped("same" if kept else "changed", start, end)


def _together(parts: list[Piece]) -> list[Piece]:
    """Of the parts of a span the most that stand together in the new text and kept their order."""
    clusters: list[list[Piece]] = []
    for part in parts:
        last = clusters[-1][-1] if clusters else None
        if last and 0 <= part.new - last.new_end <= _APART:
            clusters[-1].append(part)
        else:
            clusters.append([part])
    return max(clusters, key=lambda cluster: cluster[-1].end - cluster[0].start, default=[])
