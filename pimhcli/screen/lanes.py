"""The three lanes left of the text: in which of them each excerpt runs, and what a row shows of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import itemgetter
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection

    from pimhcli.screen.marks import Mark
    from pimhcli.screen.wrapping import Layout

LANES = 3
Part = Literal["start", "inside", "end", "only", "more"]


class Lane(NamedTuple):
    """What one lane shows in one row.

    Args:
        part: of the excerpt; ``more`` where the row has excerpts in lanes that are not drawn.
        mark: the excerpt, or one of those.
    """

    part: Part
    mark: Mark


class _Stretch(NamedTuple):
    first: int
    last: int
    mark: Mark


class Lanes:
    """The lanes of all excerpts of a transcript, found once.

    Excerpts take the leftmost lane that is free, the coder's own before those of others, in the order of
    their starts, the longer one first. None shows two excerpts in a row. Lanes beyond the third are not
    drawn; a plus in the third stands for them.

    Args:
        layout: of the transcript.
        marks: the excerpts, in any order.
    """

    def __init__(self, layout: Layout, marks: Collection[Mark]) -> None:
        self._lanes: list[list[_Stretch]] = []
        self._starting: dict[int, list[Mark]] = {}
        for mark in sorted(marks, key=_order):
            if mark.start < mark.end:
                self._place(_Stretch(layout.row_of(mark.start), layout.row_of(mark.end - 1), mark))

    def at(self, row: int) -> tuple[Lane | None, ...]:
        """What each lane shows in a row, from left to right."""
        shown = [_lane(stretches, row) for stretches in self._lanes[:LANES]]
        shown += [None] * (LANES - len(shown))
        beyond = next(filter(None, (_lane(stretches, row) for stretches in self._lanes[LANES:])), None)
        if beyond:
            shown[-1] = Lane("more", (shown[-1] or beyond).mark)
        return tuple(shown)

    def starting(self, row: int) -> list[Mark]:
        """The excerpts that begin in a row."""
        return self._starting.get(row, [])

    def _place(self, stretch: _Stretch) -> None:
        self._starting.setdefault(stretch.first, []).append(stretch.mark)
        for stretches in self._lanes:
            at = _free_at(stretches, stretch)
            if at is not None:
                stretches.insert(at, stretch)
                return
        self._lanes.append([stretch])


def _order(mark: Mark) -> tuple[bool, int, int, str]:
    return bool(mark.coder), mark.start, -mark.end, mark.id


def _free_at(stretches: list[_Stretch], stretch: _Stretch) -> int | None:
    """Where a stretch goes among those of a lane, in order; None where the lane is taken."""
    if stretches[-1].last < stretch.first:
        return len(stretches)
    at = bisect_left(stretches, stretch.first, key=itemgetter(0))
    is_free = stretches[at - 1].last < stretch.first if at else True
    return at if is_free and at < len(stretches) and stretch.last < stretches[at].first else None


def _lane(stretches: list[_Stretch], row: int) -> Lane | None:
    index = bisect_right(stretches, row, key=itemgetter(0)) - 1
    if index < 0 or stretches[index].last < row:
        return None
    first, last, mark = stretches[index]
    if first == last:
        return Lane("only", mark)
    return Lane("start" if row == first else "end" if row == last else "inside", mark)
