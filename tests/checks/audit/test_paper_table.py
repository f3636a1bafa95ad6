"""Table 2 of the paper: in each kind of file exactly the findings that it supports by itself."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import docx
import openpyxl
import pytest

from pimhcli.checks.audit.auditing import audited
from pimhcli.checks.audit.layout import Asked
from pimhcli.documents import reading, spreadsheets
from pimhcli.documents.model import Grid

HERE = Path(__file__).parent / "tables" / "paper"
ROWS = [tuple(row) for row in csv.reader(io.StringIO((HERE / "table2.csv").read_text(encoding="utf-8")))]
FINDINGS = [
    (
        "error",
        "Discipline (n, %): the counts add up to 8, but there are 7 people (114.29% of them).",
    ),
    (
        "warning",
        (
            "Any experience with 0–3 years? (n, %): the mean 4.85 of 7 people is impossible for whole years, "
            "half-years and quarter-years, possible for months."
        ),
    ),
    (
        "warning",
        (
            "Experience with children under 18 years? (n, %): the mean 3.93 of 7 people is impossible for "
            "whole years, possible for half-years, but then 1 of them with 0 and a range that starts at 0, "
            "not 1; of 6 people is impossible for whole years, half-years and quarter-years, possible for "
            "months."
        ),
    ),
]


def of_csv() -> Grid:
    return spreadsheets.read((HERE / "table2.csv").read_bytes(), "table2.csv").grids[0]


def of_markdown() -> Grid:
    return reading.read((HERE / "table2.md").read_bytes(), "table2.md").grids[0]


def of_workbook() -> Grid:
    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)
    data = io.BytesIO()
    book.save(data)
    return spreadsheets.read(data.getvalue(), "table2.xlsx").grids[0]


def of_word() -> Grid:
    document = docx.Document()
    table = document.add_table(len(ROWS), 2)
    for cells, row in zip(table.rows, ROWS, strict=True):
        for cell, text in zip(cells.cells, row, strict=True):
            cell.text = text
    data = io.BytesIO()
    document.save(data)
    return reading.read(data.getvalue(), "table2.docx").grids[0]


GRIDS = {"csv": of_csv, "md": of_markdown, "xlsx": of_workbook, "docx": of_word}


@pytest.mark.parametrize("kind", GRIDS)
def test_the_table_of_the_paper_gets_the_three_findings_it_supports(kind: str) -> None:
    done = audited(GRIDS[kind](), Asked())
    assert [(finding.severity, finding.message) for finding in done.findings] == FINDINGS


@pytest.mark.parametrize("kind", GRIDS)
def test_every_number_of_the_table_is_read(kind: str) -> None:
    done = audited(GRIDS[kind](), Asked())
    assert (done.checked["percentage"], done.checked["mean"], done.checked["range"]) == (14, 5, 5)
    assert done.unread == ()


def test_a_heading_named_as_of_several_answers_is_no_error() -> None:
    done = audited(of_csv(), Asked(multi=("discipline",)))
    assert [(finding.severity, finding.message) for finding in done.findings] == FINDINGS[1:]


def test_a_finding_tells_its_row_and_column() -> None:
    done = audited(of_csv(), Asked())
    assert done.findings[1].where == 'table2.csv, row 17, column "Focus group (n = 7)"'


def test_the_number_of_people_may_be_given_beside_the_table() -> None:
    grid = of_csv()
    bare = Grid(grid.where, (("Item", "All"), *grid.rows[1:]), grid.places)
    assert len(audited(bare, Asked(n=7)).findings) == len(FINDINGS)
