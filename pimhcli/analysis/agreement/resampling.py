"""Confidence intervals by drawing the turns anew: the bootstrap, with a seed and percentiles."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from pimhcli.analysis.agreement.coefficients import Undefined

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

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


def draws(strata: Sequence[int], times: int, seed: int) -> Iterator[list[int]]:
    """How often each turn is drawn in each resample, as many turns of each transcript as it has.

    Args:
        strata: how many turns there are of each transcript.
        times: how many resamples.
        seed: of the random numbers; the same one draws the same.
    """
    # choices() may draw otherwise in another Python; random() never will
    chance = Random(seed).random  # noqa: S311  # no secret hangs on it
    for _ in range(times):
        yield [
            often for size in strata for often in _drawn(size, [int(chance() * size) for _ in range(size)])
        ]


def interval(values: Iterable[Coefficient]) -> Interval | None:
    """The percentile interval of the values of all resamples; None where none is defined.

    As many values lie below it as above: ⌊B(1 − level)/2⌋ of B.
    """
    everything = list(values)
    known = sorted(value for value in everything if not isinstance(value, Undefined))
    if not known:
        return None
    outside = (1 - LEVEL) / 2
    low, high = floor(len(known) * outside), ceil(len(known) * (1 - outside)) - 1
    return Interval(known[low], known[high], len(everything) - len(known))


def _drawn(size: int, chosen: Iterable[int]) -> list[int]:
    often = [0] * size
    for place in chosen:
        often[place] += 1
    return often
