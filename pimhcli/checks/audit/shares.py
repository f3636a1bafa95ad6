"""The arithmetic of a printed percentage: whether a count has it, and which denominators it fits."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pimhcli.checks.audit.model import Numeral

Verdict = Literal["right", "tie", "cut", "wrong"]


def judged(count: int, of: int, percent: Numeral) -> Verdict:
    """How a percentage stands to its count.

    Args:
        count: how many.
        of: of how many.
        percent: as it is printed.

    Returns:
        ``right`` when it is the nearest; ``tie`` when the exact one lies in the middle of two; ``cut`` when
        it is what is left after cutting off decimals; else ``wrong``.
    """
    apart = Fraction(100 * count, of) - percent.value
    if abs(apart) < percent.unit / 2:
        return "right"
    if abs(apart) == percent.unit / 2:
        return "tie"
    return "cut" if 0 < apart < percent.unit else "wrong"


def denominators(count: int, percent: Numeral) -> range:
    """All numbers of people of whom a count is the percentage, ties allowed both ways.

    >>> from pimhcli.checks.audit.model import Numeral
    >>> denominators(43, Numeral(Fraction(75), 0))
    range(57, 58)
    """
    if count == 0 or percent.low <= 0:
        return range(0)
    return range(max(count, ceil(100 * count / percent.high)), floor(100 * count / percent.low) + 1)


def numerators(of: int, percent: Numeral) -> range:
    """All counts that have the percentage of a number of people, ties allowed both ways."""
    return range(max(0, ceil(percent.low * of / 100)), min(of, floor(percent.high * of / 100)) + 1)
