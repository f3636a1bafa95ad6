"""Coverage: where in the talk each theme comes up, turn by turn, with the moderator's questions."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pimhcli.analysis.counts import by_entry
from pimhcli.figures.columns import moved, placed
from pimhcli.figures.model import Figure, Line, Rect, Text
from pimhcli.figures.page import (
    GREY,
    GROUND,
    INK,
    LEADING,
    SIZE,
    SMALL,
    WIDTH,
    colours,
    cut,
    height,
    stacked,
    width,
    wrapped,
)
from pimhcli.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pimhcli.analysis.passages import Passage
    from pimhcli.coding.codebook import Codebook
    from pimhcli.figures.model import Shape

_STRIP, _HEAD, _GAP = 10.5, 19.0, 14.0  # points
_LEAST = 0.8  # points that a turn is wide at least, to be seen
_TICK = 5.0
_FEW, _MANY = 2, 8  # transcripts; more than few stand in two columns, more than many in three
_NAMES = 150.0


class Strip(NamedTuple):
    """A transcript as a line of turns.

    Args:
        transcript: its id.
        turns: how many it has.
        questions: the numbers of the turns in which the moderator asks.
    """

    transcript: str
    turns: int
    questions: tuple[int, ...] = ()


class _Row(NamedTuple):
    """A theme as a row of every strip.

    Args:
        name: of the theme.
        label: what stands before the row, line by line: the name, or its number in the key.
        colour: of the theme.
        turns: by transcript, the numbers of the turns that are coded with it.
    """

    name: str
    label: tuple[str, ...]
    colour: str
    turns: dict[str, frozenset[int]]


def build(book: Codebook, material: Iterable[Passage], strips: Sequence[Strip]) -> Figure:
    """Draws the turns of each transcript from left to right, a row for each theme.

    Args:
        book: the codebook.
        material: the coded passages.
        strips: the transcripts that are drawn.
    """
    columns = 1 + (len(strips) > _FEW) + (len(strips) > _MANY)
    rows = _rows(book, material, numbered=columns > 1)
    key, top = _key(rows) if columns > 1 else ([], 0.0)
    panel = _Panel((WIDTH - _GAP * (columns - 1)) / columns, tuple(rows))
    panels = [panel.drawn(strip) for strip in strips]
    shapes, high = placed(panels, [panel.height] * len(strips), panel.room + _GAP, columns)
    caption = (
        "Where each theme comes up: turns from left to right, those with an excerpt of the theme filled. "
        "Ticks above them are questions of the moderator."
    )
    told = " ".join(_told(strip, rows) for strip in strips)
    under = (moved(shape, 0, top) for shape in shapes)
    return Figure("coverage", caption, told, WIDTH, top + high, (*key, *under))


def _rows(book: Codebook, material: Iterable[Passage], *, numbered: bool) -> list[_Row]:
    under, hue = by_entry(book, material), colours(book)
    return [
        _Row(
            theme.name,
            (str(number),) if numbered else tuple(wrapped(theme.name, _NAMES, SMALL)),
            hue[theme.id],
            _turns(under[theme.id]),
        )
        for number, theme in enumerate(book.themes(), start=1)
    ]


def _turns(material: Iterable[Passage]) -> dict[str, frozenset[int]]:
    found: dict[str, frozenset[int]] = {}
    for one in material:
        own = frozenset(range(one.turn, one.last_turn + 1)) if one.stands else frozenset()
        found[one.excerpt.transcript] = found.get(one.excerpt.transcript, frozenset()) | own
    return found


def _key(rows: Sequence[_Row]) -> tuple[list[Text], float]:
    """What the numbers of the rows mean, and how high it is."""
    lines = [
        Text(0, 0, line, SMALL, fill=INK)
        for number, row in enumerate(rows, start=1)
        for line in wrapped(f"{number} {row.name}", WIDTH, SMALL)
    ]
    return stacked(lines, 0, 0), height(lines) + _GAP


class _Panel(NamedTuple):
    """How each strip is drawn.

    Args:
        room: its width, in points.
        rows: the themes.
    """

    room: float
    rows: tuple[_Row, ...]

    @property
    def names(self) -> float:
        """How wide the labels are, in points."""
        return max(width(line, SMALL) for row in self.rows for line in row.label) + 6

    @property
    def row(self) -> float:
        """How high a row is, in points."""
        return max(_STRIP, max(len(row.label) for row in self.rows) * SMALL * LEADING + 2)

    @property
    def height(self) -> float:
        """How high it is with the gap under it, in points."""
        return _HEAD + _TICK + self.row * len(self.rows) + _GAP / 2

    def drawn(self, strip: Strip) -> list[Shape]:
        """A strip, its upper left corner at 0."""
        turn = (self.room - self.names) / max(strip.turns, 1)
        head = cut(f"{strip.transcript}: {count(strip.turns, 'turn')}", self.room, SIZE)
        shapes: list[Shape] = [Text(0, SIZE + 1, head, SIZE, fill=INK)]
        for number in strip.questions:
            x = self.names + (number - 0.5) * turn
            shapes.append(Line(((x, _HEAD - 2), (x, _HEAD + _TICK - 2)), GREY, 0.6))
        for number, row in enumerate(self.rows):
            shapes += self._row(row, strip, _HEAD + _TICK + number * self.row, turn)
        return shapes

    def _row(self, row: _Row, strip: Strip, top: float, turn: float) -> list[Shape]:
        """A row, its upper edge at so many points, and a turn so many wide."""
        high = self.row - 2.5
        lines = [Text(0, 0, line, SMALL, fill=INK) for line in row.label]
        shapes: list[Shape] = [
            *stacked(lines, self.names - 5, top + (high - height(lines)) / 2, "end"),
            Rect(self.names, top, self.room - self.names, high, GROUND),
        ]
        for first, last in _stretches(row.turns.get(strip.transcript, frozenset())):
            x, wide = self.names + (first - 1) * turn, max((last - first + 1) * turn, _LEAST)
            shapes.append(Rect(min(x, self.room - wide), top, wide, high, row.colour))
        return shapes


def _stretches(turns: Iterable[int]) -> list[tuple[int, int]]:
    """The first and the last of each run of numbers that follow each other."""
    found: list[tuple[int, int]] = []
    for turn in sorted(turns):
        if found and found[-1][1] == turn - 1:
            found[-1] = found[-1][0], turn
        else:
            found.append((turn, turn))
    return found


def _told(strip: Strip, rows: Iterable[_Row]) -> str:
    own = (_of(row, row.turns.get(strip.transcript, frozenset())) for row in rows)
    asked = f", {count(len(strip.questions), 'question')} of the moderator" if strip.questions else ""
    return f"{strip.transcript}: {count(strip.turns, 'turn')}{asked}. {'. '.join(own)}."


def _of(row: _Row, turns: frozenset[int]) -> str:
    """The turns of a theme: ``Barriers: in 3 turns: 4–5, 9``."""
    runs = (str(first) if first == last else f"{first}–{last}" for first, last in _stretches(turns))
    return (
        f"{row.name}: in {count(len(turns), 'turn')}: {', '.join(runs)}" if turns else f"{row.name}: nowhere"
    )
