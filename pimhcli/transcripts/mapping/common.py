"""The common run of two sequences: what stands in both in the same order."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Pair = tuple[int, int]

# The exact alignment keeps a bit for every pair of items: 25 MB at most
_EXACT = 200_000_000
# The sparing one needs no memory, and three seconds at most
_SPARING = 12_000_000_000
_RUN = 6  # items that are a landmark together, in long texts of few words or of single characters


class Gap(NamedTuple):
    """A stretch of the old sequence and the stretch of the new one that stands where it stood."""

    old: int
    old_end: int
    new: int
    new_end: int

    @property
    def cells(self) -> int:
        """How many pairs of items there are."""
        return (self.old_end - self.old) * (self.new_end - self.new)


def by_landmarks(old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    """The common run by patience: items that stand once on either side are matched before all others.

    Repeated items, such as a turn that is only "Yeah", are matched between such landmarks alone. Without
    that a longest common run likes to pull them out of place.
    """
    return _common(_numbered(old, new), landmarks_first=True)


def longest(old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    """The longest common run; of very long sequences, one nearly as long."""
    return _common(_numbered(old, new), landmarks_first=False)


def between(pairs: Iterable[Pair], gap: Gap) -> Iterator[Gap]:
    """The stretches of a gap between its matched items in which something is left on at least one side.

    Args:
        pairs: the items that are matched, in order.
        gap: what they lie in.
    """
    i, j = gap.old, gap.new
    for old, new in (*pairs, (gap.old_end, gap.new_end)):
        if old > i or new > j:
            yield Gap(i, old, j, new)
        i, j = old + 1, new + 1


def rising(pairs: Iterable[Pair]) -> list[Pair]:
    """The longest run of pairs in which both numbers rise.

    Args:
        pairs: in the order of their first numbers, each of which occurs once.
    """
    tops: list[int] = []  # the smallest second number that ends a run of each length
    ends: list[int] = []  # ... and the pair that it belongs to
    known: list[tuple[Pair, int]] = []  # a pair, and the one before it in its run
    for index, pair in enumerate(pairs):
        length = bisect_left(tops, pair[1])
        known.append((pair, ends[length - 1] if length else -1))
        tops[length : length + 1] = [pair[1]]
        ends[length : length + 1] = [index]
    run, at = [], ends[-1] if ends else -1
    while at >= 0:
        pair, at = known[at]
        run.append(pair)
    return run[::-1]


def _numbered(old: Sequence[str], new: Sequence[str]) -> tuple[list[int], list[int]]:
    numbers: dict[str, int] = {}
    return (
        [numbers.setdefault(item, len(numbers)) for item in old],
        [numbers.setdefault(item, len(numbers)) for item in new],
    )


def _common(sides: tuple[list[int], list[int]], *, landmarks_first: bool) -> list[Pair]:
    old, new = sides
    pairs: list[Pair] = []
    todo = [Gap(0, len(old), 0, len(new))]
    while todo:
        gap = _trimmed(old, new, todo.pop(), pairs)
        if not gap.cells:
            continue
        found = _landmarks(old, new, gap, 1) if landmarks_first or gap.cells > _EXACT else []
        if not found and gap.cells > _EXACT:
            found = _landmarks(old, new, gap, _RUN)
        if not found:
            pairs += _aligned(old, new, gap)
            continue
        pairs += found
        todo += between(found, gap)
    return sorted(pairs)


def _trimmed(old: list[int], new: list[int], gap: Gap, pairs: list[Pair]) -> Gap:
    """The gap without what is alike at its start and its end, which is added to the pairs."""
    i, i_end, j, j_end = gap
    while i < i_end and j < j_end and old[i] == new[j]:
        pairs.append((i, j))
        i, j = i + 1, j + 1
    while i < i_end and j < j_end and old[i_end - 1] == new[j_end - 1]:
        i_end, j_end = i_end - 1, j_end - 1
        pairs.append((i_end, j_end))
    return Gap(i, i_end, j, j_end)


def _landmarks(old: list[int], new: list[int], gap: Gap, size: int) -> list[Pair]:
    """The items, or runs of so many items, that stand once on either side and kept their order."""
    before, after = _once(old[gap.old : gap.old_end], size), _once(new[gap.new : gap.new_end], size)
    both = ((gap.old + i, gap.new + after[run]) for run, i in before.items() if run in after)
    return rising(both)


def _once(items: list[int], size: int) -> dict[tuple[int, ...], int]:
    runs = list(zip(*(items[at:] for at in range(size)), strict=False))
    counts = Counter(runs)
    return {run: at for at, run in enumerate(runs) if counts[run] == 1}


def _aligned(old: list[int], new: list[int], gap: Gap) -> Iterator[Pair]:
    from rapidfuzz.distance import Indel, Levenshtein

    if gap.cells > _SPARING:
        return
    align = Indel.opcodes if gap.cells <= _EXACT else Levenshtein.opcodes
    for step in align(old[gap.old : gap.old_end], new[gap.new : gap.new_end]):
        if step.tag == "equal":
            for i in range(step.src_end - step.src_start):
                yield gap.old + step.src_start + i, gap.new + step.dest_start + i
