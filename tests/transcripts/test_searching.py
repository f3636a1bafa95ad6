"""Words are found whatever their case and their accents, at the place where they really stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pimhcli.transcripts.searching import Searcher, said
from pimhcli.transcripts.turns import parse

LETTERS = ["Straße", "ﬁne", "e\u0301", "é", "E", "İ", "½", "a", "s", "ß"]
PIECES = [*LETTERS, " ", "\n", "’", "–", "\u0301", "👩‍👧", "."]
texts = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)


def found(text: str, words: str) -> list[str]:
    return [text[start:end] for start, end in Searcher(text).places(words)]


@pytest.mark.parametrize(
    ("text", "words", "quotes"),
    [
        ("We slow Down.", "DOWN", ["Down"]),
        ("the café, the cafe", "cafe", ["café", "cafe"]),
        ("the café, the cafe", "CAFÉ", ["café", "cafe"]),
        ("cafe\u0301s", "cafés", ["cafe\u0301s"]),
        ("Auf der Straße hier", "strasse", ["Straße"]),
        ("Auf der Straße hier", "hier", ["hier"]),
        ("a ﬁne day", "fine", ["ﬁne"]),
        ("slow\n  down", "slow down", ["slow\n  down"]),
        ("slow down", " slow  ", ["slow"]),
        ("a.b acb", "a.b", ["a.b"]),
        ("(yes) [no]", "(yes)", ["(yes)"]),
        ("aaaa", "aa", ["aa", "aa"]),
        ("nothing", "else", []),
        ("", "else", []),
        ("some words", "", []),
        ("some words", " \n ", []),
        ("é", "\u0301", []),
        ("Straße", "s", ["S", "ß"]),
        ("the Sjøkart of Łódź", "sjokart", ["Sjøkart"]),
        ("the Sjokart of Łódź", "ŁODZ", ["Łódź"]),
        ("an œuvre", "oeuvre", ["œuvre"]),
    ],
)
def test_words_are_found_where_they_stand(text: str, words: str, quotes: list[str]) -> None:
    assert found(text, words) == quotes


def test_a_mark_behind_the_last_letter_belongs_to_what_is_found() -> None:
    assert found("the cafe\u0301 there", "cafe") == ["cafe\u0301"]


def test_quotation_marks_and_dashes_of_word_processors_are_found_by_plain_ones() -> None:
    assert found("It’s “well-known” – or…", "it's") == ["It’s"]
    assert found("It’s “well–known”", '"well-known"') == ["“well–known”"]


@given(texts, texts)
def test_every_place_found_lies_in_the_text_in_order(text: str, words: str) -> None:
    places = list(Searcher(text).places(words))
    ends = [0, *(end for _, end in places)]
    assert all(end <= start < stop <= len(text) for end, (start, stop) in zip(ends, places, strict=False))


@given(texts, st.data())
def test_a_piece_of_the_text_is_found(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    words = text[start : data.draw(st.integers(start, len(text)))]
    if words.strip(" \n\u0301"):
        assert list(Searcher(text).places(words))


def test_what_stands_in_a_label_or_a_heading_is_not_said() -> None:
    transcript = parse("# now\nnow: It is now.\nP2: Now?\n")
    places = Searcher(transcript.text).places("now")
    assert [(turn.number, start) for turn, (start, _) in said(transcript, places)] == [
        (1, transcript.text.index("now.")),
        (2, transcript.text.index("Now?")),
    ]
