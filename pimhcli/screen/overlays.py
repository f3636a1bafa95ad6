"""The lines of the panel that stands over the text, and where its caret is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from pimhcli.screen.chrome import Line, window_top, wrapped
from pimhcli.screen.graphemes import fitted, shown
from pimhcli.screen.keys import written
from pimhcli.screen.panels import Choice, CommandLine, Help, Memo, Palette
from pimhcli.screen.panels import Line as LinePanel
from pimhcli.wording import count

if TYPE_CHECKING:
    from pimhcli.screen.colours import Role
    from pimhcli.screen.editor import Editor
    from pimhcli.screen.panels import Option, Panel
    from pimhcli.screen.picker import Row

_MARGIN = 1
_PALETTE = 16  # rows that the code palette takes at most
_ASKED = 6  # rows that a question takes at most
_LEAST = 6  # rows that a panel takes of a small window, if it may
_SIGNS = {"code": "", "near": "did you mean ", "new": "+ new code ", "none": ""}


class Overlay(NamedTuple):
    """A panel as it is painted.

    Args:
        lines: from its top.
        caret: row and column of the cursor in it; None when nothing is typed there.
        listed: the row that its list starts in, and the index of the entry there; None without a list.
    """

    lines: list[Line]
    caret: tuple[int, int] | None = None
    listed: tuple[int, int] | None = None

    def index_at(self, row: int) -> int | None:
        """The index of the entry in a row; it may lie behind the last one."""
        if self.listed is None or row < self.listed[0]:
            return None
        return row - self.listed[0] + self.listed[1]


def height(panel: Panel, width: int, room: int, free: int) -> int:
    """The rows that a panel takes of those that there are.

    Args:
        panel: what is open.
        width: cells of its lines.
        room: rows of the text's pane.
        free: those of them beside the cursor's, all on one side of it.
    """
    half = max(room // 2, _LEAST)
    match panel:
        case Help():
            return room
        case Choice(urgent=True):
            # nothing is to be read in the text before it is answered
            return min(_choice_rows(panel, width), room)
        case Choice():
            wanted = _choice_rows(panel, width)
        case LinePanel():
            wanted = 3
        case Palette():
            wanted = min(half, _PALETTE)
        case _:
            wanted = half
    return min(wanted, free)


def overlay(panel: Panel, width: int, rows: int) -> Overlay:
    """A panel in a number of rows.

    Args:
        panel: what is open.
        width: cells of its lines.
        rows: how many there are.
    """
    match panel:
        case Palette():
            found = _palette(panel, width, rows)
        case Memo():
            found = _memo(panel, width, rows)
        case LinePanel():
            found = _line(panel, width)
        case CommandLine():
            found = _command_line(panel, width, rows)
        case Choice():
            found = _choice(panel, width, rows)
        case Help():
            found = _help(panel, width, rows)
        case _:
            found = Overlay([])
    return found


def _line(panel: LinePanel, width: int) -> Overlay:
    text, column = _input(panel.editor, width)
    return Overlay([_title(panel.title, width), text, ()], (1, column))


def _help(panel: Help, width: int, rows: int) -> Overlay:
    panel.page = rows - 1
    lines = panel.lines[panel.top : panel.top + rows - 1]
    return Overlay([_title("Keys", width), *(_plain(line, width) for line in lines)])


def _palette(panel: Palette, width: int, rows: int) -> Overlay:
    picker = panel.picker
    quote, number = picker.passage.quote, count(picker.passage.words, "word")
    most = 2 if rows >= 5 else 1
    named = wrapped(f"+ new code “{picker.naming}”", width - 2 * _MARGIN, 1) if picker.naming else []
    head = named + wrapped(f"“{quote}” ({number})", width - 2 * _MARGIN, max(most - len(named), 1))
    if not head[-1].endswith(")"):
        head[-1] = f"{fitted(head[-1], width - len(number) - 6).rstrip()} ({number})"
    text, column = _input(picker.editor, width, "Under: " if picker.naming else f"{panel.asked} ")
    space = max(rows - len(head) - 2, 1)
    top = window_top(picker.highlight, len(picker.rows), space)
    found = [
        _row(row, width, chosen=number == picker.highlight)
        for number, row in enumerate(picker.rows[top : top + space], start=top)
    ]
    found += [()] * (space - len(found))
    means = _plain(picker.definition, width, "dim")
    titles = [_plain(line, width, "title") for line in head]
    return Overlay([*titles, text, *found, means], (len(head), column), (len(head) + 1, top))


def _row(row: Row, width: int, *, chosen: bool) -> Line:
    tick = "[x] " if row.ticked else ""
    name = f"“{row.name}”" if row.kind == "new" else row.name
    above = f" — {row.above}" if row.above else ""
    right = f"{row.count:>5} " if row.kind == "code" else ""
    left = fitted(f" {'>' if chosen else ' '} {tick}{_SIGNS[row.kind]}{name}{above}", width - len(right))
    return ((left + right, "here" if chosen else "plain"),)


def _memo(panel: Memo, width: int, rows: int) -> Overlay:
    room = width - 2 * _MARGIN - 1
    panel.editor.width = room
    caret, spans = panel.editor.caret(), panel.editor.rows()
    top = window_top(caret.row, len(spans), rows - 1)
    seen = spans[top : top + rows - 1]
    lines = [_plain(panel.editor.text[start:end], width) for start, end in seen]
    return Overlay([_title(panel.title, width), *lines], (caret.row - top + 1, caret.column + _MARGIN))


def _command_line(panel: CommandLine, width: int, rows: int) -> Overlay:
    text, column = _input(panel.editor, width, ": ")
    space = rows - 2
    top = window_top(panel.highlight, len(panel.rows), space)
    lines: list[Line] = []
    for number, command in enumerate(panel.rows[top : top + space], start=top):
        keys = " ".join(written(key) for key in panel.keymap.keys(command.id))
        chosen = number == panel.highlight
        told = f" {'>' if chosen else ' '} {command.id:<24} {keys:<12} {command.what}"
        lines.append(_plain(told, width, "here" if chosen else "plain"))
    return Overlay([_title("A turn's number, or a command", width), text, *lines], (1, column), (2, top))


def _choice_rows(panel: Choice, width: int) -> int:
    return len(wrapped(panel.title, width - 2 * _MARGIN, _ASKED)) + len(panel.options)


def _choice(panel: Choice, width: int, rows: int) -> Overlay:
    role: Role = "wrong" if panel.urgent else "title"
    # where there is little room, some of the answers have to be seen first
    most = max(rows - min(len(panel.options), 3), 1)
    asked = wrapped(panel.title, width - 2 * _MARGIN, min(most, _ASKED))
    space = max(rows - len(asked), 1)
    top = window_top(panel.highlight, len(panel.options), space)
    lines = [
        _option(panel, option, width, chosen=number == panel.highlight)
        for number, option in enumerate(panel.options[top : top + space], start=top)
    ]
    titles = [_plain(line, width, role) for line in asked]
    return Overlay([*titles, *lines], listed=(len(asked), top))


def _option(panel: Choice, option: Option, width: int, *, chosen: bool) -> Line:
    tick = ("[x] " if option.ticked else "[ ] ") if panel.several else ""
    key = f"{option.key}  " if option.key else "   "
    return _plain(
        f" {'>' if chosen else ' '} {key}{tick}{option.label}", width, "here" if chosen else "plain"
    )


def _input(editor: Editor, width: int, before: str = "") -> tuple[Line, int]:
    """The line that is typed, and the column of its caret."""
    lead = fitted(" " * _MARGIN + before, min(_MARGIN + cell_len(shown(before)), width // 2))
    indent = cell_len(lead)
    window = editor.window(width - indent - 1)
    return ((lead, "dim"), (fitted(window.text, width - indent), "bold")), indent + window.column


def _title(words: str, width: int) -> Line:
    return _plain(words, width, "title")


def _plain(words: str, width: int, role: Role = "plain") -> Line:
    return ((fitted(" " * _MARGIN + words, width), role),)
