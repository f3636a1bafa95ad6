"""Reads the tables of a .csv file or an .xlsx workbook as they are printed there."""

from __future__ import annotations

import csv
import io
import re
import warnings
from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from pimhcli import archives
from pimhcli.decoding import decode
from pimhcli.documents.model import Document, Grid
from pimhcli.errors import ProblemsError
from pimhcli.numbers import canonical, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.worksheet.worksheet import Worksheet

_SEPARATORS = ",;\t"
_MOST = 5_000  # rows, and cells of a row; no printed table is larger
_DECIMALS = re.compile(r"0(?:\.(0+))?")
_LITERALS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


def is_workbook(data: bytes, file: str) -> bool:
    """Whether a file is an .xlsx workbook."""
    return file.lower().endswith((".xlsx", ".xlsm")) and data.startswith(archives.ZIP)


def read(data: bytes, file: str) -> Document:
    """The tables of a file: one of a .csv, one for each visible sheet of a workbook.

    Args:
        data: the whole file.
        file: its name, for messages.

    Raises:
        ProblemsError: it is damaged, or no such file.
    """
    grids = _sheets(data, file) if is_workbook(data, file) else [_delimited(decode(data, file).text, file)]
    return Document(file, tuple(grid for grid in grids if grid.rows))


def _delimited(text: str, file: str) -> Grid:
    try:
        records = list(csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text)))
    except csv.Error as error:
        raise ProblemsError(
            f"{file} cannot be read as a table ({error}).", hint="Save it again as CSV, encoding UTF-8."
        ) from error
    rows = [tuple(cell.rstrip() for cell in record) for record in records[:_MOST]]
    return _grid(file, rows, [f"{file}, row {i}" for i in range(1, len(rows) + 1)])


def _separator(text: str) -> str:
    """What parts the cells: the sign that most rows hold, outside of quotation marks."""
    bare = re.sub(r'"[^"]*"', "", text).splitlines()
    return max(_SEPARATORS, key=lambda sign: (sum(sign in line for line in bare), sign == ","))


def _grid(where: str, rows: Sequence[tuple[str, ...]], places: Sequence[str]) -> Grid:
    """The rows at one length; those without any text are left out."""
    width = max((len(row) for row in rows), default=0)
    kept = [(row, place) for row, place in zip(rows, places, strict=True) if any(map(str.strip, row))]
    wide = tuple(row + ("",) * (width - len(row)) for row, _ in kept)
    return Grid(where, wide, tuple(place for _, place in kept))


def _sheets(data: bytes, file: str) -> list[Grid]:
    from openpyxl import load_workbook

    with archives.opened(data, file, "xl/workbook.xml"):
        pass
    try:
        with warnings.catch_warnings():
            # what openpyxl does not keep (styles, drop-downs) holds no numbers
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
    except (
        ArithmeticError,
        AttributeError,
        LookupError,
        OSError,
        SyntaxError,
        TypeError,
        ValueError,
    ) as error:
        raise ProblemsError(
            f"{file} is damaged: it cannot be read as an Excel workbook.",
            hint="Open it in Excel, save it under a new name as .xlsx, and try again.",
        ) from error
    visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    return [_sheet(sheet, file, alone=len(visible) == 1) for sheet in visible]


def _sheet(sheet: Worksheet, file: str, *, alone: bool) -> Grid:
    where = file if alone else f"{file}, sheet '{sheet.title}'"
    wide = min(sheet.max_column, _MOST)
    found = sheet.iter_rows(max_row=min(sheet.max_row, _MOST), max_col=wide)
    rows = [tuple(_text(cell) for cell in row) for row in found]
    return _grid(where, rows, [f"{where}, row {i}" for i in range(1, len(rows) + 1)])


def _text(cell: Any) -> str:  # noqa: ANN401  # openpyxl has no types
    """A cell as Excel shows it: with the decimals of its format, and its indent as spaces."""
    value = cell.value
    if isinstance(value, bool) or not isinstance(value, int | float):
        text = value.isoformat() if isinstance(value, datetime | date | time) else str(value or "")
        return "  " * int(cell.alignment.indent or 0) + text.rstrip()
    form = _LITERALS.sub("", cell.number_format or "")
    # Excel itself keeps 15 digits; what a float has beyond them was never typed
    typed = Fraction(Decimal(f"{value:.15g}")) * (100 if "%" in form else 1)
    decimals = _DECIMALS.search(form.partition(";")[0])
    told = shown(typed, len(decimals[1] or "")) if decimals else canonical(typed)
    return told + ("%" if "%" in form else "")
