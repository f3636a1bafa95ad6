"""The keys that code: palette, again, recent, pinned, in-vivo, memo and star, and what they leave on disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from building import history
from screen.bench import (
    LEAVE,
    LISTEN,
    MOTHER,
    at,
    bench,
    coded_bench,
    stored,
    told,
    typed,
    undone_all,
    written,
)

from pimhcli.screen.panels import Memo, Palette

if TYPE_CHECKING:
    from pimhcli.screen.workbench import Workbench

__all__ = ["bench", "coded_bench"]


def acts(bench: Workbench) -> int:
    return len(history(bench.sitting.study.root))


def memo(bench: Workbench) -> str:
    assert bench.in_hand
    return bench.in_hand.memo


def test_the_sentence_is_coded_through_the_palette(bench: Workbench) -> None:
    """A1: one excerpt = exact sentence without outer blanks, code right, one record on disk."""
    typed(at(bench, MOTHER), "s c slow <enter>")
    assert stored(bench) == [(MOTHER, "slowing-down")]
    assert acts(bench) == 1
    assert bench.message.startswith("Coded 'Slowing down': fg1, turn 3, P2")


def test_without_a_selection_c_takes_the_sentence_and_shows_it_first(bench: Workbench) -> None:
    """A1: its text is shown before anything is stored."""
    typed(at(bench, "mother first"), "c")
    assert isinstance(bench.panel, Palette)
    assert (bench.panel.picker.passage.quote, bench.panel.picker.passage.words) == (MOTHER, 5)
    assert stored(bench) == []


def test_enter_and_f4_open_the_palette_as_c_does(bench: Workbench) -> None:
    for key in ("<enter>", "<f4>"):
        typed(bench, f"{key} <escape>")
        typed(bench, key)
        assert bench.mode == "PALETTE"
        typed(bench, "<escape>")


def test_escape_leaves_the_palette_and_codes_nothing(bench: Workbench) -> None:
    typed(at(bench, MOTHER), "s c slow <escape>")
    assert (bench.mode, stored(bench), acts(bench)) == ("READ", [], 0)
    assert bench.selection


def test_the_dot_applies_the_last_codes_again(bench: Workbench) -> None:
    """A4: `.`."""
    typed(at(bench, MOTHER), "c <tab> <down> <tab> <enter>")
    typed(at(bench, LEAVE), "s .")
    assert {code for quote, code in stored(bench) if quote != MOTHER} == {"practice", "slowing-down"}


def test_a_recent_code_is_applied_by_its_digit(bench: Workbench) -> None:
    """A4: r 2."""
    typed(at(bench, MOTHER), "c slow <enter>")
    typed(at(bench, LEAVE), "s c barr <enter>")
    typed(at(bench, LISTEN), "r 2")
    assert (LISTEN, "slowing-down") in stored(bench)


def test_a_pinned_code_is_applied_by_its_digit(bench: Workbench) -> None:
    """A4: 3 (pinned); the pin is never moved by use."""
    typed(bench, "<tab> <end> p 3 <escape>")
    typed(at(bench, MOTHER), "3")
    typed(at(bench, LEAVE), "s 3")
    assert {code for _, code in stored(bench)} == {"barriers"}
    assert bench.book.pins == {"3": "barriers"}


@pytest.mark.parametrize(
    ("key", "why"),
    [
        (".", "No code was applied yet: press c."),
        ("r", "No code was applied yet: press c."),
        ("4", "No code is pinned to 4: Tab to the codebook, then p and 4 on a code."),
        ("m", "There is no excerpt here. Select some words first."),
        ("*", "There is no excerpt here."),
        ("a", "There is no excerpt here."),
        ("C", "There is no excerpt here."),
        ("x", "There is no excerpt here."),
        ("D", "There is no excerpt here."),
        ("[", "There is no excerpt here."),
        ("-", "There is no excerpt here."),
        ("+", "There is no excerpt here."),
        ("u", "There is nothing to undo. The history shows every act: pimh log"),
        ("U", "There is nothing to redo. The history shows every act: pimh log"),
    ],
)
def test_a_key_that_can_do_nothing_says_why(bench: Workbench, key: str, why: str) -> None:
    typed(bench, key)
    assert (told(bench), bench.went_wrong, acts(bench)) == (why, True, 0)


def test_ticked_codes_are_one_act_and_one_undo(bench: Workbench) -> None:
    """A5: three codes, one record, one undo."""
    typed(at(bench, MOTHER), "c <tab> <down> <tab> <down> <tab> <enter>")
    assert {code for _, code in stored(bench)} == {"practice", "slowing-down", "barriers"}
    assert acts(bench) == 1
    typed(bench, "u")
    assert stored(bench) == []


def test_a_new_code_goes_under_the_theme_that_is_chosen(bench: Workbench) -> None:
    """A6: two Enters, lands under the chosen sub-theme, one undo removes both."""
    typed(at(bench, MOTHER), "c ask <enter> slow <enter>")
    assert bench.sitting.book.path("ask") == "Practice > Slowing down > ask"
    assert stored(bench) == [(MOTHER, "ask")]
    typed(bench, "u")
    assert (stored(bench), "ask" in bench.sitting.book.by_key) == ([], False)


def test_the_next_new_code_goes_under_the_same_theme_by_two_enters(bench: Workbench) -> None:
    """A6: last sub-theme."""
    typed(at(bench, MOTHER), "c ask <enter> slow <enter>")
    typed(at(bench, LEAVE), "s c turnover <enter> <enter>")
    assert bench.sitting.book.path("turnover") == "Practice > Slowing down > turnover"


def test_a_typing_slip_shows_the_near_match_above_the_new_code(bench: Workbench) -> None:
    """A6: near-match shown."""
    typed(at(bench, MOTHER), "c barirers")
    assert isinstance(bench.panel, Palette)
    rows = [(row.kind, row.name) for row in bench.panel.picker.rows]
    assert rows == [("near", "Barriers"), ("new", "barirers")]
    typed(bench, "<up> <enter>")
    assert stored(bench) == [(MOTHER, "barriers")]


def test_a_path_makes_all_its_steps(bench: Workbench) -> None:
    """A6: theme > sub-theme > code typed in full creates the path."""
    typed(at(bench, MOTHER), "c")
    written(bench, "Care > Family > Mothers\n")
    assert bench.sitting.book.path("mothers") == "Care > Family > Mothers"
    undone_all(bench)
    assert "care" not in bench.sitting.book.by_key


def test_an_in_vivo_code_is_named_after_the_words(bench: Workbench) -> None:
    """A7: in-vivo."""
    typed(at(bench, "what they know"), "v <right> <right> <right> i <enter> barr <enter>")
    assert stored(bench) == [("what they know", "what-they-know")]
    assert bench.sitting.book.path("what-they-know") == "Barriers > what they know"


def test_a_second_code_on_the_same_words_joins_the_excerpt(bench: Workbench) -> None:
    """A8: same span and other code give the same excerpt id."""
    typed(at(bench, MOTHER), "s c slow <enter>")
    (before,) = bench.material.excerpts
    typed(at(bench, MOTHER), "s c barr <enter>")
    (after,) = bench.material.excerpts
    assert (after.id, after.codes) == (before.id, ("slowing-down", "barriers"))


def test_the_same_code_on_the_same_words_is_no_act(bench: Workbench) -> None:
    typed(at(bench, MOTHER), "s c slow <enter> s c slow <enter>")
    assert bench.message == "It is coded 'Slowing down' already; nothing changes."
    assert acts(bench) == 1


def test_blanks_alone_are_nothing_to_code(bench: Workbench) -> None:
    typed(at(bench, f" {LISTEN}"), "v l c")
    assert (told(bench), bench.mode) == ("Nothing to code here.", "CHOOSE")
    typed(bench, "<enter> m")
    assert told(bench) == "Nothing to code here."


def test_a_name_typed_ahead_where_nothing_can_be_coded_is_not_taken_for_keys(coded_bench: Workbench) -> None:
    """P1: the D of a code's name must not remove an excerpt."""
    before = stored(coded_bench)
    typed(at(coded_bench, f" {LISTEN}"), "v l c DxuDq <enter>")
    assert (stored(coded_bench), coded_bench.over, coded_bench.mode) == (before, False, "MARK")


def test_a_memo_keeps_its_lines_and_its_signs(coded_bench: Workbench) -> None:
    """A13: memo with newline, emoji; Esc saves."""
    typed(at(coded_bench, LEAVE), "m <end>")
    written(coded_bench, "\nask P3 👩‍👧 again")
    typed(coded_bench, "<escape>")
    assert (memo(coded_bench), coded_bench.mode) == ("turnover\nask P3 👩‍👧 again", "READ")
    typed(coded_bench, "u")
    assert memo(coded_bench) == "turnover"


@pytest.mark.parametrize("key", ["<escape>", "<f2>", "<ctrl+s>"])
def test_every_way_out_of_a_memo_saves_it(coded_bench: Workbench, key: str) -> None:
    typed(at(coded_bench, LEAVE), f"m ! {key}")
    assert memo(coded_bench) == "turnover!"


def test_a_memo_that_stayed_as_it_was_is_no_act(coded_bench: Workbench) -> None:
    before = acts(coded_bench)
    typed(at(coded_bench, LEAVE), "m <enter> <escape>")
    assert (acts(coded_bench), coded_bench.mode) == (before, "READ")


def test_m_on_words_without_a_code_asks_for_the_code_first(bench: Workbench) -> None:
    typed(at(bench, MOTHER), "s m barr <enter>")
    assert isinstance(bench.panel, Memo)
    typed(bench, "why? <escape>")
    assert (stored(bench), memo(bench)) == ([(MOTHER, "barriers")], "why?")


def test_m_on_a_selection_means_the_excerpt_of_just_these_words(bench: Workbench) -> None:
    typed(at(bench, "mother first"), "v <right> c barr <enter>")
    typed(at(bench, MOTHER), "s c prac <enter>")
    typed(at(bench, MOTHER), "s m long <escape>")
    assert {e.quote: e.memo for e in bench.material.excerpts} == {"mother": "", MOTHER: "long"}


def test_pasted_text_goes_into_the_memo_whole(coded_bench: Workbench) -> None:
    typed(at(coded_bench, LEAVE), "m")
    coded_bench.paste("\nD x u\x1b[31m")
    typed(coded_bench, "<escape>")
    assert memo(coded_bench) == "turnover\nD x u[31m"


@pytest.mark.parametrize("keys", ["", "v", "s", "<tab>", "<tab> <tab>", "?", "@"])
def test_pasted_text_never_is_commands(coded_bench: Workbench, keys: str) -> None:
    """I3: bracketed paste of `cDux` gives no record."""
    before = acts(coded_bench)
    typed(coded_bench, keys)
    mode = coded_bench.mode
    coded_bench.paste("cDux")
    assert (acts(coded_bench), coded_bench.mode) == (before, mode)
    assert coded_bench.message == "Pasted text is not taken as keys. Nothing was done."


def test_pasted_text_is_typed_into_the_palette(bench: Workbench) -> None:
    typed(at(bench, MOTHER), "c")
    bench.paste("barr\n")
    typed(bench, "<enter>")
    assert stored(bench) == [(MOTHER, "barriers")]


def test_a_star_is_set_and_taken_away(bench: Workbench) -> None:
    typed(at(bench, MOTHER), "c barr <enter> *")
    assert bench.in_hand
    assert (bench.in_hand.star, bench.message[:7]) == (True, "Starred")
    typed(bench, "*")
    assert (bench.in_hand.star, bench.message[:18]) == (False, "Took the star from")


def test_keys_that_arrive_at_once_each_find_their_own_panel(bench: Workbench) -> None:
    """I1: f c name Enter with several names in turn gives the right codes."""
    names = {"slow": "slowing-down", "barr": "barriers", "prac": "practice"}
    typed(bench, "g")
    for name in names:
        typed(bench, f"f c {name} <enter>")
    assert [code for _, code in stored(bench)] == list(names.values())
