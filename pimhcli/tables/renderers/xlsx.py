"""A table as an Excel workbook: a sheet as it is printed, and a sheet of its numbers to compute with."""

from __future__ import annotations

import io
import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from pimhcli import archives
from pimhcli.sheets.cells import guarded
from pimhcli.tables.renderers.room import legal, shared

if TYPE_CHECKING:
    from fractions import Fraction

    from openpyxl import Workbook
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

    from pimhcli.tables.model import Column, Figure, Note, Row, Table

FONT = "Calibri"
HEAD = 2  # the row of the column heads; the caption stands above it
_MOST = 32_767  # characters that a cell can hold
_CUT = " … (cut here: a cell of Excel holds no more)"
_UPRIGHT = 110  # characters that an upright page has room for
_HIGHEST = 409  # points that Excel gives a row
_LINE = 15  # points
_LETTER = 0.87  # of the width of a digit, in which widths of columns are given
_DIGITS = 15  # of a number that Excel keeps
_NUMBERS = ("Row", "Column", "Measure", "Value", "Of")


class _Number(NamedTuple):
    """A number in a cell, and the format by which Excel shows it as it is printed."""

    value: Decimal
    form: str


def render(table: Table) -> bytes:
    """The workbook; the same table gives the same bytes.

    Args:
        table: what to print.
    """
    from openpyxl import Workbook

    book = Workbook()
    lay(book.worksheets[0], table, "Table")
    if table.figures:
        figures(book.create_sheet("Numbers"), table.figures)
    return saved(book)


def lay(sheet: Worksheet, table: Table, name: str) -> None:
    """Puts a table as it is printed on an empty sheet.

    Args:
        sheet: of any workbook.
        table: what to print.
        name: what the sheet is called, at most 31 characters.
    """
    sheet.title = name
    _set_up(sheet, table)
    _write(sheet.cell(1, 1), table.caption, bold=True)
    widths = _widths(table)
    _head(sheet, table.columns)
    for number, row in enumerate(table.rows, HEAD + 1):
        _row(sheet, number, row, table)
    for number, cells in enumerate(([c.label for c in table.columns], *(r.cells for r in table.rows)), HEAD):
        _heighten(sheet, number, max(map(_lines, cells, widths)))
    _rule(sheet, HEAD + len(table.rows), len(table.columns), above=False)
    for number, note in enumerate(table.notes, HEAD + len(table.rows) + 1):
        _note(sheet, number, note, sum(widths))


def saved(book: Workbook) -> bytes:
    """A workbook as a file; the same sheets give the same bytes.

    Args:
        book: with all its sheets.
    """
    out = io.BytesIO()
    book.save(out)
    return archives.reproducible(out.getvalue())


def _set_up(sheet: Worksheet, table: Table) -> None:
    from openpyxl.utils import get_column_letter

    for place, width in enumerate(_widths(table), 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = f"A{HEAD + 1}"
    sheet.sheet_view.showGridLines = False
    sheet.print_title_rows = f"{HEAD}:{HEAD}"
    sheet.page_setup.orientation = "portrait" if sum(_widths(table)) <= _UPRIGHT else "landscape"
    sheet.page_setup.fitToHeight = 0  # as many pages as it takes
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _widths(table: Table) -> list[int]:
    return [width + 2 for width in shared(table)]


def _head(sheet: Worksheet, columns: tuple[Column, ...]) -> None:
    for place, column in enumerate(columns, 1):
        _write(sheet.cell(HEAD, place), column.label, bold=True)
        _align(sheet.cell(HEAD, place), column.align)
    _rule(sheet, HEAD, len(columns), above=True)


def _row(sheet: Worksheet, number: int, row: Row, table: Table) -> None:
    first, *others = row.cells
    if row.mark:
        _write_marked(sheet.cell(number, 1), first, row.mark)
    else:
        _write(sheet.cell(number, 1), first)
    _align(sheet.cell(number, 1), "left", row.indent)
    for place, (column, words) in enumerate(zip(table.columns[1:], others, strict=True), 2):
        cell = sheet.cell(number, place)
        _align(cell, column.align)
        shown = _number(words, table.decimal_mark) if column.numeric else None
        if shown:
            cell.value, cell.number_format = shown.value, shown.form
        else:
            _write(cell, words)


def _number(words: str, mark: str) -> _Number | None:
    """The number or percentage that a cell is, with as many decimals as it shows; None when it is words.

    A number with a plus, leading zeros or more digits than Excel keeps is rather a phone number or a code.
    """
    found = re.fullmatch(
        rf"([\-−]?(?:0|[1-9][0-9]*))(?:{re.escape(mark)}([0-9]+))?(?:([ \xa0\u202f]?)(%))?", words
    )
    if not found or sum(map(str.isdigit, words)) > _DIGITS:
        return None
    whole, decimals, blank, percent = found.groups(default="")
    value = Decimal(f"{whole.replace('−', '-')}.{decimals or 0}")
    form = f"0.{'0' * len(decimals)}" if decimals else "0"
    sign = f'"{blank}"%' if blank else "%"
    return _Number(value / 100, form + sign) if percent else _Number(value, form)


def _write(cell: Cell, words: str, *, bold: bool = False) -> None:
    """Words as words: none is taken for a formula, not even after it was edited."""
    from openpyxl.styles import Font

    if bold:
        cell.font = Font(FONT, 11, bold=True)
    if text := _held(words):
        cell.value = text
        cell.data_type = "s"
        cell.quotePrefix = guarded(text) != text


def _held(words: str) -> str:
    text = legal(words)
    return text if len(text) <= _MOST else text[: _MOST - len(_CUT)] + _CUT


def _write_marked(cell: Cell, before: str, mark: str, behind: str = "") -> None:
    """Words with a letter raised among them."""
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont

    raised = TextBlock(InlineFont(rFont=FONT, sz=11, vertAlign="superscript"), legal(mark))
    cell.value = CellRichText([part for part in (_held(before), raised, _held(behind)) if part])


def _align(cell: Cell, align: str, indent: int = 0) -> None:
    from openpyxl.styles import Alignment

    cell.alignment = Alignment(horizontal=align, vertical="top", wrap_text=True, indent=indent)


def _rule(sheet: Worksheet, number: int, width: int, *, above: bool) -> None:
    from openpyxl.styles import Border, Side

    thin = Side("thin")
    for place in range(1, width + 1):
        cell = sheet.cell(number, place)
        cell.border = Border(top=thin if above else cell.border.top, bottom=thin)


def _note(sheet: Worksheet, number: int, note: Note, width: int) -> None:
    """A note over all columns, as high as its lines need."""
    from openpyxl.styles import Alignment

    cell = sheet.cell(number, 1)
    if note.mark:
        _write_marked(cell, "", note.mark, f" {note.text}")
    else:
        _write(cell, f"{note.lead} {note.text}")
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    sheet.merge_cells(start_row=number, start_column=1, end_row=number, end_column=sheet.max_column)
    _heighten(sheet, number, _lines(note.text, width))


def _lines(words: str, width: int) -> int:
    return sum(int(_LETTER * len(line) / width) + 1 for line in legal(words).split("\n"))


def _heighten(sheet: Worksheet, number: int, lines: int) -> None:
    """Gives a row room for its lines, which not every program does by itself."""
    if lines > 1:
        sheet.row_dimensions[number].height = min(_LINE * lines, _HIGHEST)


def figures(sheet: Worksheet, numbers: tuple[Figure, ...]) -> None:
    """Puts the numbers of a table on an empty sheet, one a row.

    Args:
        sheet: of any workbook.
        numbers: the numbers.
    """
    for place, label in enumerate(_NUMBERS, 1):
        _write(sheet.cell(1, place), label, bold=True)
    for number, figure in enumerate(numbers, 2):
        for place, words in enumerate((figure.row, figure.column, figure.measure), 1):
            _write(sheet.cell(number, place), words)
        sheet.cell(number, 4).value = _plain(figure.value)
        sheet.cell(number, 5).value = figure.of
    sheet.freeze_panes = "A2"
    for letter, width in zip("ABCDE", (60, 30, 12, 12, 8), strict=True):
        sheet.column_dimensions[letter].width = width


def _plain(value: Fraction) -> float:
    return value.numerator if value.denominator == 1 else float(value)
