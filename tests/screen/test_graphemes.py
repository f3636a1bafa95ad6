"""Every character is drawn in a form whose width all terminals agree on, and no control reaches them."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from pimhcli.screen.graphemes import fitted, form, is_plain, shown, width


@pytest.mark.parametrize(
    ("cluster", "drawn", "cells"),
    [
        ("a", "a", 1), ("’", "’", 1), ("…", "…", 1), ("\t", "    ", 4), ("\n", " ", 1), ("\r\n", " ", 1),
        ("👩‍👧‍👦", "👩", 2), ("❤️", "❤", 1), ("⚠️", "⚠", 1), ("1️⃣", "1", 1), ("👍🏽", "👍", 2), ("🇩🇪", "DE", 2),
        ("e\u0301", "é", 1), ("\u0301", "◌\u0301", 1), ("\u1112\u1161\u11ab", "한", 2), ("你", "你", 2),
        ("กำ", "กำ", 2), ("नि", "न·", 2), ("ते", "ते", 1),
        ("䷀", "·", 1), ("\u200d", "·", 1), ("\ufe0f", "·", 1),
    ],
)  # fmt: skip
def test_a_character_is_drawn_in_the_form_terminals_agree_on(cluster: str, drawn: str, cells: int) -> None:
    """V7: a display form a grapheme, of a known width."""
    assert (form(cluster), width(cluster)) == (drawn, cells)


@pytest.mark.parametrize(
    "control",
    ["\x00", "\x07", "\x1b", "\x7f", "\x9b", "\xad", "\u202e", "\u2066", "\u200b", "\u2028", "\ud800"],
)
def test_a_control_is_drawn_as_a_dot(control: str) -> None:
    """V9: ESC, CSI, BEL and bidi controls of a transcript never come out."""
    assert form(control) == "·"


@given(st.text(st.characters(), max_size=12))
@example("\x1b[31m\u202e")
@example("e" + "\u0301" * 40)
def test_nothing_drawn_is_a_control_or_has_no_width(text: str) -> None:
    """V9: whatever the text, what is drawn is printable."""
    drawn = shown(text)
    assert not [sign for sign in drawn if unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Cn", "Zl", "Zp"}]
    assert cell_len(drawn) >= bool(text)


def test_plain_characters_are_drawn_as_they_stand_in_one_cell() -> None:
    plain = [
        sign for sign in map(chr, range(0x110000)) if is_plain(sign) and unicodedata.category(sign) != "Cn"
    ]
    assert [sign for sign in plain if width(sign) != 1 or form(sign) not in {sign, " "}] == []
    assert is_plain("“Don’t – we’re fine…”, she said.\nÄrger, ça va")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PX1", "PX1   "),
        ("Moderator", "Moder…"),
        ("你好吗朋友", "你好… "),
        ("a\x1bb", "a·b   "),
        ("", "      "),
    ],
)
def test_a_label_is_fitted_into_its_cells(text: str, expected: str) -> None:
    assert fitted(text, 6) == expected
