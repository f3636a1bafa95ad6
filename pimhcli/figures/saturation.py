"""Saturation: how many codes each focus group adds to those known before it, in the order held."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.analysis.saturation import fresh
from pimhcli.figures.model import Figure, Line, Rect, Text
from pimhcli.figures.page import FAINT, GREY, INK, PALETTE, SIZE, SMALL, WIDTH, cut, width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pimhcli.figures.model import Shape

_ROW, _BAR = 17.0, 11.0  # points
_LABELS, _NUMBERS = 110.0, 95.0  # on the left of the bars, and on their right
_TOP = 20.0


def build(groups: Sequence[str], codes: Sequence[frozenset[str]]) -> Figure:
    """A bar for each focus group: what was known before, and upon it what is new.

    Args:
        groups: ids of the focus groups, in the order in which they were held.
        codes: keys of what something in each is coded with.
    """
    new = fresh(codes)
    scale = (WIDTH - _LABELS - _NUMBERS) / max(sum(new), 1)
    shapes: list[Shape] = [*_legend()]
    words = []
    for row, (group, own) in enumerate(zip(groups, new, strict=True)):
        before = sum(new[:row])
        shapes += _bar(group, before, own, _TOP + row * _ROW, scale)
        words.append(f"{group}: {own} new, {before + own} so far.")
    high = _TOP + len(groups) * _ROW
    shapes.append(Line(((_LABELS, _TOP - 3), (_LABELS, high)), GREY, 0.75))
    caption = f"New codes by focus group, in the order held (of {sum(new)} codes in all)."
    return Figure("saturation", caption, " ".join(words), WIDTH, high + 1, tuple(shapes))


def _legend() -> list[Shape]:
    known, added = "known from the groups before", "new in this group"
    second = _LABELS + 14 + width(known, SMALL) + 16
    return [
        Rect(_LABELS, 2, 9, 9, FAINT, GREY),
        Text(_LABELS + 14, 9.5, known, SMALL, fill=GREY),
        Rect(second, 2, 9, 9, PALETTE[0]),
        Text(second + 14, 9.5, added, SMALL, fill=GREY),
    ]


def _bar(group: str, before: int, own: int, top: float, scale: float) -> list[Shape]:
    """The row of a focus group, its upper edge at so many points; the scale is in points for a code."""
    foot = top + _BAR - 2
    end = _LABELS + (before + own) * scale
    shapes: list[Shape] = [
        Text(_LABELS - 6, foot, cut(group, _LABELS - 8), SIZE, "end", fill=INK),
        Text(end + 5, foot, f"{own} new, {before + own} so far", SIZE, fill=INK),
    ]
    if before:
        shapes.append(Rect(_LABELS, top, before * scale, _BAR, FAINT, GREY))
    if own:
        shapes.append(Rect(end - own * scale, top, own * scale, _BAR, PALETTE[0]))
    return shapes
