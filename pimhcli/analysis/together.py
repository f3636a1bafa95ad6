"""Which codes are used together: on excerpts that overlap, and within one turn."""

from __future__ import annotations

from bisect import bisect_left
from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pimhcli.analysis.passages import Passage
    from pimhcli.coding.codebook import Codebook

_Place = tuple[str, int, int]  # transcript, first and last offset of the words, or first and last turn


class Shared(NamedTuple):
    """How much two codes have in common.

    Args:
        of_first: excerpts, or turns, of the one code.
        of_second: those of the other.
        both: those that they share.
    """

    of_first: int
    of_second: int
    both: int

    @property
    def coefficient(self) -> Fraction | None:
        """The share that is common to both, 0 to 1: n12 / (n1 + n2 − n12), after Jaccard (ATLAS.ti's c)."""
        either = self.of_first + self.of_second - self.both
        return Fraction(self.both, either) if either else None


class Pair(NamedTuple):
    """Two codes that are used together.

    Args:
        first: key of the one that comes first in the codebook.
        second: key of the other.
        excerpts: excerpts that overlap; of the two counts of those that overlap one of the other code,
            the smaller is what they share, so that the coefficient stays within 0 and 1.
        turns: turns in which both are used.
    """

    first: str
    second: str
    excerpts: Shared
    turns: Shared


def pairs(book: Codebook, material: Iterable[Passage]) -> list[Pair]:
    """Every two codes that overlap somewhere or share a turn, those with most in common first.

    Args:
        book: the codebook; entries are taken as they are coded with, without those under them.
        material: the coded passages; words that several coded alike count once.
    """
    spans: dict[str, set[_Place]] = {code.id: set() for code in book.codes}
    turns: dict[str, set[tuple[str, int]]] = {code.id: set() for code in book.codes}
    for passage in material:
        name = passage.excerpt.transcript
        for key in {book.key_of(key) for key in passage.excerpt.codes if key in book.by_key}:
            spans[key].add((name, *passage.excerpt.span))
            turns[key].update((name, turn) for turn in range(passage.turn, passage.last_turn + 1))
    ordered = {key: sorted(own) for key, own in spans.items() if own}
    every = [
        Pair(
            one,
            other,
            _overlapping(ordered[one], ordered[other]),
            Shared(len(turns[one]), len(turns[other]), len(turns[one] & turns[other])),
        )
        for one, other in combinations(ordered, 2)
        if turns[one] & turns[other]  # words that overlap stand in a common turn
    ]
    return sorted(every, key=lambda pair: (-pair.excerpts.both, -pair.turns.both))


def _overlapping(one: Sequence[_Place], other: Sequence[_Place]) -> Shared:
    return Shared(len(one), len(other), min(_touching(one, other), _touching(other, one)))


def _touching(these: Sequence[_Place], those: Sequence[_Place]) -> int:
    """How many of some places overlap any of others; both are in order."""
    furthest: list[_Place] = []  # the place that reaches furthest so far, for each of the others
    for place in those:
        before = furthest[-1] if furthest and furthest[-1][0] == place[0] else None
        furthest.append(place if before is None or place[2] > before[2] else before)
    starts = [(name, start) for name, start, _ in those]
    found = 0
    for name, start, end in these:
        at = bisect_left(starts, (name, end)) - 1  # the last that starts before this one ends
        found += at >= 0 and furthest[at][0] == name and furthest[at][2] > start
    return found
