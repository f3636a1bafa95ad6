"""Words that take the place of others move what stands behind them, and nothing else."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pimhcli.transcripts.splices import Splice, Splices

TALK = "PX1: Ask Maya Byrne, she knows. Maya does.\n"
NAMES = Splices([Splice(TALK.index("Maya does"), TALK.index(" does"), "PX2"), Splice(9, 19, "PX2")])
NEW = "PX1: Ask PX2, she knows. PX2 does.\n"


def words(quote: str) -> str:
    start = TALK.index(quote)
    first, last = NAMES.span(start, start + len(quote))
    return NEW[first:last]


def test_they_make_the_new_text_of_the_old_one() -> None:
    assert NAMES.applied(TALK) == NEW


def test_a_span_goes_along_with_its_words() -> None:
    assert [words(quote) for quote in ("Ask", "she knows", "does.", "PX1: Ask ")] == [
        "Ask",
        "she knows",
        "does.",
        "PX1: Ask ",
    ]


def test_a_span_with_replaced_words_holds_what_took_their_place() -> None:
    assert words("Ask Maya Byrne, she") == "Ask PX2, she"
    assert words("Maya Byrne") == "PX2"


def test_a_span_that_begins_or_ends_in_replaced_words_holds_the_whole_of_what_took_their_place() -> None:
    assert [words(quote) for quote in ("Byrne, she", "Ask May", "rne", "Byrne, she knows. Ma")] == [
        "PX2, she",
        "Ask PX2",
        "PX2",
        "PX2, she knows. PX2",
    ]


@given(st.integers(0, len(TALK)), st.integers(0, len(TALK)))
def test_words_become_what_stands_in_their_place_in_the_new_text(one: int, other: int) -> None:
    start, end = sorted((one, other))
    if start < end:
        first, last = NAMES.span(start, end)
        assert NAMES.within(start, TALK[start:end]) == NEW[first:last]


def test_nothing_is_left_of_a_span_within_replaced_words_only() -> None:
    start = TALK.index("Maya Byrne")
    assert NAMES.replaced(start, start + 10)
    assert NAMES.replaced(start + 5, start + 10)
    assert not NAMES.replaced(start, start + 11)
    assert not NAMES.replaced(start - 1, start + 4)
    assert not NAMES.replaced(0, 3)


@given(st.data())
def test_any_span_outside_of_all_splices_keeps_its_words(data: st.DataObject) -> None:
    text = data.draw(st.text("ab \n", min_size=1, max_size=60))
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=8)))
    splices = [
        Splice(start, end, data.draw(st.text("XY", max_size=4)))
        for start, end in zip(cuts[::2], cuts[1::2], strict=False)
    ]
    known = Splices(splices)
    new = known.applied(text)
    start, end = sorted(data.draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
    first, last = known.span(start, end)
    assert 0 <= first <= last <= len(new)
    if start < end and all(one.end <= start or one.start >= end for one in splices):
        assert new[first:last] == text[start:end]
