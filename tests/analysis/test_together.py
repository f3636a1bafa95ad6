"""Which codes are used together, on excerpts that overlap and within a turn."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from pimhcli.analysis.passages import Passage
from pimhcli.analysis.together import Pair, Shared, pairs
from pimhcli.coding.codebook import Code, Codebook
from pimhcli.coding.excerpts import Coding, Excerpt

BOOK = Codebook((Code("a", "A", "code"), Code("b", "B", "code"), Code("c", "C", "code", former=("old",))))

Coded = tuple[str, int, int, int, str]  # code, start, end, turn, coder


def passage(number: int, coded: Coded, transcript: str = "fg1") -> Passage:
    codes, start, end, turn, coder = coded
    codings = tuple(
        Coding(f"{number}{code}", code, "x" * (end - start), start, end, by=coder) for code in codes.split()
    )
    return Passage(Excerpt(transcript, codings), turn, turn, ("P1",), ("P1",), transcript)


def found(*coded: Coded) -> list[Pair]:
    return pairs(BOOK, [passage(number, one) for number, one in enumerate(coded)])


def test_two_codes_of_one_excerpt_are_always_together() -> None:
    assert found(("a b", 0, 9, 1, "anna")) == [Pair("a", "b", Shared(1, 1, 1), Shared(1, 1, 1))]


def test_excerpts_that_overlap_are_together_and_those_that_touch_are_not() -> None:
    (pair,) = found(("a", 0, 9, 1, "anna"), ("b", 8, 20, 1, "anna"), ("a", 20, 30, 1, "anna"))
    assert pair.excerpts == Shared(2, 1, 1)
    assert pair.excerpts.coefficient == Fraction(1, 2)


def test_codes_of_one_turn_that_do_not_overlap_share_the_turn_only() -> None:
    (pair,) = found(("a", 0, 5, 1, "anna"), ("b", 6, 9, 1, "anna"), ("a", 20, 25, 2, "anna"))
    assert (pair.excerpts.both, pair.turns) == (0, Shared(2, 1, 1))


def test_words_that_two_coders_coded_alike_count_once() -> None:
    (pair,) = found(("a b", 0, 9, 1, "anna"), ("a b", 0, 9, 1, "ben"))
    assert pair.excerpts == Shared(1, 1, 1)


def test_a_code_is_found_by_its_former_key_too() -> None:
    assert found(("a old", 0, 9, 1, "anna"))[0].second == "c"


def test_a_long_excerpt_that_begins_early_is_found_from_a_later_one() -> None:
    (pair,) = found(("a", 0, 90, 1, "x"), ("a", 10, 12, 1, "x"), ("b", 50, 60, 1, "x"))
    assert pair.excerpts == Shared(2, 1, 1)


@given(st.lists(st.tuples(st.sampled_from("ab"), st.integers(0, 20), st.integers(1, 9)), max_size=12))
def test_the_overlaps_are_those_that_a_comparison_of_each_with_each_finds(
    drawn: list[tuple[str, int, int]],
) -> None:
    coded = [(code, start, start + length, 1, "anna") for code, start, length in drawn]
    one, other = ({(s, e) for code, s, e, *_ in coded if code == which} for which in "ab")
    touching = [
        sum(any(s < end and start < e for s, e in those) for start, end in these)
        for these, those in ((one, other), (other, one))
    ]
    expected = [Shared(len(one), len(other), min(touching))] if one and other else []
    assert [pair.excerpts for pair in found(*coded)] == expected


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 20), st.integers(1, 9)), max_size=12))
def test_a_coefficient_is_never_above_one(drawn: list[tuple[str, int, int]]) -> None:
    for pair in found(*((code, start, start + length, 1, "anna") for code, start, length in drawn)):
        assert 0 <= (pair.excerpts.coefficient or 0) <= 1
