"""Every table in every format is what its golden file holds; of documents, what their parts say."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText

from pimhcli.tables.renderers import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable

    from openpyxl.cell import Cell

    from pimhcli.tables.model import Table

SUFFIXES = {"text": "txt", "docx": "docx.xml", "xlsx": "xlsx.txt", "latex": "tex"}


def readable(form: str, made: str | bytes) -> str:
    """A table as text whose differences can be read."""
    if isinstance(made, str):
        return made
    return words_of(made) if form == "docx" else cells_of(made)


def words_of(document: bytes) -> str:
    """The part of a Word document that has the words, a line for each element."""
    body = zipfile.ZipFile(io.BytesIO(document)).read("word/document.xml")
    return body.decode().replace("><", ">\n<") + "\n"


def cells_of(workbook: bytes) -> str:
    """A line for each cell: its place, its value as Python has it, and how it looks."""
    sheets = load_workbook(io.BytesIO(workbook), rich_text=True).worksheets
    lines = [
        f"{sheet.title}!{cell.coordinate} {value(cell)!r} {look(cell)}".rstrip()
        for sheet in sheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    ]
    return "\n".join(lines) + "\n"


def value(cell: Cell) -> object:
    """What the cell holds; behind a ^ what is raised."""
    parts = cell.value if isinstance(cell.value, CellRichText) else []
    return "".join(part if isinstance(part, str) else f"^{part.text}" for part in parts) or cell.value


def look(cell: Cell) -> str:
    edges = (edge for edge in ("top", "bottom") if getattr(cell.border, edge).style)
    told = {
        cell.number_format: cell.number_format != "General",
        "bold": cell.font.bold,
        "quoted": cell.quotePrefix,
        f"indent {cell.alignment.indent:.0f}": cell.alignment.indent,
        cell.alignment.horizontal or "": cell.alignment.horizontal not in {None, "left"},
    }
    return ", ".join([*(name for name, is_so in told.items() if is_so), *edges])


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    "name",
    [
        "demographics", "themes", "themes-counted", "quotes", "participants-by-theme", "by-group",
        "participation", "interaction", "questions", "matrix", "exemplars", "codebook", "co-occurrence",
        "saturation", "coreq",
    ],
)  # fmt: skip
def test_a_table_is_printed_as_its_golden_file_has_it(
    golden: Callable[[str, str], None], every_table: dict[str, Table], name: str, form: str
) -> None:
    golden(f"{name}.{SUFFIXES.get(form, form)}", readable(form, FORMATS[form].render(every_table[name])))
