"""Words of a text that others took the place of, such as a name and its pseudonym, and what that moved."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pimhcli.transcripts.segments import Span


class Splice(msgspec.Struct, frozen=True):
    """One stretch of a text and what took its place; what it held before is told nowhere.

    Args:
        start: offset of its first character in the old text, in code points.
        end: offset behind its last.
        text: what stands there now.
    """

    start: int
    end: int
    text: str


class Splices:
    """All the splices that made a new text of an old one.

    Args:
        splices: in any order; no two overlap.
    """

    def __init__(self, splices: Iterable[Splice]) -> None:
        self._all = sorted(splices, key=lambda one: (one.start, one.end))
        self._starts = [one.start for one in self._all]
        self._ends = [one.end for one in self._all]
        # by how much what stands behind the first n splices is moved
        self._moved = [0, *accumulate(len(one.text) - (one.end - one.start) for one in self._all)]

    def applied(self, old: str) -> str:
        """The new text that they make of the old one."""
        parts: list[str] = []
        at = 0
        for one in self._all:
            parts += [old[at : one.start], one.text]
            at = one.end
        return "".join([*parts, old[at:]])

    def span(self, start: int, end: int) -> Span:
        """Where a span of the old text stands in the new one; what it holds half of, it then holds whole.

        Args:
            start: offset in the old text.
            end: offset behind the span.
        """
        first = bisect_right(self._ends, start)
        cut = first < len(self._all) and self._starts[first] < start
        begins = self._starts[first] if cut else start
        last = bisect_left(self._starts, end)
        behind = max(end, self._ends[last - 1]) if last else end
        return begins + self._moved[first], max(behind + self._moved[last], begins + self._moved[first])

    def within(self, start: int, words: str) -> str:
        """What becomes of some words of the old text; of what they hold half of, all that took its place.

        Args:
            start: offset of the words in the old text.
            words: as they stand there.
        """
        end = start + len(words)
        parts: list[str] = []
        at = start
        for one in self._all[bisect_right(self._ends, start) : bisect_left(self._starts, end)]:
            parts += [words[at - start : max(one.start - start, 0)], one.text]
            at = min(one.end, end)
        return "".join([*parts, words[at - start :]])

    def replaced(self, start: int, end: int) -> bool:
        """Whether nothing of a span of the old text is left: one splice took the place of it all."""
        first = bisect_right(self._starts, start) - 1
        return first >= 0 and start < end <= self._ends[first]
