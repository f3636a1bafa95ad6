"""The text that is being typed into a panel, with its cursor."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from pimhcli.screen.cells import Cells
from pimhcli.screen.graphemes import is_plain, width
from pimhcli.transcripts.segments import graphemes, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pimhcli.transcripts.segments import Span

# Without them Persian words and most emoji of several parts fall apart
_JOINERS = frozenset("\u200c\u200d")
_NO_TEXT = frozenset(("Cc", "Cf", "Cs", "Co", "Zl", "Zp"))
_LINE_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_UP_DOWN = frozenset(("up", "down"))
_SEVERAL_LINES = _UP_DOWN | {"enter"}
_HELD = ("alt+", "super+", "meta+", "hyper+")  # with ctrl a key types text only where AltGr is sent so


class Caret(NamedTuple):
    """Where the cursor is painted.

    Args:
        row: 0-based.
        column: cells left of it.
    """

    row: int
    column: int


class Window(NamedTuple):
    """The part of a line that is painted.

    Args:
        text: the part.
        column: cells left of the cursor in it.
    """

    text: str
    column: int


class Editor:
    """A text and a cursor, changed by keys; the cursor never stands within a character as readers see it.

    Args:
        text: what it starts with; the cursor stands behind it.
        multiline: whether it may have several lines.
        limit: code points it may have; None for any number.
        width: cells of a row, beyond which it is wrapped; 0 for rows of any length.
    """

    def __init__(
        self, text: str = "", *, multiline: bool = False, limit: int | None = None, width: int = 0
    ) -> None:
        self.text = ""
        self.cursor = 0
        self.multiline = multiline
        self.limit = limit
        self.width = width
        self._goal: int | None = None
        self.insert(text)

    def press(self, key: str, character: str | None) -> bool:
        """Does what a key does to a text; whether it is a key of editing at all.

        Args:
            key: Textual's name of it.
            character: what it types; None when it types nothing.
        """
        # Some terminals tell that Shift is held where others do not
        bare = key.removeprefix("shift+")
        act = self.ACTS.get(bare)
        if act and (self.multiline or bare not in _SEVERAL_LINES):
            if bare not in _UP_DOWN:
                self._goal = None
            act(self)
            return True
        if character and not key.startswith(_HELD) and _is_text(character):
            self.insert(character)
            return True
        return False

    def insert(self, text: str) -> None:
        """Puts a text in at the cursor, as far as there is room; controls are left out.

        Args:
            text: what is typed or pasted; on a single line its line breaks become blanks.
        """
        cleaned = self._clean(text)
        if self.limit is not None:
            room = max(self.limit - len(self.text), 0)
            cleaned = cleaned[: max(at for at in graphemes(cleaned) if at <= room)]
        behind = self.cursor + len(cleaned)
        self.text = self.text[: self.cursor] + cleaned + self.text[self.cursor :]
        self._goal = None
        # A mark joins the letter before it, and what follows may join what was put in
        self.cursor = next(at for at in graphemes(self.text) if at >= behind)

    def clear(self) -> None:
        """Leaves nothing."""
        self.text, self.cursor, self._goal = "", 0, None

    def rows(self) -> list[Span]:
        """The rows as they are painted, as spans of the text without its line breaks."""
        rows: list[Span] = []
        start = 0
        for line in self.text.split("\n"):
            rows += _wrapped(line, start, self.width) if self.width else [(start, start + len(line))]
            start += len(line) + 1
        return rows

    def caret(self) -> Caret:
        """The cursor's row and column among the rows; a row needs a cell more than its width for it."""
        row, (start, _) = self._row()
        column = _cells(self.text[start : self.cursor])
        return Caret(row, min(column, self.width) if self.width else column)

    def window(self, room: int) -> Window:
        """The part of a single line that fits with the cursor.

        Args:
            room: cells there are, the cursor's own among them.
        """
        starts = graphemes(self.text)
        start = next(at for at in starts if at >= self.cursor or _cells(self.text[at : self.cursor]) < room)
        end = max((at for at in starts if at > start and _cells(self.text[start:at]) <= room), default=start)
        return Window(self.text[start:end], _cells(self.text[start : self.cursor]))

    def _row(self) -> tuple[int, Span]:
        rows = self.rows()
        row = bisect_right(rows, self.cursor, key=lambda span: span[0]) - 1
        return row, rows[row]

    def _clean(self, text: str) -> str:
        lines = _LINE_BREAK.sub("\n" if self.multiline else " ", text)
        return "".join(
            " " if character == "\t" or unicodedata.category(character) == "Zs" else character
            for character in lines
            if character in "\n\t" or _is_text(character)
        )

    def _remove(self, start: int, end: int) -> None:
        self.text = self.text[:start] + self.text[end:]
        self.cursor = next(at for at in graphemes(self.text) if at >= start)

    def _before(self) -> int:
        starts = graphemes(self.text)
        return starts[max(bisect_left(starts, self.cursor) - 1, 0)]

    def _behind(self) -> int:
        starts = graphemes(self.text)
        return starts[min(bisect_right(starts, self.cursor), len(starts) - 1)]

    def _left(self) -> None:
        self.cursor = self._before()

    def _right(self) -> None:
        self.cursor = self._behind()

    def _word_left(self) -> None:
        self.cursor = max((start for start, _ in words(self.text) if start < self.cursor), default=0)

    def _word_right(self) -> None:
        ends = (end for _, end in words(self.text) if end > self.cursor)
        self.cursor = min(ends, default=len(self.text))

    def _home(self) -> None:
        self.cursor = self._row()[1][0]

    def _end(self) -> None:
        row, _ = self._row()
        self.cursor = self._last_in(row)

    def _last_in(self, row: int) -> int:
        """The last place in a row; behind its last character a wrapped row goes on as the next."""
        rows = self.rows()
        start, end = rows[row]
        if row + 1 < len(rows) and rows[row + 1][0] == end:
            return max(start, *(at for at in graphemes(self.text) if at < end))
        return end

    def _up(self) -> None:
        self._to_row(-1)

    def _down(self) -> None:
        self._to_row(1)

    def _to_row(self, step: int) -> None:
        """Goes a row up or down, towards the column that the first of several such moves came from."""
        row, column = self.caret()
        goal = self._goal = column if self._goal is None else self._goal
        rows = self.rows()
        if not 0 <= row + step < len(rows):
            self.cursor = 0 if step < 0 else len(self.text)
            return
        start, last = rows[row + step][0], self._last_in(row + step)
        places = [at for at in graphemes(self.text) if start <= at <= last]
        reached = (at for at in places if _cells(self.text[start:at]) <= goal)
        self.cursor = max(reached, default=start)

    def _backspace(self) -> None:
        self._remove(self._before(), self.cursor)

    def _delete(self) -> None:
        self._remove(self.cursor, self._behind())

    def _clear(self) -> None:
        """A single line goes whole; of several only the one up to the cursor, for a memo is soon lost."""
        if not self.multiline:
            self.clear()
            return
        self._remove(self.text.rfind("\n", 0, self.cursor) + 1, self.cursor)

    def _cut_end(self) -> None:
        end = self.text.find("\n", self.cursor)
        end = len(self.text) if end < 0 else end
        self._remove(self.cursor, self._behind() if end == self.cursor else end)

    def _break(self) -> None:
        self.insert("\n")

    # What each key of editing does
    ACTS: ClassVar[dict[str, Callable[[Editor], None]]] = {
        "left": _left,
        "right": _right,
        "ctrl+left": _word_left,
        "ctrl+right": _word_right,
        "home": _home,
        "end": _end,
        "up": _up,
        "down": _down,
        "backspace": _backspace,
        "delete": _delete,
        "ctrl+u": _clear,
        "ctrl+k": _cut_end,
        "enter": _break,
    }


EDITING = frozenset((*Editor.ACTS, "space"))  # keys that type or edit whatever else they could do


def _is_text(character: str) -> bool:
    return character in _JOINERS or unicodedata.category(character) not in _NO_TEXT


def _cells(text: str) -> int:
    if is_plain(text):
        return len(text)
    return sum(width(text[start:end]) for start, end in pairwise(graphemes(text)))


def _wrapped(line: str, offset: int, room: int) -> Iterator[Span]:
    """The rows of one line: broken behind blanks where there are any, which may hang over.

    Args:
        line: the text of the line.
        offset: where it starts in the whole text.
        room: cells of a row.
    """
    return pairwise((*Cells(line, offset).breaks(room), offset + len(line)))
