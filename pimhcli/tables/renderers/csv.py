"""A table as CSV for Excel: its head and rows, nothing else; semicolons between cells with decimal commas."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from pimhcli.sheets.cells import guarded

if TYPE_CHECKING:
    from pimhcli.tables.model import Row, Table

# what Excel opens as a date, a time or a fraction, and what it takes for a negative number
_MISREAD = re.compile(r"([0-9]+ )?[0-9]+([/:.-][0-9]+)+|\([0-9.,]+[ \xa0]?%?\)")
_NUMBERS = {
    ".": re.compile(r"[+-]?[0-9][0-9.,]*%?"),
    ",": re.compile(r"[+-]?[0-9]+(,[0-9]+)*%?"),
}
_TEXT = "\u00a0"  # cannot be seen, and makes text of what it ends


def render(table: Table) -> str:
    """The table's head and rows; caption and notes are left out, for they are no data.

    A cell such as ``3/9`` or ``3-4``, which Excel would open as a date, ends in a no-break space: it looks
    the same and is text. One that would be run as a formula begins with an apostrophe.

    Args:
        table: what to print.
    """
    out = io.StringIO()
    # where Excel reads decimal commas, it expects semicolons between the cells
    mark = table.decimal_mark
    writer = csv.writer(out, delimiter=";" if mark == "," else ",", lineterminator="\n")
    writer.writerow([_safe(column.label, mark) for column in table.columns])
    writer.writerows([_safe(cell, mark) for cell in _cells(row)] for row in table.rows)
    return out.getvalue()


def _safe(cell: str, mark: str) -> str:
    if _NUMBERS[mark].fullmatch(cell):
        return cell
    return f"{cell}{_TEXT}" if _MISREAD.fullmatch(cell.strip()) else guarded(cell)


def _cells(row: Row) -> tuple[str, ...]:
    return ("  " * row.indent + row.cells[0], *row.cells[1:])
