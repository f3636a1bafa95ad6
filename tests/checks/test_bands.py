"""Bands keep people together: enough in each, at numbers that read well."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pimhcli.checks.bands import MOST, bands, parts, rare

AGES = [34, 35, 36, 37, 39, 40, 42]
NUMBERS = st.lists(st.fractions(-100, 100, max_denominator=12), min_size=2, max_size=12)


def cut(*values: float | Fraction, below: int) -> tuple[list[float], list[int]]:
    found = bands([Fraction(value) for value in values], below)
    assert found
    return [float(number) for number in found.cuts], list(found.sizes)


@pytest.mark.parametrize(
    ("below", "cuts", "sizes"),
    [
        (5, [37], [3, 4]),  # no two bands of seven people hold five each
        (3, [37], [3, 4]),
        (2, [36, 39], [2, 2, 3]),
    ],
)
def test_the_ages_of_seven_people(below: int, cuts: list[float], sizes: list[int]) -> None:
    assert cut(*AGES, below=below) == (cuts, sizes)


def test_cuts_are_at_tens_where_they_do_as_well() -> None:
    assert cut(*range(21, 60), below=5) == ([30, 40, 50], [9, 10, 10, 10])


def test_cuts_are_at_fives_where_tens_make_fewer_bands() -> None:
    assert cut(31, 32, 33, 35, 36, 37, 41, 42, 43, below=3) == ([35, 40], [3, 3, 3])


def test_parts_of_a_year_are_cut_at_a_decimal_number() -> None:
    assert cut(Fraction(1, 3), Fraction(5, 12), Fraction(7, 12), Fraction(2, 3), below=2) == ([0.5], [2, 2])


def test_people_with_one_number_stay_together() -> None:
    assert cut(1, 5, 5, 5, 5, 5, below=3) == ([5], [1, 5])


def test_one_number_alone_is_not_cut() -> None:
    assert bands([Fraction(7)] * 9, 3) is None


@given(NUMBERS, st.integers(1, 6))
def test_the_sizes_are_of_the_numbers_between_the_cuts(values: list[Fraction], below: int) -> None:
    found = bands(values, below)
    assert (found is None) == (len(set(values)) == 1)
    if found:
        counts = [0] * len(found.sizes)
        for value in values:
            counts[sum(value >= number for number in found.cuts)] += 1
        assert (sorted(found.cuts), counts) == (list(found.cuts), list(found.sizes))


@given(NUMBERS, st.integers(1, 6))
def test_a_cut_is_a_decimal_number(values: list[Fraction], below: int) -> None:
    found = bands(values, below)
    assert all(set(prime_factors(number.denominator)) <= {2, 5} for number in (found.cuts if found else ()))


def prime_factors(number: int) -> list[int]:
    return [p for p in range(2, number + 1) if number % p == 0 and all(p % q for q in range(2, p))]


@given(st.lists(st.integers(0, 6), min_size=2, max_size=7), st.integers(1, 8), st.integers(2, MOST))
def test_no_other_parts_are_more_or_more_even(sizes: list[int], below: int, most: int) -> None:
    found = parts(sizes, below, most)
    every = [
        made
        for at in product((False, True), repeat=len(sizes) - 1)
        if len(made := put_together(sizes, at)) <= most
    ]
    enough = [made for made in every if len(made) > 1 and min(made) >= below]
    best = max(enough or [made for made in every if len(made) == 2], key=lambda made: (len(made), min(made)))
    assert (len(found), min(found), sum(found)) == (len(best), min(best), sum(sizes))


def put_together(sizes: list[int], at: tuple[bool, ...]) -> list[int]:
    made = [sizes[0]]
    for size, is_new in zip(sizes[1:], at, strict=True):
        made = [*made, size] if is_new else [*made[:-1], made[-1] + size]
    return made


def test_rare_levels_are_put_together() -> None:
    chosen = [*[("nurse",)] * 6, ("teacher",), *[("doctor",)] * 7, *[("priest",)] * 5]
    assert rare(chosen, ("doctor", "priest", "teacher", "nurse"), 5) == ("priest", "teacher")


def test_levels_that_are_all_rare_leave_the_commonest_one() -> None:
    chosen = [("nurse",), ("nurse",), ("teacher",), ("doctor",)]
    assert rare(chosen, ("doctor", "teacher", "nurse"), 5) == ("doctor", "teacher")


def test_who_chose_two_rare_levels_counts_once() -> None:
    chosen = [*[("a", "b")] * 3, *[("c",)] * 6, *[("d",)] * 5]
    assert rare(chosen, ("a", "b", "c", "d"), 5) == ("a", "b", "d")


def test_no_level_is_put_together_where_each_has_enough() -> None:
    assert rare([*[("a",)] * 5, *[("b",)] * 6], ("a", "b"), 5) == ()
