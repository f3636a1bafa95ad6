"""The keys that move and select: where the cursor goes, what is selected, what is found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from building import made_study
from screen.bench import (
    LEAVE,
    LISTEN,
    MOTHER,
    at,
    bench,
    coded_bench,
    opened,
    selected,
    stored,
    told,
    typed,
    written,
)

from pimhcli.screen import chrome, mouse

if TYPE_CHECKING:
    from pathlib import Path

    from pimhcli.screen.workbench import Workbench

__all__ = ["bench", "coded_bench"]

SLOW = "We slow down now."


def turn(bench: Workbench) -> int:
    assert bench.turn
    return bench.turn.number


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ("s", SLOW),
        ("s s", f"{SLOW} {LISTEN}"),
        ("t", f"{SLOW} {LISTEN}"),
        ("v w <right>", "We slow"),
        ("<shift+right> <shift+right>", "We slow"),
        ("v l l", "We"),
        ("v w v <shift+right>", "We slow"),
        ("w v )", "slow down now."),
        ("v ) )", f"{SLOW} {LISTEN}"),
        ("v <end>", f"{SLOW} {LISTEN}"),
    ],
)
def test_what_is_selected_is_what_is_stored(bench: Workbench, keys: str, words: str) -> None:
    """A2: the stored quote equals the highlighted text."""
    typed(at(bench, SLOW), keys)
    assert selected(bench) == words
    typed(bench, "c barr <enter>")
    assert stored(bench) == [(words.strip(), "barriers")]


def test_a_selection_across_three_turns_is_stored_whole(bench: Workbench) -> None:
    """A2: also across 3 turns."""
    typed(at(bench, SLOW), "t t t")
    words = selected(bench)
    assert (words.startswith(SLOW), words.endswith("what is hard?")) == (True, True)
    typed(bench, "c barr <enter>")
    assert stored(bench) == [(words, "barriers")]


@pytest.mark.parametrize("keys", ["v J", "v w J"])
def test_the_label_at_an_end_of_the_selection_is_not_stored(bench: Workbench, keys: str) -> None:
    typed(at(bench, "that is hard"), f"<up> <home> {keys} c barr <enter>")
    assert not stored(bench)[0][0].endswith("P2:")
    typed(at(bench, "more than"), "<end> v J <right> c barr <enter>")
    assert stored(bench)[0][0] == "I"


def test_turns_and_sentences_are_added_before_the_selection_too(bench: Workbench) -> None:
    typed(at(bench, MOTHER), "S S")
    assert selected(bench) == f"{LISTEN}\nP2: {MOTHER}"
    typed(bench, "<escape>")
    typed(at(bench, MOTHER), "T T")
    assert selected(bench).startswith(SLOW)


def test_t_makes_whole_turns_of_a_part_of_one(bench: Workbench) -> None:
    typed(at(bench, LISTEN), "s t")
    assert selected(bench) == f"{SLOW} {LISTEN}"
    typed(bench, "<escape>")
    typed(at(bench, LISTEN), "s T")
    assert (selected(bench), bench.cursor) == (f"{SLOW} {LISTEN}", bench.transcript.text.index(SLOW))


def test_o_goes_to_the_other_end_and_extends_from_there(bench: Workbench) -> None:
    """A2: o."""
    typed(at(bench, LISTEN), "s o")
    assert bench.cursor == bench.transcript.text.index(LISTEN)
    typed(bench, "<shift+left>")
    assert selected(bench) == f"now. {LISTEN}"


def test_escape_drops_selection_and_marking(bench: Workbench) -> None:
    typed(bench, "v w")
    assert bench.mode == "MARK"
    typed(bench, "<escape>")
    assert (bench.mode, bench.selection) == ("READ", None)


def test_a_motion_without_marking_drops_the_selection(bench: Workbench) -> None:
    typed(at(bench, SLOW), "s w")
    assert bench.selection is None


def test_rows_down_and_up_keep_the_column(bench: Workbench) -> None:
    start = at(bench, "more than").cursor
    typed(bench, "j j k k")
    assert bench.cursor == start


def test_a_number_goes_to_its_turn(bench: Workbench) -> None:
    typed(bench, ": 4 <enter>")
    assert (turn(bench), bench.message, bench.mode) == (4, "", "READ")


@pytest.mark.parametrize(("number", "lands"), [("0", 1), ("99", 6), ("9" * 5000, 6)])
def test_a_number_beyond_the_turns_goes_to_the_nearest_and_says_so(
    bench: Workbench, number: str, lands: int
) -> None:
    typed(bench, ":")
    bench.paste(number)
    typed(bench, "<enter>")
    assert (turn(bench), bench.message) == (lands, "The turns are 1 to 6.")


def test_the_command_line_runs_a_command_by_its_name(bench: Workbench) -> None:
    typed(bench, ": select-turn <enter>")
    assert (bench.mode, selected(bench)) == ("READ", "What has changed?")


def test_a_command_that_opens_a_panel_comes_in_place_of_the_command_line(bench: Workbench) -> None:
    typed(bench, "<tab> : search <enter>")
    assert bench.mode == "SEARCH"


def test_f_goes_through_the_turns_without_a_code_and_leaves_the_moderator_out(bench: Workbench) -> None:
    """A14: exactly the uncoded turns, in order."""
    typed(at(bench, MOTHER), "t c barr <enter> g")
    visited = []
    while not bench.message:
        visited.append(turn(bench))
        typed(bench, "f")
    assert visited == [1, 2, 5, 6]
    assert bench.message == "There is no turn without a code after this one."
    back = []
    bench.message = ""
    while not bench.message:
        back.append(turn(bench))
        typed(bench, "F")
    assert back == [6, 5, 2]


def test_f_goes_through_the_turns_of_the_speakers_shown_alone(bench: Workbench) -> None:
    """A14: with @."""
    typed(bench, "@ 1 2 <enter>")
    assert bench.speakers == frozenset({"P2"})
    typed(bench, "f f")
    assert turn(bench) == 6
    typed(bench, "f")
    assert bench.message == "There is no turn without a code after this one, of the speakers shown."


def test_turn_by_turn_keeps_to_the_speakers_shown(bench: Workbench) -> None:
    typed(bench, "@ 1 2 <enter> J")
    assert turn(bench) == 3
    typed(bench, "J K")
    assert turn(bench) == 3


def test_no_speaker_ticked_shows_everybody(bench: Workbench) -> None:
    typed(bench, "@ 1 2 3 <enter>")
    assert (bench.speakers, bench.message) == (None, "Turns of everybody.")


def test_e_steps_through_the_excerpts_and_takes_each_up(coded_bench: Workbench) -> None:
    typed(coded_bench, "e")
    assert coded_bench.in_hand
    assert coded_bench.in_hand.quote == LISTEN
    typed(coded_bench, "e")
    assert coded_bench.in_hand.quote == LEAVE
    typed(coded_bench, "e")
    assert coded_bench.message == "There is no excerpt after this place."
    typed(coded_bench, "E")
    assert coded_bench.in_hand.quote == LISTEN


def test_e_visits_each_of_the_excerpts_that_start_together(bench: Workbench) -> None:
    typed(at(bench, SLOW), "s c barr <enter>")
    typed(at(bench, SLOW), "t c prac <enter> g e")
    quotes = [bench.in_hand and bench.in_hand.quote]
    typed(bench, "e")
    quotes.append(bench.in_hand and bench.in_hand.quote)
    assert quotes == [SLOW, f"{SLOW} {LISTEN}"]


def test_a_search_goes_on_round_the_text_both_ways(bench: Workbench) -> None:
    typed(bench, "/ SLOW <enter>")
    assert (turn(bench), bench.message) == (2, "“SLOW”: 1 of 2")
    typed(bench, "n")
    assert (turn(bench), bench.message) == (6, "“SLOW”: 2 of 2")
    typed(bench, "n")
    assert (turn(bench), bench.message) == (2, "“SLOW”: 1 of 2, from the start again")
    typed(bench, "N")
    assert (turn(bench), bench.message) == (6, "“SLOW”: 2 of 2, from the end again")


def test_what_stands_in_labels_and_headings_is_not_found(bench: Workbench) -> None:
    for words in ("P1", "Focus group"):
        typed(bench, "/")
        written(bench, f"{words}\n")
        assert bench.message == f"“{words}” was not found."


def test_the_places_found_are_shown_while_typing_until_escape(bench: Workbench) -> None:
    typed(bench, "/ slow")
    assert len(bench.search.hits) == 2
    typed(bench, "<enter> <escape>")
    assert not bench.scene.hits


def test_a_search_that_is_left_changes_nothing(bench: Workbench) -> None:
    typed(bench, "/ mother <enter> / slow <escape> n")
    assert bench.message == "“mother”: 2 of 2"


def test_n_before_any_search_says_how_to_search(bench: Workbench) -> None:
    typed(bench, "n")
    assert bench.message == "Search first: press /."


def test_a_drag_of_the_mouse_selects_what_keys_select(bench: Workbench) -> None:
    """A3: same span as keys."""
    start = bench.transcript.text.index(SLOW)
    mouse.pressed(bench, start, 1)
    mouse.dragged(bench, start + len(SLOW))
    assert selected(bench) == SLOW


@pytest.mark.parametrize(("clicks", "words"), [(1, ""), (2, "slow"), (3, SLOW), (4, f"{SLOW} {LISTEN}")])
def test_clicks_select_word_sentence_and_turn(bench: Workbench, clicks: int, words: str) -> None:
    mouse.pressed(bench, bench.transcript.text.index("slow"), clicks)
    assert selected(bench) == words


@pytest.mark.parametrize("clicks", [1, 2, 3, 4])
def test_a_click_on_a_label_or_behind_a_turn_stays_within_turns(bench: Workbench, clicks: int) -> None:
    for offset in range(len(bench.transcript.text) + 1):
        mouse.pressed(bench, offset, clicks)
        assert bench.turn
        assert bench.turn.start <= bench.cursor <= bench.turn.end


def test_a_click_takes_the_last_message_away(bench: Workbench) -> None:
    typed(bench, "x")
    mouse.pressed(bench, bench.transcript.text.index("slow"), 1)
    assert (bench.message, bench.went_wrong) == ("", False)


def test_a_click_on_a_lane_takes_its_excerpt(coded_bench: Workbench) -> None:
    excerpt = coded_bench.material.excerpts[1]
    mouse.taken(coded_bench, excerpt.id)
    assert (coded_bench.taken_up, coded_bench.message) == (excerpt, "Took Barriers.")


def test_a_click_on_a_code_applies_it_to_the_selection_and_else_shows_it(bench: Workbench) -> None:
    mouse.entry_clicked(bench, 3, 20)
    assert bench.message == "Barriers (0 excerpts). Select some words to apply it."
    typed(at(bench, SLOW), "s")
    mouse.entry_clicked(bench, 3, 20)
    assert stored(bench) == [(SLOW, "barriers")]


@pytest.mark.parametrize("talk", ["P1:\nP2: Yes.", "P1:   \nP2: Yes."])
def test_in_a_turn_without_words_there_is_nothing_to_select(tmp_path: Path, talk: str) -> None:
    empty = opened(made_study(tmp_path / "study", talk=talk))
    for keys in ("s", "t"):
        typed(empty, keys)
        assert empty.message == "There are no words here."
    typed(empty, "c")
    assert told(empty) == "Nothing to code here."
    empty.sitting.close()


def test_in_mark_a_search_extends_the_selection_to_the_words_found(bench: Workbench) -> None:
    """A2: every motion extends."""
    typed(at(bench, MOTHER), "v / knows <enter>")
    assert (selected(bench), bench.mode) == (f"{MOTHER} It’s the mother who knows", "MARK")


@pytest.mark.parametrize("keys", [": 5 <enter>", "f", "e"])
def test_in_mark_whatever_goes_elsewhere_extends_the_selection(coded_bench: Workbench, keys: str) -> None:
    """A2: also a turn's number, the next uncoded turn and the next excerpt."""
    typed(at(coded_bench, MOTHER), f"v {keys}")
    assert selected(coded_bench).startswith(MOTHER)
    assert coded_bench.mode == "MARK"


def test_the_words_of_a_selection_are_those_said_without_the_names_of_speakers(bench: Workbench) -> None:
    typed(at(bench, MOTHER), "t t")
    assert "· 14 words" in "".join(words for words, _ in chrome.status(bench, 100)[0])
