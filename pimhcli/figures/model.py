"""A figure as a value: shapes at places, which every renderer draws alike."""

from __future__ import annotations

from typing import Literal

import msgspec

Anchor = Literal["start", "middle", "end"]

_TALLEST = 620  # points; a page of A4 or US Letter has room for it and its caption


class Rect(msgspec.Struct, frozen=True, tag=True):
    """A filled rectangle, its upper left corner at ``x`` and ``y``; ``round`` rounds its corners."""

    x: float
    y: float
    width: float
    height: float
    fill: str
    stroke: str = ""
    round: float = 0


class Circle(msgspec.Struct, frozen=True, tag=True):
    """A filled circle around ``x`` and ``y``."""

    x: float
    y: float
    radius: float
    fill: str
    stroke: str = ""


class Line(msgspec.Struct, frozen=True, tag=True):
    """A line through points, each an x and a y; ``dash`` are the lengths of strokes and gaps."""

    points: tuple[tuple[float, float], ...]
    stroke: str
    width: float = 1
    dash: tuple[float, ...] = ()


class Text(msgspec.Struct, frozen=True, tag=True):
    """Words on one line, ``y`` at their foot; ``anchor`` tells which part of them stands at ``x``."""

    x: float
    y: float
    words: str
    size: float = 11
    anchor: Anchor = "start"
    bold: bool = False
    fill: str = "#000000"


Shape = Rect | Circle | Line | Text


class Figure(msgspec.Struct, frozen=True):
    """A figure, ready to be drawn in any format.

    Args:
        name: the name it is asked for by, such as ``theme-map``.
        caption: the line under it.
        description: what it shows, in words, for those who cannot see it: every number in it.
        width: in points, 72 to the inch.
        height: in points.
        shapes: from the back to the front; their places are in points from the corner above and to the left.
        language: that its words are in, as web pages name it.
    """

    name: str
    caption: str
    description: str
    width: float
    height: float
    shapes: tuple[Shape, ...]
    language: str = "en"

    @property
    def printed_width(self) -> float:
        """How wide it is on paper, in points: as drawn, or so much less that it is no higher than a page."""
        return min(self.width, _TALLEST * self.width / self.height)
