"""Small pictures side by side: each goes to the column that is shortest so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from pimhcli.figures.model import Line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pimhcli.figures.model import Shape


def placed(
    panels: Iterable[Iterable[Shape]], heights: Sequence[float], step: float, columns: int
) -> tuple[list[Shape], float]:
    """The shapes of all panels at their places, and how high the columns are, in points.

    Args:
        panels: each with its shapes, whose places are from its own upper left corner.
        heights: of each, in points.
        step: from one column to the next, in points.
        columns: how many there are.
    """
    ends = [0.0] * columns
    shapes: list[Shape] = []
    for panel, high in zip(panels, heights, strict=True):
        column = ends.index(min(ends))
        shapes += [moved(shape, column * step, ends[column]) for shape in panel]
        ends[column] += high
    return shapes, max(ends, default=0)


def moved(shape: Shape, right: float, down: float) -> Shape:
    """A shape at another place.

    Args:
        shape: any.
        right: how far to the right, in points.
        down: how far down.
    """
    if isinstance(shape, Line):
        points = tuple((x + right, y + down) for x, y in shape.points)
        return msgspec.structs.replace(shape, points=points)
    return msgspec.structs.replace(shape, x=shape.x + right, y=shape.y + down)
