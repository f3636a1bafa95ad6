"""Whatever is open, the lines and panels fit the window, and nothing hostile comes through them."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from building import made_study
from rich.cells import cell_len
from screen.bench import LEAVE, MOTHER, at, bench, coded_bench, opened, stored, told, typed, written

from pimhcli.errors import BusyError
from pimhcli.screen import chrome, mouse, overlays
from pimhcli.screen.keys import COMMANDS
from pimhcli.screen.wrapping import Layout
from pimhcli.study import acting
from pimhcli.study.sitting import Sitting

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pimhcli.screen.workbench import Workbench

__all__ = ["bench", "coded_bench"]

WAYS = {
    "READ": "",
    "MARK": "v <right>",
    "RESIZE": "]",
    "PALETTE": "c",
    "PALETTE with a new code": "c something <enter>",
    "PALETTE with a long list": "c <down> <tab> <down>",
    "MEMO": "m",
    "SEARCH": "/ people",
    "COMMAND": ": s",
    "NAME": "<tab> R",
    "BOOK": "<tab> j",
    "HERE": "<tab> <tab>",
    "CHOOSE": "@",
    "CHOOSE a question": "u",
    "HELP": "?",
}
HOSTILE = "Ev\x1b]0;il\x07\x1b[2J\u202egnirts\u2066\x9b31m\x00你好👩‍👧🏽"
BAD = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\u2028\u2029]")


def lines(bench: Workbench, width: int, free: int = 10) -> list[str]:
    """All that chrome and overlays give in a window of a width, with rows free beside the cursor's."""
    found = [*chrome.status(bench, width), *chrome.message(bench, width, 3), *chrome.hint(bench, width)]
    side = min(width, 35)
    found += [*chrome.codebook(bench, side, 12), *chrome.excerpts_here(bench, side, 12)]
    if bench.panel:
        rows = overlays.height(bench.panel, width, 2 * free, free)
        panel = overlays.overlay(bench.panel, width, rows)
        assert len(panel.lines) <= rows <= 2 * free
        if panel.caret:
            assert (0 <= panel.caret[0] < rows, 0 <= panel.caret[1] < width) == (True, True)
        found += panel.lines
    return ["".join(words for words, _ in line) for line in found]


@pytest.fixture
def hostile(tmp_path: Path) -> Iterator[Workbench]:
    """A study whose speaker, words, code, definition and memo all hold what no terminal should get."""
    talk = f"P1: {HOSTILE} said. People leave.\nP{HOSTILE[2:6]}x: Yes.\n"
    name = json.dumps(HOSTILE.replace("\x9b", ""), ensure_ascii=False)
    book = f"themes:\n- id: evil\n  name: {name}\n  definition: {name}\n"
    one = opened(made_study(tmp_path / "study", talk=talk, codebook=book))
    at(one, "People leave")
    typed(one, "s c <enter>")
    one.do(acting.memo, one.material.excerpts[0].id, HOSTILE)
    yield one
    one.sitting.close()


@pytest.mark.parametrize("width", [80, 40])
@pytest.mark.parametrize("way", WAYS)
def test_status_message_hints_and_panel_fit_in_every_mode(
    coded_bench: Workbench, way: str, width: int
) -> None:
    """V1: no text cut, status, message and hints present in every mode."""
    typed(at(coded_bench, LEAVE), WAYS[way])
    status, *_ = shown = lines(coded_bench, width)
    assert coded_bench.mode == way.partition(" ")[0]
    assert coded_bench.mode in status
    assert all(cell_len(line) <= width for line in shown)
    hint = chrome.hint(coded_bench, width)[0][0][0]
    assert len(hint.split("  ")) >= (1 if coded_bench.mode == "MEMO" else 2)
    assert "…" not in status + hint


@pytest.mark.parametrize("width", [80, 40])
@pytest.mark.parametrize("way", WAYS)
def test_no_line_holds_a_control_or_a_sign_that_turns_the_text(
    hostile: Workbench, way: str, width: int
) -> None:
    """V9: ESC, CSI, bidi and BEL in a transcript, speaker, code name or memo: none in output."""
    typed(at(hostile, "People leave"), WAYS[way])
    for line in lines(hostile, width):
        assert not BAD.search(line)
        assert cell_len(line) <= width


@pytest.mark.parametrize("keys", ["/", "c", ": ", "<tab> R", "m", "i"])
def test_hostile_text_typed_or_pasted_is_shown_without_controls(hostile: Workbench, keys: str) -> None:
    """V9: in panels as well."""
    typed(at(hostile, "People leave"), keys)
    hostile.paste(HOSTILE * 20)
    for line in lines(hostile, 40):
        assert not BAD.search(line)
    typed(hostile, "<enter>")
    for line in lines(hostile, 40):
        assert not BAD.search(line)


def test_messages_about_hostile_words_are_clean(hostile: Workbench) -> None:
    """V9: in messages."""
    at(hostile, "People leave")
    for keys in ("x", "u", "U", "@ 1 <enter>", "a", "*", "/ people <enter>"):
        typed(hostile, keys)
        assert not BAD.search("".join(lines(hostile, 80)))


@pytest.mark.parametrize("width", [80, 40])
def test_a_refusal_keeps_its_answers_in_sight(
    coded_bench: Workbench, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    """S3: retry, leave and quit are seen, however long the reason is."""

    def refuse(*_: object, **__: object) -> None:
        raise BusyError("It cannot be written. " * 20, hint="Free some space.")

    monkeypatch.setattr(coded_bench.sitting, "do", refuse)
    typed(at(coded_bench, LEAVE), "*")
    shown = "".join(lines(coded_bench, width))
    assert all(answer in shown for answer in ("r  try again", "b  leave it undone", "q  quit"))


def test_the_name_of_a_new_code_is_shown_while_its_theme_is_asked_for(bench: Workbench) -> None:
    typed(at(bench, LEAVE), "c")
    bench.paste("再见 " * 30)
    typed(bench, "<enter>")
    shown = [line.strip() for line in lines(bench, 40)]
    assert any(line.startswith("+ new code “再见 再见") for line in shown)
    assert "Under:" in shown
    assert all(cell_len(line) <= 40 for line in lines(bench, 40))


@pytest.mark.parametrize("talk", ["# nothing was said\n", "\n"])
def test_in_an_empty_transcript_every_key_is_harmless(tmp_path: Path, talk: str) -> None:
    """G4: empty transcript: coding keys say so."""
    bench = opened(made_study(tmp_path / "study", talk=talk))
    assert bench.message == "fg1 has no turns. q quits."
    for command in COMMANDS:
        for key in command.keys:
            bench.press(key, key if len(key) == 1 else None)
            assert all(cell_len(line) <= 80 for line in lines(bench, 80))
            bench.suspended = bench.over = False
    for _ in range(4):
        typed(bench, "<escape>")
    for key in ("c", "i", "s", "t"):
        typed(bench, key)
        assert told(bench) in {"Nothing to code here.", "There are no turns here."}
        typed(bench, "<escape>")
    mouse.pressed(bench, 3, 2)
    mouse.dragged(bench, 9)
    assert (bench.selection, stored(bench)) == (None, [])
    bench.sitting.close()


def test_a_very_long_turn_is_coded_whole(tmp_path: Path) -> None:
    """V1: 10,000 words in a turn."""
    bench = opened(made_study(tmp_path / "study", talk=f"P1: {'word ' * 10_000}\nP2: Yes.\n"))
    typed(bench, "t c barr <enter>")
    assert [len(quote) for quote, _ in stored(bench)] == [49_999]
    assert all(cell_len(line) <= 80 for line in lines(bench, 80))
    bench.sitting.close()


def test_another_width_leaves_cursor_and_selection_where_they_are(bench: Workbench) -> None:
    """V3: the text is wrapped anew, the offsets stay."""
    typed(at(bench, LEAVE), "v <right>")
    before = bench.cursor, bench.selection
    bench.layout = Layout(bench.transcript, 20)
    assert (bench.cursor, bench.selection) == before
    typed(bench, "j k")
    assert bench.selection == before[1]


def test_excerpts_of_another_coder_are_not_shown(coded_bench: Workbench) -> None:
    other = Sitting(coded_bench.sitting.study.root, "fg1", "ben")
    assert other.excerpts == ()
    other.close()
    assert len(coded_bench.material.excerpts) == 2


def test_a_long_message_takes_the_rows_there_are_and_no_more(bench: Workbench) -> None:
    bench.complain("word " * 100)
    assert len(chrome.message(bench, 40, 3)) == 3


def test_a_memo_longer_than_its_panel_shows_the_line_of_the_cursor(coded_bench: Workbench) -> None:
    typed(at(coded_bench, LEAVE), "m")
    written(coded_bench, "\n".join(["", *map(str, range(30))]))
    assert "29" in "".join(lines(coded_bench, 40))


@pytest.mark.parametrize(("width", "rows"), [(60, 5), (40, 4)])
def test_the_smallest_palette_shows_passage_input_code_and_definition(
    bench: Workbench, width: int, rows: int
) -> None:
    typed(at(bench, MOTHER), "s s s c slow")
    assert bench.panel
    shown = ["".join(words for words, _ in line) for line in overlays.overlay(bench.panel, width, rows).lines]
    assert len(shown) == rows
    assert "“I ask" in shown[0]
    assert "words)" in shown[-4]
    assert "Code with: slow" in shown[-3]
    assert "Slowing down" in shown[-2]


def test_a_question_in_a_small_window_shows_its_answers(coded_bench: Workbench) -> None:
    typed(coded_bench, "u")
    shown = lines(coded_bench, 60, free=4)[-4:]
    assert "This undoes" in shown[0]
    assert ["y  undo" in shown[-2], "n  leave it" in shown[-1]] == [True, True]
