"""A table for the terminal: wrapped to its width, rules above, under the head and below."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pimhcli.tables.model import Note, Row, Table

WIDTH = 100
COLUMN = 17  # a table of many columns gets so much for each
_GAP = 3  # characters between two columns
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
    grid = Grid(box=box.HORIZONTALS, show_edge=True, pad_edge=False, header_style="")
    for column, room in zip(table.columns, _widths(table, width), strict=True):
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


def _widths(table: Table, width: int) -> list[int]:
    """What each column needs; where that is too much, equal shares, threefold for running text."""
    from rich.cells import cell_len

    cells = zip(*([shown(c.label) for c in table.columns], *map(_cells, table.rows)), strict=True)
    needs = [max(1, *(cell_len(line) for cell in column for line in cell.split("\n"))) for column in cells]
    weights = [3 if column.wide else 1 for column in table.columns]
    room = width - _GAP * len(needs) - 2
    shares = (
        [min(n, share * w) for n, w in zip(needs, weights, strict=True)]
        for share in range(room, _LEAST - 1, -1)
    )
    return next((widths for widths in shares if sum(widths) <= room), [_LEAST] * len(needs))


def _cells(row: Row) -> tuple[str, ...]:
    return tuple(map(shown, ("  " * row.indent + row.cells[0] + _raised(row.mark), *row.cells[1:])))


def _raised(mark: str) -> str:
    return mark.translate(LETTERS)


def _note(note: Note) -> str:
    return f"{_raised(note.mark)} {note.text}" if note.mark else f"{note.lead} {note.text}"
