"""The stored form of a transcript: one turn a line, every word at its offset."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pimhcli.transcripts.drafts import Draft, Utterance, stored
from pimhcli.transcripts.times import LONGEST, milliseconds
from pimhcli.transcripts.turns import parse

FOCUS_GROUP = """\
# Focus group 1
# Date: 14 May

[00:00:05] Moderator: What is it like?
PX1: Hard [laughs] but – well – good.

PX2:
px1: Yes.
  I mean: yes.
"""

# What a reader gives: no line breaks within, no white space around
words = st.text(st.characters(exclude_categories=["Cs", "Cc"])).map(str.strip)
names = st.from_regex(r"[A-Z][A-Za-z0-9 '-]{0,20}[A-Za-z0-9]", fullmatch=True)


def said(speaker: str, text: str, start: int | None, end: int | None) -> Utterance:
    """A turn whose end is known only where its start is, and does not lie before it."""
    ends = None if start is None or end is None else max(start, end)
    return Utterance(speaker, text, start, ends)


times = st.none() | st.integers(0, LONGEST - 1)
drafts = st.builds(
    Draft,
    format=st.just("text"),
    reason=st.just("told"),
    front=st.lists(words.filter(bool), max_size=3).map(tuple),
    utterances=st.lists(st.builds(said, names, words, times, times), min_size=1, max_size=6).map(tuple),
)


@given(drafts)
@example(
    Draft("", "", ("# twice marked", "PX1: no turn"), (Utterance("A B", "one\u2028C: two\x85D: three"),))
)
def test_what_is_stored_is_read_again_as_it_was(draft: Draft) -> None:
    found = parse(stored(draft), "fg1")
    assert found.front == draft.front
    assert [
        Utterance(turn.speaker, turn.text, milliseconds(turn.time), milliseconds(turn.until))
        for turn in found.turns
    ] == list(draft.utterances)


@given(drafts)
def test_the_offsets_of_a_turn_give_its_words(draft: Draft) -> None:
    text = stored(draft)
    assert [text[turn.start : turn.end] for turn in parse(text).turns] == [u.text for u in draft.utterances]


@given(st.text(st.sampled_from("#AB: \n[0:1]x\u2028é"), max_size=60))
def test_any_text_gives_turns_in_order_that_hold_their_words(text: str) -> None:
    turns = parse(text).turns
    assert [turn.number for turn in turns] == list(range(1, len(turns) + 1))
    assert all(before.end < after.start for before, after in pairwise(turns))
    assert all(text[turn.start : turn.end].split() == turn.text.split() for turn in turns)


def test_lines_before_the_first_turn_are_front_matter_even_where_they_have_a_colon() -> None:
    assert parse(FOCUS_GROUP).front == ("Focus group 1", "Date: 14 May")


def test_every_labelled_line_is_a_turn() -> None:
    found = parse(FOCUS_GROUP)
    assert [(turn.number, turn.speaker, turn.time) for turn in found.turns] == [
        (1, "Moderator", "00:00:05"),
        (2, "PX1", ""),
        (3, "PX2", ""),
        (4, "px1", ""),
    ]


def test_a_line_without_a_label_continues_the_turn_before_it() -> None:
    last = parse(FOCUS_GROUP).turns[-1]
    assert last.text == "Yes. I mean: yes."
    assert FOCUS_GROUP[last.start : last.end] == "Yes.\n  I mean: yes."


def test_a_turn_may_be_empty() -> None:
    silent = parse(FOCUS_GROUP).turns[2]
    assert (silent.text, silent.words, silent.start) == ("", 0, silent.end)


def test_a_hash_after_the_first_turn_is_speech() -> None:
    assert parse("PX1: one\n# two\n").turns[0].text == "one # two"


def test_no_text_has_no_turns() -> None:
    found = parse("")
    assert (found.turns, found.front, found.turn_at(0), found.turns_of(0, 5)) == ((), (), None, ())


@pytest.mark.parametrize(
    ("said", "count"),
    [
        ("one two", 2),
        ("don't won’t twenty-one", 3),
        ("well [laughs out loud] yes ((nods)) (0.5) so", 3),
        ("…", 0),
        ("你好", 1),
        ("(really) so", 2),
        ("We slow down [laughs] now ((nods)) (0.5) yes. Cafe\u0301s open.", 7),
        ("twenty\u2011one", 1),
        ("so [laughs [a lot]] then ((nods (twice))) yes", 3),
        ("so [we ((nods)) go", 3),
        ("(we [go", 2),
        ("so [she laughs\nout loud] then", 2),
    ],
)
def test_marks_of_transcription_are_no_words(said: str, count: int) -> None:
    transcript = parse(f"PX1: {said}\n")
    assert transcript.turns[0].words == count
    assert transcript.words_between(0, len(transcript.text)) == count


@given(
    st.lists(st.sampled_from(["we", "e\u0301t", "[", "]", "((", "))", "(0.5)", " ", "\n", "-"]), max_size=20)
)
def test_a_turn_has_the_words_that_stand_between_its_ends(pieces: list[str]) -> None:
    transcript = parse(f"PX1: so {''.join(pieces)}\n")
    assert transcript.words_between(0, len(transcript.text)) == sum(turn.words for turn in transcript.turns)


def at(text: str, piece: str) -> int:
    return text.index(piece)


@pytest.mark.parametrize(
    ("piece", "turn"),
    [("Date", 0), ("[00:00:05]", 1), ("What", 1), ("PX1", 2), ("Hard", 2), ("PX2", 3), ("I mean", 4)],
)
def test_an_offset_belongs_to_the_turn_whose_words_or_label_it_is_in(piece: str, turn: int) -> None:
    found = parse(FOCUS_GROUP).turn_at(at(FOCUS_GROUP, piece))
    assert (found.number if found else 0) == turn


def test_an_offset_behind_the_last_word_belongs_to_the_last_turn() -> None:
    found = parse(FOCUS_GROUP).turn_at(len(FOCUS_GROUP))
    assert found
    assert found.number == 4


@pytest.mark.parametrize(
    ("first", "last", "speakers"),
    [
        ("Hard", "good.", ("PX1",)),
        ("like?", "Hard", ("Moderator", "PX1")),
        ("PX1", "good.", ("PX1",)),
        ("PX1", "PX1", ("PX1",)),
        ("Hard", "PX2", ("PX1",)),
        ("good", "I mean", ("PX1", "PX2", "px1")),
        ("Date", "good.", ()),
    ],
)
def test_those_who_speak_in_a_span_are_those_whose_words_it_holds(
    first: str, last: str, speakers: tuple[str, ...]
) -> None:
    span = at(FOCUS_GROUP, first), at(FOCUS_GROUP, last) + len(last)
    assert tuple(turn.speaker for turn in parse(FOCUS_GROUP).turns_of(*span)) == speakers


def test_the_words_of_a_span_are_those_said_and_no_names() -> None:
    transcript = parse("P1: Yes, we do.\nP2: So do I.\n")
    assert transcript.words_between(0, len(transcript.text)) == 6
    assert transcript.words_between(transcript.text.index("we"), transcript.text.index("do I")) == 3


def test_what_was_said_in_a_span_has_no_names_and_no_blanks_at_its_ends() -> None:
    transcript = parse("P1: Yes, we do.\nP2: So do I.\n")
    behind = transcript.text.index("So")
    assert transcript.said(0, behind) == (4, 15)
    start, end = transcript.said(transcript.text.index("P2"), behind)
    assert start == end


def test_a_part_of_a_mark_of_transcription_is_no_word_either() -> None:
    transcript = parse("P1: Well [laughs out loud] yes.\n")
    assert transcript.words_between(transcript.text.index("out"), len(transcript.text)) == 1


@pytest.mark.parametrize("opening", ["[", "(", "((so ", "[so "])
def test_brackets_that_nobody_closes_are_counted_past_at_once(opening: str) -> None:
    assert parse(f"P1: {opening * 50_000}\n").turns[0].words == 50_000 * opening.count("so")
