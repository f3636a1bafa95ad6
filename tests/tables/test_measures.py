"""Statistics are exact: against known values, and against the standard library on fractions."""

from __future__ import annotations

import statistics
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pimhcli.tables import measures

if TYPE_CHECKING:
    from random import Random

    from pimhcli.questionnaire.layout import Quartiles

EXACT = st.fractions(min_value=-1000, max_value=1000, max_denominator=60)
SOME = st.lists(EXACT, min_size=1, max_size=30)


def whole(*numbers: int) -> list[Fraction]:
    return [Fraction(number) for number in numbers]


# by hand: of n sorted numbers the place is 1 + (n - 1) p inclusive, and (n + 1) p exclusive, within 1 to n
@pytest.mark.parametrize(
    ("numbers", "kind", "first", "third"),
    [
        ((7,), "inclusive", "7", "7"),
        ((7,), "exclusive", "7", "7"),
        ((1, 2), "inclusive", "5/4", "7/4"),  # places 1.25 and 1.75
        ((1, 2), "exclusive", "1", "2"),  # places 0.75 and 2.25, held within
        ((1, 2, 4), "inclusive", "3/2", "3"),  # places 1.5 and 2.5
        ((1, 2, 4), "exclusive", "1", "4"),  # places 1 and 3
        ((1, 2, 4, 8), "inclusive", "7/4", "5"),  # places 1.75 and 3.25
        ((1, 2, 4, 8), "exclusive", "5/4", "7"),  # places 1.25 and 3.75
        ((1, 2, 4, 8, 16), "inclusive", "2", "8"),  # places 2 and 4
        ((1, 2, 4, 8, 16), "exclusive", "3/2", "12"),  # places 1.5 and 4.5
        ((6, 7, 15, 36, 39, 40, 41, 42, 43, 47, 49), "inclusive", "51/2", "85/2"),  # places 3.5 and 8.5
        ((6, 7, 15, 36, 39, 40, 41, 42, 43, 47, 49), "exclusive", "15", "43"),  # places 3 and 9
    ],
)
def test_quartiles_are_those_worked_out_by_hand(
    numbers: tuple[int, ...], kind: Quartiles, first: str, third: str
) -> None:
    values = whole(*numbers)
    found = [measures.quartile(values, number, kind) for number in (1, 3)]
    assert found == [Fraction(first), Fraction(third)]


@given(st.lists(EXACT, min_size=2, max_size=30), st.sampled_from(["inclusive", "exclusive"]))
def test_quartiles_are_those_of_the_standard_library(values: list[Fraction], kind: Quartiles) -> None:
    low, _, high = statistics.quantiles(values, n=4, method=kind)
    held = [min(max(quartile, min(values)), max(values)) for quartile in (low, high)]
    assert [measures.quartile(values, number, kind) for number in (1, 3)] == held


@given(SOME, st.sampled_from(["inclusive", "exclusive"]))
def test_quartiles_lie_about_the_median(values: list[Fraction], kind: Quartiles) -> None:
    low, high = (measures.quartile(values, number, kind) for number in (1, 3))
    assert min(values) <= low <= measures.median(values) <= high <= max(values)


@given(SOME, st.randoms())
def test_the_order_of_answers_changes_no_statistic(values: list[Fraction], random: Random) -> None:
    mixed = values.copy()
    random.shuffle(mixed)
    for measure in (measures.mean, measures.median, measures.total, measures.variance):
        assert measure(values) == measure(mixed)
    assert measures.quartile(values, 1) == measures.quartile(mixed, 1)


@given(st.lists(EXACT, max_size=30))
def test_a_total_is_the_sum(values: list[Fraction]) -> None:
    assert measures.total(values) == sum(values)


@given(SOME)
def test_a_mean_is_that_of_the_standard_library(values: list[Fraction]) -> None:
    assert measures.mean(values) == statistics.mean(values)


@given(SOME)
def test_a_median_is_that_of_the_standard_library(values: list[Fraction]) -> None:
    assert measures.median(values) == statistics.median(values)


@given(st.lists(EXACT, min_size=2, max_size=30))
def test_a_variance_is_that_of_the_standard_library(values: list[Fraction]) -> None:
    assert measures.variance(values) == statistics.variance(values)


@given(EXACT, st.integers(2, 30))
def test_answers_all_the_same_do_not_vary(value: Fraction, count: int) -> None:
    assert measures.variance([value] * count) == 0


@pytest.mark.parametrize("values", [[], [Fraction(3)]])
def test_fewer_than_two_numbers_have_no_variance(values: list[Fraction]) -> None:
    assert measures.variance(values) is None


def test_numbers_too_large_for_a_float_lose_nothing() -> None:
    large = Fraction(10**30)
    assert measures.variance([large, large + 1, large + 2]) == 1


@pytest.mark.parametrize(
    ("values", "most", "decimals"),
    [
        ([], 3, 0),
        (["2", "3"], 3, 0),
        (["2", "1/2"], 3, 1),
        (["1/4", "1/2"], 3, 2),
        (["1/8"], 2, 2),
        (["1/3"], 4, 4),
        (["1/3"], 0, 0),
    ],
)
def test_decimals_are_as_few_as_give_all_numbers_exactly(values: list[str], most: int, decimals: int) -> None:
    assert measures.decimals_of([Fraction(value) for value in values], most) == decimals
