"""Agreement: every published value is reproduced, to the digits that were printed."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from pimhcli.analysis.agreement import metrics
from pimhcli.analysis.agreement.coefficients import (
    Disagreement,
    Undefined,
    agreeing,
    alpha,
    kappa,
    pabak,
    pooled,
    prevalence,
)
from pimhcli.analysis.agreement.unitizing import alpha_u
from pimhcli.numbers import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pimhcli.transcripts.segments import Span

COHEN_1960 = ((88, 14, 18), (10, 40, 10), (2, 6, 12))  # Educ Psychol Meas 20:37, N = 200
PROPOSALS = ((20, 5), (10, 15))  # 50 grant proposals, the textbook example
FIGURE_A = ("001111111100001111110000", "000011110000000110000000")  # Krippendorff 1995, 24 units
ATLAS = ("1100000000", "0110010100")  # the manual of ATLAS.ti
# Krippendorff 2011, Computing Krippendorff's Alpha-Reliability; a dot for a missing value
BINARY = ("0100000010", "1110010000")
NOMINAL = ("aabbdcccedda", "babbbccceddd")
OBSERVERS = ("123321412...", "1233224125.3", ".3332342251.", "12332441251.")
THREE_CODERS = (".....34121133.3", "1.213343.......", "..21344.21133.4")  # 15 units, the textbook example
# Krippendorff 2004, Quality & Quantity 38:787: begin and length on 150 to 450
UNITS: dict[str, tuple[tuple[Span, ...], tuple[Span, ...]]] = {
    "c": (((225, 70), (370, 30)), ((220, 80), (355, 20), (400, 20))),
    "k": (((180, 60), (300, 50)), ((180, 60), (300, 50))),
}


def printed(found: Disagreement, decimals: int = 3) -> str:
    value = found.coefficient
    return value.why if isinstance(value, Undefined) else shown(value, decimals)


def crossed(matrix: Sequence[Sequence[int]]) -> dict[tuple[int, int], int]:
    return {(row, column): n for row, line in enumerate(matrix) for column, n in enumerate(line)}


def rated(*coders: str) -> Counter[tuple[object, ...]]:
    """What coders said of each unit; digits are numbers."""
    return Counter(zip(*(map(_value, said) for said in coders), strict=True))


def _value(mark: str) -> object:
    return None if mark == "." else int(mark) if mark.isdigit() else mark


def unitized(code: str) -> Disagreement:
    return alpha_u([[(begin - 150, begin - 150 + own) for begin, own in each] for each in UNITS[code]], 300)


@pytest.mark.parametrize(
    ("tally", "value"),
    [(crossed(COHEN_1960), "0.492"), (crossed(PROPOSALS), "0.400"), (rated(*FIGURE_A), "0.385")],
)
def test_kappa_is_as_published(tally: dict[tuple[object, ...], int], value: str) -> None:
    assert printed(kappa(tally)) == value


def test_the_parts_of_cohens_kappa_are_exact() -> None:
    found = kappa(crossed(COHEN_1960))
    parts = Fraction(found.observed, found.scale), Fraction(found.expected, found.scale)
    assert parts == (1 - Fraction(7, 10), 1 - Fraction(41, 100))
    assert agreeing(crossed(PROPOSALS)) == Fraction(7, 10)


def test_percent_agreement_is_as_the_manuals_have_it() -> None:
    nvivo = {(True, True): 50, (True, False): 150, (False, False): 800}
    assert agreeing(nvivo) == Fraction(85, 100)
    assert agreeing(rated(*ATLAS)) == Fraction(60, 100)


@pytest.mark.parametrize(
    ("coders", "value"),
    [(BINARY, "0.095"), (ATLAS, "0.095"), (NOMINAL, "0.692"), (FIGURE_A, "0.329")],
)
def test_alpha_of_two_coders_is_as_published(coders: tuple[str, str], value: str) -> None:
    assert printed(alpha(rated(*coders))) == value


@pytest.mark.parametrize(
    ("coders", "metric", "value"),
    [
        (OBSERVERS, metrics.nominal, "0.743"),
        (OBSERVERS, metrics.ordinal, "0.815"),
        (OBSERVERS, metrics.interval, "0.849"),
        (OBSERVERS, metrics.ratio, "0.797"),
        (THREE_CODERS, metrics.nominal, "0.691"),
        (THREE_CODERS, metrics.interval, "0.811"),
    ],
)
def test_alpha_with_missing_values_is_as_published_for_every_metric(
    coders: tuple[str, ...], metric: metrics.Metric, value: str
) -> None:
    assert printed(alpha(rated(*coders), metric)) == value


@pytest.mark.parametrize(
    ("code", "parts", "value"),
    [("c", ("0.0144", "0.0532"), "0.7286"), ("k", ("0.0000", "0.0490"), "1.0000")],
)
def test_alpha_u_is_as_published_with_its_parts(code: str, parts: tuple[str, str], value: str) -> None:
    found = unitized(code)
    assert (shown(Fraction(found.observed), 4), shown(Fraction(found.expected), 4)) == parts
    assert printed(found, 4) == value


def test_alpha_u_of_two_codes_together_is_as_published() -> None:
    assert printed(pooled(map(unitized, UNITS))) == "0.859"


def test_prevalence_and_pabak_are_of_the_table() -> None:
    rare = {(True, True): 1, (True, False): 2, (False, True): 3, (False, False): 94}
    assert (prevalence(rare), pabak(Fraction(95, 100))) == (Fraction(93, 100), Fraction(90, 100))
    assert printed(kappa(rare), 2) == "0.26"


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [
        ("abc", "abc", "0"),
        ("ab", "abcd", "2/3"),  # J ½, M ⅔
        ("abc", "bcd", "5/6"),  # J ½, M ⅓
        ("ab", "cd", "1"),
        ("", "a", "1"),
        ("", "", "0"),
    ],
)
def test_masi_is_one_minus_jaccard_times_monotonicity(one: str, other: str, distance: str) -> None:
    assert metrics.masi(frozenset(one), frozenset(other), {}) == Fraction(distance)
