"""Whatever the texts are, a mapping never fails, never leaves the text, and tells the truth about "same"."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pimhcli.transcripts.mapping.mapping import Mapped, Mapping

if TYPE_CHECKING:
    from collections.abc import Callable

ANYTHING = st.text(max_size=80)
WORDS = st.sampled_from(
    ["it", "is", "hard", "for", "us all", "you", "know", "yeah", "是", "naïve", "it’s", "it's"]
)
TURN = st.tuples(st.sampled_from(["PX1: ", "PX2: ", "[0:03] PX1: ", "", "# "]), st.lists(WORDS, max_size=8))
TALK = st.lists(TURN.map(lambda turn: turn[0] + " ".join(turn[1])), max_size=8).map("\n".join)
TEXT = ANYTHING | TALK
OFFSET = st.integers(0, 90)


@given(TEXT, TEXT, OFFSET, OFFSET)
def test_a_place_lies_in_the_new_text_and_the_same_is_the_same_to_the_letter(
    old: str, new: str, start: int, end: int
) -> None:
    place = Mapping(old, new).place(start, end)
    assert 0 <= place.start <= place.end <= len(new)
    if place.status == "same":
        assert new[place.start : place.end] == old[start:end]
    if place.status == "lost":
        assert place == Mapped("lost")


@given(TEXT, st.data())
def test_a_text_that_did_not_change_leaves_every_word_where_it_was(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    if text[start:end].strip():
        assert Mapping(text, text).place(start, end) == Mapped("same", start, end)


@given(TALK, st.data())
def test_one_line_put_before_moves_every_word_along(text: str, data: st.DataObject) -> None:
    before = "PX9: nothing like what follows\n"
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    if text[start:end].strip():
        wanted = Mapped("same", start + len(before), end + len(before))
        assert Mapping(text, before + text).place(start, end) == wanted


def mixed(words: str, size: int, seed: int) -> str:
    rng = random.Random(seed)
    return " ".join(rng.choice(words.split()) for _ in range(size))


HUGE = {
    "10,000 equal lines, another before": ("PX1: yes\n" * 10_000, "PX1: no\n" + "PX1: yes\n" * 10_000),
    "10,000 equal lines, all changed": ("PX1: yes\n" * 10_000, "PX1: yeah\n" * 9_000),
    "one line of 200,000 characters, retyped": (
        mixed("all of it is hard", 60_000, 1),
        mixed("all of it is hard", 60_000, 2),
    ),
    "one word of 200,000 characters": ("a" * 200_000, "b" + "a" * 199_999),
    "200,000 characters without a blank": ("是" * 200_000, "的" * 200_000),
    "lone carriage returns": ("PX1: yes\r" * 5_000, "PX1: yes\r\n" * 5_000),
    "2,000 turns and quite other ones": (
        "".join(f"PX1: {mixed('all of it is hard for us', 9, at)}\n" for at in range(2_000)),
        "".join(f"PX1: {mixed('you know the way they are', 9, at)}\n" for at in range(2_000)),
    ),
}


@pytest.mark.parametrize("texts", HUGE.values(), ids=HUGE)
def test_a_text_made_to_be_slow_is_followed_none_the_less(texts: tuple[str, str]) -> None:
    old, new = texts
    mapping = Mapping(old, new)
    places = [mapping.place(at, at + 30) for at in range(0, len(old), len(old) // 50)]
    assert all(0 <= place.start <= place.end <= len(new) for place in places)


@pytest.mark.parametrize("edit", [str.upper, str.title, lambda text: text.replace(" ", "  ")])
def test_case_and_blanks_never_lose_a_word(edit: Callable[[str], str]) -> None:
    old = "PX1: it is hard for us all\nPX2: you know how that goes, of course\n"
    mapping = Mapping(old, edit(old))
    assert "lost" not in {mapping.place(at, at + 9).status for at in range(5, 17)}
