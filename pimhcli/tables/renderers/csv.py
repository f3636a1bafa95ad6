"""A table as CSV for Excel: a heading line, the rows, nothing else."""

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
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([_safe(column.label) for column in table.columns])
    writer.writerows([_safe(cell) for cell in _cells(row)] for row in table.rows)
    return out.getvalue()


def _safe(cell: str) -> str:
    return cell if _NUMBER.fullmatch(cell) else guarded(cell)


def _cells(row: Row) -> tuple[str, ...]:
    return ("  " * row.indent + row.cells[0], *row.cells[1:])
