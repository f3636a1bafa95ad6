"""Which excerpts are suggested as key quotes: of those least heard, of a length to print, none twice."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pimhcli.analysis.heard import Quoted
from pimhcli.analysis.passages import Passage
from pimhcli.analysis.suggesting import Candidate, Section, suggested
from pimhcli.coding.excerpts import Coding, Excerpt

WHOLE = "It is a whole sentence."


def candidate(key: str, name: str, words: int = 30, *, star: bool = False, quote: str = WHOLE) -> Candidate:
    coding = Coding(key, "pace", quote, star=star, by="anna")
    people = tuple(name.split())
    passage = Passage(Excerpt("fg1", (coding,)), 1, 1, people, people, "fg1")
    return Candidate(passage, Quoted(dict.fromkeys(people, words // len(people)), "fg1"))


def chosen(*sections: Section) -> list[tuple[str, str]]:
    return [(one.key, one.candidate.passage.excerpt.id) for one in suggested(sections)]


def test_who_is_least_heard_is_suggested_where_there_is_no_key_quote() -> None:
    other = Section("trust", (candidate("s1", "P1", star=True), candidate("s2", "P2", star=True)))
    assert chosen(Section("pace", (candidate("a", "P1"), candidate("b", "P3"))), other)[0] == ("pace", "b")


def test_what_was_suggested_before_counts_as_heard() -> None:
    first = Section("pace", (candidate("a", "P1"),))
    second = Section("trust", (candidate("b", "P1"), candidate("c", "P2")))
    assert chosen(first, second) == [("pace", "a"), ("trust", "c")]


def test_where_one_voice_is_heard_another_is_suggested() -> None:
    own = (candidate("s", "P1", star=True), candidate("a", "P1"), candidate("b", "P2"))
    (one,) = suggested([Section("pace", own)])
    assert (one.candidate.passage.excerpt.id, one.lone) == ("b", "P1")


def test_where_two_voices_are_heard_nothing_is_suggested() -> None:
    own = (candidate("s", "P1", star=True), candidate("t", "P2", star=True), candidate("b", "P3"))
    assert chosen(Section("pace", own)) == []


def test_only_one_participants_words_of_a_fit_length_are_suggested() -> None:
    own = (candidate("short", "P1", 14), candidate("long", "P1", 61), candidate("both", "P1 P2", 40))
    assert chosen(Section("pace", own)) == []


def test_whole_sentences_come_before_parts_and_then_the_length_decides() -> None:
    part = candidate("part", "P1", 35, quote="and then it stopped")
    assert chosen(Section("pace", (part, candidate("a", "P1", 50), candidate("b", "P1", 40)))) == [
        ("pace", "b")
    ]


def test_an_excerpt_under_two_entries_is_suggested_once() -> None:
    shared = candidate("a", "P1")
    assert chosen(Section("pace", (shared,)), Section("trust", (shared,))) == [("pace", "a")]


@given(st.lists(st.tuples(st.sampled_from("ABC"), st.integers(1, 80), st.booleans()), max_size=10))
def test_what_is_suggested_is_no_key_quote_yet(said: list[tuple[str, int, bool]]) -> None:
    own = tuple(candidate(f"e{at}", name, words, star=star) for at, (name, words, star) in enumerate(said))
    found = suggested([Section("pace", own[::2]), Section("trust", own[1::2])])
    assert [one for one in found if one.candidate.is_star or not one.candidate.is_fit] == []
