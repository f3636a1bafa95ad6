"""Tables that lay what was coded side by side: the matrix, exemplars, the codebook, codes used together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pimhcli.tables import codebook as of_codebook
from pimhcli.tables import exemplars, matrix
from pimhcli.tables.matrix import Part, Shape

if TYPE_CHECKING:
    from pimhcli.analysis.passages import Passage
    from pimhcli.coding.codebook import Codebook
    from pimhcli.tables.matrix import Cells
    from pimhcli.tables.model import Table

PARTS = (
    Part("Nursing (n = 1)", frozenset({"PX1"})),
    Part("Others (n = 2)", frozenset({"PX2", "PX10"})),
    Part("Nobody (n = 0)", frozenset()),
)


def made(book: Codebook, material: list[Passage], cells: Cells) -> Table:
    return matrix.build(book, material, PARTS, Shape("matrix", "Themes by discipline", cells))


def row(table: Table, first: str) -> tuple[str, ...]:
    return next(row.cells[1:] for row in table.rows if row.cells[0].endswith(first))


@pytest.mark.parametrize(
    ("cells", "expected"),
    [("excerpts", ("2", "2", "–")), ("participants", ("1", "1", "–")), ("presence", ("1", "1", "–"))],
)
def test_a_sub_theme_is_told_in_each_column_in_what_is_asked(
    book: Codebook, material: list[Passage], cells: Cells, expected: tuple[str, ...]
) -> None:
    assert row(made(book, material, cells), "=SUM(A1:A9)") == expected


def test_where_nobody_speaks_the_cell_is_empty_and_of_presence_0(
    book: Codebook, material: list[Passage]
) -> None:
    assert row(made(book, material, "excerpts"), "gesellschaft") == ("", "1", "–")
    assert row(made(book, material, "presence"), "gesellschaft") == ("0", "1", "–")


def test_quotes_stand_in_the_cells_with_who_and_where_key_quotes_first(
    book: Codebook, material: list[Passage]
) -> None:
    first, *_ = row(made(book, material, "quotes"), "=SUM(A1:A9)")
    assert first.startswith("“=1+1 |") or "PX1: “yes”" in first
    assert "(PX1; fg2, turn 1)" in first


def test_a_column_of_a_focus_group_counts_whoever_speaks(book: Codebook, material: list[Passage]) -> None:
    part = Part("fg1 (n = 2)", frozenset({"PX2"}), "fg1")
    table = matrix.build(book, material, [part], Shape("matrix", "Themes by focus group"))
    assert row(table, "| *care*") == ("4",)  # one of them the moderator's


def test_somebody_with_two_answers_is_explained(book: Codebook, material: list[Passage]) -> None:
    twice = [Part("Nursing", frozenset({"PX1"})), Part("Psychology", frozenset({"PX1"}))]
    table = matrix.build(book, material, twice, Shape("matrix", "Themes"))
    assert any("several answers" in note.text for note in table.notes)


def test_exemplars_are_the_key_quotes_and_else_the_first(book: Codebook, material: list[Passage]) -> None:
    table = exemplars.build(book, material)
    assert row(table, "=SUM(A1:A9)")[1] == "“+44 is a number, −1 too” (PX2)"  # the starred one
    assert row(table, "עולם")[1].count("“") == 2


def test_a_theme_shows_no_quote_that_its_sub_theme_shows(book: Codebook, material: list[Passage]) -> None:
    assert row(exemplars.build(book, material), "| *care*")[1] == ""


def test_the_codebook_has_no_column_for_what_no_entry_says(book: Codebook, material: list[Passage]) -> None:
    labels = [column.label for column in of_codebook.build(book, material).columns]
    assert labels == ["Entry", "Level", "Excerpts", "Participants", "Groups"]


def test_the_codebook_sets_each_entry_in_by_its_depth(book: Codebook, material: list[Passage]) -> None:
    rows = of_codebook.build(book, material).rows
    assert [(r.cells[0], r.indent) for r in rows][2:5] == [
        ("שלום | עולם", 1), ("Deep “code”", 2), ("Deeper_code", 3),
    ]  # fmt: skip
