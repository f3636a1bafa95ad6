"""A figure as a picture of dots, for programs that draw no SVG, at the resolution of print."""

from __future__ import annotations

import io
from contextlib import suppress
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from pimhcli.figures.model import Circle, Line, Rect
from pimhcli.folding import bare

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw

    from pimhcli.figures.model import Figure, Shape, Text

_FINER = 2  # times the resolution at which it is drawn, so that slanted edges are smooth
_INCH = 72  # points
_ANCHORS = {"start": "ls", "middle": "ms", "end": "rs"}
# Pillow's own typeface has the letters of ASCII and a few marks; for others one of the machine is looked for
_OWN = "‘’“”…"
_PLAIN = str.maketrans({"–": "-", "—": "-", "−": "-", "•": "*", "★": "*", "·": "."})
_FONTS = ("Arial{}.ttf", "arial{}.ttf", "LiberationSans-{}.ttf", "DejaVuSans{}.ttf", "NotoSans-{}.ttf")
_WEIGHTS = {False: ("", "", "Regular", "", "Regular"), True: (" Bold", "bd", "Bold", "-Bold", "Bold")}


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
    width = max(round(line.width * scale), 1)
    for (x, y), (to_x, to_y) in zip(line.points, line.points[1:], strict=False):
        for start, end in _strokes(((to_x - x) ** 2 + (to_y - y) ** 2) ** 0.5, line.dash):
            ends = [(x + (to_x - x) * at, y + (to_y - y) * at) for at in (start, end)]
            draw.line([(a * scale, b * scale) for a, b in ends], line.stroke, width)


def _strokes(length: float, dash: tuple[float, ...]) -> list[tuple[float, float]]:
    """The strokes of a line, each as shares of its length; one where it has no gaps."""
    if not dash or not length:
        return [(0, 1)]
    stroke, gap = dash[0], dash[-1]
    starts = [at * (stroke + gap) for at in range(int(length / (stroke + gap)) + 1)]
    return [(start / length, min((start + stroke) / length, 1)) for start in starts if start < length]


def _text(draw: ImageDraw, text: Text, scale: float) -> None:
    words, usual = text.words, _is_usual(text.words)
    font = None if usual else _of_machine(text.size * scale, bold=text.bold)
    if font is None:
        words, font = _plain(words), _usual(text.size * scale)
    # the usual typeface comes in one weight, and is made bolder by an edge
    edge = round(text.size * scale / 40) if text.bold and usual else 0
    place = (text.x * scale, text.y * scale)
    draw.text(place, words, text.fill, font, _ANCHORS[text.anchor], stroke_width=edge, stroke_fill=text.fill)


def _is_usual(words: str) -> bool:
    return all(letter.isascii() or letter in _OWN for letter in words)


def _plain(words: str) -> str:
    """Words in the letters that the usual typeface has; a question mark stands for any other."""
    letters = bare(words.translate(_PLAIN))
    return "".join(letter if _is_usual(letter) else "?" for letter in letters)


@cache
def _usual(size: float) -> Any:  # noqa: ANN401  # one of two kinds of font
    from PIL import ImageFont

    return ImageFont.load_default(size)


@cache
def _of_machine(size: float, *, bold: bool) -> Any:  # noqa: ANN401  # one of two kinds of font, or none
    from PIL import ImageFont

    for name, weight in zip(_FONTS, _WEIGHTS[bold], strict=True):
        with suppress(OSError):
            return ImageFont.truetype(name.format(weight), size)
    return None
