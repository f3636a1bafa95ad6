"""Means, medians and standard deviations against the ends of their range."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.checks.audit import measures
from pimhcli.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from pimhcli.checks.audit.measures import Measure
    from pimhcli.checks.audit.model import Laid, Numeral

_HINT = "Look at both: one of them cannot be."


def mean_bounds(low: Numeral, high: Numeral, n: int) -> tuple[Fraction, Fraction]:
    """The least and the greatest mean of n numbers with these ends, even if the ends are rounded or cut off.

    With the exact ends they are ((n − 1)·min + max)/n and ((n − 1)·max + min)/n.
    """
    least = ((n - 1) * low.low + high.low) / n
    most = ((n - 1) * (high.value + high.unit) + low.value + low.unit) / n
    return least, most


def sd_possible(sd: Numeral, mean: Numeral, ends: tuple[Numeral, Numeral], n: int) -> bool:
    """Whether a standard deviation can be, of a sample or of all: R²/(2n) ≤ variance ≤ (max − m)(m − min).

    Args:
        sd: as it is printed.
        mean: as it is printed.
        ends: of the range.
        n: how many people.
    """
    low, high = ends[0].low, ends[1].value + ends[1].unit
    # the product is greatest in the middle
    middle = min(max((low + high) / 2, mean.low), mean.high + mean.unit / 2)
    least = max(sd.low, sd.low * 0) ** 2 * (n - 1) / n
    shortest = max(ends[1].low - ends[0].value - ends[0].unit, sd.low * 0)
    return least <= (high - middle) * (middle - low) and (sd.high + sd.unit / 2) ** 2 >= shortest**2 / (2 * n)


def checked(table: Laid) -> Iterator[Finding]:
    """Means, medians and standard deviations that their range does not allow.

    Args:
        table: as it is laid out.
    """
    for one in measures.found(table):
        yield from _ends(one)
        yield from _mean(one)
        yield from _sd(one)


def _ends(one: Measure) -> Iterator[Finding]:
    rising = (("range", one.low, one.median, one.high), ("quartiles", one.q1, one.median, one.q3))
    for name, low, median, high in rising:
        if low is None or high is None:
            continue
        if low.value > high.value:
            yield Finding(one.place, f"{one.name}: the {name} {low} to {high} runs backwards.", _HINT)
        elif median and not low.low <= median.high <= high.high + median.unit:
            yield Finding(
                one.place, f"{one.name}: the median {median} is outside its {name} {low} to {high}.", _HINT
            )
    if (
        one.low
        and one.high
        and one.q1
        and one.q3
        and (one.q1.high < one.low.low or one.q3.low > one.high.high)
    ):
        yield Finding(one.place, f"{one.name}: the quartiles {one.q1} to {one.q3} leave the range.", _HINT)


def _mean(one: Measure) -> Iterator[Finding]:
    if one.mean is None or one.low is None or one.high is None or one.low.value > one.high.value:
        return
    n = max(one.bases, default=0)
    least, most = (
        mean_bounds(one.low, one.high, n) if n > 1 else (one.low.low, one.high.value + one.high.unit)
    )
    if one.mean.high < least or one.mean.low > most:
        of = f" of {n} people" if n else ""
        message = f"{one.name}: the mean {one.mean}{of} cannot be with a range of {one.low} to {one.high}."
        yield Finding(one.place, message, _reach(one, n))


def _reach(one: Measure, n: int) -> str:
    from pimhcli.numbers import shown

    if n < 2 or one.low is None or one.high is None or one.mean is None:
        return _HINT
    low, high, decimals = one.low.value, one.high.value, max(one.mean.decimals, 1)
    least, most = ((n - 1) * low + high) / n, ((n - 1) * high + low) / n
    return f"With these ends it lies between {shown(least, decimals)} and {shown(most, decimals)}."


def _sd(one: Measure) -> Iterator[Finding]:
    n = max(one.bases, default=0)
    if one.sd is None or one.mean is None or one.low is None or one.high is None or n < 2:
        return
    if not sd_possible(one.sd, one.mean, (one.low, one.high), n):
        message = (
            f"{one.name}: a standard deviation of {one.sd} cannot be with a mean of {one.mean} "
            f"and a range of {one.low} to {one.high} in {n} people."
        )
        yield Finding(
            one.place, message, "Look whether it is a standard error, and at the ends of the range."
        )
