"""The code palette as keys change it, and what Enter makes of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pimhcli.coding.codebook import Code, Codebook
from pimhcli.screen.keys import Keymap
from pimhcli.screen.picker import (
    NO_THEME,
    Cancelled,
    Chosen,
    Habits,
    New,
    Outcome,
    Passage,
    Picker,
    Row,
    named_after,
)

BOOK = Codebook(
    (
        Code("practice", "Practice", "theme", definition="What people\ndo."),
        Code("reflection", "Reflection", "sub-theme", "practice"),
        Code("reflective", "Reflective practice", "code", "reflection"),
        Code("peers", "Peer support", "code", "reflection"),
        Code("barriers", "Barriers", "theme"),
        Code("time", "Time pressure", "code", "barriers"),
    )
)
HABITS = Habits(recent=("time",), counts={"peers": 4, "time": 2}, under="reflection")
NAMES = {" ": "space", ">": "greater_than_sign", "-": "minus"}


def picker(text: str = "", *, book: Codebook = BOOK, habits: Habits = HABITS) -> Picker:
    return Picker(book, habits, Passage(), text)


def press(palette: Picker, *keys: str) -> Outcome | None:
    """Presses keys one after the other; what the last gives."""
    outcome = None
    for key in keys:
        outcome = palette.press(key, None)
    return outcome


def write(palette: Picker, text: str) -> Picker:
    for character in text:
        palette.press(NAMES.get(character, character), character)
    return palette


def lines(palette: Picker) -> list[str]:
    marks = {"code": "", "near": "? ", "new": "+ ", "none": ""}
    return [
        f"{'>' if index == palette.highlight else ' '}{marks[row.kind]}{row.name}"
        for index, row in enumerate(palette.rows)
    ]


def test_an_empty_palette_lists_the_recent_and_used_codes_first() -> None:
    assert lines(picker()) == [
        ">Time pressure", " Peer support", " Practice", " Reflection", " Reflective practice", " Barriers",
    ]  # fmt: skip


def test_a_row_tells_name_place_and_count() -> None:
    assert picker().rows[1] == Row("code", "peers", "Peer support", "Practice > Reflection", 4, ticked=False)


def test_typing_and_enter_apply_the_highlighted_code() -> None:
    """A1: `refl` and Enter."""
    assert press(write(picker(), "reflective"), "enter") == Chosen(("reflective",))


def test_keys_that_arrive_at_once_choose_by_what_was_typed() -> None:
    """I1: no list that was shown before the last letter decides."""
    palette = picker()
    assert palette.rows[0].key == "time"
    palette.editor.insert("peer")
    assert press(palette, "enter") == Chosen(("peers",))


@pytest.mark.parametrize(
    ("keys", "key"),
    [
        (["down"], "peers"),
        (["ctrl+n", "ctrl+n"], "practice"),
        (["down", "up"], "time"),
        (["ctrl+p"], "barriers"),
        (["up", "down"], "time"),
    ],
)
def test_the_highlight_moves_and_goes_round(keys: list[str], key: str) -> None:
    assert press(picker(), *keys, "enter") == Chosen((key,))


def test_typing_puts_the_highlight_on_the_best_match_again() -> None:
    palette = write(picker(), "r")
    press(palette, "down")
    write(palette, "efl")
    assert palette.highlight == 0


def test_all_ticked_codes_are_applied_together() -> None:
    """A5: three codes by Tab, in the order of ticking."""
    palette = write(picker(), "peer")
    press(palette, "tab", "ctrl+u")
    write(palette, "barr")
    press(palette, "tab", "ctrl+u", "tab")
    assert press(palette, "enter") == Chosen(("peers", "barriers", "time"))


def test_a_tick_shows_in_its_row_and_goes_by_the_same_key() -> None:
    palette = picker()
    press(palette, "tab")
    assert [row.key for row in palette.rows if row.ticked] == ["time"]
    press(palette, "tab")
    assert palette.ticked == ()


def test_escape_cancels() -> None:
    assert press(write(picker(), "peer"), "escape") == Cancelled()


def test_ctrl_u_clears_what_is_typed() -> None:
    palette = write(picker(), "peer")
    press(palette, "ctrl+u")
    assert (palette.editor.text, len(palette.rows)) == ("", 6)


def test_a_new_code_stands_last_while_others_fit() -> None:
    palette = write(picker(), "pressure")
    assert lines(palette) == [">Time pressure", " + pressure"]


@pytest.mark.parametrize("text", ["time pressure", "TIME-PRESSURE", "time", "Barriers > Time pressure"])
def test_no_new_code_is_offered_beside_an_exact_match(text: str) -> None:
    book = Codebook((*BOOK.codes, Code("t", "Time", "theme")))
    assert "new" not in [row.kind for row in write(picker(book=book), text).rows]


def test_misspelt_codes_stand_above_the_new_one_which_is_highlighted() -> None:
    """A6: the near match is shown for `refelctive`."""
    assert lines(write(picker(), "refelctive")) == [" ? Reflective practice", ">+ refelctive"]


def test_a_misspelt_code_can_be_chosen_all_the_same() -> None:
    assert press(write(picker(), "refelctive"), "up", "enter") == Chosen(("reflective",))


def test_two_enters_make_a_code_under_the_last_sub_theme() -> None:
    """A6: a new code on the fly."""
    palette = write(picker(), "ward  culture ")
    assert press(palette, "enter") is None
    assert palette.naming == "ward culture"
    assert lines(palette) == [">Reflection", " Practice", " Barriers", f" {NO_THEME}"]
    assert press(palette, "enter") == New("ward culture", "reflection")


def test_the_theme_of_a_new_code_is_found_by_typing() -> None:
    palette = write(picker(), "ward culture")
    press(palette, "enter")
    assert press(write(palette, "barr"), "enter") == New("ward culture", "barriers")


def test_a_new_code_can_stay_without_a_theme() -> None:
    palette = write(picker(), "ward culture")
    press(palette, "enter", "up")
    assert press(palette, "enter") == New("ward culture", "")


def test_without_a_last_sub_theme_none_is_the_default() -> None:
    palette = write(picker(habits=Habits()), "ward culture")
    press(palette, "enter")
    assert lines(palette)[0] == f">{NO_THEME}"


def test_a_theme_that_is_not_there_makes_no_code() -> None:
    palette = write(picker(), "ward culture")
    press(palette, "enter")
    assert press(write(palette, "xyz"), "enter") is None
    assert palette.rows == ()


def test_escape_goes_from_the_theme_back_to_the_name() -> None:
    palette = write(picker(), "time off")
    press(palette, "enter")
    write(palette, "barr")
    assert press(palette, "escape") is None
    assert (palette.editor.text, lines(palette)[-1]) == ("time off", ">+ time off")
    assert press(palette, "enter", "enter") == New("time off", "reflection")


def test_ticks_are_not_for_themes() -> None:
    palette = write(picker(), "ward culture")
    press(palette, "enter", "tab")
    assert palette.ticked == ()


def test_a_path_in_full_makes_the_code_at_once() -> None:
    palette = write(picker(), "Practice>Reflection >  ward culture")
    assert press(palette, "enter") == New("Practice > Reflection > ward culture", "")


def test_ticked_codes_are_applied_with_the_new_one() -> None:
    palette = picker()
    press(palette, "tab")
    write(palette, "ward culture")
    press(palette, "enter")
    assert press(palette, "enter") == New("ward culture", "reflection", ("time",))


def test_an_in_vivo_code_starts_at_the_new_code() -> None:
    """A7: the words of the passage are the name, whatever else they fit."""
    palette = picker("press")
    assert lines(palette) == [" Time pressure", ">+ press"]
    write(palette, "u")
    assert lines(palette) == [" Time pressure", ">+ pressu"]
    assert press(palette, "enter", "enter") == New("pressu", "reflection")


def test_an_in_vivo_code_that_is_cleared_is_a_search_again() -> None:
    palette = picker("ward culture")
    press(palette, "ctrl+u")
    assert lines(write(palette, "time"))[0] == ">Time pressure"


def test_in_an_empty_codebook_enter_chooses_nothing_and_a_name_makes_the_first_code() -> None:
    palette = picker(book=Codebook())
    assert press(palette, "down", "tab", "enter") is None
    assert press(write(palette, "first"), "enter", "enter") == New("first", "")


def test_a_paste_is_typed_text_on_one_line() -> None:
    palette = picker()
    palette.paste("peer\nsupport")
    assert press(palette, "enter") == Chosen(("peers",))


def test_the_definition_of_the_highlighted_code_is_one_line() -> None:
    assert write(picker(), "practice").definition == "What people do."
    assert write(picker(), "unheard of").definition == ""


def test_the_text_to_be_coded_is_kept_for_the_head() -> None:
    assert Picker(BOOK, HABITS, Passage("We talked.", 2)).passage == Passage("We talked.", 2)


def test_keys_of_ones_own_work_in_the_palette() -> None:
    palette = Picker(BOOK, HABITS, Passage(), keymap=Keymap({"tick": ("f12",)}))
    assert press(palette, "f12", "tab", "down", "enter") == Chosen(("time",))


@pytest.mark.parametrize(
    ("quote", "name"),
    [
        ("“We never\n had time.”", "We never had time"),
        ("x" * 70, "x" * 60),
        ("so " * 30, ("so " * 20).strip()),
        ("a > b", "a b"),
        ("… (?)", ""),
    ],
)
def test_an_in_vivo_name_is_the_first_words_of_the_passage(quote: str, name: str) -> None:
    assert named_after(quote) == name


@given(
    st.lists(
        st.sampled_from(["down", "up", "tab", "ctrl+u", "backspace", "left", "enter", *"reptim >-"]),
        max_size=15,
    ),
    st.sampled_from(["", "press"]),
)
def test_whatever_is_pressed_a_row_is_highlighted_and_the_outcome_is_in_the_codebook(
    keys: list[str], text: str
) -> None:
    palette = picker(text)
    for key in keys:
        outcome = palette.press(NAMES.get(key, key), key if len(key) == 1 else None)
        assert not palette.rows or palette.rows[palette.highlight]
        if isinstance(outcome, Chosen):
            assert outcome.keys
            assert set(outcome.keys) <= BOOK.by_key.keys()
        if isinstance(outcome, New):
            assert outcome.name
