"""Every command of the table does something in each of its modes, and help tells of every one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from building import history
from screen.bench import LEAVE, MOTHER, at, bench, coded_bench, typed

from pimhcli.screen import workbench
from pimhcli.screen.keys import BY_ID, COMMANDS, DEFAULTS, Keymap, help_lines
from pimhcli.screen.panels import Choice, CommandLine, Help, Line, Memo, Palette

if TYPE_CHECKING:
    from pimhcli.screen.keys import Mode
    from pimhcli.screen.workbench import Workbench

__all__ = ["bench", "coded_bench"]

PANES = {"READ", "MARK", "RESIZE", "BOOK", "HERE"}
# What opens a mode, from the place between two words of an excerpt that another one overlaps with
WAYS: dict[Mode, str] = {
    "READ": "",
    "MARK": "v <right>",
    "RESIZE": "a a a ]",
    "PALETTE": "c a",
    "MEMO": "m",
    "SEARCH": "/ o",
    "COMMAND": ": s",
    "NAME": "<tab> R",
    "BOOK": "<tab> j",
    "HERE": "<tab> <tab> j",
    "CHOOSE": "@",
    "HELP": "? <down> <down>",
}
# What a command needs beside that, to have something to do
FIRST = {
    ("READ", "drop-selection"): "s",
    ("READ", "other-end"): "s",
    ("MARK", "split"): "<left>",
    ("RESIZE", "page-up"): "[",
    ("RESIZE", "first-turn"): "[",
    ("RESIZE", "row-end"): "[",
    ("RESIZE", "grab-end"): "[",
    ("BOOK", "unfold"): "h h",
    ("HERE", "list-down"): "k",
    ("HERE", "list-page-down"): "k",
    ("HERE", "list-last"): "k",
}
PAIRS = [(mode, command.id) for command in COMMANDS for mode in command.modes]


def ready(bench: Workbench) -> Workbench:
    """Everything a command may need: excerpts that overlap, pins, hits, codes used, acts to do again."""
    typed(at(bench, MOTHER), "t t t c slow <enter>")
    typed(at(bench, LEAVE), "t c barr <enter>")
    typed(at(bench, MOTHER), "s c prac <enter> / o <enter>")
    at(bench, LEAVE)
    bench.sitting.agreed_to_go_back = True
    bench.book.pins = dict.fromkeys("123456789", "practice")
    typed(bench, "* u")
    return at(bench, "leave, and")


def seen(bench: Workbench) -> tuple[Any, ...]:
    """All that a key can change."""
    book, switches = bench.book, bench.switches
    return (
        (bench.mode, bench.cursor, bench.anchor, bench.selection, bench.message, bench.taken, bench.over),
        (bench.repaints, bench.suspended, bench.here.index, bench.resizing and bench.resizing.grabbed),
        (book.index, book.focus, frozenset(book.folded), switches.side, switches.margin, switches.highlights),
        (len(history(bench.sitting.study.root)), shown_in(bench.panel)),
    )


def shown_in(panel: object) -> object:
    match panel:
        case Palette():
            return panel.picker.editor.text, panel.picker.highlight, panel.picker.ticked
        case Memo() | Line():
            return panel.editor.text
        case CommandLine():
            return panel.editor.text, panel.highlight
        case Choice():
            return panel.options, panel.highlight
        case Help():
            return panel.top
        case _:
            return None


@pytest.mark.parametrize(("mode", "command"), PAIRS, ids=[f"{mode}-{command}" for mode, command in PAIRS])
def test_every_command_does_something_in_each_of_its_modes(
    coded_bench: Workbench, mode: Mode, command: str
) -> None:
    """I4: every documented key does something."""
    bench = ready(coded_bench)
    typed(bench, WAYS[mode])
    typed(bench, FIRST.get((mode, command), ""))
    assert bench.mode == mode
    before = seen(bench)
    if keys := DEFAULTS.keys(command):
        bench.press(keys[0], None)
    else:
        bench.run(command)
    assert seen(bench) != before
    assert not bench.went_wrong, bench.message


def test_every_command_of_the_panes_has_an_action_and_every_action_a_command() -> None:
    """I4: every command id has an action."""
    in_panes = {command.id for command in COMMANDS if PANES & set(command.modes)}
    assert in_panes == set(workbench.COMMANDS)


def test_help_is_made_from_the_table_and_shows_the_keys_as_they_are() -> None:
    """I4: help generated from the bindings."""
    told = [line.what for lines in help_lines().values() for line in lines]
    assert set(told) == {command.what for command in COMMANDS}
    panel = Help(Keymap({"code": ("f12",)}))
    (line,) = [line for line in panel.lines if BY_ID["code"].what in line]
    assert line.split()[0] == "F12"


def test_help_ends_where_its_last_line_is_seen(bench: Workbench) -> None:
    typed(bench, "?")
    assert isinstance(bench.panel, Help)
    typed(bench, "G j <pagedown>")
    assert bench.panel.top == len(bench.panel.lines) - bench.panel.page
    typed(bench, "g k")
    assert bench.panel.top == 0


@pytest.mark.parametrize("key", ["<escape>", "q", "?", "<f1>"])
def test_help_is_left_to_where_it_was_opened(coded_bench: Workbench, key: str) -> None:
    typed(at(coded_bench, LEAVE), f"] ? {key}")
    assert (coded_bench.mode, coded_bench.over) == ("RESIZE", False)


def test_escape_leads_towards_reading_from_every_mode(coded_bench: Workbench) -> None:
    """Esc always leads towards READ, and never loses data."""
    bench = ready(coded_bench)
    for way in WAYS.values():
        typed(bench, way)
        for _ in range(3):
            typed(bench, "<escape>")
        assert bench.mode == "READ"
        assert not bench.selection
        at(bench, "leave, and")
        assert len(bench.material.excerpts) == 5


def test_the_recent_codes_of_one_name_are_told_apart(bench: Workbench) -> None:
    typed(at(bench, MOTHER), "c")
    bench.paste("Practice > Pace")
    typed(bench, "<enter> s c")
    bench.paste("Barriers > Pace")
    typed(bench, "<enter> r")
    assert isinstance(bench.panel, Choice)
    assert [option.label for option in bench.panel.options] == ["Pace — Barriers", "Pace — Practice"]


def test_enter_takes_the_line_of_a_question_and_escape_none(coded_bench: Workbench) -> None:
    typed(coded_bench, "u <down> <enter>")
    assert (coded_bench.mode, len(coded_bench.material.excerpts)) == ("READ", 2)
    typed(coded_bench, "u <escape>")
    assert (coded_bench.mode, len(coded_bench.material.excerpts)) == ("READ", 2)


def test_q_quits_from_the_panes_and_is_text_where_text_is_typed(coded_bench: Workbench) -> None:
    typed(at(coded_bench, LEAVE), "m q <escape>")
    assert not coded_bench.over
    typed(coded_bench, "q")
    assert coded_bench.over
