"""The widgets around the transcript: lines of text that are painted when they change."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from pimhcli.screen.colours import look
from pimhcli.screen.graphemes import shown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual import events

    from pimhcli.screen.chrome import Line, Role
    from pimhcli.screen.colours import Ground

_ATTRIBUTES: dict[Role, Style] = {
    "plain": Style.null(),
    "dim": Style(dim=True),
    "bold": Style(bold=True),
    "bar": Style(reverse=True),
    "wrong": Style(bold=True, reverse=True),
    "here": Style(reverse=True, bold=True),
    "title": Style(bold=True, underline=True),
}


def _coloured(ink: str, quiet: str, bar: str, line: str, wrong: str) -> dict[Role, Style]:
    """The styles of one ground: what is written in, and what is written upon."""
    return {
        "plain": Style(color=ink),
        "dim": Style(color=quiet),
        "bold": Style(color=ink, bold=True),
        "bar": Style(color=ink, bgcolor=bar),
        "wrong": Style(color="#ffffff", bgcolor=wrong, bold=True),
        "here": Style(color=ink, bgcolor=line, bold=True),
        "title": Style(color=ink, bgcolor=bar, bold=True),
    }


STYLES: Mapping[Ground, dict[Role, Style]] = {
    "dark": _coloured("#e4e4e4", "#a0a0a0", "#30363d", "#2f4f7f", "#a4262c"),
    "light": _coloured("#1a1a1a", "#5a5a5a", "#d0d7de", "#b8d4f5", "#a4262c"),
    "none": _ATTRIBUTES,
}


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
        self._styles = STYLES[ground]
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
