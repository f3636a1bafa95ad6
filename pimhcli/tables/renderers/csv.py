"""A table as CSV for Excel: a heading line, the rows, nothing else."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from pimhcli.spreadsheets import guarded

if TYPE_CHECKING:
    from pimhcli.tables.model import Row, Table


def render(table: Table) -> str:
    """The table's head and rows; caption and notes are left out, for they are no data.

    Args:
        table: what to print.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([guarded(column.label) for column in table.columns])
    writer.writerows([guarded(cell) for cell in _cells(row)] for row in table.rows)
    return out.getvalue()


def _cells(row: Row) -> tuple[str, ...]:
    return ("  " * row.indent + row.cells[0], *row.cells[1:])
