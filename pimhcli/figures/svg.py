"""A figure as SVG: text stays text, and what it shows is told in words too."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from pimhcli.figures.model import Circle, Line, Rect

if TYPE_CHECKING:
    from pimhcli.figures.model import Figure, Shape, Text

FONTS = "Arial, Helvetica, 'Liberation Sans', 'DejaVu Sans', sans-serif"


def render(figure: Figure) -> str:
    """The picture, which can stand alone or within a web page.

    Args:
        figure: what to draw; its name makes the ids, so that several can stand on one page.
    """
    width, height = _n(figure.width), _n(figure.height)
    title, described = f"{figure.name}-title", f"{figure.name}-description"
    shapes = "\n".join(map(_shape, figure.shapes))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}pt" height="{height}pt" '
        f'viewBox="0 0 {width} {height}" direction="ltr" role="img" lang="{escape(figure.language)}" '
        f'aria-labelledby="{title} {described}" font-family="{FONTS}">\n'
        f'<title id="{title}">{escape(figure.caption)}</title>\n'
        f'<desc id="{described}">{escape(figure.description)}</desc>\n'
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>\n'
        f"{shapes}\n</svg>\n"
    )


def _shape(shape: Shape) -> str:
    match shape:
        case Rect():
            rounded = f' rx="{_n(shape.round)}"' if shape.round else ""
            place = f'x="{_n(shape.x)}" y="{_n(shape.y)}"'
            size = f'width="{_n(shape.width)}" height="{_n(shape.height)}"'
            return f"<rect {place} {size}{rounded}{_paint(shape.fill, shape.stroke)}/>"
        case Circle():
            place = f'cx="{_n(shape.x)}" cy="{_n(shape.y)}" r="{_n(shape.radius)}"'
            return f"<circle {place}{_paint(shape.fill, shape.stroke)}/>"
        case Line():
            points = " ".join(f"{_n(x)},{_n(y)}" for x, y in shape.points)
            dashes = " ".join(map(_n, shape.dash))
            dash = f' stroke-dasharray="{dashes}"' if shape.dash else ""
            look = f'stroke="{shape.stroke}" stroke-width="{_n(shape.width)}"{dash}'
            return f'<polyline points="{points}" fill="none" {look}/>'
        case _:
            return _text(shape)


def _text(text: Text) -> str:
    bold = ' font-weight="bold"' if text.bold else ""
    look = f'font-size="{_n(text.size)}" text-anchor="{text.anchor}" fill="{text.fill}"{bold}'
    # names of any script keep the order of their own letters
    place = f'x="{_n(text.x)}" y="{_n(text.y)}" unicode-bidi="plaintext"'
    return f"<text {place} {look}>{escape(text.words)}</text>"


def _paint(fill: str, stroke: str) -> str:
    return f' fill="{fill or "none"}"' + (f' stroke="{stroke}"' if stroke else "")


def _n(number: float) -> str:
    """A number with no more than two decimals."""
    return f"{number:.2f}".rstrip("0").rstrip(".")
