"""A sheet of excerpts becomes orders, or says which cell cannot be understood."""

from __future__ import annotations

import pytest

from pimhcli.coding.order_sheet import Orders, read
from pimhcli.coding.placing import Order
from pimhcli.sheets.cells import Cell, Sheet


def sheet(*rows: str) -> Sheet:
    """A sheet of a text file; cells are divided by |."""
    cells = [
        tuple(Cell(f"line {number}", text.strip()) for text in row.split("|"))
        for number, row in enumerate(rows, start=1)
    ]
    return Sheet("excerpts.csv", "", cells[0], tuple(cells[1:]))


def orders(*rows: str) -> list[Order]:
    found = read(sheet(*rows))
    assert found.findings == ()
    return list(found.orders)


def problems(*rows: str) -> list[str]:
    found = read(sheet(*rows))
    assert found.findings
    return list(map(str, found.findings))


def test_every_column_is_read() -> None:
    assert orders(
        "transcript | turn | quote | code | memo | star | occurrence",
        "fg1 | 3 | We cope | coping | so | yes | 2",
    ) == [Order("excerpts.csv, line 2", "fg1", "We cope", ("coping",), 3, 2, "so", star=True)]


def test_only_quote_and_code_are_needed() -> None:
    assert orders("code | quote", "coping | We cope") == [
        Order("excerpts.csv, line 2", "", "We cope", ("coping",))
    ]


@pytest.mark.parametrize(
    "headings",
    [
        "Document | Segment | Codes",
        "SOURCE|text|tag",
        "transcript|Excerpt|Theme",
        "Transcript |content| code",
    ],
)
def test_the_headings_of_other_tools_are_known(headings: str) -> None:
    assert orders(headings, "fg1 | We cope | coping") == [
        Order("excerpts.csv, line 2", "fg1", "We cope", ("coping",))
    ]


def test_several_codes_are_divided_by_semicolons() -> None:
    (order,) = orders("quote | code", "We cope | coping; Support > Friends ;; ")
    assert order.codes == ("coping", "Support > Friends")


def test_a_row_without_a_code_has_none() -> None:
    assert orders("quote | code", "We cope | ")[0].codes == ()


@pytest.mark.parametrize(
    ("word", "star"),
    [("yes", True), ("X", True), ("★", True), ("1", True), ("", False), ("No", False), ("0", False)],
)
def test_a_star_is_yes_or_no(word: str, *, star: bool) -> None:
    assert orders("quote | code | star", f"We cope | coping | {word}")[0].star is star


def test_blank_turns_look_everywhere() -> None:
    assert orders("quote | code | turn", "We cope | coping | ")[0].turn is None


@pytest.mark.parametrize("column", ["turn", "occurrence"])
@pytest.mark.parametrize("word", ["three", "0", "-1", "1.5", "²"])
def test_a_number_that_is_none_is_named_with_its_line(column: str, word: str) -> None:
    assert problems(f"quote | code | {column}", f"We cope | coping | {word}") == [
        f"excerpts.csv, line 2: the {column} '{word}' is no whole number. Give a number, or leave it blank."
    ]


def test_a_star_that_is_neither_yes_nor_no_is_named_with_its_line() -> None:
    assert problems("quote | code | star", "We cope | coping | perhaps") == [
        "excerpts.csv, line 2: the star 'perhaps' is neither yes nor no. Write yes, or leave it blank."
    ]


def test_rows_that_can_be_understood_are_read_beside_those_that_cannot() -> None:
    found = read(sheet("quote | code | turn", "one | a | x", "two | b | 2"))
    assert [order.quote for order in found.orders] == ["two"]
    assert len(found.findings) == 1


def test_missing_columns_are_named_with_those_that_are_there() -> None:
    assert problems("transcript | memo", "fg1 | so") == [
        "excerpts.csv: there is no column `quote`; its columns are: transcript, memo. Head a column with it.",
        "excerpts.csv: there is no column `code`; its columns are: transcript, memo. Head a column with it.",
    ]


def test_an_unknown_column_is_named_with_the_nearest() -> None:
    assert problems("quote | code | mem", "We cope | coping | so") == [
        "excerpts.csv, line 1, column C: the column 'mem' is not known here. Did you mean 'memo'?"
    ]


def test_an_unknown_column_like_no_other_is_named_with_all_that_are_known() -> None:
    (problem,) = problems("quote | code | zzz", "We cope | coping | so")
    assert problem.endswith("Known are: transcript, turn, quote, code, memo, star, occurrence.")


def test_two_columns_that_mean_the_same_are_refused() -> None:
    assert problems("theme | quote | code", "Coping | We cope | talking") == [
        "excerpts.csv, line 1, column C: the columns 'theme' and 'code' both give the code. Keep one of them."
    ]


def test_a_column_without_a_heading_is_passed_over() -> None:
    assert len(orders("quote | code | ", "We cope | coping | x")) == 1


def test_a_sheet_without_rows_has_no_orders() -> None:
    assert read(sheet("quote | code")) == Orders((), ())


def test_in_a_workbook_the_cell_that_is_wrong_is_named() -> None:
    header = (Cell("A1", "quote"), Cell("B1", "code"), Cell("C1", "star"))
    row = (Cell("A2", "We cope"), Cell("B2", "coping"), Cell("C2", "perhaps"))
    (finding,) = read(Sheet("excerpts.xlsx", "Codes", header, (row,))).findings
    assert finding.where == "excerpts.xlsx, sheet 'Codes', cell C2"
