"""Excerpts run in three lanes beside the text, and each stretch of text knows what covers it."""

from __future__ import annotations

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from pimhcli.screen.lanes import Lanes
from pimhcli.screen.marks import Cover, Mark, Shade
from pimhcli.screen.wrapping import Layout
from pimhcli.transcripts.turns import parse

# Rows of the first ten turns: "one two " and "three", one below the other
LAYOUT = Layout(parse("\n".join(["A: one two three"] * 10)), 8)
ROWS = [LAYOUT.span_of_row(row) for row in range(LAYOUT.rows)]
PARTS = {"start": "┌", "inside": "│", "end": "└", "only": "╻", "more": "+"}

places = st.tuples(st.integers(0, len(ROWS) - 1), st.integers(0, len(ROWS) - 1)).map(sorted)
coders = st.sampled_from(["", "", "ben", "carla"])
many = st.lists(st.tuples(places, coders), max_size=12).map(
    lambda found: tuple(of(coder, in_rows(str(n), *place)) for n, (place, coder) in enumerate(found))
)


def in_rows(name: str, first: int, last: int) -> Mark:
    return Mark(name, ROWS[first][0], ROWS[last][1], hue=first % 6)


def of(coder: str, mark: Mark) -> Mark:
    return msgspec.structs.replace(mark, coder=coder)


def drawn(*marks: Mark) -> list[str]:
    lanes = Lanes(LAYOUT, marks)
    found = [
        "".join(PARTS[lane.part] if lane else " " for lane in lanes.at(row)).rstrip()
        for row in range(LAYOUT.rows)
    ]
    return found[: max((row for row, lane in enumerate(found) if lane), default=-1) + 1]


def test_an_excerpt_runs_from_its_first_to_its_last_row() -> None:
    assert drawn(in_rows("a", 1, 3), in_rows("b", 5, 5)) == ["", "┌", "│", "└", "", "╻"]


def test_overlapping_excerpts_run_side_by_side_the_longer_one_first() -> None:
    assert drawn(in_rows("short", 0, 1), in_rows("long", 0, 3), in_rows("late", 2, 2)) == [
        "┌┌",
        "│└",
        "│╻",
        "└",
    ]


def test_excerpts_that_touch_in_a_row_take_two_lanes() -> None:
    assert drawn(in_rows("a", 0, 1), in_rows("b", 1, 2)) == ["┌", "└┌", " └"]


def test_more_than_three_excerpts_in_a_row_are_told_by_a_plus() -> None:
    marks = [in_rows(name, 0, 2) for name in "abc"]
    assert drawn(*marks, in_rows("d", 1, 1)) == ["┌┌┌", "││+", "└└└"]


def test_the_plus_stays_until_the_last_excerpt_that_has_no_lane_ends() -> None:
    marks = [in_rows(name, 0, 1) for name in "abc"]
    assert drawn(*marks, in_rows("d", 1, 2)) == ["┌┌┌", "└└+", "  +"]


def test_a_freed_lane_is_taken_again() -> None:
    assert drawn(in_rows("a", 0, 1), in_rows("b", 0, 4), in_rows("c", 2, 3)) == ["┌┌", "│└", "│┌", "│└", "└"]


def test_one_s_own_excerpts_take_the_lanes_before_those_of_others() -> None:
    """However many others there are, and although theirs begin before."""
    others = [of("ben", in_rows(name, 0, 4)) for name in "abc"]
    lanes = Lanes(LAYOUT, (*others, in_rows("own", 2, 3)))
    assert [lane.mark.id if lane else "" for lane in lanes.at(2)] == ["own", "a", "b"]
    assert lanes.at(2)[-1] == ("more", others[1])


def test_another_s_excerpt_takes_the_room_between_two_of_one_s_own() -> None:
    own = in_rows("x", 0, 0), in_rows("y", 3, 4)
    assert drawn(*own, of("ben", in_rows("z", 1, 2))) == ["╻", "┌", "└", "┌", "└"]
    assert drawn(*own, of("ben", in_rows("z", 1, 3))) == ["╻", " ┌", " │", "┌└", "└"]


def test_a_row_knows_the_excerpts_that_begin_in_it() -> None:
    lanes = Lanes(LAYOUT, (in_rows("b", 2, 3), in_rows("a", 2, 5), in_rows("c", 3, 3)))
    assert [[mark.id for mark in lanes.starting(row)] for row in range(5)] == [[], [], ["a", "b"], ["c"], []]


@given(many)
def test_every_excerpt_of_a_row_is_in_a_lane_or_told_by_the_plus(marks: tuple[Mark, ...]) -> None:
    lanes = Lanes(LAYOUT, marks)
    for row, (start, end) in enumerate(ROWS):
        here = {mark.id for mark in marks if mark.start < end and mark.end > start}
        shown = [lane for lane in lanes.at(row) if lane]
        assert {lane.mark.id for lane in shown} <= here
        assert len(shown) == len(here) or shown[-1].part == "more"


@given(many)
def test_lanes_do_not_depend_on_the_order_of_the_excerpts(marks: tuple[Mark, ...]) -> None:
    assert drawn(*marks) == drawn(*reversed(marks))


@given(many, st.integers(0, 80), st.integers(0, 80))
def test_each_stretch_knows_what_covers_it(marks: tuple[Mark, ...], start: int, length: int) -> None:
    end = start + length
    found = list(Cover(marks).between(start, end))
    assert [at for span, _ in found for at in range(*span)] == list(range(start, end))
    for span, shade in found:
        for at in range(*span):
            here = [mark for mark in marks if mark.start <= at < mark.end]
            assert (shade is not None) == bool(here)
            assert shade is None or shade.overlap == (len(here) > 1)


def test_words_that_others_alone_have_coded_are_told_apart() -> None:
    """The hue is that of one's own excerpt, also where another's begins within it."""
    marks = (Mark("own", 0, 10, hue=1), Mark("late", 5, 20, hue=2, coder="ben"))
    assert [shade for _, shade in Cover(marks).between(4, 12)] == [
        Shade(1, overlap=False), Shade(1, overlap=True), Shade(2, overlap=False, own=False),
    ]  # fmt: skip


def test_the_innermost_excerpt_gives_the_hue() -> None:
    marks = (Mark("long", 0, 20, hue=1), Mark("short", 5, 9, hue=2), Mark("late", 8, 20, hue=3))
    assert [shade for _, shade in Cover(marks).between(4, 10)] == [
        Shade(1, overlap=False), Shade(2, overlap=True), Shade(3, overlap=True), Shade(3, overlap=True),
    ]  # fmt: skip
