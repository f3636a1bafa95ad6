"""Durations are read as people write them, and stay exact."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pimhcli.questionnaire import durations
from pimhcli.questionnaire.refusals import Refusal


@pytest.mark.parametrize(
    ("typed", "years"),
    [
        ("7", Fraction(7)),
        ("0.5", Fraction(1, 2)),
        ("6y 11m", Fraction(83, 12)),
        ("6y11m", Fraction(83, 12)),
        ("6 Years 11 Months", Fraction(83, 12)),
        ("6 years, 11 months", Fraction(83, 12)),
        ("6 years and 11 months", Fraction(83, 12)),
        ("18 months", Fraction(3, 2)),
        ("6 11/12", Fraction(83, 12)),
        ("6 11/12 years", Fraction(83, 12)),
        ("6½ years", Fraction(13, 2)),
        ("1 yr 6 mths", Fraction(3, 2)),
        ("1 yr. 6 mths.", Fraction(3, 2)),
        ("0", Fraction(0)),
    ],
)
def test_a_span_is_read_exactly_in_years(typed: str, years: Fraction) -> None:
    assert durations.parse(typed, "years") == years


@pytest.mark.parametrize(
    ("typed", "unit", "value"),
    [
        ("1y 6m", "months", Fraction(18)),
        ("18", "months", Fraction(18)),
        ("3 days", "weeks", Fraction(3, 7)),
        ("1h 30m", "minutes", Fraction(90)),
        ("90 min", "hours", Fraction(3, 2)),
    ],
)
def test_a_span_is_given_in_the_unit_of_its_item(typed: str, unit: str, value: Fraction) -> None:
    assert durations.parse(typed, unit) == value


@pytest.mark.parametrize(
    "typed",
    ["", "a while", "2-3", "about 3 years", "6y 11", "6y 6y", "6y 2 years", "-1", "3 fortnights", "m 6"],
)
def test_what_is_no_span_is_refused_with_an_example(typed: str) -> None:
    refusal = durations.parse(typed, "years")
    assert isinstance(refusal, Refusal)
    assert "such as 7, 0.5, 6y 11m or 18 months" in refusal.expected


def test_weeks_are_never_turned_into_years() -> None:
    refusal = durations.parse("80 weeks", "years")
    assert isinstance(refusal, Refusal)
    assert refusal.hint == "Weeks do not convert exactly into years."


def test_m_is_months_where_weeks_are_counted() -> None:
    refusal = durations.parse("2m", "weeks")
    assert isinstance(refusal, Refusal)
    assert refusal.hint == "Months do not convert exactly into weeks."


def test_a_decimal_comma_is_read_in_a_span() -> None:
    assert durations.parse("1,5 years", "years", decimal_comma=True) == Fraction(3, 2)


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (Fraction(7), "years", "7"),
        (Fraction(1, 2), "years", "0.5"),
        (Fraction(83, 12), "years", "6y 11m"),
        (Fraction(11, 12), "years", "11m"),
        (Fraction(43, 7), "years", "6 1/7"),
        (Fraction(10, 7), "weeks", "1w 3d"),
        (Fraction(4, 3), "hours", "1h 20m"),
        (Fraction(19, 3), "months", "6 1/3"),
    ],
)
def test_the_canonical_text_is_the_plainest_exact_one(value: Fraction, unit: str, text: str) -> None:
    assert durations.canonical(value, unit) == text


@given(st.fractions(min_value=0, max_denominator=500), st.sampled_from(durations.UNITS))
def test_the_canonical_text_of_a_span_reads_as_the_same_span(value: Fraction, unit: str) -> None:
    assert durations.parse(durations.canonical(value, unit), unit) == value


@given(st.integers(0, 2000))
def test_whole_months_survive_in_years(months: int) -> None:
    years = durations.parse(f"{months} months", "years")
    assert years == Fraction(months, 12)


@pytest.mark.parametrize(
    ("word", "unit"), [("Year", "years"), ("yrs.", "years"), ("mo", "months"), ("hr", "hours")]
)
def test_a_unit_is_known_by_its_spellings(word: str, unit: str) -> None:
    assert durations.unit_named(word) == unit


def test_an_unknown_unit_is_none() -> None:
    assert durations.unit_named("fortnight") is None
