"""Compares coders entry by entry and over all entries, with confidence intervals."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations
from operator import mul
from typing import TYPE_CHECKING, NamedTuple

from pimhcli.analysis.agreement.coefficients import agreeing, alpha, kappa, pooled
from pimhcli.analysis.agreement.metrics import masi
from pimhcli.analysis.agreement.resampling import RESAMPLES, SEED, draws, interval
from pimhcli.analysis.agreement.stretches import cells, size
from pimhcli.analysis.agreement.unitizing import alpha_u

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from fractions import Fraction

    from pimhcli.analysis.agreement.coefficients import Coefficient
    from pimhcli.analysis.agreement.marks import Marks, Material
    from pimhcli.analysis.agreement.resampling import Interval
    from pimhcli.analysis.agreement.stretches import Unit

    Applied = Mapping[tuple[bool, ...], int]  # how many units have which coders applying the code
    Who = tuple[int, ...]
    Values = tuple[Coefficient | None, Coefficient]

ALL = ""  # stands for all entries together


class Manner(NamedTuple):
    """How coders are compared.

    Args:
        unit: what is counted.
        seed: of the random numbers of the intervals.
        resamples: how many the intervals are made of; 0 for no intervals.
    """

    unit: Unit = "turn"
    seed: int = SEED
    resamples: int = RESAMPLES


class Estimate(NamedTuple):
    """A coefficient and its confidence interval; None where there is none."""

    value: Coefficient
    interval: Interval | None = None


class Line(NamedTuple):
    """How far some of the coders agree on an entry, or on several.

    Args:
        coders: who.
        units: how many were compared; of several entries each unit counts once for each.
        applied: in how many of them each applied the entry; of free segments, how many each made.
        tally: how many units have which of them applying it; None for free segments.
        kappa: of two coders; None for more, and for free segments.
        alpha: of any number of them; alpha-U for free segments.
    """

    coders: tuple[str, ...]
    units: int
    applied: tuple[int, ...]
    tally: Applied | None
    kappa: Estimate | None
    alpha: Estimate

    @property
    def agreeing(self) -> Fraction | None:
        """The share of units on which they agree, of more than two the mean of their pairs."""
        return agreeing(self.tally) if self.tally else None

    @property
    def shared(self) -> int:
        """In how many units all of them applied it."""
        return sum(times for who, times in (self.tally or {}).items() if all(who))


Lines = dict[str, list[Line]]


def compared(material: Material, manner: Manner) -> Lines:
    """The lines of each entry and of all of them: first of all coders, then, if there are more, of each pair.

    Args:
        material: what they made of the turns.
        manner: how to compare.
    """
    return _freely(material) if manner.unit == "free" else _in_units(material, manner)


def by_sets(material: Material, unit: Unit) -> Coefficient:
    """Alpha of the set of entries that each coder gave each unit, with the distance MASI.

    Args:
        material: what they made of the turns.
        unit: turn or sentence, which can have several entries.
    """
    given: dict[tuple[int, int], list[set[str]]] = {}
    for entry, marks in material.marks.items():
        for at, extents in marks.extents.items():
            for number, (who, _) in enumerate(cells(material.stretches[at], unit, extents)):
                sets = given.setdefault((at, number), [set() for _ in material.coders])
                for own in (own for own, applied in zip(sets, who, strict=True) if applied):
                    own.add(entry)
    tally = Counter(tuple(map(frozenset, sets)) for sets in given.values())
    units = sum(size(stretch, unit) for stretch in material.stretches)
    tally[(frozenset(),) * len(material.coders)] += units - len(given)
    return alpha(tally, masi).coefficient


def _in_units(material: Material, manner: Manner) -> Lines:
    counts = _Counts(material, manner.unit)
    tallies = counts.tallies([1] * len(material.stretches))
    wanted = _groupings(material.coders)
    found, spread = _coefficients(tallies, wanted), _spread(counts, manner, wanted)
    lines: Lines = {}
    for (entry, who), (of_two, of_any) in found.items():
        tally = _projected(tallies[entry] if entry else _sum(tallies.values()), who)
        of_two_spread, of_any_spread = spread.get((entry, who), (None, None))
        coders = tuple(material.coders[one] for one in who)
        applied = tuple(sum(times for by, times in tally.items() if by[one]) for one in range(len(who)))
        first = Estimate(of_two, of_two_spread) if of_two is not None else None
        second = Estimate(of_any, of_any_spread)
        lines.setdefault(entry, []).append(Line(coders, sum(tally.values()), applied, tally, first, second))
    return lines


class _Counts:
    """In how many units of each turn which coders applied each entry."""

    def __init__(self, material: Material, unit: Unit) -> None:
        self.turns = len(material.stretches)
        self._sizes = [size(stretch, unit) for stretch in material.stretches]
        self._nobody = (False,) * len(material.coders)
        self._entries = {entry: _counted(material, marks, unit) for entry, marks in material.marks.items()}

    def tallies(self, drawn: Sequence[int]) -> dict[str, Applied]:
        """The tally of each entry when each turn counts as often as it was drawn."""
        units = sum(map(mul, self._sizes, drawn))
        found: dict[str, Applied] = {}
        for entry, turns in self._entries.items():
            own = {
                who: sum(map(mul, sizes, map(drawn.__getitem__, at))) for who, (at, sizes) in turns.items()
            }
            found[entry] = own | {self._nobody: units - sum(own.values())}
        return found


def _counted(
    material: Material, marks: Marks, unit: Unit
) -> dict[tuple[bool, ...], tuple[list[int], list[int]]]:
    """For each set of coders the places of the turns in which they applied it, and in how many units."""
    found: dict[tuple[bool, ...], tuple[list[int], list[int]]] = {}
    for at, extents in marks.extents.items():
        for who, units in cells(material.stretches[at], unit, extents):
            if any(who):
                places, sizes = found.setdefault(who, ([], []))
                places.append(at)
                sizes.append(units)
    return found


def _spread(
    counts: _Counts, manner: Manner, wanted: Sequence[Who]
) -> dict[tuple[str, Who], tuple[Interval | None, Interval | None]]:
    """The intervals of kappa and of alpha."""
    values: dict[tuple[str, Who], list[Values]] = defaultdict(list)
    for drawn in draws(counts.turns, manner.resamples, manner.seed):
        for line, found in _coefficients(counts.tallies(drawn), wanted).items():
            values[line].append(found)
    return {
        line: (interval(one for one, _ in found if one is not None), interval(two for _, two in found))
        for line, found in values.items()
    }


def _coefficients(tallies: Mapping[str, Applied], wanted: Sequence[Who]) -> dict[tuple[str, Who], Values]:
    """Kappa, where two are compared, and alpha, of each entry and of all together."""
    found: dict[tuple[str, Who], Values] = {}
    for who in wanted:
        own = {entry: _projected(tally, who) for entry, tally in tallies.items()}
        chances = {entry: alpha(tally) for entry, tally in own.items()}
        pairs = {entry: kappa(tally) for entry, tally in own.items()} if len(who) == 2 else {}
        for entry in own:
            found[entry, who] = (pairs[entry].coefficient if pairs else None, chances[entry].coefficient)
        of_two = pooled(pairs.values()).coefficient if pairs else None
        found[ALL, who] = of_two, pooled(chances.values()).coefficient
    return found


def _freely(material: Material) -> Lines:
    lines: Lines = {}
    for who in _groupings(material.coders):
        coders = tuple(material.coders[one] for one in who)
        parts = []
        for entry, marks in material.marks.items():
            own = [marks.segments[one] for one in who]
            parts.append(alpha_u(own, material.length))
            estimate = Estimate(parts[-1].coefficient)
            lines.setdefault(entry, []).append(
                Line(coders, material.length, tuple(map(len, own)), None, None, estimate)
            )
        everything = _segments(material.marks.values(), who)
        estimate = Estimate(pooled(parts).coefficient)
        lines.setdefault(ALL, []).append(Line(coders, material.length, everything, None, None, estimate))
    return lines


def _segments(each: Iterable[Marks], who: Who) -> tuple[int, ...]:
    marks = list(each)
    return tuple(sum(len(one.segments[coder]) for one in marks) for coder in who)


def _groupings(coders: Sequence[str]) -> list[Who]:
    """All coders, and each pair where they are more than one."""
    everybody = tuple(range(len(coders)))
    return [everybody, *(combinations(everybody, 2) if len(coders) > 2 else ())]


def _projected(tally: Applied, who: Who) -> Applied:
    """The tally of some of the coders."""
    if len(who) == len(next(iter(tally), who)):
        return tally
    found: dict[tuple[bool, ...], int] = defaultdict(int)
    for by, times in tally.items():
        found[tuple(by[one] for one in who)] += times
    return found


def _sum(tallies: Iterable[Applied]) -> Applied:
    total: Counter[tuple[bool, ...]] = Counter()
    for tally in tallies:
        total.update(tally)
    return total
