"""One row of the transcript's pane as it is painted, and what each cell of it stands for."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment

from pimhcli.screen.colours import Look, Words, lane_style, words_style
from pimhcli.screen.graphemes import fitted
from pimhcli.screen.lanes import LANES, Lane, Lanes, Part
from pimhcli.screen.marks import Cover, Mark, Scene
from pimhcli.screen.motions import nearest
from pimhcli.screen.wrapping import NARROWEST

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.style import Style

    from pimhcli.screen.wrapping import Layout
    from pimhcli.transcripts.turns import Transcript, Turn

Where = Literal["text", "lane", "name"]

_SPEAKER = 8
_NAMES = 22
_NAMES_FROM = 90  # cells of the pane from which on names fit beside the text


class Signs(NamedTuple):
    """The signs that are drawn, in one cell each.

    Args:
        lanes: by the part of an excerpt.
        others: the same for the excerpts of other coders.
        star: of a key quote.
        here: of the turn that the cursor is in.
    """

    lanes: dict[Part, str]
    others: dict[Part, str]
    star: str
    here: str


SIGNS = Signs(
    {"start": "┌", "inside": "│", "end": "└", "only": "╻", "more": "+"},
    {"start": "╭", "inside": "┊", "end": "╰", "only": "┊", "more": "+"},
    "★",
    "▶",
)
ASCII_SIGNS = Signs(
    {"start": "/", "inside": "|", "end": "\\", "only": "!", "more": "+"},
    {"start": ".", "inside": ":", "end": "'", "only": ":", "more": "+"},
    "*",
    ">",
)


class Frame(NamedTuple):
    """The columns of the pane: gutter, text, a cell for the cursor behind it, and names.

    Args:
        width: cells of the whole pane.
        numbers: cells of the turn numbers.
        names: cells of the names, the blank before them included; 0 where there are none.
    """

    width: int
    numbers: int
    names: int

    @property
    def lanes(self) -> int:
        """The column of the first lane."""
        return self.numbers + _SPEAKER + 3

    @property
    def gutter(self) -> int:
        """The column at which the text starts."""
        return self.lanes + LANES + 1

    @property
    def text(self) -> int:
        """The cells of a row of text, the one for the cursor behind it left out."""
        return max(self.width - self.gutter - self.names - 1, NARROWEST)


def frame(transcript: Transcript, width: int, *, margin: bool) -> Frame:
    """The columns of a pane.

    Args:
        transcript: that it shows.
        width: of the pane, in cells.
        margin: whether names are wanted beside the text.
    """
    names = _NAMES + 1 if margin and width >= _NAMES_FROM else 0
    return Frame(width, max(2, len(str(len(transcript.turns)))), names)


class Marking:
    """The excerpts as they lie on a layout: found once, looked up by every row.

    Args:
        layout: of the transcript.
        scene: of which the excerpts and the focus are taken.
    """

    def __init__(self, layout: Layout, scene: Scene) -> None:
        self.lanes = Lanes(layout, scene.marks)
        self.cover = Cover([mark for mark in scene.marks if _in_focus(mark, scene.focus)])
        self.marks = {mark.id: mark for mark in scene.marks}


class Target(NamedTuple):
    """What a cell stands for.

    Args:
        where: what is drawn there.
        offset: the nearest one in the text, in code points.
        mark: the id of the excerpt whose lane or name it is.
    """

    where: Where
    offset: int
    mark: str | None = None


class Painter:
    """Paints rows of one scene.

    Args:
        layout: of the transcript, as wide as the frame's text.
        frame: the pane's columns.
        look: its styles.
        signs: its signs.
    """

    def __init__(self, layout: Layout, frame: Frame, look: Look, signs: Signs) -> None:
        self.layout, self.frame, self._look, self._signs = layout, frame, look, signs
        self.show(Scene())

    def show(self, scene: Scene, marking: Marking | None = None) -> None:
        """Takes the scene to paint.

        Args:
            scene: what is to be seen.
            marking: of its excerpts on this layout; None finds it.
        """
        self.scene = scene
        self.marking = marking or Marking(self.layout, scene)
        self._cursor = nearest(self.layout, scene.cursor)
        self.cursor = self.layout.cell_of(self._cursor)
        self._here = self.layout.turn_of_row(self.cursor[0])
        self._current = self.marking.marks.get(scene.current) if scene.current is not None else None

    def row(self, row: int) -> list[Segment]:
        """The segments of a row, exactly as wide as the frame.

        Args:
            row: of the layout.
        """
        turn = self.layout.turn_of_row(row)
        names = (Segment(text, style) for text, style, _ in self._names(row))
        painted = (*self._gutter(row, turn), *self._text(row, turn), *names)
        # each change of style costs the terminal some 40 bytes
        return list(Segment.simplify(segment for segment in painted if segment.text))

    def target(self, row: int, column: int) -> Target:
        """What a cell stands for.

        Args:
            row: of the layout.
            column: of the pane, from 0.
        """
        offset = self.layout.offset_at(row, column - self.frame.gutter)
        if 0 <= column - self.frame.lanes < LANES:
            lane = self.marking.lanes.at(row)[column - self.frame.lanes]
            return Target("lane", offset, lane.mark.id) if lane else Target("text", offset)
        column -= self.frame.width - self.frame.names
        for text, _, mark in self._names(row):
            if mark and 0 <= column < cell_len(text):
                return Target("name", offset, mark.id)
            column -= cell_len(text)
        return Target("text", offset)

    def _gutter(self, row: int, turn: Turn) -> Iterator[Segment]:
        look = self._look
        if self.layout.starts_turn(row):
            here = self._signs.here if turn is self._here else " "
            coded = turn.number in self.scene.coded and not self._is_quiet(turn)
            yield Segment(f"{here}{turn.number:>{self.frame.numbers}} ", look.text if coded else look.quiet)
            speaker = look.quiet if self._is_quiet(turn) else look.text
            yield Segment(fitted(turn.speaker, _SPEAKER), speaker)
        else:
            yield Segment(" " * (self.frame.lanes - 1), look.text)
        starred = any(mark.star and not mark.coder for mark in self.marking.lanes.starting(row))
        yield Segment(self._signs.star, look.star) if starred else Segment(" ", look.text)
        for lane in self.marking.lanes.at(row):
            yield Segment(self._sign(lane), self._lane_style(lane.mark)) if lane else Segment(" ", look.text)
        yield Segment(" ", look.text)

    def _sign(self, lane: Lane) -> str:
        return (self._signs.others if lane.mark.coder else self._signs.lanes)[lane.part]

    def _text(self, row: int, turn: Turn) -> Iterator[Segment]:
        used = 0
        for start, end in self._stretches(row):
            drawn = self.layout.drawn(start, end)
            # only blanks hang over
            over = used + cell_len(drawn) - self.frame.text
            drawn = drawn[: len(drawn) - over] if over > 0 else drawn
            used += cell_len(drawn)
            if drawn:
                yield Segment(drawn, self._style(start, turn))
        yield from self._rest(row, used)

    def _rest(self, row: int, used: int) -> Iterator[Segment]:
        """The cells behind the words of a row, where the cursor may be too."""
        cells = self.frame.text + 1 - used
        before = self.cursor[1] - used
        if self.cursor[0] == row and before >= 0:
            yield Segment(" " * before, self._look.text)
            yield Segment(" ", self._look.cursor)
            cells -= before + 1
        yield Segment(" " * cells, self._look.text)

    def _stretches(self, row: int) -> Iterator[tuple[int, int]]:
        """The spans of a row within which the style is the same."""
        start, end = self.layout.span_of_row(row)
        scene = self.scene
        cuts = {start, end, *(at for (_, at), _ in self.marking.cover.between(start, end))}
        cuts.update(scene.selection or ())
        cuts.update(edge for hit in self._hits(start, end) for edge in hit)
        if self._current:
            cuts.update((self._current.start, self._current.end))
        if start <= self._cursor < end:
            cuts.update((self._cursor, self.layout.character_after(self._cursor)))
        inside = sorted(cut for cut in cuts if start <= cut <= end)
        return pairwise(inside)

    def _style(self, at: int, turn: Turn) -> Style:
        scene, current = self.scene, self._current
        if at == self._cursor:
            return self._look.cursor
        # what is not highlighted has its lane still
        shade = next(self.marking.cover.between(at, at + 1))[1] if scene.highlights else None
        return words_style(
            self._look,
            Words(
                shade,
                current=current is not None and current.start <= at < current.end,
                selected=scene.selection is not None and scene.selection[0] <= at < scene.selection[1],
                hit=any(start <= at < end for start, end in self._hits(at, at + 1)),
                quiet=self._is_quiet(turn),
            ),
        )

    def _hits(self, start: int, end: int) -> tuple[tuple[int, int], ...]:
        hits = self.scene.hits
        first = max(bisect_left(hits, (start,)) - 1, 0)
        return hits[first : bisect_left(hits, (end,))]

    def _names(self, row: int) -> list[tuple[str, Style, Mark | None]]:
        """The names of the excerpts that begin in a row, and the blanks around them, with their styles."""
        left = self.frame.names
        if not left:
            return []
        found: list[tuple[str, Style, Mark | None]] = []
        for mark in self.marking.lanes.starting(row):
            whose = f"{mark.coder}: " if mark.coder else ""
            name = f"{whose}{', '.join(mark.names)}{'*' if mark.memo else ''}"
            drawn = fitted(name, left - 1).rstrip() if left > 1 else ""
            if drawn:
                found += [(" ", self._look.text, None), (drawn, self._lane_style(mark), mark)]
                left -= 1 + cell_len(drawn)
        return [*found, (" " * left, self._look.text, None)]

    def _lane_style(self, mark: Mark) -> Style:
        return lane_style(self._look, mark.hue, current=mark is self._current)

    def _is_quiet(self, turn: Turn) -> bool:
        return self.scene.speakers is not None and turn.speaker not in self.scene.speakers


def _in_focus(mark: Mark, focus: frozenset[str] | None) -> bool:
    return focus is None or not focus.isdisjoint(mark.codes)
