"""The theme map: each theme with its sub-themes, as circles of the participants who speak of them."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING, NamedTuple

from pimhcli.analysis.counts import by_entry, counted
from pimhcli.figures.model import Circle, Figure, Rect, Text
from pimhcli.figures.page import GREY, INK, SIZE, SMALL, WIDTH, colours, height, pale, stacked, wrapped
from pimhcli.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pimhcli.analysis.passages import Passage
    from pimhcli.coding.codebook import Codebook
    from pimhcli.figures.model import Shape

_RADIUS = 15.0  # points, of all participants
_LEAST = 2.0  # of nobody, a ring
_PAD, _GAP = 8.0, 7.0  # within a theme's field, and between two
_LEFT = 172.0  # the theme itself; its sub-themes have the rest
_FEW = 3  # sub-themes that stand one under the other


class Bubble(NamedTuple):
    """A theme or sub-theme of the map.

    Args:
        name: as people read it.
        people: participants who speak in its excerpts.
        of: of how many.
        colour: of the theme.
        is_theme: whether it is one, and no sub-theme.
    """

    name: str
    people: int
    of: int
    colour: str
    is_theme: bool

    @property
    def share(self) -> str:
        """The participants as they are written, with the denominator."""
        return f"{self.people} of {self.of}"

    @property
    def radius(self) -> float:
        """In points; the area is in proportion to the participants."""
        return _RADIUS * sqrt(self.people / self.of) if self.people else _LEAST

    def lines(self, room: float) -> list[Text]:
        """Its words in a room of so many points."""
        size = SIZE if self.is_theme else SMALL
        names = wrapped(self.name, room - 2 * _RADIUS - _PAD, size, bold=self.is_theme)
        named = [Text(0, 0, line, size, bold=self.is_theme, fill=INK) for line in names]
        return [*named, Text(0, 0, self.share, SMALL, fill=GREY)]


def build(book: Codebook, material: Iterable[Passage], of: int) -> Figure:
    """Draws the themes of a codebook.

    Args:
        book: the codebook; its codes, which stand under themes and sub-themes, are not drawn.
        material: the coded passages.
        of: the participants of the study, of whom shares are told.
    """
    under, hue = by_entry(book, material), colours(book)
    people = {key: counted(passages).participants for key, passages in under.items()}
    shapes: list[Shape] = []
    words: list[str] = []
    top = 0.0
    for theme in book.themes():
        colour = hue[theme.id]
        head, *below = (
            Bubble(entry.name, people[entry.id], of, colour, entry == theme)
            for entry in (theme, *book.subthemes(theme.id))
        )
        field, tall = _field(head, below, top)
        shapes += field
        words.append(_told(head, below))
        top += tall + _GAP
    caption = (
        "Themes and sub-themes. The area of a circle is proportional to the participants who speak in the "
        f"excerpts (of {of})."
    )
    return Figure("theme-map", caption, " ".join(words), WIDTH, max(top - _GAP, 1), tuple(shapes))


def _field(head: Bubble, below: Sequence[Bubble], top: float) -> tuple[list[Shape], float]:
    """A theme's field and how high it is; the theme stands in the middle of its height."""
    across = 1 if len(below) <= _FEW else 2
    each, room = max(-(-len(below) // across), 1), (WIDTH - _LEFT - 2 * _PAD) / across
    columns = [
        _column(below[start : start + each], _PAD + _LEFT + room * number, top + _PAD, room)
        for number, start in enumerate(range(0, len(below), each))
    ]
    _, own = _column([head], _PAD, top, _LEFT)
    tallest = max([own, *(tall for _, tall in columns)])
    named, _ = _column([head], _PAD, top + _PAD + (tallest - own) / 2, _LEFT)
    high = tallest + 2 * _PAD
    ground = Rect(0.5, top + 0.5, WIDTH - 1, high - 1, pale(head.colour), head.colour, 6)
    return [ground, *named, *(shape for column, _ in columns for shape in column)], high


def _column(bubbles: Sequence[Bubble], x: float, top: float, room: float) -> tuple[list[Shape], float]:
    """Circles with their words beside them, one under the other, and how high all are."""
    shapes: list[Shape] = []
    start = top
    for number, bubble in enumerate(bubbles):
        lines = bubble.lines(room)
        high = max(height(lines), 2 * bubble.radius)
        top += _GAP / 2 if number else 0
        fill, stroke = (bubble.colour, "") if bubble.people else ("#ffffff", bubble.colour)
        shapes.append(Circle(x + _RADIUS, top + high / 2, bubble.radius, fill, stroke))
        shapes += stacked(lines, x + 2 * _RADIUS + _PAD / 2, top + (high - height(lines)) / 2)
        top += high
    return shapes, top - start


def _told(head: Bubble, below: Sequence[Bubble]) -> str:
    under = "; ".join(f"{one.name}, {one.share}" for one in below)
    parts = f", with {count(len(below), 'sub-theme')}: {under}" if below else ""
    return f"{head.name}: {head.share} participants{parts}."
