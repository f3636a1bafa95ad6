"""The check of claims: words of quantity, and numbers, against how many are coded."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pimhcli.checks.claims import Counts, claims
from pimhcli.checks.prose import Prose
from pimhcli.checks.quantities import found

COUNTS = Counts(7, {"pace": 3, "trust": 7}, {"pace": "Slower pace", "trust": "Trust"}, frozenset({9}))


def told(text: str, key: str = "pace", counts: Counts = COUNTS) -> list[str]:
    return [finding.message for finding in claims([Prose("codebook.yaml", text, key)], counts)]


@pytest.mark.parametrize(
    ("text", "coded"),
    [
        ("All participants agreed.", 7),
        ("Everyone agreed that it helped.", 7),
        ("It was wanted by every single participant.", 7),
        ("Nearly all participants spoke of it.", 6),
        ("Most of the staff members felt it.", 4),
        ("The majority of participants said so.", 4),
        ("Half of the participants said so.", 3),
        ("Many participants said so.", 3),
        ("Several of the participants said so.", 3),
        ("A number of nurses described it.", 3),
        ("Some participants said so.", 2),
        ("A few participants said so.", 2),
        ("Five of the seven participants said so.", 5),
    ],
)
def test_a_claim_needs_so_many_of_seven_who_are_coded(text: str, coded: int) -> None:
    fits = [not told(text, counts=COUNTS._replace(coded={"pace": number})) for number in range(8)]
    assert fits == [number >= coded for number in range(8)]


@pytest.mark.parametrize(("text", "coded"), [("Few participants said so.", 3), ("Nobody mentioned it.", 0)])
def test_a_claim_of_few_is_a_note_where_more_are_coded(text: str, coded: int) -> None:
    for number in range(8):
        findings = claims([Prose("x", text, "pace")], COUNTS._replace(coded={"pace": number}))
        assert [one.severity for one in findings] == ["note"] * (number > coded)


def test_a_finding_names_the_words_the_counts_and_the_theme() -> None:
    (finding,) = claims([Prose("codebook.yaml, theme", "It was agreed by all participants.", "pace")], COUNTS)
    assert (finding.where, finding.severity) == ("codebook.yaml, theme", "warning")
    assert finding.message == "'all participants', but 3 of 7 participants are coded with 'Slower pace'."


@pytest.mark.parametrize(
    "text",
    [
        "Not all participants agreed.",
        "All participants but one agreed.",
        "What no one member saw alone.",
        "People change posts.",
        "Members see, ask or do something new.",
        "What all staff could learn.",
        "In most cases it helped the participants.",
    ],
)
def test_words_that_claim_nothing_of_how_many_say_it_are_passed_over(text: str) -> None:
    assert list(found(text)) == []


def test_a_sentence_on_the_whole_study_is_held_against_the_theme_that_it_names() -> None:
    (message,) = told("A slower pace was wished for by all participants. All participants consented.", "")
    assert message.endswith("coded with 'Slower pace'.")


def test_a_wrong_number_of_all_participants_is_told_anywhere() -> None:
    assert told("All eight participants consented.", "") == [
        "'All eight participants', but the study has 7 participants."
    ]


def test_the_number_of_those_invited_may_be_all() -> None:
    assert told("Seven of nine participants could come.", "") == []


def test_more_than_all_is_an_error() -> None:
    (finding,) = claims([Prose("x", "9 of 7 participants said so.")], COUNTS)
    assert finding.severity == "error"


def test_without_participants_nothing_is_compared() -> None:
    assert told("All participants agreed.", counts=Counts(0, {"pace": 0}, {})) == []


@given(st.text(max_size=200))
def test_no_text_is_too_strange_to_be_read(text: str) -> None:
    claims([Prose("x", text, "pace")], COUNTS)
