"""Turns that were moved: what is left on either side after all that kept its order was matched."""

from __future__ import annotations

from heapq import nlargest
from typing import TYPE_CHECKING

from pimhcli.transcripts.mapping.pairing import LONG, Match, likeness

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pimhcli.transcripts.mapping.tokens import Lines

_ALIKE, _MARGIN = 75, 8  # how alike, and how much more than any other, 0 to 100
SURE = 25  # characters: a shorter turn may have been said twice
# Pairs of turns that are compared at most, and with long ones among them, pairs times characters
_COMPARED, _COMPARED_LONG = 400_000, 20_000_000


class Moves:
    """Finds what was moved among the lines that have no counterpart yet.

    Args:
        old: the lines before.
        new: the lines now.
        gone: numbers of the old lines without a counterpart, rising.
        come: numbers of the new ones, rising.
    """

    def __init__(self, old: Lines, new: Lines, gone: Sequence[int], come: Sequence[int]) -> None:
        self._old, self._new = old, new
        self._gone = {number: old.words_of(number) for number in gone}
        self._come = {number: new.words_of(number) for number in come}

    def found(self) -> Iterator[Match]:
        """The moves: equal words that stand once first, then their neighbours, then retyped turns."""
        for pair in self._equal():
            yield from self._with_neighbours(*pair)
        yield from self._retyped()

    def _equal(self) -> list[tuple[int, int]]:
        before, after = _once(self._gone), _once(self._come)
        return [(number, after[words]) for words, number in before.items() if words in after]

    def _with_neighbours(self, old: int, new: int) -> Iterator[Match]:
        if old not in self._gone or new not in self._come:
            return
        sure = len(self._gone[old]) >= SURE
        yield self._taken(old, new, sure=sure)
        for step in (1, -1):
            i, j = old + step, new + step
            while self._gone.get(i) and self._gone[i] == self._come.get(j):
                yield self._taken(i, j, sure=sure)
                i, j = i + step, j + step

    def _taken(self, old: int, new: int, *, sure: bool) -> Match:
        del self._gone[old], self._come[new]
        return Match(old, old + 1, new, new + 1, sure)

    def _retyped(self) -> Iterator[Match]:
        if not self._may_be_compared():
            return
        for old, words in list(self._gone.items()):
            scores = [(likeness(words, other, _ALIKE - _MARGIN), new) for new, other in self._come.items()]
            (best, new), (second, _) = nlargest(2, [*scores, (0, -1), (0, -1)])
            if words and best >= _ALIKE and best - second >= _MARGIN:
                yield self._taken(old, new, sure=len(words) >= SURE)

    def _may_be_compared(self) -> bool:
        pairs = len(self._gone) * len(self._come)
        longest = max(map(len, (*self._gone.values(), *self._come.values())), default=0)
        return pairs <= _COMPARED and (longest <= LONG or pairs * longest <= _COMPARED_LONG)


def _once(lines: dict[int, str]) -> dict[str, int]:
    places: dict[str, int] = {}
    for number, words in lines.items():
        places[words] = -1 if words in places else number
    return {words: number for words, number in places.items() if words and number >= 0}
