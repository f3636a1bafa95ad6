"""A table for the terminal: wrapped to its width, rules above, under the head and below."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pimhcli.tables.model import Note, Row, Table

WIDTH = 100
COLUMN = 17  # a table of many columns gets so much for each
_GAP = 3  # characters between two columns
_NARROW = 1  # ... where the words would be broken otherwise
_WORD = 14  # a longer word may be broken
_LEAST = 2  # the width of the widest character, and so of the narrowest column
# joiners of scripts and emoji, and the marks of a script's direction
_SILENT = "\u200c\u200d\u200e\u200f"
LETTERS = str.maketrans("abcdefghijklmnoprstuvwxyz", "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ")


def render(table: Table, width: int = 0) -> str:
    """The table with its caption above and its notes below.

    Args:
        table: what to print.
        width: columns of the terminal; 0 takes 100, and more for a table of many columns. A terminal too
            narrow to show every column gets lines longer than itself.
    """
    from rich import box
    from rich.console import Console
    from rich.table import Table as Grid
    from rich.text import Text

    width = max(width or max(WIDTH, len(table.columns) * COLUMN), len(table.columns) * (_LEAST + _GAP) + 2)
    gap = _gap(table, width)
    padding = (0, (gap - 1) // 2)
    grid = Grid(box=box.HORIZONTALS, show_edge=True, pad_edge=False, header_style="", padding=padding)
    for column, room in zip(table.columns, _widths(table, width, gap), strict=True):
        grid.add_column(Text(shown(column.label)), justify=column.align, overflow="fold", width=room)
    for row in table.rows:
        grid.add_row(*map(Text, _cells(row)))
    out = io.StringIO()
    console = Console(file=out, width=width, color_system=None, legacy_windows=False, emoji=False)
    console.print(Text(shown(table.caption)))
    console.print(grid)
    for note in table.notes:
        console.print(Text(shown(_note(note))))
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def shown(words: str) -> str:
    """Words without the characters that could steer a terminal; line breaks stay, white space is blank."""
    return "".join(map(_printed, words.replace("\t", "    ")))


def _printed(c: str) -> str:
    if c == "\n" or c.isprintable() or c in _SILENT:
        return c
    return " " if c.isspace() else "·"


def _gap(table: Table, width: int) -> int:
    """The characters between two columns: fewer where that keeps every word whole."""
    words = _words(table)
    narrow = sum(words) <= width - _NARROW * len(words) - 2 < sum(words) + (_GAP - _NARROW) * len(words)
    return _NARROW if narrow else _GAP


def _widths(table: Table, width: int, gap: int) -> list[int]:
    """What each column needs; where that is too much, equal shares, threefold for running text.

    No word is broken as long as there is room for all of them.
    """
    columns = _columns(table)
    needs = [_longest(line for cell in cells for line in cell.split("\n")) for cells in columns]
    words = _words(table)
    weights = [3 if column.wide else 1 for column in table.columns]
    room = width - gap * len(needs) - 2
    least = words if sum(words) <= room else [_LEAST] * len(needs)
    shares = (
        [min(n, max(word, share * w)) for n, word, w in zip(needs, least, weights, strict=True)]
        for share in range(room, _LEAST - 1, -1)
    )
    return next((widths for widths in shares if sum(widths) <= room), least)


def _words(table: Table) -> list[int]:
    """The longest word of each column, as far as it is kept whole."""
    return [min(_WORD, _longest(" ".join(cells).split())) for cells in _columns(table)]


def _columns(table: Table) -> list[tuple[str, ...]]:
    """What stands in each column, its label first."""
    labels = [shown(column.label) for column in table.columns]
    return list(zip(labels, *map(_cells, table.rows), strict=True))


def _longest(parts: Iterable[str]) -> int:
    from rich.cells import cell_len

    return max([1, *map(cell_len, parts)])


def _cells(row: Row) -> tuple[str, ...]:
    return tuple(map(shown, ("  " * row.indent + row.cells[0] + _raised(row.mark), *row.cells[1:])))


def _raised(mark: str) -> str:
    return mark.translate(LETTERS)


def _note(note: Note) -> str:
    return f"{_raised(note.mark)} {note.text}" if note.mark else f"{note.lead} {note.text}"
