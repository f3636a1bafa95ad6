"""What the mouse does to the coding screen: the same as keys do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.screen import motions, pane_commands
from pimhcli.screen.chrome import book_top
from pimhcli.screen.panels import Choice, CommandLine, Palette

if TYPE_CHECKING:
    from pimhcli.screen.workbench import Workbench


def pressed(bench: Workbench, offset: int, clicks: int) -> None:
    """The button went down on the text: once for the cursor, then word, sentence and turn.

    Args:
        bench: the screen.
        offset: in the transcript's text.
        clicks: 1 to 4.
    """
    if not _is_reading(bench) or bench.layout is None:
        return
    bench.say("")
    bench.pane = "READ"
    bench.go_to(offset)
    bench.take("")
    if span := _span(bench, bench.cursor, clicks):
        bench.select(*span)


def dragged(bench: Workbench, offset: int) -> None:
    """The button is held and the mouse is over another place."""
    if not _is_reading(bench) or bench.layout is None:
        return
    if bench.anchor is None:
        bench.anchor = bench.cursor
    bench.cursor = bench.snapped(offset)


def taken(bench: Workbench, excerpt: str) -> None:
    """A lane or a name was clicked: its excerpt is taken up."""
    found = bench.material.called(excerpt)
    if found and _is_reading(bench):
        bench.go_to(found.span[0])
        bench.take(excerpt, by_hand=True)
        bench.say(f"Took {bench.material.names(found)}.")


def entry_clicked(bench: Workbench, row: int, rows: int) -> None:
    """A line of the codebook was clicked: it is applied to the selection, else shown.

    Args:
        bench: the screen.
        row: from the pane's top, whose first line is its title.
        rows: the pane has.
    """
    index = book_top(bench, rows) + row - 1
    if row and index < len(bench.book.entries) and _is_reading(bench):
        bench.say("")
        bench.book.index = index
        if bench.selection:
            bench.run("apply-entry")
        else:
            pane_commands.show(bench, bench.book.entries[index].code.id)


def row_clicked(bench: Workbench, index: int) -> None:
    """A row of the open list was clicked: it is taken as Enter takes it, or ticked where several can be.

    Args:
        bench: the screen.
        index: of the row in the list; behind the last one nothing happens.
    """
    match bench.panel:
        case Palette(picker=picker) if index < len(picker.rows):
            picker.point(index)
            command = "apply"
        case CommandLine() as line if index < len(line.rows):
            line.highlight = index
            command = "run"
        case Choice() as choice if index < len(choice.options):
            choice.highlight = index
            command = "tick-option" if choice.several else "choose"
        case _:
            return
    for key in bench.keymap.keys(command)[:1]:
        bench.press(key)


def _is_reading(bench: Workbench) -> bool:
    return bench.panel is None and bench.resizing is None


def _span(bench: Workbench, offset: int, clicks: int) -> tuple[int, int] | None:
    if bench.layout is None or not bench.turn:
        return None
    if clicks == 2 and offset < bench.turn.end:
        return motions.word_at(bench.layout, offset)
    if clicks == 3:
        return motions.sentence_at(bench.transcript, offset)
    return motions.turn_span(bench.transcript, bench.turn) if clicks == 4 else None
