"""One table holds the commands and keys of the coding screen, and help and hints come from it."""

from __future__ import annotations

import string
from collections import Counter

import pytest
from textual._xterm_parser import XTermParser
from textual.events import Key
from textual.keys import Keys

from pimhcli.screen.keys import (
    BY_ID,
    CHARACTERS,
    COMMANDS,
    DEFAULTS,
    TYPING,
    Keymap,
    Mode,
    help_lines,
    hints,
    key_of,
    runnable,
    written,
)

MODES: tuple[Mode, ...] = (
    "READ", "MARK", "RESIZE", "PALETTE", "MEMO", "SEARCH", "COMMAND", "BOOK", "HERE", "HELP",
)  # fmt: skip


def sent(character: str) -> str:
    """The name of the key in the event that Textual makes of a character from the terminal."""
    [event] = XTermParser().feed(character)
    assert isinstance(event, Key)
    return event.key


SENT = {key.value for key in Keys} | {sent(character) for character in string.printable if character > " "}
ALL_KEYS = sorted({key for command in COMMANDS for key in command.keys})
# Section 5 of the screen's description: what must be reachable without the arrows, or without letters
READ = {
    "j": "row-down", "w": "word-right", "l": "character-right", "0": "row-start", "G": "last-turn",
    "colon": "command-line", "ctrl+p": "command-line", "slash": "search", "f": "next-uncoded",
    "e": "next-excerpt", "shift+down": "extend-down", "v": "mark", "s": "select-sentence",
    "T": "select-previous-turn",
    "o": "other-end", "escape": "drop-selection", "c": "code", "enter": "code", "full_stop": "again",
    "r": "recent", "1": "pinned-1", "9": "pinned-9", "i": "in-vivo", "m": "memo", "a": "take-excerpt",
    "C": "change-code", "x": "remove-code", "delete": "remove-code", "D": "remove-excerpt",
    "left_square_bracket": "grab-start", "less_than_sign": "grab-start", "greater_than_sign": "grab-end",
    "minus": "split", "plus": "merge", "asterisk": "star", "u": "undo", "ctrl+z": "undo", "U": "redo",
    "ctrl+r": "redo", "ctrl+y": "redo", "at": "speakers", "tab": "next-pane", "shift+tab": "previous-pane",
    "z": "side-pane", "M": "names-margin", "H": "highlights", "O": "others", "question_mark": "help",
    "f1": "help", "ctrl+l": "repaint", "q": "quit", "ctrl+q": "quit", "f2": "memo", "f3": "next-uncoded",
    "f4": "code", "f5": "again", "f6": "undo", "f7": "redo", "f8": "mark", "f9": "select-sentence",
}  # fmt: skip


@pytest.mark.parametrize("mode", MODES)
def test_no_two_commands_share_a_key_in_one_mode(mode: Mode) -> None:
    """I5: the table itself passes what a user's keys are checked for."""
    keys = Counter(key for command in COMMANDS if mode in command.modes for key in command.keys)
    assert [key for key, times in keys.items() if times > 1] == []


def test_no_two_commands_share_an_id() -> None:
    assert len(BY_ID) == len(COMMANDS)


@pytest.mark.parametrize("key", ALL_KEYS)
def test_every_key_is_one_that_textual_sends(key: str) -> None:
    assert key in SENT


@pytest.mark.parametrize("character", [*CHARACTERS.values(), "é", "J", "€", "«", "ß"])
def test_characters_have_the_names_that_textual_gives_them(character: str) -> None:
    assert key_of(character) == sent(character)


@pytest.mark.parametrize(("key", "command"), READ.items())
def test_keys_run_what_the_description_says(key: str, command: str) -> None:
    assert DEFAULTS.lookup("READ", key) == DEFAULTS.lookup("MARK", key) == command


@pytest.mark.parametrize(
    ("mode", "key", "command"),
    [
        ("RESIZE", "left_square_bracket", "grab-start"),
        ("RESIZE", "enter", "keep-size"),
        ("RESIZE", "escape", "restore-size"),
        ("RESIZE", "c", None),
        ("PALETTE", "tab", "tick"),
        ("PALETTE", "ctrl+p", "previous-choice"),
        ("PALETTE", "c", None),
        ("MEMO", "escape", "save-memo"),
        ("MEMO", "enter", None),
        ("COMMAND", "enter", "run"),
        ("SEARCH", "enter", "find"),
        ("BOOK", "m", "define-entry"),
        ("BOOK", "h", "fold"),
        ("BOOK", "e", "next-excerpt"),
        ("HERE", "x", "remove-code"),
        ("HELP", "q", "close-help"),
    ],
)
def test_a_key_does_what_its_mode_says(mode: Mode, key: str, command: str | None) -> None:
    assert DEFAULTS.lookup(mode, key) == command


@pytest.mark.parametrize("mode", TYPING)
def test_where_text_is_typed_no_character_is_a_command(mode: Mode) -> None:
    """I1: letters typed ahead reach the text whatever they mean elsewhere."""
    assert [key for key in (*CHARACTERS, "a", "Q", "5", "space") if DEFAULTS.lookup(mode, key)] == []


@pytest.mark.parametrize("mode", MODES)
def test_escape_leads_out_of_every_mode(mode: Mode) -> None:
    assert DEFAULTS.lookup(mode, "escape")


def test_rebinding_replaces_the_keys_of_a_command_everywhere() -> None:
    keymap = Keymap({"code": ("k",), "row-up": ("up",)})
    assert [keymap.lookup("READ", key) for key in ("k", "c", "up")] == ["code", None, "row-up"]
    assert hints("READ", 9, keymap) == "k code"
    assert any(line.keys == "k" for line in help_lines(keymap)["Code"])


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("full_stop", "."), ("left_square_bracket", "["), ("ctrl+p", "^P"), ("shift+tab", "S-Tab"),
        ("pagedown", "PgDn"), ("escape", "Esc"), ("ctrl+left", "C-Left"), ("alt+x", "Alt-x"), ("é", "é"),
    ],
)  # fmt: skip
def test_keys_are_shown_as_people_write_them(key: str, shown: str) -> None:
    assert written(key) == shown


def test_help_tells_every_key_of_every_command() -> None:
    """I4: help is made from the keys themselves."""
    lines = [line for group in help_lines().values() for line in group]
    told = Counter(key for line in lines for key in line.keys.split())
    pinned = {str(digit) for digit in range(2, 9)}
    assert {written(key) for key in ALL_KEYS} - pinned - set(told) == set()
    assert {command.what for command in COMMANDS} == {line.what for line in lines}


def test_help_tells_the_nine_digits_in_one_line() -> None:
    assert "1 to 9" in [line.keys for line in help_lines()["Code"]]


def test_help_lines_fit_a_small_screen() -> None:
    """V1: no line of help is cut at 80 columns."""
    lines = [line for group in help_lines().values() for line in group]
    assert max(len(line.keys) for line in lines) <= 14
    assert max(len(line.what) for line in lines) <= 62


def test_the_hints_of_reading_fill_the_line() -> None:
    assert hints("READ", 80) == (
        "c code  . again  s sentence  t turn  v mark  f uncoded  m memo  u undo  ? help"
    )


@pytest.mark.parametrize("mode", MODES)
def test_hints_are_never_cut(mode: Mode) -> None:
    """V1: at any width there are whole hints, and some at 80 columns."""
    whole = hints(mode, 500)
    assert whole
    for width in range(81):
        shown = hints(mode, width)
        assert len(shown) <= width
        assert whole == shown or whole.startswith(f"{shown}  ") or not shown


def test_a_command_without_keys_gives_no_hint() -> None:
    assert hints("MEMO", 80, Keymap({"save-memo": ()})) == ""


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("undo", "undo"),
        ("susp", "suspend"),
        ("next unc", "next-uncoded"),
        ("key quote", "star"),
        ("nxtexc", "next-excerpt"),
    ],
)
def test_a_command_is_found_by_a_part_of_its_name_or_of_what_it_does(typed: str, first: str) -> None:
    assert runnable(typed)[0].id == first


def test_every_command_of_reading_can_be_run_by_name() -> None:
    reading = {command.id for command in COMMANDS if "READ" in command.modes}
    assert {command.id for command in runnable()} == reading - {"command-line"}
