"""Pairs of turns, and of words, that were retyped: the monotone pairing of the greatest likeness."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from pimhcli.transcripts.mapping import common
from pimhcli.transcripts.mapping.tokens import tokenised

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pimhcli.transcripts.mapping.tokens import Lines

# Two unrelated turns of the same language are alike by half; from here on they are one turn retyped
ALIKE = 60
_CHANCE = 50
LONG = 2_000  # characters, from which on turns are compared by words
# In one gap at most so many pairs of turns, and of characters, are compared: a tenth of a second
_TURNS_COMPARED, _CHARACTERS_COMPARED = 4_000, 1_500_000_000

# One turn for one, one that was split, two that were joined
_TURNS = ((1, 1), (1, 2), (2, 1))
_WORDS = ((1, 1),)
Steps = tuple[tuple[int, int], ...]


class Match(NamedTuple):
    """A stretch of old items that became a stretch of new ones.

    Args:
        old: number of the first old item.
        old_end: number of the one behind the last.
        new: number of the first new item.
        new_end: number of the one behind the last.
        sure: whether no others may be meant.
    """

    old: int
    old_end: int
    new: int
    new_end: int
    sure: bool = True


def heaviest(rows: int, columns: int, weigh: Callable[[Match], float], steps: Steps) -> list[Match]:
    """The matches, in order, whose weights have the greatest sum.

    Args:
        rows: how many old items there are.
        columns: how many new ones.
        weigh: what a match is worth; 0 for none.
        steps: how many old and new items a match may have.
    """
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    via: dict[tuple[int, int], Match] = {}
    for i in range(1, rows + 1):
        for j in range(1, columns + 1):
            best[i][j] = max(best[i - 1][j], best[i][j - 1])
            for match in (Match(i - a, i, j - b, j) for a, b in steps if a <= i and b <= j):
                weight = weigh(match)
                if weight and best[match.old][match.new] + weight > best[i][j]:
                    best[i][j] = best[match.old][match.new] + weight
                    via[i, j] = match
    return _walked_back(best, via)


def _walked_back(best: list[list[float]], via: dict[tuple[int, int], Match]) -> list[Match]:
    i, j = len(best) - 1, len(best[0]) - 1
    found = []
    while i and j:
        match = via.get((i, j))
        if match:
            found.append(match)
            i, j = match.old, match.new
        elif best[i][j] == best[i - 1][j]:
            i -= 1
        else:
            j -= 1
    return found[::-1]


def retyped_turns(old: Lines, new: Lines, gap: common.Gap) -> Iterator[Match]:
    """The turns of a gap that are alike, also those that were split or joined.

    Args:
        old: the lines before.
        new: the lines now.
        gap: the lines to pair, by their numbers.
    """
    todo = [gap]
    while todo:
        part = todo.pop()
        if not part.cells:
            continue
        if _is_small(old, new, part):
            yield from _paired(old, new, part)
            continue
        found = _by_rare_words(old, new, part)
        yield from (Match(i, i + 1, j, j + 1) for i, j in found)
        todo += common.between(found, part) if found else ()


def retyped_words(old: list[str], new: list[str]) -> list[common.Pair]:
    """The words of a change that are one word retyped."""
    from rapidfuzz import fuzz

    def weigh(match: Match) -> float:
        return fuzz.ratio(old[match.old], new[match.new], score_cutoff=ALIKE)

    return [(match.old, match.new) for match in heaviest(len(old), len(new), weigh, _WORDS)]


def likeness(old: str, new: str, least: float = 0) -> float:
    """How alike two turns are, 0 to 100; 0 below the least that counts.

    Of long ones it is the share of words that stand: where it is p, p cubed of all three in a row do.
    """
    from rapidfuzz import fuzz

    if max(len(old), len(new)) <= LONG:
        return fuzz.ratio(old, new, score_cutoff=least)
    if 200 * min(len(old), len(new)) < least * (len(old) + len(new)):
        return 0
    before, after = _threes(old), _threes(new)
    alike = 2 * (before & after).total() / ((before.total() + after.total()) or 1)
    found = 100 * float(alike ** (1 / 3))
    return found if found >= least else 0


def _threes(text: str) -> Counter[tuple[str, ...]]:
    keys = [token.key for token in tokenised(text)]
    return Counter(zip(keys, keys[1:], keys[2:], strict=False))


def _is_small(old: Lines, new: Lines, gap: common.Gap) -> bool:
    if gap.cells == 1:
        return True
    characters = _size(old, gap.old, gap.old_end) * _size(new, gap.new, gap.new_end)
    return gap.cells <= _TURNS_COMPARED and characters <= _CHARACTERS_COMPARED


def _size(lines: Lines, first: int, last: int) -> int:
    return sum(line.end - line.start for line in lines.places[first:last])


def _paired(old: Lines, new: Lines, gap: common.Gap) -> Iterator[Match]:
    def weigh(match: Match) -> float:
        was = " ".join(old.said[gap.old + match.old : gap.old + match.old_end])
        now = " ".join(new.said[gap.new + match.new : gap.new + match.new_end])
        return (len(was) + len(now)) * max(likeness(was, now, ALIKE) - _CHANCE, 0)

    for i, i_end, j, j_end, _ in heaviest(gap.old_end - gap.old, gap.new_end - gap.new, weigh, _TURNS):
        yield Match(gap.old + i, gap.old + i_end, gap.new + j, gap.new + j_end)


def _by_rare_words(old: Lines, new: Lines, gap: common.Gap) -> list[common.Pair]:
    """Turns that share words which stand nowhere else in the gap; those that keep the order."""
    before, after = _rare(old, gap.old, gap.old_end), _rare(new, gap.new, gap.new_end)
    votes: dict[common.Pair, int] = {}
    for mark, i in before.items():
        if mark in after:
            pair = i, after[mark]
            votes[pair] = votes.get(pair, 0) + 1
    taken = dict(sorted(votes, key=votes.__getitem__))
    run = common.rising(sorted(taken.items()))
    return [(i, j) for i, j in run if likeness(old.said[i], new.said[j], ALIKE)]


def _rare(lines: Lines, first: int, last: int) -> dict[tuple[str, ...], int]:
    """Words and pairs of neighbouring words that only one line has, and its number."""
    places: dict[tuple[str, ...], int] = {}
    for number in range(first, last):
        words = lines.said[number].split()
        for mark in {*pairwise(words), *zip(words)}:
            places[mark] = -1 if mark in places else number
    return {mark: number for mark, number in places.items() if number >= 0}
