"""Exact statistics of a list of numbers, as the demographics table prints them."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pimhcli.questionnaire.layout import Quartiles


def mean(values: Sequence[Fraction]) -> Fraction:
    """The arithmetic mean of at least one number."""
    return total(values) / len(values)


def total(values: Sequence[Fraction]) -> Fraction:
    """The sum; numbers of one denominator are added as whole ones, which is many times as fast."""
    over: Counter[int] = Counter()
    for value in values:
        over[value.denominator] += value.numerator
    return sum((Fraction(part, under) for under, part in over.items()), Fraction(0))


def median(values: Sequence[Fraction]) -> Fraction:
    """The middle of at least one number; of an even count the mean of the two middle ones."""
    ordered = sorted(values)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def quartile(values: Sequence[Fraction], number: int, kind: Quartiles = "inclusive") -> Fraction:
    """A quartile of at least one number, interpolated between the two next to it.

    Hyndman and Fan (1996), The American Statistician 50:361: ``inclusive`` is their definition 7, of R and
    of Excel's QUARTILE.INC; ``exclusive`` their definition 6, of SPSS and of QUARTILE.EXC.

    Args:
        values: in any order.
        number: 1 or 3.
        kind: which definition.
    """
    ordered, n = sorted(values), len(values)
    share = Fraction(number, 4)
    place = (n - 1) * share + 1 if kind == "inclusive" else (n + 1) * share
    place = min(max(place, Fraction(1)), Fraction(n))
    below = floor(place)
    low, high = ordered[below - 1], ordered[min(below, n - 1)]
    return low + (place - below) * (high - low)


def variance(values: Sequence[Fraction]) -> Fraction | None:
    """The sample variance, the sum of squares over n - 1; None of fewer than two numbers."""
    if len(values) < 2:
        return None
    # the sum of squares less n times the square of the mean; exact, so nothing cancels out
    squares = total([value * value for value in values])
    return (squares - total(values) ** 2 / len(values)) / (len(values) - 1)


def decimals_of(values: Sequence[Fraction], most: int) -> int:
    """The fewest decimals, up to a number, that give all the values exactly."""
    return next((d for d in range(most) if all((v * 10**d).denominator == 1 for v in values)), most)
