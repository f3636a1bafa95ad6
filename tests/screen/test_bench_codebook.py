"""The codebook's pane: walking, folding, pinning, focus, and changing entries by keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from building import codings, made_study, run
from screen.bench import (
    LEAVE,
    LISTEN,
    MOTHER,
    at,
    bench,
    coded_bench,
    opened,
    stored,
    told,
    typed,
    undone_all,
)
from screen.bench import written as put

from pimhcli.coding.acts import Wanted
from pimhcli.coding.codebook import outline
from pimhcli.screen import chrome
from pimhcli.screen.material import Material
from pimhcli.study import acting, codebook_acts
from pimhcli.study.sitting import Sitting

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pimhcli.coding.codebook import Code, Codebook
    from pimhcli.screen.workbench import Workbench

__all__ = ["bench", "coded_bench"]


def shown(bench: Workbench) -> list[str]:
    return [f"{'  ' * entry.depth}{entry.code.name} {entry.excerpts}" for entry in bench.book.entries]


def test_the_tree_counts_excerpts_with_what_hangs_under(coded_bench: Workbench) -> None:
    """A15: roll-up counts."""
    typed(at(coded_bench, MOTHER), "c prac <enter>")
    assert shown(coded_bench) == ["Practice 2", "  Slowing down 1", "Barriers 1"]


def test_tab_goes_round_the_panes(bench: Workbench) -> None:
    modes = []
    for key in ("<tab>", "<tab>", "<tab>", "<shift+tab>", "<escape>"):
        typed(bench, key)
        modes.append(bench.mode)
    assert modes == ["BOOK", "HERE", "READ", "HERE", "READ"]


def test_an_entry_is_folded_and_unfolded(bench: Workbench) -> None:
    typed(bench, "<tab> j h")
    assert bench.book.chosen
    assert bench.book.chosen.id == "practice"
    typed(bench, "<left>")
    assert shown(bench) == ["Practice 0", "Barriers 0"]
    typed(bench, "<right>")
    assert shown(bench) == ["Practice 0", "  Slowing down 0", "Barriers 0"]


def test_enter_applies_the_entry_to_the_selection(bench: Workbench) -> None:
    typed(at(bench, MOTHER), "s <tab> j <enter>")
    assert (bench.mode, stored(bench)) == ("READ", [(MOTHER, "slowing-down")])


def test_enter_applies_the_entry_to_the_excerpt_taken_up(coded_bench: Workbench) -> None:
    typed(at(coded_bench, LEAVE), "a <tab> j <enter>")
    assert coded_bench.in_hand
    assert set(coded_bench.in_hand.codes) == {"barriers", "slowing-down"}


def test_enter_without_a_selection_tells_what_the_entry_means(bench: Workbench) -> None:
    typed(at(bench, MOTHER), "<tab> j <enter>")
    assert bench.message == "Practice > Slowing down (0 excerpts). Select some words to apply it."
    assert (bench.mode, stored(bench)) == ("BOOK", [])


def test_a_pin_takes_one_digit_and_a_digit_one_pin(bench: Workbench) -> None:
    typed(bench, "<tab> p 3 p 4 j p 4")
    assert (bench.book.pins, bench.message) == ({"4": "slowing-down"}, "Pinned 'Slowing down' to 4.")
    typed(bench, "p x")
    assert bench.message == "Nothing was pinned: expected a digit from 1 to 9."


def test_a_new_entry_goes_under_the_chosen_one(bench: Workbench) -> None:
    typed(bench, "<tab> j n asking <enter>")
    assert bench.sitting.book.path("asking") == "Practice > Slowing down > asking"
    assert bench.book.chosen
    assert (bench.book.chosen.id, bench.book.chosen.level) == ("asking", "code")
    typed(bench, "n again <enter>")
    assert bench.sitting.book.path("again") == "Practice > Slowing down > again"
    typed(bench, "u u")
    assert shown(bench) == ["Practice 0", "  Slowing down 0", "Barriers 0"]


def test_a_new_entry_without_a_name_is_none(bench: Workbench) -> None:
    typed(bench, "<tab> n <space> <enter>")
    assert (bench.mode, len(bench.sitting.book.codes)) == ("BOOK", 3)


def test_a_name_that_a_neighbour_has_is_refused(bench: Workbench) -> None:
    typed(bench, "<tab> n")
    put(bench, "Slowing down\n")
    assert (bench.went_wrong, len(bench.sitting.book.codes)) == (True, 3)


def test_renaming_starts_from_the_old_name_and_keeps_the_codings(coded_bench: Workbench) -> None:
    typed(coded_bench, "<tab> G R ! <enter>")
    assert (coded_bench.message, shown(coded_bench)[-1]) == (
        "Renamed 'Barriers' to 'Barriers!'.",
        "Barriers! 1",
    )
    typed(coded_bench, "R <ctrl+u> <enter>")
    assert shown(coded_bench)[-1] == "Barriers! 1"


def test_a_definition_is_written_and_undone(bench: Workbench) -> None:
    typed(bench, "<tab> m whatever <escape>")
    assert bench.sitting.book.by_key["practice"].definition == "whatever"
    typed(bench, "u")
    assert bench.sitting.book.by_key["practice"].definition == ""


def test_an_entry_that_is_not_used_goes_without_asking(bench: Workbench) -> None:
    typed(bench, "<tab> G d")
    assert shown(bench) == ["Practice 0", "  Slowing down 0"]
    typed(bench, "u")
    assert shown(bench)[-1] == "Barriers 0"


@pytest.mark.parametrize(("answer", "left"), [("n", 2), ("<escape>", 2), ("<enter>", 2), ("y", 1)])
def test_an_entry_that_is_used_goes_only_when_it_is_said(
    coded_bench: Workbench, answer: str, left: int
) -> None:
    typed(coded_bench, "<tab> G d")
    assert coded_bench.mode == "CHOOSE"
    typed(coded_bench, answer)
    assert len(coded_bench.material.excerpts) == left
    coded_bench.sitting.agreed_to_go_back = True
    if left == 1:
        typed(coded_bench, "u")
        assert len(coded_bench.material.excerpts) == 2


@pytest.fixture
def beside(bench: Workbench) -> Iterator[Sitting]:
    """Ben at work on the transcript that Anna has open; he has coded one turn."""
    his = Sitting(bench.sitting.study.root, "fg1", "ben")
    code_of(his, "practice", 30)
    yield his
    his.close()


def code_of(sitting: Sitting, code: str, start: int) -> None:
    sitting.refresh()
    sitting.do(acting.code, "fg1", Wanted(start, start + 10, (code,)))


def codes_of(sitting: Sitting) -> list[str]:
    return [row["code"] for row in codings(sitting.study.root, "fg1", sitting.coder)]


def test_codings_that_another_coder_made_meanwhile_are_asked_for(bench: Workbench, beside: Sitting) -> None:
    typed(bench, "<tab> d n")
    code_of(beside, "barriers", 60)
    typed(bench, "G d")
    assert (bench.mode, codes_of(beside)) == ("CHOOSE", ["practice", "barriers"])


def test_codings_that_another_coder_made_at_the_question_are_not_removed(
    bench: Workbench, beside: Sitting
) -> None:
    code_of(beside, "barriers", 60)
    typed(bench, "<tab> G d")
    code_of(beside, "barriers", 90)
    typed(bench, "y")
    assert told(bench) == "'Barriers' is used: 2 codings would go with it."
    assert len(codes_of(beside)) == 3
    typed(bench, "y")
    assert codes_of(beside) == ["practice"]


def test_codings_that_another_coder_makes_while_an_entry_is_deleted_are_not_removed(
    bench: Workbench, beside: Sitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_out = codebook_acts.take_out

    def delayed(*args: Any, **kwargs: Any) -> acting.Plan:
        monkeypatch.undo()
        path = beside.study.root / "codings" / "fg1" / "ben.jsonl"
        path.write_text(path.read_text("utf-8").replace('"practice"', '"barriers"'), "utf-8")
        return take_out(*args, **kwargs)

    monkeypatch.setattr(codebook_acts, "take_out", delayed)
    typed(bench, "<tab> G d")
    assert told(bench).startswith("NOT SAVED. 'Barriers' has 1 coding now, not 0.")
    typed(bench, "r")
    assert told(bench) == "'Barriers' is used: 1 coding would go with it."
    assert codes_of(beside) == ["barriers"]


def test_an_entry_that_another_took_out_meanwhile_is_not_deleted(bench: Workbench, beside: Sitting) -> None:
    typed(bench, "<tab> G")
    beside.do(codebook_acts.take_out, "barriers")
    typed(bench, "d")
    assert (bench.went_wrong, bench.mode) == (True, "BOOK")


def test_an_entry_with_others_under_it_stays(bench: Workbench) -> None:
    typed(bench, "<tab> d")
    assert (bench.went_wrong, shown(bench)[0]) == (True, "Practice 0")


def test_the_focus_steps_through_the_excerpts_of_one_code_alone(coded_bench: Workbench) -> None:
    typed(coded_bench, "<tab> G o")
    assert coded_bench.message == "Highlighted: 'Barriers' alone: 1 excerpt, e and E step through them."
    assert coded_bench.scene.focus == frozenset({"barriers"})
    typed(coded_bench, "g <escape>")
    assert (coded_bench.mode, coded_bench.book.focus) == ("BOOK", "")
    typed(coded_bench, "G o <tab> <tab> g e")
    assert coded_bench.in_hand
    assert coded_bench.in_hand.quote == LEAVE
    typed(coded_bench, "E")
    assert coded_bench.message == "There is no excerpt before this place."


def give_another_key(bench: Workbench, old: str, key: str) -> None:
    """Gives an entry another key in the file; the one before stays as an alias."""
    path = bench.sitting.study.root / "codebook.yaml"
    text = path.read_text("utf-8").replace(f"- id: {old}\n", f"- id: {key}\n  aliases: [{old}]\n")
    path.write_text(text, "utf-8")


def test_what_is_in_focus_pinned_and_folded_stays_so_under_another_key(coded_bench: Workbench) -> None:
    typed(coded_bench, "<tab> G n ask <enter>")
    coded_bench.book.choose("barriers")
    typed(coded_bench, "h p 3 o g p 4 G")
    give_another_key(coded_bench, "barriers", "hurdles")
    assert coded_bench.look_again()
    book = coded_bench.book
    assert (book.focus, book.pins["3"], set(book.folded)) == ("hurdles", "hurdles", {"hurdles"})
    assert book.chosen
    assert (book.entries[-1].pin, book.chosen.id) == ("3", "hurdles")
    coded_bench.keep_place()
    coded_bench.sitting.close()
    give_another_key(coded_bench, "practice", "care")
    later = opened(coded_bench.sitting.study.root)
    assert later.book.pins == {"3": "hurdles", "4": "care"}
    later.sitting.close()


def test_the_focus_finds_the_excerpts_that_hold_a_former_key(coded_bench: Workbench) -> None:
    give_another_key(coded_bench, "barriers", "hurdles")
    assert coded_bench.look_again()
    typed(coded_bench, "<tab> G o")
    assert coded_bench.message == "Highlighted: 'Barriers' alone: 1 excerpt, e and E step through them."
    typed(coded_bench, "<tab> <tab> g e")
    assert coded_bench.in_hand
    assert coded_bench.in_hand.quote == LEAVE


def test_the_focus_is_told_in_the_status_and_ended_by_escape_in_the_text(coded_bench: Workbench) -> None:
    typed(coded_bench, "<tab> G o <tab> <tab> s")
    assert "· only Barriers · READ" in chrome.status(coded_bench, 80)[0][0][0]
    typed(coded_bench, "<escape>")
    assert coded_bench.book.focus == "barriers"
    typed(coded_bench, "<escape>")
    assert coded_bench.book.focus == ""


def test_the_focus_ends_with_its_code(coded_bench: Workbench) -> None:
    typed(coded_bench, "<tab> G o d y")
    assert coded_bench.scene.focus is None


@pytest.mark.parametrize("book", ["themes: []\n", "# nothing yet\n"])
def test_the_first_code_of_all_goes_in(tmp_path: Path, book: str) -> None:
    """G4: no codebook: the first code goes in, and one undo takes it out again."""
    bench = opened(made_study(tmp_path / "study", codebook=book))
    typed(bench, "<tab> d <enter>")
    assert bench.message == "No codes yet: select text, press c, type a name."
    typed(at(bench, LISTEN), "<escape> s c first <enter> <enter>")
    assert (stored(bench), shown(bench)) == ([(LISTEN, "first")], ["first 1"])
    undone_all(bench)
    assert (stored(bench), shown(bench)) == ([], [])
    bench.sitting.close()


def test_the_line_stays_on_its_entry_when_others_come(coded_bench: Workbench) -> None:
    typed(coded_bench, "<tab> G <escape>")
    root = coded_bench.sitting.study.root
    assert run("-C", root, "codebook", "add", "Asking", "--under", "slowing-down") == 0
    assert coded_bench.look_again()
    assert coded_bench.book.chosen
    assert coded_bench.book.chosen.id == "barriers"


def test_hidden_panes_say_so(bench: Workbench) -> None:
    typed(bench, "z")
    assert (bench.switches.side, bench.message) == (False, "The side pane is hidden.")
    typed(bench, "z")
    assert bench.message == "The side pane is shown where the window is wide enough."
    typed(bench, "<tab> z")
    assert bench.mode == "READ"


def test_a_folded_theme_keeps_its_count(coded_bench: Workbench) -> None:
    typed(coded_bench, "<tab> h")
    assert shown(coded_bench) == ["Practice 1", "Barriers 1"]


def test_the_lines_of_the_codebook_are_worked_out_once_until_it_changes(
    coded_bench: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    walked: list[Codebook] = []

    def noted(book: Codebook) -> Iterator[tuple[int, Code]]:
        walked.append(book)
        return outline(book)

    monkeypatch.setattr("pimhcli.screen.book_pane.outline", noted)
    typed(coded_bench, "<tab> j k")
    chrome.codebook(coded_bench, 40, 30)
    typed(coded_bench, "<escape> j")
    chrome.codebook(coded_bench, 40, 30)
    assert len(walked) <= 1
    typed(coded_bench, "<tab> h")
    assert shown(coded_bench) == ["Practice 1", "Barriers 1"]
    typed(coded_bench, "p 3")
    assert [entry.pin for entry in coded_bench.book.entries] == ["3", ""]
    assert len(walked) <= 3


@pytest.mark.parametrize(("colour", "hue"), [("purple", 4), ("none", 0), ("#2a6f97", 0)])
def test_a_theme_has_the_hue_of_the_colour_that_it_was_given(
    coded_bench: Workbench, colour: str, hue: int
) -> None:
    sitting = coded_bench.sitting
    theme = sitting.book.line(sitting.excerpts[0].codes[0])[0]
    sitting.do(codebook_acts.colour, theme.id, colour)
    material = Material(sitting.excerpts, sitting.book, sitting.transcript)
    assert material.marks[0].hue == hue
