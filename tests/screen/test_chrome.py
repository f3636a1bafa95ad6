"""The lines around the text fit, say what matters most first, and hold no control character."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from building import run
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from screen.bench import LEAVE, MOTHER, at, bench, coded_bench, opened, typed

from pimhcli.screen import chrome, overlays
from pimhcli.screen.chrome import Line, window_top, wrapped
from pimhcli.screen.graphemes import shown

if TYPE_CHECKING:
    from pimhcli.screen.workbench import Workbench

__all__ = ["bench", "coded_bench"]

BLANKS, WORDS = [" ", "  ", "\n"], ["word", "a", "你好", "👩‍👧", "e\u0301", "long-long-word", "🇩🇪"]
PIECES = [*BLANKS, *WORDS, "\x1b[31m", "\u202e", "…"]
texts = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


def text(lines: list[Line]) -> list[str]:
    return ["".join(words for words, _ in line) for line in lines]


def status(bench: Workbench, width: int = 80) -> str:
    (line,) = text(chrome.status(bench, width))
    return line


@given(texts, st.integers(4, 30), st.integers(1, 6))
def test_wrapped_lines_fit_and_hold_no_control(words: str, width: int, rows: int) -> None:
    lines = wrapped(words, width, rows)
    assert 1 <= len(lines) <= rows
    assert all(cell_len(line) <= width for line in lines)
    assert all(shown(line) == line for line in lines)


@given(texts, st.integers(14, 30))
def test_what_is_wrapped_is_all_there_when_there_is_room(words: str, width: int) -> None:
    lines = wrapped(words, width, 200)
    assert "".join(lines).replace(" ", "") == shown("".join(words.split()))


def test_words_are_not_broken_where_a_blank_is_near() -> None:
    assert wrapped("one two three four", 9, 3) == ["one two", "three", "four"]
    assert wrapped("one two three four", 9, 2) == ["one two", "three fo…"]


@given(st.integers(0, 99), st.integers(1, 100), st.integers(1, 30))
def test_a_window_of_a_list_always_holds_its_line(index: int, length: int, rows: int) -> None:
    index = min(index, length - 1)
    top = window_top(index, length, rows)
    assert 0 <= top <= index < top + rows


def test_the_status_tells_place_progress_and_mode(coded_bench: Workbench) -> None:
    assert status(coded_bench).rstrip() == (
        " fg1 · anna · 1/6 Moderator · 2/6 coded (33%) · READ" + " " * 21 + "? help"
    )


def test_the_status_counts_what_is_selected(bench: Workbench) -> None:
    typed(at(bench, MOTHER), "s")
    assert "READ · 5 words" in status(bench)


@pytest.mark.parametrize("width", [40, 50, 60, 80])
def test_the_mode_is_in_the_status_whatever_else_there_is(coded_bench: Workbench, width: int) -> None:
    """V1: no text cut: what has no room is left out whole."""
    coded_bench.speakers = frozenset(f"Participant {number}" for number in range(9))
    typed(at(coded_bench, LEAVE), "v <right>")
    line = status(coded_bench, width)
    assert cell_len(line) == width
    assert ("MARK" in line, "5/6 P1" in line, "…" in line) == (True, True, False)


def test_many_speakers_are_counted(bench: Workbench) -> None:
    bench.speakers = frozenset(("P1", "P2"))
    assert "· @ P1, P2 ·" in status(bench)
    bench.speakers = frozenset(f"Participant {number}" for number in range(9))
    assert "· @ 9 ·" in status(bench)


def test_without_a_message_the_excerpts_here_are_told(coded_bench: Workbench) -> None:
    at(coded_bench, LEAVE)
    assert text(chrome.message(coded_bench, 80, 3)) == [" here: Barriers (memo) ★"]
    coded_bench.ascii = True
    assert text(chrome.message(coded_bench, 80, 3)) == [" here: Barriers (memo) *"]


def test_in_the_codebook_the_chosen_entry_is_told(coded_bench: Workbench) -> None:
    typed(coded_bench, "<tab> j")
    assert text(chrome.message(coded_bench, 80, 3)) == [" Practice > Slowing down (1 excerpt)."]


def test_what_went_wrong_is_told_in_a_role_of_its_own(bench: Workbench) -> None:
    typed(bench, "x")
    ((line,),) = chrome.message(bench, 80, 3)
    assert line == (" There is no excerpt here.", "wrong")


def test_the_codebook_s_pane_shows_folds_pins_focus_and_counts(coded_bench: Workbench) -> None:
    typed(coded_bench, "<tab> p 2 o G")
    assert text(chrome.codebook(coded_bench, 30, 10)) == [
        " Codebook · anna              ",
        " ▾ » [2] Practice           1 ",
        "     Slowing down           1 ",
        "   Barriers                 1 ",
    ]
    coded_bench.ascii = True
    typed(coded_bench, "g h")
    assert text(chrome.codebook(coded_bench, 30, 10))[1] == " + » [2] Practice           1 "


def test_a_codebook_longer_than_its_pane_shows_the_chosen_line(coded_bench: Workbench) -> None:
    typed(coded_bench, "<tab> G")
    lines = chrome.codebook(coded_bench, 30, 3)
    assert (len(lines), lines[-1][0][1]) == (3, "here")


def test_an_empty_codebook_says_how_to_begin(bench: Workbench) -> None:
    typed(bench, "<tab> j d k d d")
    assert " ".join("".join(text(chrome.codebook(bench, 60, 10))[1:]).split()) == (
        "No codes yet: select text, press c, type a name."
    )


def test_the_excerpts_here_show_extent_words_and_memo(coded_bench: Workbench) -> None:
    at(coded_bench, LEAVE)
    assert [line.rstrip() for line in text(chrome.excerpts_here(coded_bench, 34, 20))] == [
        " Excerpts here: 1",
        " ★ Barriers",
        "   2 words · turn 5",
        "   “People leave”",
        "   memo: turnover",
    ]


def test_ticking_is_hinted_at_only_where_several_can_be_chosen(coded_bench: Workbench) -> None:
    typed(coded_bench, "@")
    assert "Space tick" in text(chrome.hint(coded_bench, 80))[0]
    typed(coded_bench, "<escape> u")
    assert "Space tick" not in text(chrome.hint(coded_bench, 80))[0]


def test_the_palette_says_which_code_is_to_be_changed(coded_bench: Workbench) -> None:
    typed(at(coded_bench, LEAVE), "C")
    assert coded_bench.panel
    lines = text(overlays.overlay(coded_bench.panel, 80, 10).lines)
    assert " Instead of 'Barriers':" in [line.rstrip() for line in lines]


def test_what_was_done_is_told_in_one_line_and_what_is_wrong_in_several(bench: Workbench) -> None:
    bench.message = "Coded 'Practice': " + "many words " * 20
    assert len(chrome.message(bench, 60, 3)) == 1
    bench.complain(bench.message)
    assert len(chrome.message(bench, 60, 3)) == 3


def test_excerpts_that_no_longer_fit_are_told_of_at_the_start(coded_bench: Workbench) -> None:
    root = coded_bench.sitting.study.root
    coded_bench.sitting.close()
    path = root / "transcripts" / "fg1.txt"
    path.write_text(path.read_text("utf-8").replace("People leave", ""), "utf-8")
    assert run("-C", root, "transcript", "sync", "fg1") == 1
    again = opened(root)
    assert again.message == "1 excerpt of yours: where in the text is not sure. See: pimh transcript review"
    again.sitting.close()


def test_a_line_of_the_codings_that_is_not_whole_is_told_of_at_the_start(coded_bench: Workbench) -> None:
    """S2: reported; the next act sets it aside."""
    root = coded_bench.sitting.study.root
    coded_bench.sitting.close()
    path = root / "codings" / "fg1" / "anna.jsonl"
    path.write_bytes(path.read_bytes() + b'{"id": "torn')
    again = opened(root)
    assert again.message.startswith("codings/fg1/anna.jsonl:3: expected one whole record")
    typed(at(again, MOTHER), "c barr <enter>")
    assert path.with_suffix(".torn").read_text("utf-8") == '{"id": "torn\n'
    again.sitting.close()
