"""The tables of the coded material hold what the codebook and the codings say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pimhcli.analysis.consent import Consent, refusals
from pimhcli.coding.codebook import Code, Codebook
from pimhcli.tables import matrix, quotes, themes

if TYPE_CHECKING:
    from pimhcli.analysis.passages import Passage
    from pimhcli.tables.model import Table


def cells(table: Table) -> list[tuple[str, ...]]:
    return [row.cells for row in table.rows]


def test_a_theme_stands_beside_its_first_subtheme(book: Codebook) -> None:
    assert cells(themes.build(book))[:2] == [
        ("Theme 1: Cost & benefit <of> | *care*", "=SUM(A1:A9)"),
        ("", "שלום | עולם"),
    ]


def test_a_theme_without_subthemes_stands_alone(book: Codebook) -> None:
    head, beside = cells(themes.build(book))[2]
    assert head.startswith("Theme 2: Donau")
    assert beside == ""


def test_codes_in_no_theme_are_counted_in_a_note(book: Codebook) -> None:
    assert [note.text for note in themes.build(book).notes] == ["Not shown: 2 codes in no theme yet."]


def test_codes_right_under_a_theme_are_counted_in_a_note() -> None:
    book = Codebook((Code("a", "A", "theme"), Code("b", "B", "code", "a")))
    (note,) = themes.build(book).notes
    assert note.text == "Not shown: 1 code right under a theme; what is coded so counts in the theme."


def test_without_loose_codes_there_is_no_note() -> None:
    assert themes.build(Codebook((Code("a", "A", "theme"),))).notes == ()


def test_an_empty_codebook_gives_a_table_without_rows() -> None:
    assert (themes.build(Codebook()).rows, themes.build_counted(Codebook(), []).rows) == ((), ())


def test_counts_are_excerpts_participants_and_groups(book: Codebook, material: list[Passage]) -> None:
    assert [row[2:] for row in cells(themes.build_counted(book, material))] == [
        ("5", "3", "2"),
        ("3", "2", "2"),
        ("2", "2", "1"),
        ("1", "1", "1"),
    ]


def test_quotes_come_by_codebook_then_key_quotes_first_then_by_place(
    book: Codebook, material: list[Passage]
) -> None:
    table = quotes.build(book, material)
    assert [(row[-1], row[-2]) for row in cells(table)] == [
        ("id2sum", ""),
        ("id5sum", "★"),
        ("id2sum", ""),
        ("id1sum", ""),
        ("id0rtl", ""),
        ("id0rtl", ""),
        ("id3deeper", ""),
        ("id4long", ""),
    ]


def test_a_quote_stands_with_its_path_speaker_group_and_turns(
    book: Codebook, material: list[Passage]
) -> None:
    table = quotes.build(book, [material[0]])
    assert cells(table)[1] == (
        "Cost & benefit <of> | *care*",
        "שלום | עולם",
        "Deep “code”",
        "שלום לכולם, we cope",
        "PX2, PX10",
        "fg1",
        "3–4",
        "",
        "id0rtl",
    )


def test_a_code_under_a_code_is_named_with_it(book: Codebook, material: list[Passage]) -> None:
    assert cells(quotes.build(book, [material[3]]))[0][2] == "Deep “code” > Deeper_code"


def test_a_quote_that_no_participant_says_names_its_speaker(book: Codebook, material: list[Passage]) -> None:
    assert cells(quotes.build(book, [material[3]]))[0][4] == "Moderator"


@pytest.mark.parametrize(
    ("name", "left", "told"),
    [
        ("PX2", {"id1sum", "id3deeper", "id4long"}, "3 excerpts are not printed for lack of consent."),
        ("px 1", {"id0rtl", "id3deeper", "id4long", "id5sum"}, "2 excerpts are"),
        ("Moderator", {"id0rtl", "id1sum", "id2sum", "id4long", "id5sum"}, "1 excerpt is not printed"),
    ],
)
def test_the_quotes_of_one_who_refused_are_left_out_and_counted(
    book: Codebook, material: list[Passage], name: str, left: set[str], told: str
) -> None:
    table = quotes.build(book, material, refusals([Consent(name, quote=False)], (), ()))
    assert {row[-1] for row in cells(table)} == left
    assert table.notes[-1].text.startswith(told)


def test_participants_come_in_natural_order_and_keep_their_column_when_never_quoted(
    book: Codebook, material: list[Passage]
) -> None:
    table = matrix.of_participants(book, material, ["PX3"])
    assert [column.label for column in table.columns[1:]] == ["PX1", "PX2", "PX3", "PX10"]
    assert [(row.indent, *row.cells[1:]) for row in table.rows] == [
        (0, "2", "3", "", "1"),
        (1, "2", "2", "", ""),
        (1, "", "1", "", "1"),
        (0, "", "", "", "1"),
    ]


@pytest.mark.parametrize("name", ["themes", "themes-counted", "quotes", "participants-by-theme"])
def test_every_row_has_a_cell_for_every_column(every_table: dict[str, Table], name: str) -> None:
    table = every_table[name]
    assert {len(row.cells) for row in table.rows} == {len(table.columns)}
