"""The transcript's pane as a widget: it paints a scene, row by row, and tells what the mouse did to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

import msgspec
from rich.segment import Segment
from textual.geometry import Offset, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from pimhcli.screen.graphemes import fitted
from pimhcli.screen.marks import Scene
from pimhcli.screen.painting import SIGNS, Painter, Signs, Target, frame
from pimhcli.screen.wrapping import Layout

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual import events

    from pimhcli.screen.colours import Look
    from pimhcli.transcripts.turns import Transcript

_STRIPS = 512  # painted rows that are kept
_PULL = 1 / 20  # seconds between two steps of scrolling while a drag is held beyond the edge


class TranscriptView(ScrollView, can_focus=True, inherit_bindings=False):
    """Shows a transcript with its excerpts; no key does anything here.

    Args:
        transcript: to show.
        look: the styles.
        signs: what lanes and stars are drawn with.
        empty: the line shown for a transcript without turns.
        id: of the widget.
    """

    ALLOW_SELECT: ClassVar[bool] = False
    DEFAULT_CSS = """
    TranscriptView { overflow-x: hidden; overflow-y: scroll; scrollbar-size-vertical: 1; }
    """

    class Shifted(Message):
        """Rows are at other places of the screen than before, the cursor's too."""

    def __init__(
        self,
        transcript: Transcript,
        look: Look,
        *,
        signs: Signs = SIGNS,
        empty: str = "",
        id: str | None = None,  # noqa: A002 - as Textual calls it
    ) -> None:
        super().__init__(id=id)
        self._transcript, self._look, self._signs, self._empty = transcript, look, signs, empty
        self._scene = Scene()
        self._strips: dict[int, Strip] = {}
        # until the width is known
        self._painter = self._painted(Layout(transcript, 80), 80) if transcript.turns else None
        self._press = _Press()
        self._height = 0  # of the pane when it was last laid out

    @property
    def text_layout(self) -> Layout | None:
        """The rows as they are now; None for a transcript without turns."""
        return self._painter.layout if self._painter else None

    @property
    def cursor_cell(self) -> Offset | None:
        """The cell of the screen that the cursor is in; None when it is scrolled out of sight."""
        if not self._painter:
            return None
        row, column = self._painter.cursor
        if row not in self._visible:
            return None
        at = Offset(self._painter.frame.gutter + column, row - self.scroll_offset.y)
        return self.content_region.offset + at

    def show(self, scene: Scene) -> None:
        """Paints a scene: only the rows that differ from the last one's; a cursor that moved is in view.

        Args:
            scene: what is to be seen.
        """
        old, self._scene = self._scene, scene
        if not self._painter:
            return
        if scene.margin != old.margin and self._height:
            self._wrap(cursor=self._painter.cursor[0] in self._visible)
        elif scene == msgspec.structs.replace(old, cursor=scene.cursor, selection=scene.selection):
            rows = list(_changed_rows(self._painter.layout, old, scene))
            self._painter.show(scene, self._painter.marking)
            self._drop(rows)
        else:
            same = (scene.marks, scene.focus) == (old.marks, old.focus)
            self._painter.show(scene, self._painter.marking if same else None)
            self._repaint()
        if scene.cursor != old.cursor and self._height:
            self._reveal()

    def pressed_on(self, target: Target, clicks: int) -> None:
        """Is called when the left button went down.

        Args:
            target: what was hit.
            clicks: 1 to 4: how often in a row.
        """

    def dragged_to(self, offset: int) -> None:
        """Is called when the mouse was moved to another offset with the button down.

        Args:
            offset: the one that is nearest, in code points.
        """

    def render_line(self, y: int) -> Strip:
        """The row at a height of the pane.

        Args:
            y: from its top, in cells.
        """
        row = y + self.scroll_offset.y
        if self._painter and row < self._painter.layout.rows:
            return self._strip(row)
        width = self.scrollable_content_region.width
        if self._painter or y:
            return Strip.blank(width, self._look.ground)
        return self._upon([Segment(fitted(self._empty, width), self._look.text)])

    def on_mount(self) -> None:
        """Has the clock ready that scrolls while a drag is held beyond the edge."""
        self._pull = self.set_interval(_PULL, self._pull_on, pause=True)

    def on_resize(self) -> None:
        """Wraps the text anew in another width; a cursor that was in view stays there."""
        if self._painter:
            top = self.scroll_offset.y
            held = not self._height or self._painter.cursor[0] in range(top, top + self._height)
            if not self._height or self.scrollable_content_region.width != self._painter.frame.width:
                self._wrap(cursor=held)
            if held:
                self._reveal()
        self._height = self.scrollable_content_region.height
        self.post_message(self.Shifted())

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Tells that the cursor is in another cell.

        Args:
            old_value: rows above the pane before.
            new_value: rows above it now.
        """
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self.post_message(self.Shifted())

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Tells what was pressed; on the text, a drag may follow.

        Args:
            event: with the cell.
        """
        if event.button != 1 or not self._painter:
            return
        event.stop()
        target = self._target(event.x - self.gutter.left, event.y - self.gutter.top)
        self._press = self._press.again(event.time, event.screen_offset, self.app.CLICK_CHAIN_TIME_THRESHOLD)
        self.pressed_on(target, self._press.clicks)
        if target.where == "text":
            self._press = self._press._replace(offset=target.offset)
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Tells where a drag is; held beyond the edge it scrolls.

        Args:
            event: with the cell, which may be outside of the pane.
        """
        if self._press.offset is None:
            return
        event.stop()
        if not event.button:
            # it was let go where the terminal does not look
            self._release()
            return
        x, y = event.x - self.gutter.left, event.y - self.gutter.top
        beyond = min(y, 0) or max(y - self.size.height + 1, 0)
        self._press = self._press._replace(column=x, beyond=beyond)
        self._drag(y)
        if beyond:
            self._pull.resume()
        else:
            self._pull.pause()

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Ends a drag.

        Args:
            event: of any button.
        """
        if self._press.offset is not None:
            event.stop()
            self._release()

    @property
    def _visible(self) -> range:
        """The rows in view."""
        top = self.scroll_offset.y
        rows = self._painter.layout.rows if self._painter else 0
        return range(top, min(top + self.scrollable_content_region.height, rows))

    def _painted(self, layout: Layout, width: int) -> Painter:
        columns = frame(self._transcript, width, margin=self._scene.margin)
        painter = Painter(layout.rewrapped(columns.text), columns, self._look, self._signs)
        painter.show(self._scene)
        return painter

    def _wrap(self, *, cursor: bool) -> None:
        """Wraps and paints anew; the cursor stays at its height in the pane, or what was at the top does."""
        painter, top = self._painter, self.scroll_offset.y
        if not painter:
            return
        held = self._scene.cursor if cursor else painter.layout.span_of_row(top)[0]
        height = painter.layout.row_of(held) - top
        self._painter = self._painted(painter.layout, self.scrollable_content_region.width)
        self._strips.clear()
        layout = self._painter.layout
        self.virtual_size = Size(self._painter.frame.width, layout.rows)
        self._scroll_to_row(layout.row_of(held) - height)
        self.refresh()

    def _strip(self, row: int) -> Strip:
        strip = self._strips.get(row)
        if strip is None and self._painter:
            if len(self._strips) >= _STRIPS:
                self._strips.clear()
            strip = self._strips[row] = self._upon(self._painter.row(row))
        return strip or Strip([])

    def _upon(self, segments: list[Segment]) -> Strip:
        return Strip(Segment.apply_style(segments, self._look.ground))

    def _drop(self, changed: list[range]) -> None:
        """Paints changed rows again when they are next seen, those in view now."""
        for row in [row for row in self._strips if any(row in rows for rows in changed)]:
            del self._strips[row]
        for row in self._visible:
            if any(row in rows for rows in changed):
                self.refresh_lines(row)

    def _repaint(self) -> None:
        """Paints the rows in view again that look different now."""
        old, self._strips = self._strips, {}
        for row in self._visible:
            if self._strip(row) != old.get(row):
                self.refresh_lines(row)

    def _reveal(self) -> None:
        """Scrolls no further than needed to have the cursor in view; to its middle from afar."""
        row, rows = self._painter.cursor[0] if self._painter else 0, self._visible
        if row in rows:
            return
        height = max(len(rows), 1)
        if row < rows.start:
            top = row if rows.start - row <= height else row - height // 2
        else:
            top = row - height + 1 if row - rows.stop < height else row - height // 2
        self._scroll_to_row(top)

    def _scroll_to_row(self, row: int) -> None:
        self.scroll_to(y=max(row, 0), animate=False, immediate=True, force=True)

    def _target(self, x: int, y: int) -> Target:
        painter = self._painter
        if not painter:
            return Target("text", 0)
        row = min(max(self.scroll_offset.y + y, 0), painter.layout.rows - 1)
        return painter.target(row, x)

    def _drag(self, y: int) -> None:
        """Tells the offset of a drag at a height, or at the edge that it is beyond."""
        rows = self._visible
        row = min(max(rows.start + y, rows.start), rows.stop - 1)
        if self._painter:
            offset = self._painter.layout.offset_at(row, self._press.column - self._painter.frame.gutter)
            if offset != self._press.offset:
                self._press = self._press._replace(offset=offset)
                self.dragged_to(offset)

    def _pull_on(self) -> None:
        beyond = self._press.beyond
        self._scroll_to_row(self.scroll_offset.y + beyond)
        self._drag(beyond if beyond < 0 else self.size.height)

    def _release(self) -> None:
        self._pull.pause()
        self.release_mouse()
        self._press = self._press._replace(offset=None, beyond=0)


class _Press(NamedTuple):
    """A press of the left button and the drag that follows.

    Args:
        time: of the press, in seconds.
        cell: of the screen.
        clicks: how often in a row, 1 to 4.
        offset: where the drag is in the text; None when there is none.
        column: where the drag is.
        beyond: rows that it is below the pane, or above it as a negative number.
    """

    time: float = 0
    cell: Offset = Offset(-1, -1)
    clicks: int = 0
    offset: int | None = None
    column: int = 0
    beyond: int = 0

    def again(self, time: float, cell: Offset, threshold: float) -> _Press:
        """The next press; one more click where it is the same cell and soon enough."""
        follows = cell == self.cell and time - self.time <= threshold
        return _Press(time, cell, self.clicks % 4 + 1 if follows else 1, column=cell.x)


def _changed_rows(layout: Layout, old: Scene, new: Scene) -> Iterator[range]:
    """The rows that a moved cursor and a changed selection change."""
    rows = [layout.row_of(scene.cursor) for scene in (old, new) if old.cursor != new.cursor]
    turns = [layout.turn_of_row(row) for row in rows]
    if turns[:1] != turns[1:]:
        # the turn that the cursor is in is told in its first row
        rows += map(layout.first_row, turns)
    yield from (range(row, row + 1) for row in rows)
    if old.selection and new.selection:
        yield _rows_between(layout, old.selection[0], new.selection[0])
        yield _rows_between(layout, old.selection[1], new.selection[1])
    else:
        yield from (_rows_between(layout, *span) for span in (old.selection, new.selection) if span)


def _rows_between(layout: Layout, one: int, other: int) -> range:
    if one == other:
        return range(0)
    return range(layout.row_of(min(one, other)), layout.row_of(max(one, other)) + 1)
