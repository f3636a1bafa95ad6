"""Reads the printed tables of a file that is no part of a study."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.errors import UsageError
from pimhcli.storage import files

if TYPE_CHECKING:
    from pathlib import Path

    from pimhcli.documents.model import Grid

_SHEETS = (".csv", ".tsv", ".xlsx", ".xlsm")


def tables(path: Path, wanted: int | None) -> tuple[Grid, ...]:
    """The tables of a file.

    Args:
        path: a .csv, .xlsx, .md or .docx file.
        wanted: the number of one of them, from 1; None for all.

    Raises:
        UsageError: there is no such file, it has no table, or not that one.
        ProblemsError: it cannot be read.
    """
    data = files.read_bytes(path)
    if path.suffix.lower() in _SHEETS:
        from pimhcli.documents import spreadsheets

        grids = spreadsheets.read(data, path.name).grids
    else:
        from pimhcli.documents import reading

        grids = reading.read(data, path.name).grids
    if not grids:
        raise UsageError(f"{path.name} has no table.", hint="Give a .csv, .xlsx, .md or .docx with a table.")
    if wanted is None:
        return grids
    if not 1 <= wanted <= len(grids):
        raise UsageError(f"{path.name} has no table {wanted}.", hint=f"Its tables are 1 to {len(grids)}.")
    return (grids[wanted - 1],)
