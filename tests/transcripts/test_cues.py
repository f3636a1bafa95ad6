"""The times of the captions of a turn: kept without any words, and found for any place in the turn."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pimhcli.transcripts import cues
from pimhcli.transcripts.cues import Cue
from pimhcli.transcripts.drafts import Draft, Utterance, of_cues, stored
from pimhcli.transcripts.turns import parse

PIECES = (
    Utterance("PX1", "one two three four", 1_000, 5_000),
    Utterance("PX1", "five six", 6_000, 8_000),
    Utterance("PX2", "Yes.", 8_000, 9_000),
)
TURNS = parse(stored(of_cues(PIECES))).turns
CUES = cues.of_utterances(PIECES)
some_cues = st.lists(
    st.builds(lambda start, long, words: Cue(start, start + long, words), *[st.integers(0, 99_999)] * 3)
)


def at(words: str) -> int | None:
    return cues.time_at(CUES, TURNS[0], TURNS[0].start + TURNS[0].text.index(words))


@given(some_cues)
def test_what_is_written_is_read_again_as_it_was(every: list[Cue]) -> None:
    assert cues.read(cues.written(every), "fg1.cues.csv") == (tuple(every), ())


def test_neither_words_nor_names_are_written() -> None:
    assert cues.written(CUES).splitlines() == [
        "start,end,words",
        "00:00:01,00:00:05,4",
        "00:00:06,00:00:08,2",
        "00:00:08,00:00:09,1",
    ]


@pytest.mark.parametrize(
    "line", ["x", "1,2,3", "00:00:05,00:00:01,3", "00:00:01,00:00:02,-1", "00:00:01,00:00:02"]
)
def test_a_damaged_line_is_found_and_passed_over(line: str) -> None:
    read, (finding,) = cues.read(f"start,end,words\n{line}\n00:00:01,00:00:02,3\n", "fg1.cues.csv")
    assert read == (Cue(1_000, 2_000, 3),)
    assert (finding.where, finding.severity) == ("fg1.cues.csv:2", "warning")


@given(st.text(st.sampled_from("start,end,words\n0123456789:.-é"), max_size=80))
def test_any_text_is_read_or_found_damaged(text: str) -> None:
    read, findings = cues.read(text, "fg1.cues.csv")
    assert len(read) + len(findings) <= text.count("\n") + 1


@pytest.mark.parametrize(
    ("words", "time"), [("one", 1_000), ("three", 3_000), ("five", 6_000), ("six", 7_000)]
)
def test_the_time_of_a_word_is_counted_off_its_cue(words: str, time: int) -> None:
    assert at(words) == time


def test_the_time_stays_near_after_the_words_were_corrected() -> None:
    text = stored(of_cues(PIECES)).replace("one two", "one two, two and a half,")
    turn = parse(text).turns[0]
    assert cues.time_at(CUES, turn, text.index("five")) == 6_800


def test_without_cues_the_time_is_a_share_of_the_turn() -> None:
    assert cues.time_at((), TURNS[0], TURNS[0].start) == 1_000
    assert cues.time_at((), TURNS[0], TURNS[0].end) == 8_000


def test_a_turn_whose_end_nobody_knows_tells_its_start() -> None:
    turn = parse("[00:00:07] PX1: one two\n").turns[0]
    assert cues.time_at(CUES, turn, turn.end) == 7_000


def test_a_turn_without_times_tells_none() -> None:
    turn = parse("PX1: one two\n").turns[0]
    assert cues.time_at(CUES, turn, turn.start) is None


@given(st.integers(-5, 200))
def test_every_time_lies_within_the_turn(offset: int) -> None:
    time = cues.time_at(CUES, TURNS[0], offset)
    assert time is not None
    assert 1_000 <= time <= 8_000


def test_pieces_without_an_end_are_no_cues() -> None:
    assert cues.of_utterances(Draft("", "", (), (Utterance("A", "one", 5),)).utterances) == ()
