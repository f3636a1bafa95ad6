"""Motions take the cursor where its keys say, and never out of a turn's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pimhcli.screen import motions
from pimhcli.screen.wrapping import Layout
from pimhcli.transcripts.segments import graphemes
from pimhcli.transcripts.turns import Transcript, parse

if TYPE_CHECKING:
    from collections.abc import Callable

TALK = """\
# notes
Mod: How was it? Tell me.
PX1: It’s well-known… hard. We cope 👩‍👧 here.
PX2:
Mod: And you?
PX1: Same.
"""
LAYOUT = Layout(parse(TALK), 12)
PIECES = ["word", "it’s", " ", "  ", "\n", ". ", "…", "e\u0301", "👩‍👧", "你好", "\x1b"]
transcripts = st.lists(
    st.lists(st.sampled_from(PIECES), max_size=12).map("".join), min_size=1, max_size=4
).map(lambda turns: parse("\n".join(f"PX{n}: {said}" for n, said in enumerate(turns))))
MOTIONS: list[Callable[[Layout, int], int]] = [
    motions.next_grapheme, motions.previous_grapheme, motions.next_word, motions.next_word_end,
    motions.previous_word, motions.next_sentence, motions.previous_sentence, motions.next_turn,
    motions.previous_turn, motions.row_start, motions.row_end, motions.nearest,
    lambda layout, offset: motions.rows_on(layout, offset, 1, goal=3),
    lambda layout, offset: motions.rows_on(layout, offset, -1, goal=3),
]  # fmt: skip


def at(words: str) -> int:
    return TALK.index(words)


def quote(span: tuple[int, int] | None) -> str | None:
    return span and TALK[span[0] : span[1]]


@given(transcripts, st.integers(0, 200), st.sampled_from(MOTIONS), st.integers(4, 20))
def test_every_motion_stays_on_characters_of_turns(
    transcript: Transcript, offset: int, motion: Callable[[Layout, int], int], width: int
) -> None:
    layout = Layout(transcript, width)
    places = {
        turn.start + bound
        for turn in transcript.turns
        for bound in graphemes(transcript.text[turn.start : turn.end])
    }
    start = motions.nearest(layout, offset)
    assert {start, motion(layout, start)} <= places


@given(transcripts, st.integers(4, 20))
def test_characters_lead_through_every_place_and_back(transcript: Transcript, width: int) -> None:
    layout = Layout(transcript, width)
    offset, on = transcript.turns[0].start, []
    while offset != transcript.turns[-1].end:
        on.append(offset)
        offset = motions.next_grapheme(layout, offset)
    back = [offset := motions.previous_grapheme(layout, offset) for _ in on]
    assert back == on[::-1]
    assert motions.next_grapheme(layout, transcript.turns[-1].end) == transcript.turns[-1].end


@pytest.mark.parametrize(
    ("motion", "start", "end"),
    [
        (motions.next_word, "It’s", "well"),
        (motions.next_word, "well", "hard"),
        (motions.next_word, "me.", "It’s"),
        (motions.next_word, "here", "And"),
        (motions.previous_word, "hard", "well"),
        (motions.previous_word, "known", "well"),
        (motions.previous_word, "It’s", "me."),
        (motions.next_word_end, "It’s", " well"),
        (motions.next_word_end, " well", "… hard"),
        (motions.next_sentence, "It’s", "We cope"),
        (motions.next_sentence, "We cope", "And"),
        (motions.previous_sentence, "cope", "We cope"),
        (motions.previous_sentence, "We cope", "It’s"),
        (motions.next_turn, "known", "\nMod: And"),
        (motions.next_turn, "And", "Same"),
        (motions.previous_turn, "known", "How"),
        (motions.next_grapheme, "👩‍👧", " here"),
        (motions.previous_grapheme, " here", "👩‍👧"),
        (motions.row_start, "known", "well"),
        (motions.row_end, "It’s", " well"),
    ],
)
def test_a_motion_goes_from_here_to_there(motion: Callable[[Layout, int], int], start: str, end: str) -> None:
    assert motion(LAYOUT, at(start)) == at(end)


@pytest.mark.parametrize("motion", [motions.next_word, motions.next_word_end, motions.next_sentence])
def test_behind_the_last_word_is_the_end(motion: Callable[[Layout, int], int]) -> None:
    assert motion(LAYOUT, at("Same.") + 4) == at("Same.") + 5


def test_turns_of_one_speaker_are_stepped_through() -> None:
    assert motions.next_turn(LAYOUT, at("It’s"), {"PX1"}) == at("Same")
    assert motions.previous_turn(LAYOUT, at("Same"), {"PX1"}) == at("It’s")
    assert motions.next_turn(LAYOUT, at("Same"), {"PX1"}) == at("Same")


def test_the_first_and_the_last_turn_are_reached() -> None:
    assert (motions.first_turn(LAYOUT), motions.last_turn(LAYOUT)) == (at("How"), at("Same"))


def test_rows_keep_the_goal_column_through_shorter_rows() -> None:
    layout = Layout(parse("A: one two three\nB: x\nC: one two three"), 40)
    first = layout.transcript.text.index("three")
    between = motions.rows_on(layout, first, 1, goal=8)
    assert between == layout.transcript.turns[1].end
    assert motions.rows_on(layout, between, 1, goal=8) == layout.transcript.text.rindex("three")


def test_a_page_ends_at_the_last_row() -> None:
    assert LAYOUT.row_of(motions.rows_on(LAYOUT, at("How"), 500, goal=0)) == LAYOUT.rows - 1
    assert LAYOUT.row_of(motions.rows_on(LAYOUT, at("Same"), -500, goal=0)) == 0


def test_the_sentence_and_the_word_at_the_cursor() -> None:
    assert quote(motions.sentence_at(LAYOUT.transcript, at("known"))) == "It’s well-known… hard."
    assert quote(motions.sentence_at(LAYOUT.transcript, at(" We cope"))) == "It’s well-known… hard."
    assert motions.sentence_at(LAYOUT.transcript, LAYOUT.transcript.turns[2].start) is None
    assert quote(motions.word_at(LAYOUT, at("known"))) == "well-known"
    assert quote(motions.word_at(LAYOUT, at("👩‍👧"))) == "👩‍👧"


def test_the_sentence_behind_and_before_a_selection_may_be_of_another_turn() -> None:
    """A2: `s s` and `S` go on beyond the turn."""
    transcript = LAYOUT.transcript
    assert quote(motions.sentence_after(transcript, at(" We cope"))) == "We cope 👩‍👧 here."
    assert quote(motions.sentence_after(transcript, at("\nPX2"))) == "And you?"
    assert quote(motions.sentence_before(transcript, at("It’s"))) == "Tell me."
    assert motions.sentence_after(transcript, len(TALK)) is None
    assert motions.sentence_before(transcript, at("How")) is None


def test_a_turn_is_taken_without_outer_blanks() -> None:
    """A2: `t` takes what was said."""
    transcript = parse("A:\n  one two\nB: x")
    start, end = motions.turn_span(transcript, transcript.turns[0])
    assert transcript.text[start:end] == "one two"


@pytest.mark.parametrize(("offset", "place"), [("# notes", "How"), ("X1: It", "It’s"), ("od: And", "And")])
def test_the_nearest_place_of_an_offset_outside_of_turns(offset: str, place: str) -> None:
    assert motions.nearest(LAYOUT, at(offset)) == at(place)
