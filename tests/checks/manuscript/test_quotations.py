"""Which words of a paper are quotations, and whose."""

from __future__ import annotations

import pytest

from pimhcli.checks.manuscript.quotations import body, quotations
from pimhcli.checks.manuscript.speakers import Names
from pimhcli.documents.reading import read

_NAMES = Names(("PX1", "PX2", "PX12", "Moderator"))


def _found(paper: str) -> list[tuple[str, str]]:
    document = read(paper.encode(), "paper.md")
    found = quotations(body(document), _NAMES)
    return [(" ".join(name.name for name in one.speakers), one.words) for one in found]


@pytest.mark.parametrize(
    "paper",
    [
        "They said: “We slow down” (PX1).",
        "They said: “We slow down.” [px 1, nurse]",
        "“We slow down” — PX-1",
        "PX1 said, “We slow down”.",
        "PX1 described how “We slow down” in the room.",
        "PX2 was new. Participant 1: “We slow down”",
        "“We slow down”, said PX01.",
        '"We slow down" (PX1)',
        "«We slow down» (PX1)",
        "‘We slow down’ (PX1)",
        "> We slow down (PX1)",
        "> PX1: We slow down",
        "> We slow down\n\n(PX1)",
        "As PX1 put it:\n\n> “We slow down”",
        "| Theme | Quote | Who |\n|---|---|---|\n| A | We slow down | PX1 |",
        "| Theme | Quote |\n|---|---|\n| A | “We slow down” (PX1) |",
    ],
)
def test_the_speaker_of_a_quotation_is_found(paper: str) -> None:
    found = _found(paper)
    assert ("PX1", "We slow down") in [(who, words.rstrip(".")) for who, words in found]


def test_each_voice_of_a_dialogue_has_its_own_words() -> None:
    assert _found("> PX1: We slow down.  \n> PX12: We do.") == [("PX1", "We slow down."), ("PX12", "We do.")]


def test_the_second_half_of_a_quotation_has_the_speaker_between_both() -> None:
    assert _found("“We slow down,” said PX2, “all of us.”") == [
        ("PX2", "We slow down,"),
        ("PX2", "all of us."),
    ]


def test_an_apostrophe_closes_no_quotation() -> None:
    assert _found("‘It’s the mother’s room that’s best’ (PX1)") == [
        ("PX1", "It’s the mother’s room that’s best")
    ]


def test_a_name_of_the_sentence_before_is_not_the_speaker() -> None:
    assert _found("PX2 was new. They had “slowed down”.") == [("", "slowed down")]


def test_what_stands_in_the_references_is_no_quotation() -> None:
    assert _found("# References\n\nDoe. “We slow down” (PX1).") == []


def test_a_heading_is_no_quotation() -> None:
    assert _found("## “We slow down”\n\nText.") == []
