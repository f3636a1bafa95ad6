"""A table as CSV for Excel: its head and rows, nothing else; semicolons between cells with decimal commas."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from pimhcli.sheets.cells import guarded

if TYPE_CHECKING:
    from pimhcli.tables.model import Row, Table

_NUMBER = re.compile(r"[+-]?[0-9][0-9.,]*%?")


def render(table: Table) -> str:
    """The table's head and rows; caption and notes are left out, for they are no data.

    Args:
        table: what to print.
    """
    out = io.StringIO()
    # where Excel reads decimal commas, it expects semicolons between the cells
    separator = ";" if table.decimal_mark == "," else ","
    writer = csv.writer(out, delimiter=separator, lineterminator="\n")
    writer.writerow([_safe(column.label) for column in table.columns])
    writer.writerows([_safe(cell) for cell in _cells(row)] for row in table.rows)
    return out.getvalue()


def _safe(cell: str) -> str:
    return cell if _NUMBER.fullmatch(cell) else guarded(cell)


def _cells(row: Row) -> tuple[str, ...]:
    return ("  " * row.indent + row.cells[0], *row.cells[1:])
