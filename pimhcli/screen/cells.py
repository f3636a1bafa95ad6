"""A text character by character: where each starts, how wide it is drawn, and where rows break."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING

from pimhcli.screen.graphemes import form, width
from pimhcli.transcripts.segments import graphemes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Cells:
    """The characters of a text, of which some take several code points, or another number of cells than one.

    Args:
        words: the text: a turn, or a line.
        start: its offset in a longer text, by which all others count.
    """

    def __init__(self, words: str, start: int = 0) -> None:
        self._words, self._start = words, start
        self.bounds: Sequence[int] = graphemes(words)
        self._widths = bytes(width(words[at:after]) for at, after in pairwise(self.bounds))

    def cells(self, start: int, end: int) -> int:
        """The cells between two offsets."""
        first, last = self._between(start, end)
        return sum(self._widths[first:last])

    def offset(self, start: int, end: int, column: int) -> int:
        """The start of the character that covers a column of the row from one offset to another."""
        first, last = self._between(start, end)
        for index in range(first, last):
            column -= self._widths[index]
            if column < 0:
                return self._start + self.bounds[index]
        return end

    def drawn(self, start: int, end: int) -> str:
        """What is drawn for the characters that start between two offsets."""
        first, last = self._between(start, end)
        ends = zip(self.bounds[first:last], self.bounds[first + 1 : last + 1], strict=True)
        return "".join(form(self._words[at:after]) for at, after in ends)

    def breaks(self, room: int) -> Iterator[int]:
        """The offsets at which rows start; the blanks at a row's end hang over.

        Args:
            room: cells of a row.
        """
        yield self._start
        used, may_break, cells_there = 0, -1, 0
        hanging = False
        for index, cells in enumerate(self._widths):
            at = self.bounds[index]
            blank = self._words[at] in " \n\t"
            if not blank:
                if hanging or (cells == 2 and used):
                    may_break, cells_there = index, used
                while used and used + cells > room:
                    # a word longer than the row is cut
                    where, before = (may_break, cells_there) if may_break >= 0 else (index, used)
                    yield self._start + self.bounds[where]
                    used, may_break = used - before, -1
            hanging = blank
            used += cells

    def _between(self, start: int, end: int) -> tuple[int, int]:
        first = bisect_left(self.bounds, start - self._start)
        return first, bisect_left(self.bounds, end - self._start, first)
