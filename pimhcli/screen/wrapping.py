"""A transcript broken into rows of a width: which row and column an offset is drawn at, and back."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from pimhcli.screen.cells import Cells
from pimhcli.screen.graphemes import is_plain

if TYPE_CHECKING:
    from pimhcli.transcripts.turns import Transcript, Turn

NARROWEST = 4  # a tab has to fit


class Layout:
    """All rows of a transcript, held as the offsets at which they start.

    The rows of a turn tile its text; the blanks at a row's end may hang over its width. Every offset that
    is taken or given counts code points of the transcript's text.

    Args:
        transcript: what to lay out; with one turn at least.
        width: cells a row, at least 4.
        odd: the turns of other characters than plain ones by their index, where they were measured before.
    """

    def __init__(self, transcript: Transcript, width: int, odd: dict[int, Cells] | None = None) -> None:
        self.transcript = transcript
        self.width = max(width, NARROWEST)
        self._odd = _odd_turns(transcript) if odd is None else odd
        self._starts, self._firsts = self._wrapped()

    def rewrapped(self, width: int) -> Layout:
        """The same transcript in another width; what was measured of its characters is not measured again."""
        return Layout(self.transcript, width, self._odd)

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return len(self._starts)

    def row_of(self, offset: int) -> int:
        """The row in which an offset lies; the first row of a turn for an offset in its label."""
        row = max(bisect_right(self._starts, offset) - 1, 0)
        turn = self._index_of_row(row)
        behind = offset > self.transcript.turns[turn].end and turn + 1 < len(self._firsts)
        return self._firsts[turn + 1] if behind else row

    def turn_of_row(self, row: int) -> Turn:
        """The turn that a row belongs to."""
        return self.transcript.turns[self._index_of_row(row)]

    def first_row(self, turn: Turn) -> int:
        """The first row of a turn."""
        return self._firsts[turn.number - 1]

    def starts_turn(self, row: int) -> bool:
        """Whether a row is the first of its turn."""
        return self._firsts[self._index_of_row(row)] == row

    def span_of_row(self, row: int) -> tuple[int, int]:
        """The offsets of a row's first character and behind its last, hanging blanks included."""
        turn = self._index_of_row(row)
        following = row + 1
        if turn + 1 < len(self._firsts):
            ends_turn = self._firsts[turn + 1] == following
        else:
            ends_turn = following == len(self._starts)
        return self._starts[row], self.transcript.turns[turn].end if ends_turn else self._starts[following]

    def cell_of(self, offset: int) -> tuple[int, int]:
        """The row and the column of an offset; what hangs over is at the column of the width."""
        row = self.row_of(offset)
        start, end = self.span_of_row(row)
        turn = self._index_of_row(row)
        if turn in self._odd:
            column = self._odd[turn].cells(start, min(offset, end))
        else:
            column = min(offset, end) - start
        return row, min(max(column, 0), self.width)

    def offset_at(self, row: int, column: int) -> int:
        """The start of the character that is drawn at a cell; the row's end for a cell behind its text.

        Args:
            row: any; beyond the first or last one the nearest is taken.
            column: cells from the text's left edge; any.
        """
        row = min(max(row, 0), self.rows - 1)
        start, end = self.span_of_row(row)
        last = self.row_end(row)
        turn = self._index_of_row(row)
        if turn in self._odd:
            return min(self._odd[turn].offset(start, end, max(column, 0)), last)
        return min(start + max(column, 0), last)

    def row_end(self, row: int) -> int:
        """The last place of a cursor in a row: behind the turn's end, else on the row's last character."""
        start, end = self.span_of_row(row)
        if end == self.transcript.turns[self._index_of_row(row)].end or end == start:
            return end
        return self.character_before(end)

    def character_before(self, offset: int) -> int:
        """The start of the character before an offset, or the start of its turn."""
        turn = self._index_of(offset)
        start = self.transcript.turns[turn].start
        if turn not in self._odd:
            return max(offset - 1, start)
        bounds = self._odd[turn].bounds
        return start + bounds[max(bisect_left(bounds, offset - start) - 1, 0)]

    def character_after(self, offset: int) -> int:
        """The start of the character behind the one at an offset; the turn's end behind its last."""
        turn = self._index_of(offset)
        start, end = self.transcript.turns[turn].start, self.transcript.turns[turn].end
        if turn not in self._odd:
            return min(offset + 1, end)
        bounds = self._odd[turn].bounds
        return start + bounds[min(bisect_right(bounds, offset - start), len(bounds) - 1)]

    def drawn(self, start: int, end: int) -> str:
        """What is drawn for the characters that start in a span of one turn.

        Args:
            start: offset of the first.
            end: offset behind the last.
        """
        turn = self._index_of(start)
        if turn in self._odd:
            return self._odd[turn].drawn(start, end)
        return self.transcript.text[start:end].replace("\n", " ")

    def _index_of_row(self, row: int) -> int:
        return bisect_right(self._firsts, row) - 1

    def _index_of(self, offset: int) -> int:
        return self._index_of_row(self.row_of(offset))

    def _wrapped(self) -> tuple[list[int], list[int]]:
        """The offset at which each row starts, and the first row of each turn."""
        text, starts, firsts = self.transcript.text, list[int](), list[int]()
        for index, turn in enumerate(self.transcript.turns):
            firsts.append(len(starts))
            if index in self._odd:
                starts.extend(self._odd[index].breaks(self.width))
            else:
                _wrap_plain(text[turn.start : turn.end], turn.start, self.width, starts)
        return starts, firsts


def _odd_turns(transcript: Transcript) -> dict[int, Cells]:
    texts = ((transcript.text[turn.start : turn.end], turn) for turn in transcript.turns)
    return {turn.number - 1: Cells(words, turn.start) for words, turn in texts if not is_plain(words)}


def _wrap_plain(words: str, start: int, width: int, starts: list[int]) -> None:
    """Adds the offsets at which the rows of a turn start whose characters take one cell each."""
    starts.append(start)
    if len(words) <= width:
        return
    words = words.replace("\n", " ")
    at, length = 0, len(words)
    while length - at > width:
        blank = words.rfind(" ", at, at + width + 1)
        at = at + width if blank < 0 else blank + 1
        while blank >= 0 and words[at] == " ":
            at += 1
        starts.append(start + at)
