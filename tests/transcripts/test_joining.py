"""Pieces of one speaker become one turn when no long pause lies between them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pimhcli.transcripts.drafts import Utterance, joined, label, of_cues
from pimhcli.transcripts.turns import label_of

times = st.none() | st.integers(0, 9_000)
pieces = st.lists(
    st.builds(Utterance, st.sampled_from(["A", "B", "b"]), st.just("yes"), times, times), max_size=8
)


def ends(*spans: tuple[int | None, int | None]) -> list[tuple[int | None, int | None]]:
    return [(said.start, said.end) for said in joined([Utterance("A", "yes", *span) for span in spans])]


def test_a_pause_of_two_seconds_does_not_end_a_turn() -> None:
    assert ends((0, 1_000), (3_000, 4_000)) == [(0, 4_000)]


def test_a_longer_pause_begins_a_new_turn_of_the_same_speaker() -> None:
    assert ends((0, 1_000), (3_001, 4_000)) == [(0, 1_000), (3_001, 4_000)]


def test_the_pause_is_counted_from_the_last_that_was_heard() -> None:
    assert ends((0, 10_000), (3_000, 4_000), (11_000, 12_000)) == [(0, 12_000)]


def test_pieces_without_times_are_joined() -> None:
    assert ends((None, None), (None, None)) == [(None, None)]


def test_a_turn_ends_nowhere_known_when_its_last_piece_does_not_tell() -> None:
    assert ends((0, 1_000), (2_000, None)) == [(0, None)]


def test_spellings_of_a_name_are_one_speaker() -> None:
    assert joined([Utterance("PX 1", "one"), Utterance("px1", "two")]) == (Utterance("PX 1", "one two"),)


@given(pieces)
def test_no_word_is_lost_and_nobody_speaks_another_ones_words(said: list[Utterance]) -> None:
    turns = joined(said)
    assert [turn.speaker.casefold() for turn in turns for _ in turn.text.split()] == [
        piece.speaker.casefold() for piece in said
    ]


@given(pieces)
def test_joining_once_more_changes_no_speaker_and_no_word(said: list[Utterance]) -> None:
    assert " ".join(turn.text for turn in joined(joined(said))) == " ".join(
        turn.text for turn in joined(said)
    )


def test_the_pieces_are_kept_beside_the_turns() -> None:
    said = (Utterance("A", "one", 0, 1), Utterance("A", "two", 2, 3), Utterance("A", " ", 4, 5))
    assert of_cues(said).cues == said[:2]


def test_no_pieces_are_kept_where_none_were_joined() -> None:
    assert of_cues([Utterance("A", "one", 0, 1), Utterance("B", "two", 2, 3)]).cues == ()


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("PX1", "PX1"),
        ("maya byrne", "Maya byrne"),
        ("3", "Speaker 3"),
        ("PX:1", "PX 1"),
        ("  ", "Unidentified"),
        ("…", "Unidentified"),
        ("*Nora*", "Nora"),
        ("- Anna Smith (nurse)", "Anna Smith (nurse)"),
    ],
)
def test_a_label_is_one_that_a_stored_transcript_can_hold(name: str, made: str) -> None:
    assert label(name) == made


@given(st.text(max_size=90))
def test_every_label_is_read_again_as_it_is(name: str) -> None:
    made = label(name)
    found = label_of(f"{made}: yes")
    assert found
    assert found.name == made
    assert label(made) == made
