"""The formulas of the audit give the published values."""

from __future__ import annotations

from fractions import Fraction

import pytest

from pimhcli.checks.audit import grim, groups, medians, ranges, shares
from pimhcli.checks.audit.numerals import numeral

# Brown and Heathers' test as the scrutiny package, The Economist (2016) and an example with dice give it
GRIM = [
    (28, 1, "5.19 5.20 5.21 5.22 5.23 5.24 5.25 5.26 5.27 5.28 5.29 5.30", "FFTFFFTFFFTF"),
    (120, 3, "0.150 0.151 0.152 0.153 0.154 0.155 0.156 0.157 0.158 0.159", "TFFTFFTFTF"),
    (28, 2, "0.80 0.81 0.82 0.83 0.84 0.85 0.86 0.87 0.88 0.89", "TFTFTFTTTT"),
    (49, 1, "5.93", "F"),
    (20, 1, "3.48 3.50", "FT"),
    (7, 1, "37.6 5.86 4.85 3.93 12.86", "TTFFT"),
]


@pytest.mark.parametrize(("n", "items", "means", "expected"), GRIM)
def test_means_are_judged_as_published(n: int, items: int, means: str, expected: str) -> None:
    judged = [grim.possible(numeral(mean), n, items=items) for mean in means.split()]
    assert "".join("FT"[one] for one in judged) == expected


def test_percentages_without_counts_are_judged_as_published() -> None:
    fitting = [p for p in range(6, 17) if shares.numerators(50, numeral(str(p)))]
    assert fitting == [6, 8, 10, 12, 14, 16]


@pytest.mark.parametrize(
    ("count", "of", "percent", "expected"),
    [
        (2, 7, "28.57", "right"),
        (3, 7, "42.85", "cut"),
        (1, 8, "12", "tie"),
        (1, 8, "13", "tie"),
        (3, 14, "21", "right"),
        (3, 14, "22", "wrong"),
        (7, 7, "100", "right"),
    ],
)
def test_a_percentage_is_judged_by_its_count(count: int, of: int, percent: str, expected: str) -> None:
    assert shares.judged(count, of, numeral(percent)) == expected


def test_the_hidden_denominator_of_a_percentage_is_found() -> None:
    assert list(shares.denominators(43, numeral("75"))) == [57]


def test_a_count_of_nobody_tells_no_denominator() -> None:
    assert list(shares.denominators(0, numeral("0"))) == []


def test_the_median_of_three_whole_numbers_is_whole_and_of_four_may_be_a_half() -> None:
    assert not medians.possible(numeral("44.5"), 3)
    assert medians.possible(numeral("44.5"), 4)
    assert medians.possible(numeral("44.5"), 3, Fraction(1, 2))


def test_a_mean_of_five_lies_within_what_its_ends_allow_even_if_they_are_rounded() -> None:
    least, most = ranges.mean_bounds(numeral("18"), numeral("41"), 5)
    assert least < Fraction("22.6")
    assert Fraction("36.4") < most < Fraction("37.65")


@pytest.mark.parametrize(("sd", "expected"), [("0.9", False), ("4.7", True), ("2.0", True), ("6.2", False)])
def test_a_standard_deviation_lies_between_its_bounds(sd: str, expected: bool) -> None:  # noqa: FBT001
    ends = (numeral("1"), numeral("10"))
    assert ranges.sd_possible(numeral(sd), numeral("5.5"), ends, 12) is expected


def test_the_mean_of_all_is_pooled_from_those_of_the_groups() -> None:
    least, most = groups.pooled([(20, numeral("13.5")), (25, numeral("14.5"))])
    assert least <= (20 * Fraction("13.5") + 25 * Fraction("14.5")) / 45 <= most
