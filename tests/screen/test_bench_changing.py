"""The keys that change excerpts: other codes, other ends, split and merged, taken up and removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from screen.bench import KNOWS, LEAVE, LISTEN, MOTHER, at, bench, coded_bench, stored, typed, written

if TYPE_CHECKING:
    from pimhcli.screen.workbench import Workbench

__all__ = ["bench", "coded_bench"]

SLOW = "We slow down now."


def quotes(bench: Workbench) -> list[str]:
    return [excerpt.quote for excerpt in bench.material.excerpts]


def overlapping(bench: Workbench) -> Workbench:
    """Codes a turn, a sentence in it, and a word in that; the cursor is on the word."""
    typed(at(bench, MOTHER), "t c prac <enter>")
    typed(at(bench, MOTHER), "s c barr <enter>")
    typed(at(bench, "mother first"), "v <right> c slow <enter>")
    return at(bench, "mother first")


def test_another_code_keeps_memo_star_and_words(coded_bench: Workbench) -> None:
    """A9: C keeps memo and span."""
    (before,) = [e for e in coded_bench.material.excerpts if e.quote == LEAVE]
    typed(at(coded_bench, LEAVE), "C slow <enter>")
    (after,) = [e for e in coded_bench.material.excerpts if e.quote == LEAVE]
    assert (after.id, after.span, after.memo, after.star) == (before.id, before.span, "turnover", True)
    assert after.codes == ("slowing-down",)


def test_of_several_codes_c_asks_which_is_to_change(coded_bench: Workbench) -> None:
    typed(at(coded_bench, LEAVE), "a c prac <enter> C 2 slow <enter>")
    assert coded_bench.in_hand
    assert set(coded_bench.in_hand.codes) == {"barriers", "slowing-down"}


def test_a_code_is_changed_for_one_alone(coded_bench: Workbench) -> None:
    before = stored(coded_bench)
    typed(at(coded_bench, LEAVE), "C <tab> <down> <tab> <enter>")
    assert coded_bench.message == "A code can be changed for one other alone: tick no more than one."
    assert stored(coded_bench) == before


def test_a_code_is_not_changed_for_one_that_is_to_be_made(coded_bench: Workbench) -> None:
    typed(at(coded_bench, LEAVE), "C unheard <enter> <enter>")
    assert "make the new one first" in coded_bench.message


def test_the_end_is_moved_by_motions_and_kept(coded_bench: Workbench) -> None:
    """A10: RESIZE the end, cross-turn; one undo step."""
    typed(at(coded_bench, LEAVE), "]")
    assert coded_bench.mode == "RESIZE"
    typed(coded_bench, "J <right> <right> <enter>")
    assert (coded_bench.mode, quotes(coded_bench)[-1].splitlines()[-1]) == ("READ", "P2: We slow")
    typed(coded_bench, "u")
    assert quotes(coded_bench)[-1] == LEAVE


def test_the_start_is_moved_by_motions_and_kept(coded_bench: Workbench) -> None:
    """A10: RESIZE the start; overshoot is undone by the opposite key."""
    typed(at(coded_bench, LISTEN), "[ b b b w <enter>")
    assert quotes(coded_bench)[0] == f"down now. {LISTEN}"


def test_the_keys_for_layouts_without_brackets_grab_as_well(coded_bench: Workbench) -> None:
    typed(at(coded_bench, LISTEN), "< b <enter>")
    typed(at(coded_bench, LEAVE), "> <right> <enter>")
    assert quotes(coded_bench) == [f"now. {LISTEN}", "People leave, and"]


def test_resizing_can_switch_to_the_other_end(coded_bench: Workbench) -> None:
    """A10: both ends."""
    typed(at(coded_bench, LEAVE), "[ ] <right> [ w <enter>")
    assert quotes(coded_bench)[-1] == "leave, and"


def test_escape_restores_the_size(coded_bench: Workbench) -> None:
    """A10: Esc restores."""
    typed(at(coded_bench, LEAVE), "] w w w <escape>")
    assert (coded_bench.mode, quotes(coded_bench)[-1]) == ("READ", LEAVE)
    assert coded_bench.message == "The excerpt keeps its size."


@pytest.mark.parametrize("keys", ["] K K", "] g", "[ J", "[ G"])
def test_an_end_cannot_cross_the_other(coded_bench: Workbench, keys: str) -> None:
    """A10: cannot cross."""
    typed(at(coded_bench, LEAVE), keys)
    assert coded_bench.selection == coded_bench.material.excerpts[1].span
    typed(coded_bench, "<enter>")
    assert quotes(coded_bench)[-1] == LEAVE


def test_a_size_of_blanks_alone_is_refused_and_can_be_mended(coded_bench: Workbench) -> None:
    typed(at(coded_bench, LISTEN), "v <right> c barr <enter>")
    typed(at(coded_bench, "We listen"), "a ] l [ l l <enter>")
    assert coded_bench.message.startswith("An excerpt needs at least one word.")
    typed(coded_bench, "<escape>")
    assert "We" in quotes(coded_bench)


def test_split_halves_tile_the_words_and_keep_codes_memo_and_star(coded_bench: Workbench) -> None:
    """A11: split keeps quotes tiling and codes."""
    typed(at(coded_bench, "leave, and"), "-")
    halves = coded_bench.material.excerpts[1:]
    assert [half.quote for half in halves] == ["People", "leave"]
    assert {(half.codes, half.memo, half.star) for half in halves} == {(("barriers",), "turnover", True)}


def test_merged_again_they_are_one_with_both_codes(coded_bench: Workbench) -> None:
    """A11: merge: codes united, memos joined."""
    typed(at(coded_bench, "leave, and"), "- C slow <enter> m ! <escape>")
    typed(at(coded_bench, "People"), "+")
    merged = coded_bench.material.excerpts[-1]
    assert (merged.quote, set(merged.codes)) == (LEAVE, {"barriers", "slowing-down"})
    assert merged.memo == "turnover\nturnover!"


def test_nothing_is_split_at_the_start_and_nothing_merged_that_is_apart(coded_bench: Workbench) -> None:
    typed(at(coded_bench, LEAVE), "-")
    assert coded_bench.message == "There is nothing to split here. Go to a place inside the excerpt."
    typed(coded_bench, "+")
    assert coded_bench.message == "No excerpt of yours after this one touches or overlaps it."


def test_x_removes_a_code_and_d_a_whole_excerpt_of_several(bench: Workbench) -> None:
    """A12: `x` vs `D` on overlapping."""
    typed(overlapping(bench), "x")
    assert set(stored(bench)) == {(f"{MOTHER} {KNOWS}", "practice"), (MOTHER, "barriers")}
    typed(at(bench, "mother first"), "a c slow <enter>")
    typed(at(bench, "mother first"), "D")
    assert quotes(bench) == [f"{MOTHER} {KNOWS}"]


def test_x_asks_which_code_only_when_there_are_several(coded_bench: Workbench) -> None:
    """A12: x."""
    typed(at(coded_bench, LEAVE), "a c prac <enter> x")
    assert coded_bench.mode == "CHOOSE"
    typed(coded_bench, "1 <delete>")
    assert [quote for quote, _ in stored(coded_bench)] == [LISTEN]


def test_a_goes_through_all_excerpts_that_overlap(bench: Workbench) -> None:
    """A12: `a` cycles all overlapping."""
    overlapping(bench)
    taken = []
    for _ in range(4):
        typed(bench, "a")
        assert bench.taken_up
        taken.append(bench.taken_up.quote)
    assert taken == ["mother", MOTHER, f"{MOTHER} {KNOWS}", "mother"]
    assert bench.message == "Took Slowing down (1 of 3 here)."


def test_c_adds_a_code_to_the_excerpt_taken_up(bench: Workbench) -> None:
    typed(overlapping(bench), "a a a c slow <enter>")
    assert (f"{MOTHER} {KNOWS}", "slowing-down") in stored(bench)


def test_an_excerpt_is_taken_up_no_longer_once_the_cursor_leaves_it(bench: Workbench) -> None:
    typed(overlapping(bench), "a <right> <right>")
    assert bench.taken_up is None
    typed(at(bench, "mother first"), "c barr <enter>")
    assert bench.message == "It is coded 'Barriers' already; nothing changes."


def test_taking_up_another_place_s_excerpt_is_not_coding_it(bench: Workbench) -> None:
    overlapping(bench)
    typed(at(bench, LEAVE), "v <right> c barr <enter>")
    typed(at(bench, LISTEN), "s c prac <enter> a")
    at(bench, LEAVE)
    typed(bench, "c slow <enter>")
    assert ("People leave, and what they know leaves with them.", "slowing-down") in stored(bench)


def test_an_excerpt_within_the_selection_can_be_taken_up(bench: Workbench) -> None:
    typed(at(bench, "mother first"), "v <right> c slow <enter>")
    typed(at(bench, MOTHER), "s a c barr <enter>")
    assert {(quote, code) for quote, code in stored(bench)} == {
        ("mother", "slowing-down"),
        ("mother", "barriers"),
    }


def test_in_the_pane_of_excerpts_the_keys_mean_the_chosen_one(bench: Workbench) -> None:
    typed(overlapping(bench), "<tab> <tab> j m")
    written(bench, "on the sentence")
    typed(bench, "<escape>")
    assert {e.quote for e in bench.material.excerpts if e.memo} == {MOTHER}
    typed(at(bench, "mother first"), "*")
    assert [e.quote for e in bench.material.excerpts if e.star] == [MOTHER]


def test_enter_in_the_pane_of_excerpts_takes_the_chosen_one(bench: Workbench) -> None:
    typed(overlapping(bench), "<tab> <tab> j j <enter>")
    assert bench.taken_up
    assert (bench.mode, bench.taken_up.codes) == ("READ", ("practice",))


def test_resizing_from_the_pane_of_excerpts_goes_back_to_the_text(bench: Workbench) -> None:
    typed(overlapping(bench), "<tab> <tab> j ]")
    assert bench.mode == "RESIZE"
    typed(bench, ") <enter>")
    assert (bench.mode, quotes(bench)) == ("READ", [f"{MOTHER} {KNOWS}", "mother"])
