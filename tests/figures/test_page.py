"""The widths and lines of words in figures."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageFont

from pimhcli.coding.codebook import Code, Codebook
from pimhcli.figures import page, typefaces

ANY = st.text(max_size=120)


@pytest.mark.parametrize("letter", sorted({*string.ascii_letters, *string.digits, *" .,:;()-'%&?!/‘’“”…"}))
def test_a_letter_is_taken_to_be_as_wide_as_it_is_drawn_or_wider(letter: str) -> None:
    drawn = ImageFont.load_default(100).getlength(letter)
    assert page.width(letter, 100) >= drawn - 0.5


@given(ANY, st.floats(20, 300))
def test_lines_are_no_wider_than_the_room(words: str, room: float) -> None:
    assert all(page.width(line) <= room for line in page.wrapped(words, room))


@given(ANY, st.floats(20, 300))
def test_lines_have_all_letters_in_order(words: str, room: float) -> None:
    assert "".join("".join(page.wrapped(words, room)).split()) == "".join(words.split())


@given(ANY, st.floats(20, 300))
def test_what_is_cut_ends_in_an_ellipsis_and_is_no_wider_than_the_room(words: str, room: float) -> None:
    cut = page.cut(words, room)
    assert page.width(cut) <= room
    assert cut == " ".join(words.split()) or cut.endswith("…")


def test_accents_take_no_room_of_their_own() -> None:
    assert page.width("é") == page.width("e")


def test_a_theme_has_the_colour_that_it_was_given_or_else_the_next_one() -> None:
    given_one = Code("b", "B", "theme", colour="#123456")
    named = Code("c", "C", "theme", colour="red")
    book = Codebook((Code("a", "A", "theme"), given_one, named))
    assert page.colours(book) == {"a": page.PALETTE[0], "b": "#123456", "c": page.PALETTE[3]}


def test_words_that_no_typeface_has_are_drawn_in_plain_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typefaces, "_FILES", (("", ""),))
    typefaces._file.cache_clear()
    assert typefaces.typeset("Café – 经") == ("Cafe - ?", "")
    assert typefaces.lacking("Café – 经") == "经"
    typefaces._file.cache_clear()


def test_plain_words_are_drawn_in_the_typeface_that_is_always_there() -> None:
    assert typefaces.typeset("Themes, and “more”…") == ("Themes, and “more”…", "")
