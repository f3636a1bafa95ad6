"""What the transcript's pane is told to show: excerpts as marks, the cursor, the selection, hits."""

from __future__ import annotations

from bisect import bisect_right, insort
from typing import TYPE_CHECKING, NamedTuple

import msgspec

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from pimhcli.transcripts.segments import Span


class Mark(msgspec.Struct, frozen=True):
    """An excerpt as it is shown.

    Args:
        id: of the excerpt.
        start: offset of its first character, in code points.
        end: offset behind its last.
        hue: 0 to 5, by theme; a greater number starts over.
        names: of its codes, as they are shown beside the text.
        star: whether it is a key quote.
        memo: whether it has a memo.
        codes: the ids of its codes.
        coder: who else made it; empty when it is the coder's own.
    """

    id: str
    start: int
    end: int
    hue: int = 0
    names: tuple[str, ...] = ()
    star: bool = False
    memo: bool = False
    codes: tuple[str, ...] = ()
    coder: str = ""


class Scene(msgspec.Struct, frozen=True):
    """All that the transcript's pane shows.

    Args:
        marks: the excerpts, in any order.
        cursor: its offset, in code points.
        selection: the offsets of what is selected; None when nothing is.
        current: the id of the excerpt being worked on.
        hits: the spans that a search found, in order, none within another.
        speakers: whose turns are shown in full; None for everybody's.
        coded: the numbers of the turns that the coder has coded.
        focus: the ids of the only codes to highlight; None for all.
        margin: whether names stand beside the text where there is room.
        highlights: whether excerpts are highlighted in the text.
    """

    marks: tuple[Mark, ...] = ()
    cursor: int = 0
    selection: tuple[int, int] | None = None
    current: str | None = None
    hits: tuple[tuple[int, int], ...] = ()
    speakers: frozenset[str] | None = None
    coded: frozenset[int] = frozenset()
    focus: frozenset[str] | None = None
    margin: bool = True
    highlights: bool = True


class Shade(NamedTuple):
    """What a stretch of text is covered with.

    Args:
        hue: of the innermost excerpt there, of the coder's own where there is one.
        overlap: whether there is another one.
        own: whether one of them is the coder's own.
    """

    hue: int
    overlap: bool
    own: bool = True


class Cover:
    """What each stretch of the text is covered with, found once for all excerpts.

    Args:
        marks: the excerpts, in any order.
    """

    def __init__(self, marks: Collection[Mark]) -> None:
        self._starts: list[int] = []
        self._shades: list[Shade | None] = []
        edges: dict[int, list[Mark]] = {}
        for mark in marks:
            edges.setdefault(mark.start, []).append(mark)
            edges.setdefault(mark.end, []).append(mark)
        self._sweep(edges)

    def between(self, start: int, end: int) -> Iterator[tuple[Span, Shade | None]]:
        """The stretches of a span in order, each with what covers it."""
        index = bisect_right(self._starts, start) - 1
        while start < end:
            following = self._starts[index + 1] if index + 1 < len(self._starts) else end
            yield (start, min(following, end)), self._shades[index] if index >= 0 else None
            start, index = following, index + 1

    def _sweep(self, edges: dict[int, list[Mark]]) -> None:
        # own ones come behind all others; the innermost of the open ones starts last, and of those ends first
        open_ones: list[tuple[bool, int, int, str]] = []
        hues: dict[str, int] = {}
        for at in sorted(edges):
            for mark in edges[at]:
                key = (not mark.coder, mark.start, -mark.end, mark.id)
                if at == mark.start < mark.end:
                    insort(open_ones, key)
                    hues[mark.id] = mark.hue
                elif mark.start < at:
                    open_ones.remove(key)
            self._starts.append(at)
            self._shades.append(_shade(open_ones, hues))


def _shade(open_ones: list[tuple[bool, int, int, str]], hues: dict[str, int]) -> Shade | None:
    if not open_ones:
        return None
    own, _, _, innermost = open_ones[-1]
    return Shade(hues[innermost], len(open_ones) > 1, own)
