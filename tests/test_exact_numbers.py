"""Numbers are read exactly and rounded once."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import isqrt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pimhcli import numbers

if TYPE_CHECKING:
    from pimhcli.numbers import Rounding

fractions = st.fractions(max_denominator=10_000)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("7", Fraction(7)),
        ("0.5", Fraction(1, 2)),
        (".5", Fraction(1, 2)),
        (" 34.0 ", Fraction(34)),
        ("-3", Fraction(-3)),
        ("−3", Fraction(-3)),
        ("6 11/12", Fraction(83, 12)),
        ("11/12", Fraction(11, 12)),
        ("-1 1/2", Fraction(-3, 2)),
        ("½", Fraction(1, 2)),
        ("6½", Fraction(13, 2)),
    ],
)
def test_a_number_is_read_exactly(typed: str, value: Fraction) -> None:
    assert numbers.exact(typed) == value


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "seven",
        "3,5",
        "1,000",
        "1 000",
        "5.",
        "1/0",
        "6 13/12",
        "6²",
        "٣",
        "1e3",
        "1_000",
        "nan",
        "9" * 5000,
    ],
)
def test_what_is_no_plain_number_is_not_guessed_at(typed: str) -> None:
    assert numbers.exact(typed) is None


def test_a_decimal_comma_is_read_where_it_was_asked_for() -> None:
    assert numbers.exact("3,5", decimal_comma=True) == Fraction(7, 2)


def test_a_decimal_point_is_read_beside_the_comma() -> None:
    assert numbers.exact("3.5", decimal_comma=True) == Fraction(7, 2)


def test_thousands_are_not_guessed_beside_a_decimal_comma() -> None:
    assert numbers.exact("1.000,5", decimal_comma=True) is None


@given(fractions)
def test_the_canonical_text_of_a_number_reads_as_the_same_number(value: Fraction) -> None:
    assert numbers.exact(numbers.canonical(value)) == value


@given(fractions, st.integers(0, 6))
def test_rounding_moves_a_number_by_half_a_digit_at_most(value: Fraction, decimals: int) -> None:
    moved = Fraction(numbers.rounded(value, decimals)) - value
    assert abs(moved) <= Fraction(1, 2 * 10**decimals)


def test_a_tie_is_rounded_up() -> None:
    assert numbers.rounded(Fraction(1, 8), 2) == Decimal("0.13")


def test_a_negative_tie_is_rounded_away_from_zero() -> None:
    assert numbers.rounded(Fraction(-1, 8), 2) == Decimal("-0.13")


def test_a_tie_goes_to_the_even_digit_where_that_was_asked_for() -> None:
    assert numbers.rounded(Fraction(1, 8), 2, "half_even") == Decimal("0.12")


def test_a_number_is_shown_with_all_its_decimals() -> None:
    assert numbers.shown(Fraction(2), 2) == "2.00"


def test_a_long_number_is_shown_with_all_its_digits() -> None:
    assert numbers.shown(Fraction(10**40 + 1), 2) == f"{10**40 + 1}.00"


@given(st.fractions(min_value=0, max_denominator=1000), st.integers(0, 4))
def test_a_root_is_rounded_to_the_nearest_digit(square: Fraction, decimals: int) -> None:
    scaled = square * 100**decimals
    root = numbers.rounded_root(square, decimals) * 10**decimals
    # ceil((x - 1/2)²) <= square in units of the last digit <= floor((x + 1/2)²)
    assert (2 * Fraction(root) - 1) ** 2 <= 4 * scaled or root == 0
    assert 4 * scaled < (2 * Fraction(root) + 1) ** 2
    assert isqrt(int(scaled)) <= root


@pytest.mark.parametrize(("rounding", "root"), [("half_up", "3"), ("half_even", "2")])
def test_a_root_that_is_a_tie_goes_where_the_rounding_says(rounding: Rounding, root: str) -> None:
    assert numbers.rounded_root(Fraction(25, 4), 0, rounding) == Decimal(root)


def test_a_share_has_its_decimals_and_the_sign() -> None:
    assert numbers.percent(2, 7, 2) == "28.57%"


def test_a_share_of_all_has_no_decimals() -> None:
    assert numbers.percent(7, 7, 2) == "100%"


def test_a_share_of_none_is_zero() -> None:
    assert numbers.percent(0, 7, 2) == "0.00%"


def test_a_share_of_nobody_is_a_dash() -> None:
    assert numbers.percent(0, 0, 2) == "–"
