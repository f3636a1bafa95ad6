"""Exact statistics of a list of numbers, as the demographics table prints them."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from pimhcli import numbers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pimhcli.numbers import Rounding


def mean(values: Sequence[Fraction]) -> Fraction:
    """The arithmetic mean of at least one number."""
    return sum(values, Fraction(0)) / len(values)


def median(values: Sequence[Fraction]) -> Fraction:
    """The middle of at least one number; of an even count the mean of the two middle ones."""
    ordered = sorted(values)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def variance(values: Sequence[Fraction]) -> Fraction | None:
    """The sample variance, the sum of squares over n - 1; None of fewer than two numbers."""
    if len(values) < 2:
        return None
    centre = mean(values)
    return sum(((value - centre) ** 2 for value in values), Fraction(0)) / (len(values) - 1)


def standard_deviation(values: Sequence[Fraction], decimals: int, rounding: Rounding) -> str:
    """The sample standard deviation as printed; a dash of fewer than two numbers."""
    square = variance(values)
    return numbers.NOTHING if square is None else f"{numbers.rounded_root(square, decimals, rounding):f}"


def decimals_of(values: Sequence[Fraction], most: int) -> int:
    """The fewest decimals, up to a number, that give all the values exactly."""
    return next((d for d in range(most) if all((v * 10**d).denominator == 1 for v in values)), most)
