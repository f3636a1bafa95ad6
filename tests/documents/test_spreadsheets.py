"""Printed tables out of .csv files and workbooks, as a reader sees them there."""

from __future__ import annotations

import io

import pytest
from openpyxl import Workbook
from openpyxl.styles import Alignment

from pimhcli.documents import spreadsheets
from pimhcli.errors import ProblemsError


def saved(book: Workbook) -> bytes:
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def test_rows_keep_their_number_and_blank_ones_are_left_out() -> None:
    (grid,) = spreadsheets.read(b"Item,All\n,\nWomen,5 (71)\n", "t.csv").grids
    assert grid.places == ("t.csv, row 1", "t.csv, row 3")


def test_rows_are_of_one_length() -> None:
    (grid,) = spreadsheets.read(b"Item,A,B\nWomen\n", "t.csv").grids
    assert grid.rows[1] == ("Women", "", "")


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_sign_between_cells_is_found(separator: str) -> None:
    text = separator.join(["Item", "All"]) + "\n" + separator.join(["Women", '"5 (71,4)"'])
    (grid,) = spreadsheets.read(text.encode(), "t.csv").grids
    assert grid.rows == (("Item", "All"), ("Women", "5 (71,4)"))


def test_an_indent_of_a_label_stays() -> None:
    (grid,) = spreadsheets.read(b"Item,All\nGender,\n  Women,5\n", "t.csv").grids
    assert grid.rows[2][0] == "  Women"


def test_a_number_has_the_decimals_that_excel_shows() -> None:
    book = Workbook()
    book.active.append(["Women", 5 / 7, 28.5714, 7])
    book.active["B1"].number_format = "0.0%"
    book.active["C1"].number_format = "0.00"
    (grid,) = spreadsheets.read(saved(book), "t.xlsx").grids
    assert grid.rows == (("Women", "71.4%", "28.57", "7"),)


def test_the_indent_of_a_cell_becomes_spaces() -> None:
    book = Workbook()
    book.active.append(["Women", "5"])
    book.active["A1"].alignment = Alignment(indent=1)
    (grid,) = spreadsheets.read(saved(book), "t.xlsx").grids
    assert grid.rows[0][0] == "  Women"


def test_a_hidden_sheet_is_left_out() -> None:
    book = Workbook()
    book.active.append(["Women", "5"])
    hidden = book.create_sheet("old")
    hidden.append(["Men", "2"])
    hidden.sheet_state = "hidden"
    assert len(spreadsheets.read(saved(book), "t.xlsx").grids) == 1


def test_a_damaged_workbook_is_refused() -> None:
    with pytest.raises(ProblemsError, match="damaged"):
        spreadsheets.read(b"PK\x03\x04 nothing", "t.xlsx")


def test_an_empty_file_has_no_table() -> None:
    assert spreadsheets.read(b"\n\n", "t.csv").grids == ()
