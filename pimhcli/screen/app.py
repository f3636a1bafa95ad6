"""The coding screen in the terminal: it hands keys to the workbench and paints what is on it."""

from __future__ import annotations

import asyncio
import signal
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from textual.app import App
from textual.containers import Horizontal, Vertical
from textual.geometry import Offset, Size

from pimhcli.screen import chrome, mouse, overlays
from pimhcli.screen.colours import look
from pimhcli.screen.keys import key_of
from pimhcli.screen.painting import ASCII_SIGNS, SIGNS
from pimhcli.screen.panes import Lines
from pimhcli.screen.view import TranscriptView

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual import events
    from textual.widget import Widget

    from pimhcli.screen.colours import Ground
    from pimhcli.screen.painting import Target
    from pimhcli.screen.workbench import Workbench

SIDE = (36, 60)  # cells that the side pane has at least and at most
_WIDE = 110  # cells from which on the side pane stands beside the text
_SMALL = (60, 15)  # below it only status, text and message are shown
_TINY = (40, 10)  # below it nothing is
_TOO_SMALL = "Window too small (needs 40x10). Enlarge it, or use: pimh code --plain"
_MESSAGE = 3  # rows that a message may take
_IDLE = 1.0  # seconds between two looks at the disk


class Stage(TranscriptView, inherit_bindings=False):
    """The transcript's pane, which has the focus always: all keys come here, in their order."""

    def on_key(self, event: events.Key) -> None:
        """Does what a key does, whole, before the next one is taken."""
        event.stop()
        event.prevent_default()
        self._screen_app.pressed(event.key, event.character)

    def on_paste(self, event: events.Paste) -> None:
        """Takes a pasted text, which is never taken for keys."""
        event.stop()
        event.prevent_default()
        self._screen_app.pasted(event.text)

    # a message would wait behind the keys that are here already
    def pressed_on(self, target: Target, clicks: int) -> None:
        """Does what a press does, whole, before the key that follows is taken."""
        self._screen_app.clicked(target, clicks)

    def dragged_to(self, offset: int) -> None:
        """Does what a drag does, whole, before the key that follows is taken."""
        self._screen_app.dragged(offset)

    @property
    def _screen_app(self) -> CodingScreen:
        app = self.app
        if not isinstance(app, CodingScreen):
            raise TypeError(app)
        return app


class CodingScreen(App[None], inherit_bindings=False):
    """The coding screen.

    Args:
        bench: what is on it.
        ground: dark, light, or none for no colours.
    """

    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar = []
    CSS = """
    Screen { layers: base over; overflow: hidden; }
    #status, #hints { height: 1; }
    #message { height: 1; }
    #main { height: 1fr; }
    #stage { width: 1fr; height: 1fr; }
    #side { width: 36; border-left: solid $foreground 30%; display: none; }
    #book { height: 2fr; }
    #here { height: 1fr; }
    #panel { layer: over; position: absolute; display: none; width: 100%; background: $surface; }
    #tiny { layer: over; position: absolute; display: none; width: 100%; height: 100%; }
    """

    def __init__(self, bench: Workbench, ground: Ground = "dark") -> None:
        super().__init__(ansi_color=True if ground == "none" else None)
        self.bench = bench
        self._ground = ground
        if ground != "none":
            self.theme = f"textual-{ground}"
        signs = ASCII_SIGNS if bench.ascii else SIGNS
        empty = f"{bench.transcript.id} has no turns. q quits."
        self.stage = Stage(bench.transcript, look(ground), signs=signs, empty=empty, id="stage")
        self.status = Lines(ground, id="status")
        self.message = Lines(ground, id="message")
        self.hints = Lines(ground, id="hints")
        self.book = Lines(ground, id="book")
        self.here = Lines(ground, id="here")
        self.panel = Lines(ground, id="panel")
        self.tiny = Lines(ground, id="tiny")
        self.side = Vertical(self.book, self.here, id="side")
        self._repaints = 0
        self._overlay = overlays.Overlay([])  # the panel as it is painted
        self._painted_size = Size(0, 0)
        self._panel_shown: object = None

    def compose(self) -> Iterable[Widget]:
        """The panes, from top to bottom, and what may stand over them."""
        yield self.status
        yield Horizontal(self.stage, self.side, id="main")
        yield self.message
        yield self.hints
        yield self.panel
        yield self.tiny

    def on_mount(self) -> None:
        """Gives the text the focus, for good."""
        self.screen.set_focus(self.stage)
        self.set_interval(_IDLE, self._look_again)
        for name in ("SIGTERM", "SIGHUP"):
            self._leave_on(getattr(signal, name, None))

    def pressed(self, key: str, character: str | None) -> None:
        """Hands a key to the workbench."""
        self._measure()
        if self._is_tiny() and key not in {"q", "ctrl+q"}:
            return
        # a terminal sends Esc and a letter for Alt and the letter, and so does who types fast
        if key.startswith("alt+") and character and not self.bench.keymap.lookup(self.bench.mode, key):
            self.bench.press("escape")
            key = key_of(character)
        self.bench.press(key, character)
        self.paint()

    def pasted(self, text: str) -> None:
        """Hands a pasted text to the workbench."""
        self.bench.paste(text)
        self.paint()

    def paint(self) -> None:
        """Shows what is on the workbench now."""
        bench = self.bench
        if bench.over:
            self.leave()
            return
        self._measure()
        self._painted_size = self.size
        if self._show_panes():
            # a pane that comes has no size before it was laid out
            self.call_after_refresh(self.paint)
        self.stage.show(bench.scene)
        self._show_lines()
        self._show_panel()
        if bench.repaints != self._repaints:
            self._repaints = bench.repaints
            self.refresh(repaint=True, layout=True)
        if bench.suspended:
            bench.suspended = False
            self.action_suspend_process()

    @property
    def failure(self) -> Exception | None:
        """What pimh itself did wrong, when that ended the screen."""
        return self._exception

    def _fatal_error(self) -> None:
        """Ends without Textual's account of the failure, which would show the text on the terminal."""
        self._close_messages_no_wait()

    def leave(self) -> None:
        """Ends the sitting; everything is on disk already but the place."""
        self.bench.keep_place()
        self.exit()

    def on_transcript_view_shifted(self) -> None:
        """Takes over another wrapping or size of the window; puts panel and cursor where they belong now."""
        # not before the panes have their new places, else lines too long for the window are painted
        if self.size != self._painted_size:
            self.paint()
        self._measure()
        self._show_panel()

    def clicked(self, target: Target, clicks: int) -> None:
        """The mouse was pressed on the text, a lane or a name, the last of so many times in a row."""
        if target.mark:
            mouse.taken(self.bench, target.mark)
        else:
            mouse.pressed(self.bench, target.offset, clicks)
        self.paint()

    def dragged(self, offset: int) -> None:
        """The mouse drags a selection to an offset of the text."""
        mouse.dragged(self.bench, offset)
        self.paint()

    def on_lines_clicked(self, event: Lines.Clicked) -> None:
        """A line of the codebook or of the excerpts here was clicked."""
        if event.pane == "book":
            mouse.entry_clicked(self.bench, event.row, self.book.size.height)
        elif event.pane == "here" and (
            excerpt := chrome.excerpt_at(self.bench, self._side_width - 1, self.here.size.height, event.row)
        ):
            mouse.taken(self.bench, excerpt.id)
        elif event.pane == "panel" and (index := self._overlay.index_at(event.row)) is not None:
            mouse.row_clicked(self.bench, index)
        self.paint()

    def _measure(self) -> None:
        self.bench.layout = self.stage.text_layout
        self.bench.page = max(self.stage.size.height, 2)

    @property
    def _side_width(self) -> int:
        """Names are long: three tenths of a wide window are theirs."""
        least, most = SIDE
        return min(max(self.size.width * 3 // 10, least), most)

    def _is_tiny(self) -> bool:
        return self.size.width < _TINY[0] or self.size.height < _TINY[1]

    def _show_panes(self) -> bool:
        """Shows the panes that there is room for; says whether one came or went."""
        width, height = self.size
        small = width < _SMALL[0] or height < _SMALL[1]
        asked_for = self.bench.pane != "READ"
        if self._is_tiny():
            self.tiny.show([((line, "plain"),) for line in chrome.wrapped(_TOO_SMALL, width, height)])
        self.side.styles.width = self._side_width
        changed = [
            _display(self.side, shown=asked_for or (self.bench.switches.side and width >= _WIDE)),
            _display(self.hints, shown=not small),
            _display(self.tiny, shown=self._is_tiny()),
        ]
        return any(changed)

    def _show_lines(self) -> None:
        """Shows the lines above, below and beside the text."""
        bench, width = self.bench, self.size.width
        said = chrome.message(bench, width, _MESSAGE)
        if self.message.styles.height is None or self.message.styles.height.value != len(said):
            self.message.styles.height = len(said)
        self.message.show(said)
        self.status.show(chrome.status(bench, width))
        self.hints.show(chrome.hint(bench, width))
        if self.side.display:
            self.book.show(chrome.codebook(bench, self._side_width - 1, self.book.size.height))
            self.here.show(chrome.excerpts_here(bench, self._side_width - 1, self.here.size.height))

    def _show_panel(self) -> None:
        panel, region = self.bench.panel, self.stage.region
        _display(self.panel, shown=panel is not None)
        if panel is None:
            self._panel_shown = None
            self._place_caret(None)
            return
        width = self.size.width if self.size.width < _WIDE else region.width
        above, below = self._beside_cursor()
        rows = overlays.height(panel, width, region.height, max(above, below))
        top = region.y if above > below else region.bottom - rows
        if (panel, width, rows, top) != self._panel_shown:
            self._panel_shown = panel, width, rows, top
            self.panel.styles.width, self.panel.styles.height = width, rows
            self.panel.styles.offset = (0, top)
        found = self._overlay = overlays.overlay(panel, width, rows)
        self.panel.show(found.lines)
        self._place_caret(found.caret)

    def _beside_cursor(self) -> tuple[int, int]:
        """The rows of the text above the cursor's and below it."""
        region, cell = self.stage.region, self.stage.cursor_cell
        if cell is None:
            return 0, region.height
        return cell.y - region.y, region.bottom - cell.y - 1

    def _place_caret(self, caret: tuple[int, int] | None) -> None:
        """Puts the terminal's own cursor on the caret, a list's chosen line, or the coding cursor.

        Screen readers and braille follow it, although it is not seen.
        """
        if self.bench.panel:
            row, column = caret or (self.panel.chosen_row or 0, 0)
            self.cursor_position = Offset(column, int(self.panel.styles.offset.y.value) + row)
            return
        pane = {"BOOK": self.book, "HERE": self.here}.get(self.bench.pane)
        line = pane.chosen_row if pane else None
        if pane and line is not None and pane.size:
            self.cursor_position = pane.content_region.offset + Offset(0, line)
        elif cell := self.stage.cursor_cell:
            self.cursor_position = cell

    def _look_again(self) -> None:
        if self.bench.look_again():
            self.paint()
        self.bench.keep_place()

    def _leave_on(self, number: signal.Signals | None) -> None:
        if number is not None:
            with suppress(NotImplementedError, RuntimeError):
                asyncio.get_running_loop().add_signal_handler(number, self.leave)


def _display(widget: Widget, *, shown: bool) -> bool:
    """Shows or hides a widget; says whether that was new."""
    changed = widget.display != shown
    if changed:
        widget.display = shown
    return changed
