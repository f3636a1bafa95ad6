"""Confidence intervals by drawing the turns anew: the bootstrap, with a seed and percentiles."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from pimhcli.analysis.agreement.coefficients import Undefined

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pimhcli.analysis.agreement.coefficients import Coefficient

SEED = 1960  # of Cohen's paper; any would do, as long as it is printed
RESAMPLES = 1000
LEVEL = Fraction(95, 100)


class Interval(NamedTuple):
    """A confidence interval; its ends are values of resamples, exact.

    Args:
        low: its lower end.
        high: its upper end.
        undefined: how many resamples had no value and were left out.
    """

    low: Fraction
    high: Fraction
    undefined: int


def draws(turns: int, times: int, seed: int) -> Iterator[list[int]]:
    """How often each turn is drawn in each resample, of as many turns as there are.

    Turns are drawn from all transcripts together: within each, one of a single turn would never vary.

    Args:
        turns: how many there are; of one alone there is nothing to draw anew.
        times: how many resamples.
        seed: of the random numbers; the same one draws the same.
    """
    # choices() may draw otherwise in another Python; random() never will
    chance = Random(seed).random  # noqa: S311  # no secret hangs on it
    for _ in range(times if turns > 1 else 0):
        often = [0] * turns
        for _ in range(turns):
            often[int(chance() * turns)] += 1
        yield often


def interval(values: Iterable[Coefficient]) -> Interval | None:
    """The percentile interval of the values of all resamples; None where none is defined.

    As many values lie below it as above: ⌊B(1 − level)/2⌋ of B.
    """
    everything = list(values)
    # the nearest float turns no order around, and sorts ten times as fast
    known = sorted((value for value in everything if not isinstance(value, Undefined)), key=float)
    if not known:
        return None
    outside = (1 - LEVEL) / 2
    low, high = floor(len(known) * outside), ceil(len(known) * (1 - outside)) - 1
    return Interval(known[low], known[high], len(everything) - len(known))
