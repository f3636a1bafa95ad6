"""The report as a workbook: a sheet for each of its tables, and one of the quotes."""

from __future__ import annotations

import re
from itertools import chain, count
from typing import TYPE_CHECKING

from pimhcli.report.blocks import captioned
from pimhcli.tables.model import Table
from pimhcli.tables.renderers import xlsx

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pimhcli.report.blocks import Block

QUOTES = "Quotes"
_LONGEST = 31  # characters of a sheet's name
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_NUMBERED = re.compile(r"(.{1,20}?\d+)\s*[.:]")  # how a caption begins that has a number
_RESERVED = "history"  # Excel has a sheet of its own of this name


def render(blocks: Iterable[Block], quotes: Table) -> bytes:
    """The workbook; the same values give the same bytes.

    Args:
        blocks: the report.
        quotes: the quotes, one a row.
    """
    from openpyxl import Workbook

    book, taken = Workbook(), set[str]()
    book.remove(book.worksheets[0])
    for table in tables(blocks):
        name = sheet_name(table, taken)
        xlsx.lay(book.create_sheet(), table, name)
        if table.figures:
            xlsx.figures(book.create_sheet(_free(f"{name} numbers", taken)), table.figures)
    sheet = book.create_sheet()
    xlsx.lay(sheet, quotes, _free(QUOTES, taken))
    sheet.auto_filter.ref = (
        f"A{xlsx.HEAD}:{sheet.cell(xlsx.HEAD + len(quotes.rows), len(quotes.columns)).coordinate}"
    )
    return xlsx.saved(book)


def tables(blocks: Iterable[Block]) -> Iterator[Table]:
    """The tables of the report, those with a caption that its templates write as Markdown among them.

    Args:
        blocks: the report.
    """
    return (block for block in captioned(blocks) if isinstance(block, Table))


def sheet_name(table: Table, taken: set[str]) -> str:
    """A name that Excel takes: the number in the caption, or the table's own name.

    Args:
        table: the table.
        taken: folded names of the sheets that are there; the name is added.
    """
    numbered = _NUMBERED.match(table.caption)
    return _free(numbered[1] if numbered else table.name.replace("-", " ").capitalize(), taken)


def _free(wanted: str, taken: set[str]) -> str:
    name = _FORBIDDEN.sub(" ", wanted).strip(" '")[:_LONGEST].strip(" '") or "Table"
    others = (f"{name[: _LONGEST - len(f' {n}')]} {n}" for n in count(2))
    free = next(one for one in chain([name], others) if one.casefold() not in {*taken, _RESERVED})
    taken.add(free.casefold())
    return free
