"""A text is typed, moved in and changed by keys."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pimhcli.screen.editor import Editor
from pimhcli.transcripts.segments import graphemes

FAMILY = "👩‍👩‍👧"
MEMO = "first line\nsecond, longer line\nend"

KEYS = st.sampled_from([*sorted(Editor.ACTS), "space", "x"])


def typed(editor: Editor, *keys: str) -> Editor:
    for key in keys:
        editor.press(key, key if len(key) == 1 else None)
    return editor


def at(text: str, cursor: int, **options: bool | int) -> Editor:
    editor = Editor(text, multiline=bool(options.get("multiline")), width=int(options.get("width", 0)))
    editor.cursor = cursor
    return editor


def state(editor: Editor) -> str:
    """The text with a bar where the cursor is."""
    return f"{editor.text[: editor.cursor]}|{editor.text[editor.cursor :]}"


def test_a_text_to_start_with_has_the_cursor_behind_it() -> None:
    assert state(Editor("peer")) == "peer|"


def test_letters_are_typed_at_the_cursor() -> None:
    assert state(typed(at("per", 2), "e")) == "pee|r"


@pytest.mark.parametrize(
    ("key", "character"), [("space", " "), ("question_mark", "?"), ("é", "é"), ("J", "J"), ("😀", "😀")]
)
def test_a_key_types_its_character(key: str, character: str) -> None:
    editor = Editor()
    assert editor.press(key, character)
    assert editor.text == character


@pytest.mark.parametrize(
    ("key", "character"),
    [
        ("escape", "\x1b"),
        ("tab", "\t"),
        ("ctrl+a", "\x01"),
        ("alt+x", "x"),
        ("f2", None),
        ("enter", "\r"),
        ("up", None),
    ],
)
def test_other_keys_are_no_keys_of_a_single_line(key: str, character: str | None) -> None:
    editor = Editor("a")
    assert not editor.press(key, character)
    assert state(editor) == "a|"


@pytest.mark.parametrize(
    ("cursor", "keys", "after"),
    [
        (5, ["left"], "peer| support"),
        (0, ["left"], "|peer support"),
        (4, ["right", "right"], "peer s|upport"),
        (12, ["right"], "peer support|"),
        (7, ["home"], "|peer support"),
        (2, ["end"], "peer support|"),
        (7, ["ctrl+left"], "peer |support"),
        (5, ["ctrl+left"], "|peer support"),
        (0, ["ctrl+left"], "|peer support"),
        (1, ["ctrl+right"], "peer| support"),
        (4, ["ctrl+right"], "peer support|"),
        (5, ["backspace"], "peer|support"),
        (0, ["backspace"], "|peer support"),
        (4, ["delete"], "peer|support"),
        (12, ["delete"], "peer support|"),
        (4, ["ctrl+u"], "|"),
        (4, ["ctrl+k"], "peer|"),
    ],
)
def test_keys_move_and_remove_in_a_line(cursor: int, keys: list[str], after: str) -> None:
    assert state(typed(at("peer support", cursor), *keys)) == after


@pytest.mark.parametrize("character", [FAMILY, "👍🏽", "🇸🇪", "e\u0301", "❤️"])
def test_a_character_of_several_code_points_is_one_step_and_goes_as_one(character: str) -> None:
    editor = Editor(f"a{character}b")
    assert state(typed(editor, "left", "left")) == f"a|{character}b"
    assert state(typed(editor, "right")) == f"a{character}|b"
    assert state(typed(editor, "backspace")) == "a|b"


def test_shift_held_over_a_key_of_editing_makes_no_difference() -> None:
    assert state(typed(Editor("peer"), "shift+backspace", "shift+left")) == "pe|e"


def test_a_character_that_needs_altgr_is_typed() -> None:
    editor = Editor()
    assert editor.press("ctrl+at", "@")
    assert editor.text == "@"


def test_an_emoji_of_several_parts_can_be_typed_part_by_part() -> None:
    editor = Editor()
    for part in FAMILY:
        assert editor.press(part, part)
    assert state(editor) == f"{FAMILY}|"


def test_a_mark_joins_the_letter_before_the_cursor() -> None:
    assert state(typed(at("ex", 1), "\u0301")) == "e\u0301|x"


def test_a_paste_into_one_line_has_blanks_for_line_breaks() -> None:
    editor = Editor()
    editor.insert("time\r\npressure\tat\u2028night")
    assert state(editor) == "time pressure at night|"


def test_a_paste_into_several_lines_keeps_them() -> None:
    editor = Editor(multiline=True)
    editor.insert("one\r\ntwo\rthree")
    assert editor.text == "one\ntwo\nthree"


@pytest.mark.parametrize("hostile", ["\x1b", "\x07", "\x00", "\x9b", "\u202e", "\u2066", "\ufeff", "\udc80"])
def test_controls_are_left_out_of_a_paste(hostile: str) -> None:
    """V9: nothing that is typed or pasted can carry a control sequence."""
    assert Editor(f"a{hostile}[31mb").text == "a[31mb"


def test_no_more_is_taken_than_there_is_room_for() -> None:
    editor = Editor("peers", limit=6)
    assert state(typed(editor, "s", "s")) == "peerss|"


def test_a_character_that_has_no_room_for_all_its_parts_is_left_out() -> None:
    editor = Editor("abc", limit=6)
    editor.insert(f"d{FAMILY}")
    assert editor.text == "abcd"


@pytest.mark.parametrize(
    ("cursor", "keys", "after"),
    [
        (10, ["enter"], "first line\n|\nsecond, longer line\nend"),
        (8, ["down"], "first line\nsecond, |longer line\nend"),
        (28, ["down"], "first line\nsecond, longer line\nend|"),
        (28, ["up"], "first line|\nsecond, longer line\nend"),
        (3, ["up"], "|first line\nsecond, longer line\nend"),
        (32, ["down"], "first line\nsecond, longer line\nend|"),
        (15, ["home"], "first line\n|second, longer line\nend"),
        (15, ["end"], "first line\nsecond, longer line|\nend"),
        (17, ["ctrl+u"], "first line\n|, longer line\nend"),
        (17, ["ctrl+k"], "first line\nsecond|\nend"),
        (10, ["ctrl+k"], "first line|second, longer line\nend"),
        (11, ["backspace"], "first line|second, longer line\nend"),
    ],
)
def test_keys_move_and_remove_among_lines(cursor: int, keys: list[str], after: str) -> None:
    assert state(typed(at(MEMO, cursor, multiline=True), *keys)) == after


def test_the_column_is_kept_over_a_shorter_line() -> None:
    editor = at("a longer line\nab\nanother long one", 9, multiline=True)
    assert state(typed(editor, "down", "down")) == "a longer line\nab\nanother l|ong one"


def test_another_key_forgets_the_column() -> None:
    editor = at("a longer line\nab\nanother long one", 9, multiline=True)
    assert state(typed(editor, "down", "left", "down")) == "a longer line\nab\na|nother long one"


def test_rows_are_broken_behind_blanks_and_within_words_that_are_too_long() -> None:
    editor = Editor("time pressure at\nunbreakables", multiline=True, width=8)
    assert [editor.text[start:end] for start, end in editor.rows()] == [
        "time ", "pressure ", "at", "unbreaka", "bles",
    ]  # fmt: skip


def test_up_and_down_go_by_the_rows_that_are_seen() -> None:
    editor = at("time pressure at night", 2, multiline=True, width=8)
    assert state(typed(editor, "down")) == "time pr|essure at night"
    assert state(typed(editor, "end")) == "time pressure| at night"
    assert state(typed(editor, "down", "home")) == "time pressure |at night"


def test_the_caret_stands_behind_wide_characters() -> None:
    assert at("a\n日本x", 4, multiline=True).caret() == (1, 4)


def test_a_line_longer_than_its_room_is_shown_around_the_cursor() -> None:
    editor = Editor("abcdefghij")
    assert editor.window(5) == ("ghij", 4)
    assert typed(editor, "home").window(5) == ("abcde", 0)


def test_clearing_leaves_nothing() -> None:
    editor = Editor("peer")
    editor.clear()
    assert state(editor) == "|"


@given(
    text=st.text(max_size=8),
    keys=st.lists(KEYS, max_size=12),
    width=st.integers(0, 5),
    multiline=st.booleans(),
)
def test_the_cursor_never_stands_within_a_character(
    text: str, keys: list[str], width: int, *, multiline: bool
) -> None:
    editor = typed(Editor(text, multiline=multiline, width=width), *keys)
    assert editor.cursor in graphemes(editor.text)
    assert not any(unicodedata.category(c) == "Cc" for c in editor.text.replace("\n", ""))


@given(st.text(alphabet="ab 日é\n", max_size=30), st.integers(1, 8))
def test_rows_tile_the_text_but_for_its_line_breaks(text: str, width: int) -> None:
    editor = Editor(text, multiline=True, width=width)
    rows = editor.rows()
    gaps = [editor.text[end:start] for (_, end), (start, _) in pairwise(rows)]
    assert (rows[0][0], rows[-1][1], set(gaps) - {"", "\n"}) == (0, len(editor.text), set())


@given(st.text(max_size=20), st.integers(0, 20), st.integers(2, 9))
def test_the_shown_part_of_a_line_holds_the_cursor(text: str, lefts: int, room: int) -> None:
    editor = typed(Editor(text), *["left"] * lefts)
    shown, column = editor.window(room)
    assert shown in editor.text
    assert 0 <= column < room
