"""A figure as a picture of dots, for programs that draw no SVG, at the resolution of print."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pimhcli.figures import typefaces
from pimhcli.figures.model import Circle, Line, Rect, Text
from pimhcli.figures.page import width
from pimhcli.figures.typefaces import font, typeset

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw

    from pimhcli.figures.model import Figure, Shape

_FINER = 2  # times the resolution at which it is drawn, so that slanted edges are smooth
_INCH = 72  # points
_ANCHORS = {"start": "ls", "middle": "ms", "end": "rs"}


@lru_cache(maxsize=8)  # Word and LaTeX show the same pictures
def render(figure: Figure, dpi: int = 300) -> bytes:
    """The picture; the same figure gives the same bytes on one machine.

    Args:
        figure: what to draw.
        dpi: dots to the inch.
    """
    from PIL import Image, ImageDraw

    scale = dpi / _INCH * _FINER
    size = round(figure.width * scale), round(figure.height * scale)
    image = Image.new("RGB", size, "#ffffff")
    draw = ImageDraw.Draw(image)
    for shape in figure.shapes:
        _shape(draw, shape, scale)
    out = io.BytesIO()
    image.reduce(_FINER).save(out, "PNG", dpi=(dpi, dpi))
    return out.getvalue()


def _shape(draw: ImageDraw, shape: Shape, scale: float) -> None:
    match shape:
        case Rect():
            corners = (shape.x, shape.y, shape.x + shape.width, shape.y + shape.height)
            draw.rounded_rectangle(
                [at * scale for at in corners], shape.round * scale, **_paint(shape.fill, shape.stroke, scale)
            )
        case Circle():
            around = (-shape.radius, -shape.radius, shape.radius, shape.radius)
            ends = [(at + by) * scale for at, by in zip((shape.x, shape.y) * 2, around, strict=True)]
            draw.ellipse(ends, **_paint(shape.fill, shape.stroke, scale))
        case Line():
            _line(draw, shape, scale)
        case _:
            _text(draw, shape, scale)


def _paint(fill: str, stroke: str, scale: float) -> dict[str, Any]:
    return {"fill": fill or None, "outline": stroke or None, "width": round(scale) if stroke else 0}


def _line(draw: ImageDraw, line: Line, scale: float) -> None:
    thick = max(round(line.width * scale), 1)
    for (x, y), (to_x, to_y) in zip(line.points, line.points[1:], strict=False):
        for start, end in _strokes(((to_x - x) ** 2 + (to_y - y) ** 2) ** 0.5, line.dash):
            ends = [(x + (to_x - x) * at, y + (to_y - y) * at) for at in (start, end)]
            draw.line([(a * scale, b * scale) for a, b in ends], line.stroke, thick)


def _strokes(length: float, dash: tuple[float, ...]) -> list[tuple[float, float]]:
    """The strokes of a line, each as shares of its length; one where it has no gaps."""
    if not dash or not length:
        return [(0, 1)]
    stroke, gap = dash[0], dash[-1]
    starts = [at * (stroke + gap) for at in range(int(length / (stroke + gap)) + 1)]
    return [(start / length, min((start + stroke) / length, 1)) for start in starts if start < length]


def _text(draw: ImageDraw, text: Text, scale: float) -> None:
    words, file = typeset(text.words, bold=text.bold)
    size, room = text.size * scale, width(text.words, text.size, bold=text.bold) * scale
    wide = font(file, size).getlength(words)
    # a wide typeface would reach into what stands beside the words
    face = font(file, size * min(1, room / wide)) if wide else font(file, size)
    # Pillow's own typeface comes in one weight, and is made bolder by an edge
    edge = round(size / 40) if text.bold and not file else 0
    place = (text.x * scale, text.y * scale)
    draw.text(place, words, text.fill, face, _ANCHORS[text.anchor], stroke_width=edge, stroke_fill=text.fill)


def lacking(figure: Figure) -> str:
    """The letters of a figure that no typeface of this machine has; question marks stand in their place.

    Args:
        figure: what to draw.
    """
    words = (typefaces.lacking(shape.words) for shape in figure.shapes if isinstance(shape, Text))
    return "".join(sorted(set[str]().union(*words)))
