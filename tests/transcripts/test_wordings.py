"""How a quote may be printed: cuts and insertions are taken, a changed word never is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pimhcli.transcripts.wordings import Voiced, advice, differing, voiced, written

QUOTE = "So the team, you know, it just never came; they had to do it all by themselves."
TALK = "We called them twice.\nP2: And then they came.\nMOD: Who came?\nP2: The night team came."
WORDS = st.sampled_from(["we", "team", "can't", "night", "2", "50%", "Ärzte", "never", "mm"])


@pytest.mark.parametrize(
    "wording",
    [
        QUOTE,
        "So the team … never came",
        "the team ... never came",
        "the team . . . never came",
        "the team […] never came",
        "the [clinical] team, you know",
        "[T]he team … never came.",
        "[the nurses] had to do it all by themselves",
        "it just never came; [the nurses] had to do it",
        "The team, you know, it just never came!",
        "the team[s], you know",
        "… the “team” …",
    ],
)
def test_cuts_insertions_and_other_punctuation_are_taken(wording: str) -> None:
    assert differing(wording, QUOTE) == ""


@pytest.mark.parametrize(
    ("wording", "first"),
    [
        ("the team never came", "never"),
        ("the teams, you know", "teams,"),
        ("never came … the team", "the"),
        ("So [it was] themselves", "themselves"),
        ("the [clinical team", "[clinical"),
        ("it just nev… came", "nev"),
    ],
)
def test_the_first_word_that_does_not_stand_there_is_named(wording: str, first: str) -> None:
    assert differing(wording, QUOTE) == first


@pytest.mark.parametrize("wording", ["…", "[the team never came]", "[…] [so]"])
def test_a_wording_without_a_word_of_the_quote_is_none(wording: str) -> None:
    assert differing(wording, QUOTE) == wording


def test_a_mark_of_transcription_may_be_kept_or_left_out_with_an_ellipsis() -> None:
    quote = "we [laughs out loud] left"
    assert [differing(one, quote) for one in (quote, "we … left", "we left")] == ["", "", "left"]


@pytest.mark.parametrize(
    "wording",
    [
        "We called … twice.\nP2: And then they came.",
        "We called them twice. P2: And then … came.",
        "We called them twice. …\nMOD: Who came?\nP2: The night team came.",
        "We called them … P2: The night team came.",
    ],
)
def test_a_quote_of_several_voices_keeps_the_label_of_each(wording: str) -> None:
    assert differing(wording, TALK) == ""


@pytest.mark.parametrize(
    ("wording", "first"),
    [
        ("We called … The night team came.", "The"),
        ("We called them twice.\nMOD: The night team came.", "MOD"),
        ("We called them twice. …\nMOD: The night team came.", "The"),
        ("We called them [and] then they came.", "then"),
    ],
)
def test_nobodys_words_are_printed_as_anothers(wording: str, first: str) -> None:
    assert differing(wording, TALK) == first


def test_a_wording_is_told_apart_by_voice_wherever_the_labels_stand() -> None:
    assert voiced("We called … P2: And then they came.", TALK) == (
        Voiced("", "We called …"),
        Voiced("P2", "And then they came."),
    )


def test_it_is_stored_with_each_voice_on_its_own_line() -> None:
    assert written("We called … P2: And then they came. ", TALK) == "We called …\nP2: And then they came."


def test_the_quote_itself_is_no_wording() -> None:
    assert written(f" {TALK} ", TALK) == ""


def test_of_a_quote_of_several_voices_it_is_told_which_labels_are_wanted() -> None:
    assert (advice(TALK).endswith(": P2:, MOD:"), "label" in advice(QUOTE)) == (True, False)


@given(st.lists(st.tuples(WORDS, st.sampled_from(["keep", "cut", "insert"])), min_size=1))
def test_whatever_is_cut_and_inserted_is_taken(words: list[tuple[str, str]]) -> None:
    """Any wording made by cutting words and inserting brackets is accepted."""
    printed = {"keep": "{0}", "cut": "…", "insert": "[that is] {0}"}
    wording = " ".join(printed[how].format(word) for word, how in words)
    quote = " ".join(word for word, _ in words)
    is_empty = all(how == "cut" for _, how in words)
    assert differing(wording, quote) == (wording if is_empty else "")


@given(st.lists(WORDS, min_size=1), st.data())
def test_whatever_word_is_changed_is_refused(words: list[str], data: st.DataObject) -> None:
    """A wording in which one word became another is refused, and the word is named."""
    at = data.draw(st.integers(0, len(words) - 1))
    wording = [word if data.draw(st.booleans()) else f"[so] {word}" for word in words]
    wording[at] = "otherwise"
    assert differing(" ".join(wording), " ".join(words)) == "otherwise"
