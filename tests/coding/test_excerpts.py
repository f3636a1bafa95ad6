"""Codings become excerpts, whatever order their lines come in."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pimhcli.coding.excerpts import Coding, excerpts, latest

# Few ids, revisions and times, so that lines clash as they do after a merge of two clones
lines = st.lists(
    st.builds(
        Coding,
        id=st.sampled_from("ab"),
        code=st.sampled_from(["", "coping"]),
        memo=st.sampled_from(["", "x"]),
        at=st.sampled_from(["2026-01-01T00:00:00Z", "2026-01-01T00:00:01Z"]),
        rev=st.integers(1, 2),
        deleted=st.sampled_from(["", "2026-01-01T00:00:01Z"]),
    ),
    max_size=8,
)


@given(lines, st.data())
def test_the_order_of_lines_does_not_matter(written: list[Coding], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(written))
    assert latest(shuffled) == latest(written)


@given(lines)
def test_reading_what_was_read_changes_nothing(written: list[Coding]) -> None:
    assert latest(latest(written)) == latest(written)


@given(lines)
def test_one_record_an_id_remains_and_none_is_newer(written: list[Coding]) -> None:
    kept = {coding.id: coding for coding in latest(written)}
    assert len(kept) == len(latest(written))
    assert all((line.rev, line.at) <= (kept[line.id].rev, kept[line.id].at) for line in written)


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        (Coding("a", memo="old", rev=1, at="2026-02"), Coding("a", memo="new", rev=2, at="2026-01")),
        (Coding("a", memo="old", rev=2, at="2026-01"), Coding("a", memo="new", rev=2, at="2026-02")),
        (Coding("a", code="x", rev=1), Coding("a", deleted="2026-01", rev=2)),
        (Coding("a", deleted="2026-01", rev=2), Coding("a", code="x", rev=3)),
    ],
)
def test_the_highest_revision_wins_then_the_later_time(older: Coding, newer: Coding) -> None:
    assert latest([older, newer]) == latest([newer, older]) == [newer]


def test_records_come_by_position() -> None:
    written = [Coding("c", start=5, end=9), Coding("b", start=5, end=7), Coding("a", start=1, end=9)]
    assert [coding.id for coding in latest(written)] == ["a", "b", "c"]


def coding(key: str, code: str, start: int = 0, **more: object) -> Coding:
    made = Coding(key, code, "words", start, start + 5, by="anna", at="2026-01")
    return msgspec.structs.replace(made, **more)


def grouped(*codings: Coding) -> list[tuple[str, ...]]:
    return [excerpt.codes for excerpt in excerpts("fg1", codings)]


def test_all_codes_on_a_span_make_one_excerpt_oldest_first() -> None:
    assert grouped(coding("a", "two", at="2026-02"), coding("b", "one")) == [("one", "two")]


def test_excerpts_come_by_position() -> None:
    assert grouped(coding("a", "two", 9), coding("b", "one", 3)) == [("one",), ("two",)]


def test_two_coders_on_one_span_have_two_excerpts() -> None:
    assert grouped(coding("a", "two", by="ben"), coding("b", "one")) == [("one",), ("two",)]


def test_spans_that_overlap_are_two_excerpts() -> None:
    assert grouped(coding("a", "one"), coding("b", "two", end=4)) == [("two",), ("one",)]


def test_the_same_offsets_in_two_versions_of_a_transcript_are_two_excerpts() -> None:
    assert len(grouped(coding("a", "one"), coding("b", "two", quote="other", text="v2"))) == 2
    # one that is lost must not share the fate of one that stands where it stood
    assert len(grouped(coding("a", "one"), coding("b", "two", text="v2"))) == 2


def test_a_removed_coding_makes_no_excerpt() -> None:
    assert grouped(coding("a", "one", deleted="2026-02")) == []


def test_memo_and_star_of_an_excerpt_are_those_of_any_of_its_codings() -> None:
    (excerpt,) = excerpts("fg1", [coding("a", "one"), coding("b", "two", memo="so", star=True)])
    assert (excerpt.id, excerpt.memo, excerpt.star, excerpt.coder) == ("a", "so", True, "anna")
    assert (excerpt.span, excerpt.quote, excerpt.transcript) == ((0, 5), "words", "fg1")


def test_an_excerpt_without_memo_and_star_has_none() -> None:
    (excerpt,) = excerpts("fg1", [coding("a", "one")])
    assert (excerpt.memo, excerpt.star) == ("", False)
