"""The researchers' prose: its sentences, and the theme that a sentence tells of."""

from __future__ import annotations

from pimhcli.checks.prose import Prose, tied


def test_sentences_stand_on_one_line_each() -> None:
    text = "We met.  Then\nwe wrote, e.g. letters.\n\nno capital here"
    assert Prose("x", text).sentences == ["We met.", "Then we wrote, e.g. letters.", "no capital here"]


def test_a_sentence_tells_of_the_longest_name_in_it() -> None:
    names = {"a": "Practice", "b": "Clinical practice", "c": "Barriers"}
    text = Prose("x", "Under clinical practice much was said. In malpractice nothing.")
    assert [key for _, key in tied(text, names)] == ["b", ""]


def test_the_text_of_an_entry_tells_of_it_whatever_it_names() -> None:
    assert list(tied(Prose("x", "See Barriers.", "a"), {"c": "Barriers"})) == [("See Barriers.", "a")]
