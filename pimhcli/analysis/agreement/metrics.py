"""How far two values are apart, squared, for each level of measurement (Krippendorff 2011), and for sets."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping
    from typing import Any

    # two different values, and how often each value was given; each metric has its own kind of values
    Metric = Callable[[Any, Any, Any], Fraction | int]


def nominal(_one: Hashable, _other: Hashable, _given: Mapping[Hashable, int]) -> int:
    """Values that differ or do not."""
    return 1


def ordinal(one: int, other: int, given: Mapping[int, int]) -> Fraction:
    """Ranks: (Σ of all given from one to the other, half of the outer two)²."""
    low, high = sorted((one, other))
    between = sum(times for value, times in given.items() if low <= value <= high)
    return (between - Fraction(given[low] + given[high], 2)) ** 2


def interval(one: int, other: int, _given: Mapping[int, int]) -> int:
    """Numbers: (c − k)²."""
    return (one - other) ** 2


def ratio(one: int, other: int, _given: Mapping[int, int]) -> Fraction:
    """Numbers with a true zero: ((c − k) / (c + k))²."""
    return Fraction(one - other, one + other) ** 2


def masi(one: frozenset[str], other: frozenset[str], _given: Mapping[frozenset[str], int]) -> Fraction:
    """Sets of codes: 1 − J·M (Passonneau 2006, Measuring Agreement on Set-valued Items).

    J is Jaccard's coefficient; M is 1 for equal sets, ⅔ where one holds the other, ⅓ where they share
    something, and 0 where they share nothing.
    """
    shared, either = len(one & other), len(one | other)
    if not either:
        return Fraction(0)
    if one == other:
        monotonic = Fraction(1)
    elif one <= other or other <= one:
        monotonic = Fraction(2, 3)
    else:
        monotonic = Fraction(1, 3)
    return 1 - Fraction(shared, either) * monotonic
