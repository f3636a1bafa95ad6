"""The mouse takes a row of whatever list is open, as Enter does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screen.bench import MOTHER, at, bench, coded_bench, stored, typed

from pimhcli.screen import mouse, overlays

if TYPE_CHECKING:
    from pimhcli.screen.workbench import Workbench

__all__ = ["bench", "coded_bench"]


def clicked(bench: Workbench, words: str) -> None:
    """Clicks the row of the open panel that holds some words."""
    assert bench.panel
    overlay = overlays.overlay(bench.panel, 80, 12)
    rows = ["".join(text for text, _ in line) for line in overlay.lines]
    index = overlay.index_at(next(number for number, row in enumerate(rows) if words in row))
    assert index is not None
    mouse.row_clicked(bench, index)


def test_a_click_on_a_row_of_the_palette_applies_its_code(bench: Workbench) -> None:
    """A3: the mouse is an equal of the keys."""
    typed(at(bench, MOTHER), "c")
    clicked(bench, "Barriers")
    assert stored(bench) == [(MOTHER, "barriers")]


def test_a_click_on_a_row_of_the_command_line_runs_it(bench: Workbench) -> None:
    typed(bench, ": highl")
    clicked(bench, "highlights")
    assert (bench.switches.highlights, bench.mode) == (False, "READ")


def test_a_click_on_an_answer_gives_it(coded_bench: Workbench) -> None:
    typed(coded_bench, "u")
    assert coded_bench.mode == "CHOOSE"
    clicked(coded_bench, "leave it")
    assert (coded_bench.mode, len(stored(coded_bench))) == ("READ", 2)


def test_a_click_on_a_speaker_ticks_until_enter_keeps(bench: Workbench) -> None:
    typed(bench, "@")
    clicked(bench, "P1 (")
    assert bench.mode == "CHOOSE"
    typed(bench, "<enter>")
    assert sorted(bench.speakers or ()) == ["Moderator", "P2"]


def test_a_click_beside_the_rows_does_nothing(bench: Workbench) -> None:
    typed(at(bench, MOTHER), "c")
    assert bench.panel
    assert overlays.overlay(bench.panel, 80, 12).index_at(0) is None
    mouse.row_clicked(bench, 99)
    assert (bench.mode, stored(bench)) == ("PALETTE", [])


def test_the_codebook_shows_the_code_that_was_applied(bench: Workbench) -> None:
    typed(at(bench, MOTHER), "c barr <enter>")
    assert bench.book.chosen
    assert bench.book.chosen.id == "barriers"
