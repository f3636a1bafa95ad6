"""The commands of the coding screen and their keys: the one table that keys, help and hints come from."""

from __future__ import annotations

import string
import unicodedata
from functools import cached_property
from itertools import groupby
from typing import Literal

import msgspec

from pimhcli.coding.picking import Matcher

Mode = Literal[
    "READ", "MARK", "RESIZE", "PALETTE", "MEMO", "SEARCH", "COMMAND", "BOOK", "HERE", "HELP", "CHOOSE", "NAME"
]
Modes = tuple[Mode, ...]

_TEXT: Modes = ("READ", "MARK")
_MOVES: Modes = (*_TEXT, "RESIZE")
_LISTS: Modes = ("BOOK", "HERE")
_PANES: Modes = (*_TEXT, *_LISTS)
_LINES: Modes = ("PALETTE", "SEARCH", "COMMAND", "NAME")
_RANKED: Modes = ("PALETTE", "COMMAND")

TYPING: Modes = ("PALETTE", "MEMO", "SEARCH", "COMMAND", "NAME")  # here letters are text, never commands

_GAP = "  "  # between two hints


# Keys that send no character, as help shows them
SHOWN = {
    "up": "Up", "down": "Down", "left": "Left", "right": "Right",
    "home": "Home", "end": "End", "pageup": "PgUp", "pagedown": "PgDn", "insert": "Ins",
    "delete": "Del", "backspace": "Backspace", "tab": "Tab", "enter": "Enter", "escape": "Esc",
    "space": "Space", **{f"f{number}": f"F{number}" for number in range(1, 25)},
}  # fmt: skip
_HELD = {"ctrl": "C-", "shift": "S-", "alt": "Alt-"}
# Unicode's names of characters that Textual shortens
_SHORTENED = {
    "solidus": "slash", "reverse_solidus": "backslash", "commercial_at": "at",
    "hyphen_minus": "minus", "plus_sign": "plus", "low_line": "underscore",
}  # fmt: skip


def key_of(character: str) -> str:
    """Textual's name of the key that types a character; empty when there can be none.

    >>> key_of("j"), key_of("?"), key_of("-")
    ('j', 'question_mark', 'minus')
    """
    if character.isalnum():
        return character
    name = unicodedata.name(character, "").lower().replace(" ", "_").replace("-", "_")
    return _SHORTENED.get(name, name)


CHARACTERS = {key_of(character): character for character in string.punctuation}


def written(key: str) -> str:
    """A key as help and hints show it.

    >>> written("question_mark"), written("ctrl+d"), written("shift+up"), written("f2"), written("J")
    ('?', '^D', 'S-Up', 'F2', 'J')
    """
    *held, base = key.split("+")
    if held == ["ctrl"] and len(base) == 1:
        return f"^{base.upper()}"
    return "".join(_HELD[modifier] for modifier in held) + (SHOWN.get(base) or CHARACTERS.get(base, base))


class Command(msgspec.Struct, frozen=True):
    """One thing that a key does.

    Args:
        id: its name in configuration files.
        what: what it does, as help says it.
        keys: its keys unless rebound, by Textual's names, the one to show first.
        modes: where the keys do it.
        group: the heading of help that it stands under.
    """

    id: str
    what: str
    keys: tuple[str, ...]
    modes: Modes
    group: str


def _group(title: str, *rows: tuple[str, str, str, Modes]) -> tuple[Command, ...]:
    """The commands under one heading: id, keys with blanks between them, what it does, and where."""
    return tuple(Command(id_, what, tuple(keys.split()), modes, title) for id_, keys, what, modes in rows)


COMMANDS: tuple[Command, ...] = (
    *_group(
        "Move",
        ("row-down", "down j", "next row", _MOVES),
        ("row-up", "up k", "previous row", _MOVES),
        ("word-right", "right w", "next word; when extending, the end of the word", _MOVES),
        ("word-left", "left b", "previous word; when extending, the start of the word", _MOVES),
        ("character-right", "l", "one character right", _MOVES),
        ("character-left", "h", "one character left", _MOVES),
        (
            "next-sentence",
            "right_parenthesis",
            "next sentence; when extending, the end of the sentence",
            _MOVES,
        ),
        ("previous-sentence", "left_parenthesis", "previous sentence", _MOVES),
        ("next-turn", "J", "next turn, of the speakers shown", _MOVES),
        ("previous-turn", "K", "previous turn, of the speakers shown", _MOVES),
        ("page-down", "pagedown ctrl+d", "next page", _MOVES),
        ("page-up", "pageup ctrl+u", "previous page", _MOVES),
        ("row-start", "home 0", "start of the row", _MOVES),
        ("row-end", "end dollar_sign", "end of the row", _MOVES),
        ("first-turn", "g", "first turn", _MOVES),
        ("last-turn", "G", "last turn", _MOVES),
        ("next-uncoded", "f f3", "next turn without a code of yours", _TEXT),
        ("previous-uncoded", "F", "previous turn without a code of yours", _TEXT),
        ("next-excerpt", "e", "next excerpt of those shown", (*_TEXT, "BOOK")),
        ("previous-excerpt", "E", "previous excerpt of those shown", (*_TEXT, "BOOK")),
        ("search", "slash", "search, whatever the case and the accents", _TEXT),
        ("next-hit", "n", "next place found", _TEXT),
        ("previous-hit", "N", "previous place found", _TEXT),
        ("command-line", "colon ctrl+p", "go to a turn by its number, or run a command by its name", _PANES),
    ),
    *_group(
        "Select",
        ("select-sentence", "s f9", "select the sentence; again: add the next", _TEXT),
        ("select-previous-sentence", "S", "select the sentence; again: add the previous", _TEXT),
        ("select-turn", "t", "select the turn; again: add the next", _TEXT),
        ("select-previous-turn", "T", "select the turn; again: add the previous", _TEXT),
        ("mark", "v f8", "mark: every move extends the selection, until pressed again", _TEXT),
        ("extend-down", "shift+down", "extend the selection by a row down", _TEXT),
        ("extend-up", "shift+up", "extend the selection by a row up", _TEXT),
        ("extend-right", "shift+right", "extend the selection by a word to the right", _TEXT),
        ("extend-left", "shift+left", "extend the selection by a word to the left", _TEXT),
        ("other-end", "o", "go to the other end of the selection", _TEXT),
        ("drop-selection", "escape", "drop the selection, stop marking; then end the focus on a code", _TEXT),
    ),
    *_group(
        "Code",
        ("code", "c enter f4", "code the selection, or the sentence here", _TEXT),
        ("again", "full_stop f5", "apply the last codes again", _TEXT),
        ("recent", "r", "list the recent codes; a digit applies one", _TEXT),
        *((f"pinned-{n}", f"{n}", "apply the code pinned to the digit", _TEXT) for n in range(1, 10)),
        ("in-vivo", "i", "in-vivo code: a new code named after the selection", _TEXT),
        ("memo", "m f2", "memo on the excerpt here or on the selection", (*_TEXT, "HERE")),
        ("star", "asterisk", "star the excerpt as a key quote, or take the star away", (*_TEXT, "HERE")),
    ),
    *_group(
        "Change",
        ("take-excerpt", "a", "take the excerpt here; again: the next one that overlaps", _TEXT),
        ("change-code", "C", "change one code of the excerpt for another", (*_TEXT, "HERE")),
        ("remove-code", "x delete", "remove a code from the excerpt", (*_TEXT, "HERE")),
        ("remove-excerpt", "D", "remove the whole excerpt", (*_TEXT, "HERE")),
        ("grab-start", "left_square_bracket less_than_sign", "resize: grab the start", (*_MOVES, "HERE")),
        ("grab-end", "right_square_bracket greater_than_sign", "resize: grab the end", (*_MOVES, "HERE")),
        ("keep-size", "enter", "resize: keep the new size", ("RESIZE",)),
        ("restore-size", "escape", "resize: restore the old size", ("RESIZE",)),
        ("split", "minus", "split the excerpt at the cursor", _TEXT),
        ("merge", "plus", "merge the excerpt with the next that touches or overlaps", _TEXT),
        ("undo", "u ctrl+z f6", "undo", _PANES),
        ("redo", "U ctrl+r ctrl+y f7", "redo", _PANES),
    ),
    *_group(
        "View",
        ("speakers", "at", "choose the speakers shown", _TEXT),
        ("next-pane", "tab", "transcript, codebook, excerpts here: the next", _PANES),
        ("previous-pane", "shift+tab", "transcript, codebook, excerpts here: the previous", _PANES),
        ("side-pane", "z", "show or hide the side pane", _PANES),
        ("names-margin", "M", "show or hide the names in the margin", _TEXT),
        ("highlights", "H", "show or hide the highlights", _TEXT),
        ("others", "O", "show or hide what the other coders coded", _PANES),
        ("help", "question_mark f1", "help", (*_PANES, "RESIZE")),
        ("repaint", "ctrl+l", "paint the screen again", (*_PANES, "RESIZE", *TYPING, "CHOOSE", "HELP")),
        ("suspend", "", "suspend pimh; the shell's fg brings it back", _TEXT),
        ("quit", "q ctrl+q", "quit; everything is saved already", (*_PANES, "RESIZE")),
    ),
    *_group(
        "Codebook and excerpts panes",
        ("list-down", "down j", "next line", (*_LISTS, "HELP")),
        ("list-up", "up k", "previous line", (*_LISTS, "HELP")),
        ("list-page-down", "pagedown ctrl+d", "next page", (*_LISTS, "HELP")),
        ("list-page-up", "pageup ctrl+u", "previous page", (*_LISTS, "HELP")),
        ("list-first", "home g", "first line", (*_LISTS, "HELP")),
        ("list-last", "end G", "last line", (*_LISTS, "HELP")),
        ("leave-pane", "escape", "end the focus on a code, then back to the transcript", _LISTS),
        ("fold", "left h", "codebook: fold the entry, or go to the one above", ("BOOK",)),
        ("unfold", "right l", "codebook: unfold the entry", ("BOOK",)),
        ("apply-entry", "enter", "codebook: apply the entry to the selection", ("BOOK",)),
        ("pin", "p", "codebook: pin the entry to the digit that follows", ("BOOK",)),
        ("new-entry", "n", "codebook: new code or sub-theme", ("BOOK",)),
        ("rename-entry", "R", "codebook: rename the entry", ("BOOK",)),
        ("define-entry", "m f2", "codebook: write the definition of the entry", ("BOOK",)),
        ("delete-entry", "d", "codebook: delete the entry", ("BOOK",)),
        ("focus-code", "o", "codebook: highlight the excerpts of this code alone", ("BOOK",)),
        ("go-to-excerpt", "enter", "excerpts here: take the excerpt", ("HERE",)),
    ),
    *_group(
        "Code palette, search, command line",
        ("next-choice", "down ctrl+n", "next line", _RANKED),
        ("previous-choice", "up ctrl+p", "previous line", _RANKED),
        ("tick", "tab", "tick the code, or take the tick away", ("PALETTE",)),
        ("apply", "enter", "apply all ticked codes, else the highlighted one", ("PALETTE",)),
        ("find", "enter", "search: go to the next place found", ("SEARCH",)),
        ("run", "enter", "command line: go to the turn, or run the highlighted command", ("COMMAND",)),
        ("clear-text", "ctrl+u", "clear what is typed", _LINES),
        ("keep-name", "enter", "name: keep it", ("NAME",)),
        ("cancel", "escape", "close, and change nothing", (*_LINES, "CHOOSE")),
    ),
    *_group(
        "Lists and questions",
        ("next-option", "down", "next line", ("CHOOSE",)),
        ("previous-option", "up", "previous line", ("CHOOSE",)),
        ("tick-option", "space tab", "tick, or take the tick away, where several can be", ("CHOOSE",)),
        (
            "choose",
            "enter",
            "take the line, or all that are ticked; so does its digit",
            ("CHOOSE",),
        ),
    ),
    *_group("Memo", ("save-memo", "escape f2 ctrl+s", "save and close", ("MEMO",))),
    *_group("Help", ("close-help", "escape q question_mark f1", "close", ("HELP",))),
)

BY_ID = {command.id: command for command in COMMANDS}

_TEXT_HINTS = (
    "code:code again:again select-sentence:sentence select-turn:turn mark:mark next-uncoded:uncoded"
    " memo:memo undo:undo help:help"
)
# Command and word of each hint, the most important first
_HINTS: dict[Mode, str] = {
    "READ": _TEXT_HINTS,
    "MARK": "code:code drop-selection:drop other-end:other_end again:again memo:memo in-vivo:in-vivo"
    " mark:stop help:help",
    "RESIZE": "keep-size:keep restore-size:restore word-right:word word-left:back grab-start:start"
    " grab-end:end help:help",
    "PALETTE": "apply:apply cancel:cancel tick:tick clear-text:clear next-choice:next"
    " previous-choice:previous",
    "MEMO": "save-memo:save_and_close",
    "SEARCH": "find:find cancel:cancel clear-text:clear",
    "COMMAND": "run:go cancel:cancel next-choice:next previous-choice:previous clear-text:clear",
    "BOOK": "apply-entry:apply leave-pane:back pin:pin new-entry:new focus-code:focus rename-entry:rename"
    " define-entry:define delete-entry:delete help:help",
    "HERE": "go-to-excerpt:take leave-pane:back memo:memo change-code:change remove-code:remove_code"
    " remove-excerpt:remove help:help",
    "CHOOSE": "choose:choose next-option:next previous-option:previous tick-option:tick cancel:cancel",
    "NAME": "keep-name:keep cancel:cancel clear-text:clear",
    "HELP": "close-help:close list-down:down list-up:up list-page-down:page",
}


class Keymap(msgspec.Struct, frozen=True, dict=True):
    """Which key does what.

    Args:
        rebound: the keys of the commands that the user gave others, by command id.
    """

    rebound: dict[str, tuple[str, ...]] = {}

    def keys(self, command: str) -> tuple[str, ...]:
        """The keys of a command, the one to show first."""
        return self.rebound.get(command, BY_ID[command].keys)

    def lookup(self, mode: Mode, key: str) -> str | None:
        """The id of the command that a key runs in a mode; None when it runs none."""
        return self._by_mode.get((mode, key))

    @cached_property
    def _by_mode(self) -> dict[tuple[Mode, str], str]:
        return {
            (mode, key): command.id
            for command in COMMANDS
            for mode in command.modes
            for key in self.keys(command.id)
        }


DEFAULTS = Keymap()


class HelpLine(msgspec.Struct, frozen=True):
    """One line of help.

    Args:
        keys: as people write them; empty for a command that the command line alone runs.
        what: what they do.
    """

    keys: str
    what: str


def help_lines(keymap: Keymap = DEFAULTS) -> dict[str, list[HelpLine]]:
    """The lines of help under their headings; neighbours that do the same share a line."""
    return {
        title: [
            HelpLine(_listed([keymap.keys(command.id) for command in same]), what)
            for what, same in groupby(commands, key=lambda command: command.what)
        ]
        for title, commands in groupby(COMMANDS, key=lambda command: command.group)
    }


def hints(mode: Mode, width: int, keymap: Keymap = DEFAULTS, without: str = "") -> str:
    """The hint line of a mode: as many keys with a word as fit, the most important first, none cut.

    Args:
        mode: the mode.
        width: cells there are.
        keymap: which key does what.
        without: the id of a command that does nothing just now.
    """
    line = ""
    for pair in _HINTS[mode].split():
        command, word = pair.split(":")
        if command == without or not keymap.keys(command):
            continue
        more = f"{line}{_GAP if line else ''}{written(keymap.keys(command)[0])} {word.replace('_', ' ')}"
        if len(more) > width:
            break
        line = more
    return line


def runnable(typed: str = "") -> list[Command]:
    """The commands that the command line can run and that fit what is typed, the best first."""
    return [_RUNNABLE[position] for position in _NAMES.best(typed)]


_RUNNABLE = tuple(c for c in COMMANDS if "READ" in c.modes and c.id != "command-line")
_NAMES = Matcher((c.id for c in _RUNNABLE), (c.what for c in _RUNNABLE))


def _listed(keys: list[tuple[str, ...]]) -> str:
    """The keys of one line of help; those of several commands from the first to the last."""
    shown = [written(key) for some in keys for key in some]
    return f"{shown[0]} to {shown[-1]}" if len(keys) > 1 and shown else " ".join(shown)
