"""Questions: what asks, who speaks to it, and who agrees or dissents there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pimhcli.analysis.passages import Passage
from pimhcli.analysis.questions import Asked, Reactions, Reply, asked, question_in, reactions
from pimhcli.analysis.voices import talk
from pimhcli.coding.codebook import Code, Codebook
from pimhcli.coding.excerpts import Coding, Excerpt
from pimhcli.transcripts.roster import Cast
from pimhcli.transcripts.turns import parse

CAST = Cast(("P1", "P2"), ("Mod",))
BOOK = Codebook(
    (
        Code("in-tune", "Agreement", "code"),
        Code("warm", "Warmly", "code", "in-tune", former=("hearty",)),
        Code("no", "disagrees", "code"),
        Code("nods", "Nods", "code"),
    )
)
TALK = """
P1: Early words.
Mod: Welcome. What has changed for you?
P1: A lot.
P2: Yes, a lot.
Mod: Really?
P1: Really.
Mod: And what stays the same?
"""


def questions(text: str = TALK, *material: Passage) -> Asked:
    held = talk([("fg1", parse(text.removeprefix("\n"), "fg1"))], CAST).groups[0]
    return asked(held, material, reactions(BOOK))


def replies(text: str = TALK, *material: Passage) -> list[dict[str, Reply]]:
    return [
        {voice.name: r for voice, r in one.replies.items()} for one in questions(text, *material).questions
    ]


def passage(key: str, first: int, last: int, transcript: str = "fg1") -> Passage:
    return Passage(Excerpt(transcript, (Coding("x", key, "words", 0, 5),)), first, last, (), (), "fg1")


@pytest.mark.parametrize(
    ("said", "question"),
    [
        ("Welcome. What has changed? And why is that so?", "What has changed?"),
        ("Mm. Yeah? So, how is it now?", "So, how is it now?"),
        ("Wie geht es Ihnen damit ?", "Wie geht es Ihnen damit ?"),
        ("ما رأيك في هذا؟", "ما رأيك في هذا؟"),
        ("Τι σκέφτεστε για αυτό\u037e", "Τι σκέφτεστε για αυτό\u037e"),
        ("你觉得这个小组怎么样？", "你觉得这个小组怎么样？"),
    ],
)
def test_the_first_sentence_that_asks_is_the_question(said: str, question: str) -> None:
    assert question_in(said) == question


@pytest.mark.parametrize(
    "said",
    [
        "Really?",
        "And P3?",
        "为什么？",
        "Tell me more about it.",
        "I see, and so [coughs?] thank you.",
        "?",
        "",
    ],
)
def test_what_is_short_or_asks_nothing_is_no_question(said: str) -> None:
    assert question_in(said) == ""


def test_all_that_is_said_until_the_next_question_answers_it() -> None:
    assert replies() == [{"P1": Reply(2), "P2": Reply(1)}, {}]


def test_a_question_has_its_words_asker_and_turn() -> None:
    first, last = questions().questions
    assert (first.words, first.asker.name, first.transcript) == ("What has changed for you?", "Mod", "fg1")
    assert ((first.first, first.last), last.first) == ((2, 2), 7)


def test_turns_of_participants_before_the_first_question_are_counted_apart() -> None:
    assert questions().before == 1


def test_a_question_right_after_another_goes_with_it() -> None:
    (one,) = questions("Mod: What has changed here?\nAll: mm\nMod: Or what has not?\nP1: This.").questions
    assert (one.words, one.first, one.last, len(one.replies)) == ("What has changed here?", 1, 3, 1)


def test_a_participant_asks_no_question_of_the_moderators() -> None:
    assert questions("P1: What do you think of it?\nP2: Nothing.").questions == ()


def test_a_participant_agrees_who_speaks_in_an_excerpt_coded_so() -> None:
    assert replies(TALK, passage("in-tune", 4, 4))[0] == {"P1": Reply(2), "P2": Reply(1, agrees=True)}


@pytest.mark.parametrize("key", ["warm", "hearty"])
def test_codes_under_agreement_are_agreement_by_former_keys_too(key: str) -> None:
    assert replies(TALK, passage(key, 4, 4))[0]["P2"].agrees


def test_one_who_dissents_is_told_from_one_who_agrees() -> None:
    found = replies(TALK, passage("no", 3, 4), passage("in-tune", 6, 6))[0]
    assert found == {"P1": Reply(2, agrees=True, dissents=True), "P2": Reply(1, dissents=True)}


@pytest.mark.parametrize(
    "other", [passage("in-tune", 4, 4, "fg2"), passage("in-tune", 0, 0), passage("nods", 4, 4)]
)
def test_an_excerpt_elsewhere_or_of_another_code_is_no_reaction(other: Passage) -> None:
    assert not replies(TALK, other)[0]["P2"].agrees


def test_an_excerpt_that_goes_on_into_the_next_question_counts_where_one_speaks() -> None:
    found = replies(
        "Mod: What has changed here?\nP1: A lot.\nMod: And what has not?\nP2: No.", passage("no", 2, 3)
    )
    assert found == [{"P1": Reply(1, dissents=True)}, {"P2": Reply(1)}]


def test_codes_of_agreement_may_be_named() -> None:
    assert reactions(BOOK, ["Nods"]) == Reactions(frozenset({"nods"}), frozenset({"no"}))


def test_without_such_codes_there_are_no_reactions() -> None:
    assert not reactions(Codebook((Code("nods", "Nods", "code"),))).are_known


@given(
    st.lists(
        st.sampled_from(["Mod: What is that then?", "Mod: Yes.", "P1: a", "P2: b", "All: c"]), max_size=30
    )
)
def test_every_turn_of_a_participant_stands_in_one_place(lines: list[str]) -> None:
    found = questions("\n".join(lines))
    answered = sum(reply.turns for one in found.questions for reply in one.replies.values())
    assert answered + found.before == sum(line.startswith("P") for line in lines)


@given(st.text(max_size=80))
def test_any_text_is_looked_through_for_a_question(text: str) -> None:
    assert all(part in " ".join(text.split()) or "[" in text for part in [question_in(text)])
