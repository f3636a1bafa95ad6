"""Agreement beyond chance, exact: each coefficient is 1 − observed / expected disagreement."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from itertools import combinations
from math import lcm
from typing import TYPE_CHECKING, NamedTuple

from pimhcli.analysis.agreement.metrics import nominal

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping
    from typing import Any

    from pimhcli.analysis.agreement.metrics import Metric

    # what each coder said of a unit, None for nothing, and of how many units they said it
    Tally = Mapping[tuple[Any, ...], int]

UNVARIED = "coded everywhere or nowhere by all, so that agreement cannot be told from chance"


class Undefined(NamedTuple):
    """A coefficient that there is none of.

    Args:
        why: goes on after ``n/a:``.
    """

    why: str


Coefficient = Fraction | Undefined


class Disagreement(NamedTuple):
    """How much coders disagree, and how much they would by chance; whole numbers where they can be.

    Args:
        observed: Do × scale, from 0.
        expected: De × scale; 0 where all values are alike.
        scale: the same for all codes of the same units.
    """

    observed: Fraction | int
    expected: Fraction | int
    scale: int = 1

    @property
    def coefficient(self) -> Coefficient:
        """1 − Do/De: 1 where nobody disagrees, 0 where it is as by chance."""
        if not self.expected:
            return Undefined(UNVARIED)
        return Fraction(self.expected - self.observed, self.expected)


NONE = Disagreement(0, 0)


def pooled(each: Iterable[Disagreement]) -> Disagreement:
    """Several codes of the same units as one: 1 − ΣDo/ΣDe.

    Of kappa this is the pooled kappa of De Vries, Elliott, Kanouse & Teleki (2008, Field Methods 20:272);
    alpha-U of several categories is made so (Krippendorff 2004).
    """
    parts = list(each)
    scale = parts[0].scale if parts else 1
    return Disagreement(sum(part.observed for part in parts), sum(part.expected for part in parts), scale)


def agreeing(tally: Tally) -> Fraction | None:
    """The share of the pairs of values given to a unit that are equal; None where there is no pair.

    With two coders it is percent agreement, as a share; with more, its mean over their pairs.
    """
    alike = everything = 0
    for values, times in tally.items():
        pairs = list(combinations(_given(values), 2))
        alike += times * sum(a == b for a, b in pairs)
        everything += times * len(pairs)
    return Fraction(alike, everything) if everything else None


def kappa(tally: Tally) -> Disagreement:
    """Cohen's kappa (1960, Educ Psychol Meas 20:37): (po − pe) / (1 − pe), pe = Σ p_first(v) p_second(v).

    Args:
        tally: of two coders; units that one of them left out do not count.
    """
    pairs = {pattern: times for pattern, times in tally.items() if None not in pattern}
    n = sum(pairs.values())
    if not n:
        return NONE
    first, second = Counter[object](), Counter[object]()
    for (one, other), times in pairs.items():
        first[one] += times
        second[other] += times
    differing = sum(times for (one, other), times in pairs.items() if one != other)
    by_chance = sum(times * second[value] for value, times in first.items())
    return Disagreement(n * differing, n * n - by_chance, n * n)


def alpha(tally: Tally, metric: Metric = nominal) -> Disagreement:
    """Krippendorff's alpha (2011, Computing Krippendorff's Alpha-Reliability) for any number of coders.

    Do = (1/n) Σ o_ck δ²_ck and De = (1/(n(n−1))) Σ n_c n_k δ²_ck; each unit adds its ordered pairs of values
    to the coincidences o, weighted with 1 / (its values − 1). A unit with one value counts nowhere.

    Args:
        tally: of two coders or more; a value may be missing.
        metric: the squared difference δ² of two values.
    """
    paired = [(given, times) for values, times in tally.items() if len(given := _given(values)) > 1]
    margins: Counter[Hashable] = Counter()
    for given, times in paired:
        for value in given:
            margins[value] += times
    n = margins.total()
    if not n:
        return NONE
    whole = lcm(*(len(given) - 1 for given, _ in paired))
    observed = sum(
        times * whole // (len(given) - 1) * metric(a, b, margins)
        for given, times in paired
        for a, b in combinations(given, 2)
        if a != b
    )
    expected = sum(margins[c] * margins[k] * metric(c, k, margins) for c, k in combinations(margins, 2))
    # each pair stands here in one of its two orders
    return Disagreement((n - 1) * observed, whole * expected, whole * n * (n - 1) // 2)


def pabak(share: Fraction) -> Fraction:
    """Prevalence-adjusted bias-adjusted kappa of two values, 2po − 1 (Byrt, Bishop & Carlin 1993).

    Args:
        share: po, of the units on which two coders agree.
    """
    return 2 * share - 1


def prevalence(tally: Tally) -> Fraction:
    """The prevalence index |both − neither| / n of two coders who apply a code or not (Byrt et al. 1993).

    Args:
        tally: of one unit at least.
    """
    apart = abs(tally.get((True, True), 0) - tally.get((False, False), 0))
    return Fraction(apart, sum(tally.values()))


def _given(values: tuple[Hashable | None, ...]) -> tuple[Hashable, ...]:
    return tuple(value for value in values if value is not None)
