"""How printed quotes are held against what was said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pimhcli.transcripts.verbatim import Graded, Talk
from pimhcli.transcripts.word_line import Spoken

_ATTACHED = "so you have the model of attachment to look and you have here the map of it all, you see"
_SAID = (
    ("fg1", "P1", "Well, um, we slow down now - that’s it. We listen, you know, more."),
    ("fg1", "P2", "I ask the mother first."),
    ("fg1", "P1", _ATTACHED),
    ("fg2", "P3", "The chair was turned round for the boy."),
)
_TALK = Talk(Spoken(group, number, who, words) for number, (group, who, words) in enumerate(_SAID, 1))


def _graded(quote: str, speaker: str = "P1") -> Graded:
    return _TALK.graded(quote, speaker)


@pytest.mark.parametrize(
    "quote",
    [
        "we slow down now – that's it",
        "WE SLOW DOWN NOW",
        "we slow down … We listen",
        "we slow down [...] we listen",
        "we slow down . . . we listen",
        "we slow down : : : we listen",
        "[W]e slow down",
        "we slow[ed] down now",
        "we slow down [these days] that’s it",
        "we slow down now … the model of attachment",
        "…",
    ],
)
def test_a_quote_is_exact_but_for_what_is_marked(quote: str) -> None:
    assert _graded(quote).grade == "exact"


def test_a_quote_may_be_by_anybody_where_nobody_is_named() -> None:
    found = _graded("the chair was turned", "")
    assert (found.grade, found.speaker, found.place) == ("exact", "P3", "fg2, turn 4")


def test_parts_of_a_quote_stand_in_the_order_they_were_said() -> None:
    assert _graded("we listen … we slow down").grade != "exact"


def test_parts_of_a_quote_are_of_one_transcript() -> None:
    assert _graded("I ask the mother first … The chair was turned", "").grade != "exact"


def test_a_quote_by_somebody_else_tells_whose_it_is() -> None:
    found = _graded("I ask the mother", "P3")
    assert (found.grade, found.speaker, found.place) == ("elsewhere", "P2", "fg1, turn 2")


def test_a_quote_that_runs_through_two_voices_is_neither_of_them() -> None:
    found = _graded("We listen, you know, more. I ask the mother first")
    assert (found.grade, found.speaker) == ("elsewhere", "")


def test_fillers_may_be_all_that_differs() -> None:
    found = _graded("we slow down now – that’s it. We listen more")
    assert found.grade == "fillers"
    assert "[you know, → nothing]" not in found.difference
    assert "[nothing → you know,]" in found.difference


def test_a_study_has_fillers_of_its_own() -> None:
    talk = Talk([Spoken("fg1", 1, "P1", "it is sure like a grand thing")], fillers=("sure",))
    assert talk.graded("it is like a grand thing", "P1").grade == "fillers"


def test_a_quote_with_a_word_changed_is_near_and_the_word_is_shown() -> None:
    found = _graded("you have the model of attachment and you have here the map of it all")
    assert (found.grade, found.turn) == ("near", 3)
    assert "of attachment [nothing → to look] and you have" in found.difference


def test_words_that_nobody_said_are_absent() -> None:
    assert _graded("everything was different in the old hospital by the sea").grade == "absent"


@given(st.data())
def test_any_words_in_a_row_of_a_turn_are_exact(data: st.DataObject) -> None:
    words = _ATTACHED.split()
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    assert _graded(" ".join(words[start:end])).grade == "exact"


@given(st.text(max_size=80))
def test_any_text_has_a_grade(text: str) -> None:
    assert _graded(text).grade in {"exact", "fillers", "near", "elsewhere", "absent"}
