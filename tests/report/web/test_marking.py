"""Excerpts are marked in the words of a turn however they lie upon one another, and no word is changed."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from pages import Read

from pimhcli.report.web.marking import Mark, marked

WORDS = "It is hard, and there is hope."
letters = st.text(st.sampled_from("ab <>&\"'é字👩\n;"), min_size=1, max_size=30)
spans = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=6)


def marks(*spans: tuple[int, int]) -> list[Mark]:
    return [Mark(f"x{n}", n, *span, hue=n - 1) for n, span in enumerate(spans, 1)]


def stretches(made: str) -> list[tuple[str, str]]:
    """What is marked, stretch by stretch: the classes, and the words with the numbers before them."""
    found = re.findall(r'<mark class="([^"]*)">(.*?)</mark>', made)
    return [(classes, re.sub(r"<sup>.*?>(\d+)</a></sup>", r"\1|", words)) for classes, words in found]


@given(letters, spans, st.integers(0, 30))
def test_marks_change_no_word_and_every_tag_is_closed(
    words: str, places: list[tuple[int, int]], at: int
) -> None:
    assert Read(marked(words, marks(*places), at)).spoken == words


@given(letters, spans, st.integers(0, 30))
def test_each_excerpt_that_has_words_there_is_numbered_once(
    words: str, places: list[tuple[int, int]], at: int
) -> None:
    there = [
        f"e-x{n}" for n, (start, end) in enumerate(places, 1) if max(start, at) < min(end, at + len(words))
    ]
    assert sorted(Read(marked(words, marks(*places), at)).ids) == sorted(there)


def test_an_excerpt_is_marked_in_the_colour_of_its_theme_with_its_number_before_it() -> None:
    assert stretches(marked(WORDS, marks((6, 10)))) == [("hue0", "1|hard")]


def test_words_of_two_excerpts_are_underlined_in_the_colour_of_the_inner_one() -> None:
    assert stretches(marked(WORDS, marks((0, 10), (6, 20)))) == [
        ("hue0", "1|It is "),
        ("hue1 over", "2|hard"),
        ("hue1", ", and ther"),
    ]


def test_an_excerpt_within_another_is_seen() -> None:
    found = [classes for classes, _ in stretches(marked(WORDS, marks((0, 20), (6, 10))))]
    assert found == ["hue0", "hue1 over", "hue0"]


def test_two_excerpts_on_the_same_words_both_have_their_number() -> None:
    assert stretches(marked(WORDS, marks((6, 10), (6, 10)))) == [("hue1 over", "1|2|hard")]


def test_a_number_leads_to_the_codes_of_the_excerpt() -> None:
    assert Read(marked(WORDS, marks((6, 10)))).links == ["#n-x1"]


def test_an_excerpt_that_began_before_has_its_number_and_no_second_place() -> None:
    made = marked(WORDS, marks((0, 50)), start=40, begun=frozenset({"x1"}))
    assert stretches(made) == [("hue0", "1|It is hard")]
    assert Read(made).ids == []


def test_an_id_that_was_written_by_hand_stays_within_its_attribute() -> None:
    made = Read(marked(WORDS, [Mark('"><script>', 1, 0, 2)]))
    assert [one.tag for one in made.elements] == ["mark", "sup", "a"]
    assert made.links == ["#n-%22%3E%3Cscript%3E"]


def test_of_two_excerpts_the_one_that_began_in_a_turn_before_is_the_outer_one() -> None:
    made = marked(WORDS, marks((0, 80), (40, 50)), start=40, begun=frozenset({"x1"}))
    assert stretches(made)[0] == ("hue1 over", "1|2|It is hard")
