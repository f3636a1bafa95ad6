"""A point or a comma that may part thousands is never taken for a decimal mark in silence."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from pimhcli.questionnaire import loading
from pimhcli.questionnaire.answers import MISSING, Answer

if TYPE_CHECKING:
    from collections.abc import Callable

    from pimhcli.findings import Finding
    from pimhcli.questionnaire.loading import Loaded
    from pimhcli.questionnaire.schema import Questionnaire

    Read = Callable[[str], tuple[Questionnaire, list[Finding]]]
    Told = Callable[[Loaded], list[str]]
    Make = Callable[[str], Questionnaire]
    Build = Callable[..., bytes]

ITEMS = "{n: {type: integer}, ratio: {type: number}, span: {type: duration, unit: days}}"


@pytest.fixture
def german(read_schema: Read) -> Questionnaire:
    return read_schema(f"{{decimal_comma: true, items: {ITEMS}}}")[0]


def cell(questionnaire: Questionnaire, item: str, typed: str) -> Loaded:
    heads = [asked.id for asked in questionnaire.asked]
    cells = [typed if head == item else "" for head in heads]
    text = f"id;{';'.join(heads)}\nP1;{';'.join(cells)}\n"
    return loading.load(text.encode(), "a.csv", questionnaire)


def one(questionnaire: Questionnaire, item: str, typed: str) -> Answer:
    loaded = cell(questionnaire, item, typed)
    assert loaded.findings == ()
    return loaded.participants[0].answers[item]


@pytest.mark.parametrize(
    ("item", "typed", "hint"),
    [
        ("n", "1.000", "Write 1000, or 1,0."),
        ("ratio", "-12.345", "Write 12345, or 12,345."),
        ("ratio", "1.234.567", "Write 1234567."),
        ("span", "1.500", "Write 1500, or 1,5."),
        ("span", "1.500 days", "Write 1500, or 1,5."),
    ],
)
def test_a_point_that_may_part_thousands_is_refused_beside_a_decimal_comma(
    german: Questionnaire, told: Told, item: str, typed: str, hint: str
) -> None:
    (found,) = told(cell(german, item, typed))
    assert f"{item}: found '{typed}', expected " in found
    assert found.endswith(hint)


@pytest.mark.parametrize(
    ("typed", "value"),
    [("1.5", Fraction(3, 2)), ("0.125", Fraction(1, 8)), ("1.2345", Fraction(12345, 10_000))],
)
def test_a_point_that_parts_no_thousands_is_read_beside_a_decimal_comma(
    german: Questionnaire, typed: str, value: Fraction
) -> None:
    assert one(german, "ratio", typed) == Answer("answered", value)


def test_a_point_is_the_decimal_mark_of_participants_csv(german: Questionnaire) -> None:
    text = "participant_id,n,ratio,span\nP1,,1.125,\n"
    (person,), findings = loading.from_csv(text, german, "participants.csv")
    assert (findings, person.answers["ratio"].value) == ([], Fraction(9, 8))


def test_a_number_of_excels_own_is_no_thousand(german: Questionnaire, workbook: Build) -> None:
    data = workbook([("id", "n", "ratio", "span"), ("P1", 1000, 1.125, 2)])
    (person,) = loading.load(data, "a.xlsx", german).participants
    assert person.answers["ratio"] == Answer("answered", Fraction(9, 8))


def test_a_text_in_a_workbook_may_be_a_thousand(german: Questionnaire, told: Told, workbook: Build) -> None:
    data = workbook([("id", "n", "ratio", "span"), ("P1", "1.000", 1, 2)])
    (found,) = told(loading.load(data, "a.xlsx", german))
    assert "n: found '1.000', expected a whole number. Write 1000, or 1,0." in found


def test_thousands_are_no_code_for_a_blank(small: Make, told: Told) -> None:
    form = small("n: {type: integer, missing: [99]}, m: {type: text}")
    (found,) = told(cell(form, "n", "99,000"))
    assert "n: found '99,000', expected a whole number." in found


@pytest.mark.parametrize("typed", ["1,000", "1,0", "1.000"])
def test_thousands_are_no_code_for_a_level(small: Make, told: Told, typed: str) -> None:
    form = small('a: {type: single, levels: [few, many], codes: {"1": few, "2": many}}, m: {type: text}')
    (found,) = told(cell(form, "a", typed))
    assert f"a: found '{typed}', expected one of: few, many." in found


@pytest.mark.parametrize("typed", ["-99", "-99,", "-99,0", "-99,00", "-99.00", "-99,000"])
def test_a_code_may_have_decimals_after_a_comma_where_that_is_the_mark(
    german: Questionnaire, typed: str
) -> None:
    assert one(german, "n", typed) == MISSING


def test_a_code_for_a_blank_is_never_an_answer_for_its_many_decimals(small: Make) -> None:
    assert one(small("n: {type: integer}, m: {type: text}"), "n", "-99.000") == MISSING


@pytest.mark.parametrize("typed", ["12/4", "1 4/2"])
def test_a_ratio_is_no_whole_number(small: Make, told: Told, typed: str) -> None:
    (found,) = told(cell(small("n: {type: integer}, m: {type: text}"), "n", typed))
    assert f"n: found '{typed}', expected a whole number." in found
