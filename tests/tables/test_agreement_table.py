"""The table of agreement and the list of disagreements: their golden files, and what their notes tell."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from agreeing import BOOK, coded, list_of, made, scope, table_of
from tables.test_golden_tables import SUFFIXES, readable

from pimhcli.analysis.agreement.coefficients import UNVARIED, Undefined
from pimhcli.analysis.agreement.comparing import Manner, compared
from pimhcli.coding.codebook import Code, Codebook
from pimhcli.tables import agreement, disagreements
from pimhcli.tables.renderers import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable

    from pimhcli.analysis.agreement.marks import Coded
    from pimhcli.tables.model import Table

FEW = Manner(resamples=200)
TABLES: dict[str, Callable[[], Table]] = {
    "agreement": lambda: table_of(2, FEW),
    "agreement-of-three": lambda: table_of(3, FEW),
    "agreement-free": lambda: table_of(2, Manner("free")),
    "disagreements": lambda: list_of(2),
}


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", TABLES)
def test_it_is_printed_as_its_golden_file_has_it(
    golden: Callable[[str, str], None], name: str, form: str
) -> None:
    golden(f"{name}.{SUFFIXES.get(form, form)}", readable(form, FORMATS[form].render(TABLES[name]())))


def notes(table: Table) -> str:
    return " ".join(note.text for note in table.notes)


def table_with(said: list[Coded], manner: Manner = FEW) -> Table:
    found = made(2, said)
    rows = agreement.by_entry(BOOK, compared(found, manner), "code")
    return agreement.build(rows, scope(found, manner))


def test_every_row_has_the_number_of_units() -> None:
    table = table_of(3, FEW)
    at = [column.label for column in table.columns].index("N")
    assert all(row.cells[at] for row in table.rows if not row.heading)


def test_an_undefined_value_is_printed_as_na_with_the_reason() -> None:
    everywhere = [
        coded(name, coder, "slow", quote)
        for name, quotes in (
            ("may", ("We slow down now.", "I ask", "People leave", "That", "Nothing")),
            ("june", ("We listen.", "People leave.")),
        )
        for quote in quotes
        for coder in range(2)
    ]
    table = table_with(everywhere)
    assert table.rows[-1].cells[4:] == ("7", "100%", "n/a", "n/a")
    assert "n/a: coded everywhere or nowhere by all" in notes(table)
    assert "told from chance: Slowing down." in notes(table)


def test_a_low_kappa_at_high_agreement_is_told_with_prevalence_and_pabak() -> None:
    apart = [coded("may", 0, "slow", "We slow down now."), coded("may", 1, "listen", "People leave")]
    told = notes(table_with(apart))
    assert "(Byrt et al. 1993): Slowing down (0.86 and 0.71)" in told


def test_of_many_rows_a_note_names_some_and_tells_where_the_numbers_of_the_others_are() -> None:
    found = made(2, [coded("may", 0, "slow", "We slow down now.")])
    (line,) = compared(found, FEW)["slow"]
    rows = [agreement.Compared(f"Code {at}", 0, (line,)) for at in range(20)]
    told = notes(agreement.build(rows, scope(found, FEW)))
    assert "Code 11 (0.86 and 0.71); and 8 more rows (all: --format xlsx, or --json)." in told


def test_where_kappa_is_high_there_is_no_word_of_prevalence() -> None:
    alike = [coded("may", coder, "slow", "We slow down now.") for coder in range(2)]
    assert "PABAK" not in notes(table_with(alike))


def test_the_seed_and_the_resamples_are_told() -> None:
    assert "200 resamples" in notes(table_of(2, FEW))
    assert "seed 7" in notes(table_of(2, FEW._replace(seed=7)))
    assert "--resamples 0" in notes(table_of(2, FEW._replace(resamples=0)))


def test_that_uncoded_characters_inflate_is_told() -> None:
    assert "raise the percentage" in notes(table_of(2, Manner("character", resamples=5)))


@pytest.mark.parametrize(
    ("approach", "told"),
    [
        (("coding-reliability thematic analysis", True), "belong to coding-reliability thematic analysis"),
        (("framework analysis", True), "treated here as codebook approaches"),
        (("reflexive thematic analysis", False), "do not belong to reflexive thematic analysis"),
    ],
)
def test_the_approach_is_always_told(approach: tuple[str, bool], told: str) -> None:
    found = made(2)
    rows = agreement.by_entry(BOOK, compared(found, FEW), "code")
    assert told in notes(agreement.build(rows, scope(found, FEW)._replace(approach=approach)))


def test_where_nobody_is_known_as_moderator_it_is_told_that_all_turns_count() -> None:
    found = made(2)
    rows = agreement.by_entry(BOOK, compared(found, FEW), "code")
    told = notes(agreement.build(rows, scope(found, FEW)._replace(hosts={})))
    assert "name the moderator in study.yaml, under focus_groups" in told


def test_a_value_without_interval_is_told_of() -> None:
    found = made(2, [coded("june", 0, "slow", "We listen.")], "june")
    found = found._replace(stretches=found.stretches[:1])
    rows = agreement.by_entry(BOOK, compared(found, FEW), "code")
    assert "Where no interval stands" in notes(agreement.build(rows, scope(found, FEW)))


def test_sets_of_codes_without_a_value_are_told_of() -> None:
    found = made(2)
    table = agreement.build([], scope(found, FEW)._replace(by_sets=Undefined(UNVARIED)))
    assert table.rows[-1].cells[-1] == "n/a"
    assert f"n/a: {UNVARIED}: Sets of codes (MASI)." in notes(table)


def test_of_two_codes_of_one_name_notes_and_figures_tell_the_path() -> None:
    book = Codebook((*BOOK.codes, Code("twin", "Slowing down", "code", "barriers")))
    rows = agreement.by_entry(book, compared(made(2), FEW), "code")
    assert {(row.label, row.name) for row in rows} >= {("Slowing down", "Practice > Slowing down")}


def test_the_list_by_theme_names_themes() -> None:
    found = made(2)
    table = disagreements.build(BOOK, [], scope(found, FEW, "theme", is_listed=True))
    assert table.columns[2].label == "Theme"
    assert "agreed in 21 of 21 pairs of turn and theme" in notes(table)


def test_what_was_left_out_is_told() -> None:
    told = notes(table_of(2, FEW))
    assert "3 turns of Moderator; 1 excerpt with no word in the turns compared" in told
    assert "2 excerpts without a sure place" in told
    assert "july (ben alone), august (nobody)" in told


def test_the_numbers_are_there_before_they_are_rounded() -> None:
    figures = {(one.row, one.measure): one for one in table_of(2, FEW).figures}
    assert figures["Listening & asking", "percent"].value == Fraction(500, 7)
    assert figures["Listening & asking", "kappa"].value == Fraction(3, 10)
    assert figures["All 3 codes", "kappa"].of == 21
    assert figures["Barriers", "prevalence"].value == Fraction(4, 7)
    assert figures["Barriers", "pabak"].value == Fraction(5, 7)
    assert figures["Sets of codes (MASI)", "alpha"].of == 7


def test_a_theme_that_was_not_applied_itself_heads_its_codes() -> None:
    assert [(row.cells[0], row.indent, row.heading) for row in table_of(2, FEW).rows] == [
        ("Practice", 0, True),
        ("Slowing down", 1, False),
        ("Listening & asking", 2, False),
        ("Barriers", 0, False),
        ("All 3 codes", 0, False),
        ("Sets of codes (MASI)", 0, False),
    ]


def test_words_without_consent_are_not_listed() -> None:
    rows = [row.cells for row in list_of(2).rows]
    assert (
        "may, turn 6",
        "P2",
        "Listening & asking",
        "(not printed for lack of consent)",
        "not coded",
    ) in rows


def test_what_is_listed_and_what_is_agreed_on_are_all() -> None:
    table = list_of(3)
    assert f"{len(table.rows)} disagreements; agreed in {21 - len(table.rows)} of 21" in notes(table)
