"""Reads a sheet out of an .xlsx workbook, and names what Excel did to the answers."""

from __future__ import annotations

import io
import re
import warnings
import zlib
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from math import isfinite
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

from pimhcli import archives, numbers
from pimhcli.errors import ProblemsError
from pimhcli.findings import Finding
from pimhcli.folding import did_you_mean, fold
from pimhcli.sheets.cells import Cell, Kind, Sheet, indent, known_among, letter

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_BLANK_ROWS = 1_000  # after so many the sheet is over, wherever Excel says that it ends
_SHOWN = 10  # places that a message names
_TITLES = 10  # rows at the top that may be narrower than the answers
_BLANK_COLUMNS = 100
_DAMAGE = (
    ArithmeticError, AttributeError, BadZipFile, EOFError, LookupError, NotImplementedError,
    OSError, RuntimeError, SyntaxError, TypeError, ValueError, zlib.error,
)  # fmt: skip
_LITERALS = re.compile(r'"[^"]*"|\\.')


def read(
    data: bytes, file: str, known: frozenset[str], wanted: str | None
) -> tuple[Sheet | None, list[Finding]]:
    """The sheet of answers, and what is wrong with it.

    Args:
        data: the whole file.
        file: its name, for messages.
        known: folded headers that are expected; they tell the sheet when several are visible.
        wanted: name of the sheet; None to find it.

    Raises:
        ProblemsError: the file is damaged, or made to exhaust the machine.
    """
    has_formulas = _has_formulas(data, file)
    workbook = _workbook(data, file, values=True)
    worksheet, findings = _chosen(workbook, file, known, wanted)
    if worksheet is None:
        return None, findings
    formulas = _workbook(data, file, values=False)[worksheet.title] if has_formulas else None
    rows = list(_rows(worksheet, formulas))
    if not rows:
        where = f"{file}, sheet '{worksheet.title}'"
        return None, [Finding(where, "the sheet is empty.", "Name another with --sheet.")]
    sheet = Sheet(file, worksheet.title, rows[0], tuple(rows[1:]))
    return sheet, _merged(worksheet, sheet) + _hidden(worksheet, sheet)


def _workbook(data: bytes, file: str, *, values: bool) -> Workbook:
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            # what openpyxl does not keep (styles, drop-downs) holds no answers
            warnings.simplefilter("ignore")
            return load_workbook(io.BytesIO(data), data_only=values, keep_links=False)
    except _DAMAGE as error:
        raise _damaged(file) from error


def _has_formulas(data: bytes, file: str) -> bool:
    try:
        archive = archives.opened(data, file, "xl/workbook.xml")
        parts = (name for name in archive.namelist() if name.startswith("xl/worksheets/"))
        return any(re.search(rb"<(\w+:)?f[ />]", archive.read(part)) for part in parts)
    except _DAMAGE as error:
        raise _damaged(file) from error


def _damaged(file: str) -> ProblemsError:
    return ProblemsError(
        f"{file} is damaged: it cannot be read as an Excel workbook.",
        hint="Open it in Excel, save it under a new name as .xlsx, and try again.",
    )


def _chosen(
    workbook: Workbook, file: str, known: frozenset[str], wanted: str | None
) -> tuple[Worksheet | None, list[Finding]]:
    """The sheet named; else the only visible one; else the one whose header fits best."""
    if wanted is not None:
        return _named(workbook, file, wanted)
    visible = [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
    if len(visible) == 1:
        return visible[0], []
    scores = [known_among(_header(sheet), known) for sheet in visible]
    best = max(scores, default=0)
    if best and scores.count(best) == 1:
        return visible[scores.index(best)], []
    listed = ", ".join(f"'{sheet.title}'" for sheet in visible) or "none"
    found = f"it is not clear which sheet holds the answers; visible sheets: {listed}."
    return None, [Finding(file, found, "Name it with --sheet.")]


def _named(workbook: Workbook, file: str, wanted: str) -> tuple[Worksheet | None, list[Finding]]:
    for sheet in workbook.worksheets:
        if fold(sheet.title) == fold(wanted):
            return sheet, []
    titles = [sheet.title for sheet in workbook.worksheets]
    hint = did_you_mean(wanted, titles) or f"Its sheets: {', '.join(titles)}."
    return None, [Finding(file, f"there is no sheet '{wanted}'.", hint)]


def _start(worksheet: Worksheet) -> tuple[int, int] | None:
    """Number of the first row that is not blank, and its last column that is not; both 1-based."""
    for number, row in enumerate(worksheet.iter_rows(max_row=_BLANK_ROWS, values_only=True), 1):
        filled = [i for i, value in enumerate(row, 1) if value is not None and str(value).strip()]
        if filled:
            return number, filled[-1]
    return None


def _width(worksheet: Worksheet, first: int) -> int:
    """The last column that is not blank in any of the rows at the top."""
    rows = worksheet.iter_rows(first, first + _TITLES, values_only=True)
    return max((i for row in rows for i, value in enumerate(row, 1) if value not in (None, "")), default=1)


def _header(worksheet: Worksheet) -> list[str]:
    start = _start(worksheet)
    if start is None:
        return []
    number, width = start
    (row,) = worksheet.iter_rows(number, number, max_col=width, values_only=True)
    return [str(value) for value in row if value is not None]


def _rows(worksheet: Worksheet, formulas: Worksheet | None) -> list[tuple[Cell, ...]]:
    """The rows that are not blank, as wide as the widest."""
    number, _ = _start(worksheet) or (1, 1)
    width = _width(worksheet, number)
    rows: list[tuple[Cell, ...]] = []
    blank = 0
    for row in worksheet.iter_rows(number, max_col=min(width + _BLANK_COLUMNS, worksheet.max_column)):
        cells = tuple(_cell(cell, formulas) for cell in row)
        if all(cell.is_blank for cell in cells):
            blank += 1
            if blank == _BLANK_ROWS:
                break
            continue
        rows.append(cells)
        blank = 0
    return _trimmed(rows)


def _trimmed(rows: list[tuple[Cell, ...]]) -> list[tuple[Cell, ...]]:
    width = max((i for row in rows for i, cell in enumerate(row, 1) if not cell.is_blank), default=0)
    return [row[:width] for row in rows]


def _cell(cell: Any, formulas: Worksheet | None) -> Cell:  # noqa: ANN401 openpyxl has no types
    place = f"{letter(cell.column)}{cell.row}"
    if cell.value is None:
        return Cell(place, "", "uncalculated" if _is_uncalculated(cell, formulas) else "text")
    text, kind = _read_value(cell)
    return Cell(place, text, kind, _indent(cell))


def _indent(cell: Any) -> int:  # noqa: ANN401 openpyxl has no types
    if not isinstance(cell.value, str):
        return 0
    return indent(cell.value) + 2 * int(cell.alignment.indent or 0)


def _is_uncalculated(blank: Any, formulas: Worksheet | None) -> bool:  # noqa: ANN401 openpyxl has no types
    # a formula whose saved result is an empty text has the type "str"
    if formulas is None or blank.data_type == "str":
        return False
    return bool(formulas.cell(blank.row, blank.column).data_type == "f")


def _read_value(cell: Any) -> tuple[str, Kind]:  # noqa: ANN401 openpyxl has no types
    value = cell.value
    if cell.data_type == "e":
        return str(value), "error"
    if isinstance(value, bool):
        return str(value).upper(), "text"
    if isinstance(value, int | float):
        return _number(value, cell.number_format)
    if isinstance(value, datetime):
        return value.date().isoformat(), "date"
    if isinstance(value, date | time | timedelta):
        return str(value), "date"
    return str(value).strip(), "text"


def _number(value: float, number_format: str) -> tuple[str, Kind]:
    if isinstance(value, float) and not isfinite(value):
        return str(value), "error"
    # Excel itself keeps 15 digits; what a float has beyond them was never typed
    typed = Fraction(value) if isinstance(value, int) else Fraction(Decimal(f"{value:.15g}"))
    if "%" in _LITERALS.sub("", number_format or ""):
        return f"{numbers.canonical(typed * 100)}%", "percent"
    return numbers.canonical(typed), "text"


def _merged(worksheet: Worksheet, sheet: Sheet) -> list[Finding]:
    # a question merged over the columns of its options stands over all of them
    first = _row_number(sheet.header) + 1
    last = _row_number(sheet.rows[-1] if sheet.rows else sheet.header)
    return [
        Finding(
            f"{sheet.where}, cells {merged.coord}",
            "these cells are merged, so all but the first are blank.",
            "Unmerge them in Excel and fill in each cell.",
        )
        for merged in worksheet.merged_cells.ranges
        if merged.max_row >= first and merged.min_row <= last
    ]


def _hidden(worksheet: Worksheet, sheet: Sheet) -> list[Finding]:
    used = {_row_number(row) for row in sheet.rows}
    rows = [str(n) for n, row in worksheet.row_dimensions.items() if row.hidden and n in used]
    width = len(sheet.header)
    columns = [
        letter(n)
        for column in worksheet.column_dimensions.values()
        if column.hidden
        for n in range(column.min, min(column.max, width) + 1)
    ]
    found = (("rows", rows), ("columns", columns))
    return [
        Finding(sheet.where, f"hidden {what} were loaded too: {_few(places)}.", severity="warning")
        for what, places in found
        if places
    ]


def _few(places: list[str]) -> str:
    more = len(places) - _SHOWN
    return ", ".join(places[:_SHOWN]) + (f" and {more:,} more" if more > 0 else "")


def _row_number(row: tuple[Cell, ...]) -> int:
    return int(row[0].place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
