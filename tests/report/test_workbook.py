"""The report as a workbook: a sheet a table, a row a quote, and nothing that Excel would run."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from pimhcli.report.blocks import Paragraph, Run, Simple
from pimhcli.report.formats import xlsx
from pimhcli.study.material import verbatim
from pimhcli.study.quoting import printed
from pimhcli.study.study import Study
from pimhcli.tables import quote_sheet
from pimhcli.tables.model import Column, Figure, Row, Table

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.workbook.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from pimhcli.report.blocks import Block

NO_QUOTES = Table("quotes", "Quotes", (Column("Quote"),), ())


def book(*blocks: Block, quotes: Table = NO_QUOTES) -> Workbook:
    return load_workbook(io.BytesIO(xlsx.render(blocks, quotes)))


def table(caption: str, name: str = "x", figures: tuple[Figure, ...] = ()) -> Table:
    return Table(
        name, caption, (Column("Item"), Column("n", numeric=True)), (Row(("Age", "7")),), (), figures
    )


@pytest.fixture
def quotes(root: Path) -> Worksheet:
    """The sheet of the quotes of the small study, with the memos."""
    study = Study(root)
    shown = printed(study, verbatim(study))
    return book(quotes=quote_sheet.build(study.codebook, shown, 1, with_memos=True))["Quotes"]


def rows(sheet: Worksheet) -> list[dict[str, object]]:
    """What stands under the heads, by head."""
    heads = [cell.value for cell in sheet[2]]
    found = [[cell.value for cell in row] for row in sheet.iter_rows(3)]
    return [dict(zip(heads, row, strict=True)) for row in found if row[1] is not None]


def test_each_table_has_a_sheet_called_by_its_number_and_the_quotes_come_last() -> None:
    made = book(table("Table 2. People"), table("Table 3: Themes"), table("Who speaks", "participation"))
    assert made.sheetnames == ["Table 2", "Table 3", "Participation", "Quotes"]


def test_the_numbers_of_a_table_have_a_sheet_beside_it() -> None:
    figure = Figure("Age", "n", "mean", value=7, of=7)  # type: ignore[arg-type]
    assert book(table("Table 2. People", figures=(figure,))).sheetnames[:2] == ["Table 2", "Table 2 numbers"]


def test_a_table_that_a_template_writes_has_a_sheet_where_a_numbered_caption_stands_before_it() -> None:
    words = Simple(((Run("Term"),),), (((Run("=AMH"),),),))
    made = book(words, Paragraph((Run("Table 1. Terms", strong=True),)), words)
    assert made.sheetnames == ["Table 1", "Quotes"]
    assert [cell.value for cell in made["Table 1"]["A"]] == ["Table 1. Terms", "Term", "=AMH"]
    assert made["Table 1"]["A3"].data_type == "s"


@given(st.lists(st.tuples(st.text(max_size=40), st.text(max_size=40)), max_size=5))
def test_whatever_tables_are_called_excel_takes_the_names_of_their_sheets(
    names: list[tuple[str, str]],
) -> None:
    taken: set[str] = set()
    found = [xlsx.sheet_name(table(caption, name), taken) for caption, name in names]
    assert len({name.casefold() for name in found}) == len(found)
    for name in found:
        assert 0 < len(name) <= 31
        assert not set("[]:*?/\\") & set(name)
        assert name.strip("'") == name
        assert name.casefold() != "history"


def test_a_count_is_a_number() -> None:
    assert book(table("Table 2. People"))["Table 2"]["B3"].value == 7


def test_each_quote_has_one_row_however_many_codes_it_has(quotes: Worksheet) -> None:
    found = rows(quotes)
    assert [row["Quote"] for row in found] == [
        "It is *hard* | with <money> and _rent_.",
        "There is hope.\nPX1: There is none",
        "There is none, [laughs] I say.",
    ]
    assert (found[0]["Theme"], found[0]["Code"]) == ("It is hard\nIt is hard", "\nRent")


def test_a_row_says_who_and_where_and_what_is_key(quotes: Worksheet) -> None:
    last = rows(quotes)[-1]
    assert (last["Transcript"], last["Group"], last["Turn"], last["Last turn"]) == ("fg1", "fg1", 4, 4)
    assert (last["Speaker"], last["Key quote"], last["Coder"]) == ("PX1", "★", "anna")


def test_the_quotes_can_be_filtered_and_their_heads_stay_in_sight(quotes: Worksheet) -> None:
    assert (quotes.auto_filter.ref, quotes.freeze_panes) == ("A2:N5", "A3")


def test_how_many_quotes_are_left_out_is_told_and_not_whose(quotes: Worksheet) -> None:
    assert "1 excerpt is not printed for lack of consent" in str(quotes["A7"].value)


def test_memos_stand_there_only_when_they_are_asked_for(root: Path) -> None:
    study = Study(root)
    shown = printed(study, verbatim(study))
    assert quote_sheet.MEMO not in [c.label for c in quote_sheet.build(study.codebook, shown).columns]


def test_the_same_report_gives_the_same_bytes() -> None:
    assert xlsx.render([table("Table 2. A")], NO_QUOTES) == xlsx.render([table("Table 2. A")], NO_QUOTES)
