"""Coarser groups in which nobody stands alone: where to cut numbers, and which levels to put together."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from itertools import accumulate, pairwise
from math import floor
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

MOST = 4  # bands; a reader takes in no more at a glance


class Bands(NamedTuple):
    """Numbers in a few bands.

    Args:
        cuts: the least number of each band but the first, rising; each a decimal number.
        sizes: the people in each band, by rising numbers.
    """

    cuts: tuple[Fraction, ...]
    sizes: tuple[int, ...]


def bands(values: Sequence[Fraction], below: int) -> Bands | None:
    """The most bands, up to ``MOST``, that each hold enough people.

    Of those that do as well the ones with the roundest cuts are taken: at whole hundreds before fifties, at
    tens before fives, and so on; then the most even ones. Where no two bands can hold enough, they are the
    best halves.

    Args:
        values: one a person.
        below: least number of people in a band.

    Returns:
        None when all values are the same.
    """
    people = sorted(Counter(values).items())
    if len(people) < 2:
        return None
    # a step no longer than the shortest gap does as well as any cuts
    steps = _steps(max(abs(value) for value in values))
    return next(found for step in steps if (found := _bands_at(people, below, step)))


def parts(sizes: Sequence[int], below: int, most: int) -> list[int]:
    """Neighbours put together: the people of each part, as many and then as even parts as can be.

    Args:
        sizes: the people of each one, in order.
        below: least number of people in a part.
        most: greatest number of parts.

    Returns:
        Parts of enough people; where there cannot be two of them, the most even two, or all in one.
    """
    return _even(sizes, min(max(_number(sizes, below, most), 2), len(sizes)))


def _bands_at(people: Sequence[tuple[Fraction, int]], below: int, step: Fraction) -> Bands | None:
    """Bands cut at multiples of a step; None when finer steps do better."""
    sizes = [count for _, count in people]
    cuts = _cuts([value for value, _ in people], step)
    places = [at for at, cut in enumerate(cuts) if cut is not None]
    blocks = _between(sizes, places)
    number = _number(sizes, below, MOST)
    if len(blocks) < 2 or _number(blocks, below, MOST) < number:
        return None
    found = parts(blocks, below, MOST)
    if number < 2 and min(found) < min(parts(sizes, below, MOST)):
        return None
    ends = dict(zip(accumulate(sizes), cuts[1:], strict=False))
    return Bands(tuple(cut for end in accumulate(found) if (cut := ends.get(end)) is not None), tuple(found))


def _number(sizes: Sequence[int], below: int, most: int) -> int:
    """How many parts can hold enough people each."""
    number = running = 0
    for size in sizes:
        running += size
        if running >= below:
            number, running = number + 1, 0
    return min(number, most)


def rare(chosen: Sequence[Collection[str]], levels: Sequence[str], below: int) -> tuple[str, ...]:
    """The levels to put together as one, so that it and every other has enough people.

    Args:
        chosen: the levels that each person chose.
        levels: all of them, in order.
        below: least number of people with a level.

    Returns:
        In order; all but the commonest level when that has to do.
    """
    ticks = Counter(level for one in chosen for level in one)
    rising = sorted(levels, key=lambda level: ticks[level])
    together = [level for level in rising if ticks[level] < below]
    for level in rising[len(together) :]:
        if sum(not set(together).isdisjoint(one) for one in chosen) >= below or not together:
            break
        together.append(level)
    if len(together) == len(levels):
        together.remove(rising[-1])
    return tuple(level for level in levels if level in together)


def _even(sizes: Sequence[int], number: int) -> list[int]:
    """A number of parts, the smallest of them as large as can be."""
    sums = [0, *accumulate(sizes)]
    last = len(sizes)
    # by where a row of parts ends: the size of the smallest, and where they end
    best: dict[int, tuple[int, tuple[int, ...]]]
    best = {end: (sums[end], (end,)) for end in range(1, last + 1)}
    for part in range(2, number + 1):
        ends = range(part, last + 1) if part < number else (last,)
        best = {
            end: max(
                (
                    (min(best[start][0], sums[end] - sums[start]), (*best[start][1], end))
                    for start in range(part - 1, end)
                ),
                key=lambda found: found[0],
            )
            for end in ends
        }
    return [sums[end] - sums[start] for start, end in pairwise((0, *best[last][1]))]


def _steps(greatest: Fraction) -> Iterator[Fraction]:
    """Ever finer steps: a power of ten, its half, the next power."""
    power = Fraction(10) ** len(str(floor(greatest)))
    while True:
        yield power
        yield power / 2
        power /= 10


def _cuts(values: Sequence[Fraction], step: Fraction) -> list[Fraction | None]:
    """For each value the greatest multiple of a step that lies above the value before it, if one does."""
    rounded = [floor(value / step) * step for value in values]
    return [None, *(cut if cut > before else None for before, cut in zip(values, rounded[1:], strict=False))]


def _between(sizes: Sequence[int], places: Sequence[int]) -> list[int]:
    sums = [0, *accumulate(sizes)]
    return [sums[end] - sums[start] for start, end in pairwise((0, *places, len(sizes)))]
