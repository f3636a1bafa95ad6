"""Agreement: others' programs, and the definitions worked out the long way, give the same in random cases."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from itertools import product
from math import isclose, nan
from random import Random
from typing import TYPE_CHECKING, Literal

import krippendorff
import pytest

from pimhcli.analysis.agreement import metrics
from pimhcli.analysis.agreement.coefficients import alpha, kappa
from pimhcli.analysis.agreement.unitizing import alpha_u

if TYPE_CHECKING:
    from pimhcli.transcripts.segments import Span

CASES = 1000
Level = Literal["nominal", "ordinal", "interval", "ratio"]
METRICS: dict[Level, metrics.Metric] = {
    "nominal": metrics.nominal,
    "ordinal": metrics.ordinal,
    "interval": metrics.interval,
    "ratio": metrics.ratio,
}


def ratings(chance: Random, coders: int) -> list[list[int | None]]:
    """What coders say of units: mostly alike, and sometimes nothing."""
    values, missing = chance.randint(2, 5), chance.choice((0, 0.1, 0.4))
    truth = [chance.randrange(values) for _ in range(chance.randint(2, 40))]

    def said(value: int) -> int | None:
        if chance.random() < missing:
            return None
        return value if chance.random() < 0.7 else chance.randrange(values)

    return [[said(value) for value in truth] for _ in range(coders)]


@pytest.mark.parametrize("level", METRICS)
def test_alpha_is_what_the_package_krippendorff_gives(level: Level) -> None:
    chance = Random(level)
    for _ in range(CASES):
        rows = ratings(chance, chance.randint(2, 5))
        found = alpha(Counter(zip(*rows, strict=True)), METRICS[level]).coefficient
        if isinstance(found, Fraction):
            data = [[nan if value is None else float(value) for value in row] for row in rows]
            known = krippendorff.alpha(reliability_data=data, level_of_measurement=level)
            assert isclose(found, known, abs_tol=1e-9), rows


def test_kappa_is_what_all_pairs_of_units_give() -> None:
    """Expected is how often the coders differ when each unit of one meets every unit of the other."""
    chance = Random("kappa")
    for _ in range(CASES):
        one, other = ratings(chance, 2)
        both = [(a, b) for a, b in zip(one, other, strict=True) if None not in {a, b}]
        if both:
            by_chance = [a != b for (a, _), (_, b) in product(both, both)]
            found = kappa(Counter(zip(one, other, strict=True)))
            assert Fraction(found.observed, found.scale) == Fraction(sum(a != b for a, b in both), len(both))
            assert Fraction(found.expected, found.scale) == Fraction(sum(by_chance), len(by_chance))


def test_alpha_u_is_what_sections_compared_one_by_one_give() -> None:
    """Every section of one coder against every section of the other, as Krippendorff (2004) writes it."""
    chance = Random("alpha-u")
    for _ in range(CASES // 4):
        length = chance.randint(5, 60)
        coders = [cut(chance, length) for _ in range(chance.randint(2, 4))]
        found = alpha_u([[span for span, is_unit in own if is_unit] for own in coders], length)
        assert found.observed == observed(coders, length)
        assert found.expected == expected(coders, length)


Section = tuple["Span", bool]


def cut(chance: Random, length: int) -> list[Section]:
    """A continuum cut in sections, some of which are units; gaps never touch."""
    ends = sorted(chance.sample(range(1, length), chance.randint(0, min(6, length - 1))))
    spans = list(zip([0, *ends], [*ends, length], strict=True))
    sections: list[Section] = []
    for start, end in spans:
        is_unit = chance.random() < 0.5
        if sections and not is_unit and not sections[-1][1]:
            sections[-1] = ((sections[-1][0][0], end), False)
        else:
            sections.append(((start, end), is_unit))
    return sections


def observed(coders: list[list[Section]], length: int) -> Fraction:
    total = sum(
        difference(g, h)
        for i, one in enumerate(coders)
        for j, other in enumerate(coders)
        if i != j
        for g, h in product(one, other)
    )
    return Fraction(total, len(coders) * (len(coders) - 1) * length**2)


def difference(g: Section, h: Section) -> int:
    (start, end), (begin, until) = g[0], h[0]
    if g[1] and h[1]:
        return (start - begin) ** 2 + (end - until) ** 2 if start < until and begin < end else 0
    if g[1] and begin <= start and end <= until:
        return (end - start) ** 2
    if h[1] and start <= begin and until <= end:
        return (until - begin) ** 2
    return 0


def expected(coders: list[list[Section]], length: int) -> Fraction:
    units = [end - start for own in coders for (start, end), is_unit in own if is_unit]
    gaps = [end - start for own in coders for (start, end), is_unit in own if not is_unit]
    above = Fraction(0)
    for own in units:
        above += Fraction((len(units) - 1) * (2 * own**3 - 3 * own**2 + own), 3)
        above += own**2 * sum(gap - own + 1 for gap in gaps if gap >= own)
    everything = len(coders) * length
    below = everything * (everything - 1) - sum(own * (own - 1) for own in units)
    return Fraction(2, length) * above / below
