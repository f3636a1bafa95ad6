"""The widgets around the transcript: lines of text that are painted when they change."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from pimhcli.screen.colours import line_styles, look
from pimhcli.screen.graphemes import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

    from pimhcli.screen.chrome import Line
    from pimhcli.screen.colours import Ground


class Lines(Widget, can_focus=False, inherit_bindings=False):
    """Some lines of text; only those that changed are painted.

    Args:
        ground: dark, light, or none for no colours.
        id: of the widget.
    """

    ALLOW_SELECT: ClassVar[bool] = False

    class Clicked(Message):
        """A line was clicked.

        Args:
            pane: the widget's id.
            row: counted from its top.
        """

        def __init__(self, pane: str, row: int) -> None:
            super().__init__()
            self.pane = pane
            self.row = row

    def __init__(self, ground: Ground, *, id: str) -> None:  # noqa: A002  # as Textual calls it
        super().__init__(id=id)
        self._styles = line_styles(ground)
        self._ground = look(ground).ground
        self._lines: list[Line] = []

    def show(self, lines: Sequence[Line]) -> None:
        """Shows other lines."""
        old, self._lines = self._lines, list(lines)
        for row in range(max(len(old), len(lines))):
            if old[row : row + 1] != self._lines[row : row + 1]:
                self.refresh(Region(0, row, self.size.width, 1))

    @property
    def chosen_row(self) -> int | None:
        """The row that stands out as the one that keys are about; None when none does."""
        rows = (row for row, line in enumerate(self._lines) if any(role == "here" for _, role in line))
        return next(rows, None)

    def render_line(self, y: int) -> Strip:
        """One line, filled up to the widget's width.

        Args:
            y: counted from its top.
        """
        line = self._lines[y] if y < len(self._lines) else ()
        segments = [Segment(shown(text), self._styles[role]) for text, role in line]
        used = sum(cell_len(segment.text) for segment in segments)
        last = line[-1][1] if line and line[-1][1] == "bar" else "plain"
        segments.append(Segment(" " * max(self.size.width - used, 0), self._styles[last]))
        return Strip(Segment.apply_style(segments, self._ground)).crop(0, self.size.width)

    def on_click(self, event: events.Click) -> None:
        """Tells which line was clicked."""
        event.stop()
        self.post_message(self.Clicked(self.id or "", event.y))
