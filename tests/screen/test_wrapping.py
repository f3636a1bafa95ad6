"""The rows of a transcript tile its turns, are no wider than asked for, and map to offsets and back."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from pimhcli.screen.wrapping import Layout
from pimhcli.transcripts.segments import graphemes
from pimhcli.transcripts.turns import Transcript, parse

PIECES = [
    "a", "bc", "word", "it’s", " ", " ", "   ", "\n", "\t", "-", "…", "é", "e\u0301", "\u0301", "👩‍👧",
    "👍🏽", "🇩🇪", "1️⃣", "你好", "नि", "\x1b", "\u202e", "\u2028",
]  # fmt: skip
spoken = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
plain = st.lists(st.sampled_from(PIECES[:8]), max_size=40).map("".join)
transcripts = st.lists(st.one_of(spoken, plain), min_size=1, max_size=5).map(
    lambda turns: parse("# notes\n" + "\n".join(f"PX{n}: {said}" for n, said in enumerate(turns)))
)
widths = st.integers(4, 30)


def rows(layout: Layout) -> list[str]:
    spans = map(layout.span_of_row, range(layout.rows))
    return [layout.transcript.text[start:end] for start, end in spans]


def starts(transcript: Transcript) -> set[int]:
    """The offsets at which characters start, and the ends of turns."""
    return {
        turn.start + bound
        for turn in transcript.turns
        for bound in graphemes(transcript.text[turn.start : turn.end])
    }


@given(transcripts, widths)
def test_rows_tile_each_turn(transcript: Transcript, width: int) -> None:
    """V8: rows tile the turn."""
    layout = Layout(transcript, width)
    spans = [layout.span_of_row(row) for row in range(layout.rows)]
    for turn in transcript.turns:
        own = [span for row, span in enumerate(spans) if layout.turn_of_row(row) is turn]
        assert (own[0][0], own[-1][1]) == (turn.start, turn.end)
        assert all(before[1] == after[0] for before, after in pairwise(own))


@given(transcripts, widths)
def test_rows_are_no_wider_than_asked_for_but_for_hanging_blanks(transcript: Transcript, width: int) -> None:
    """V8: rows are no wider than the width and start on grapheme boundaries."""
    layout = Layout(transcript, width)
    for row in range(layout.rows):
        start, end = layout.span_of_row(row)
        assert cell_len(layout.drawn(start, end).rstrip()) <= width
        assert start in starts(transcript)


@given(transcripts, widths)
def test_an_offset_drawn_at_a_cell_is_found_at_that_cell(transcript: Transcript, width: int) -> None:
    """V8: click, offset and cell are one and the same, but for blanks that hang over."""
    layout = Layout(transcript, width)
    for offset in sorted(starts(transcript)):
        row, column = layout.cell_of(offset)
        assert layout.row_of(offset) == row
        if column < width:
            assert layout.offset_at(row, column) == offset


@given(transcripts, widths, st.integers(0, 40), st.integers(0, 50))
def test_every_cell_has_an_offset_of_its_row(
    transcript: Transcript, width: int, row: int, column: int
) -> None:
    layout = Layout(transcript, width)
    row = min(row, layout.rows - 1)
    offset = layout.offset_at(row, column)
    assert layout.row_of(offset) == row
    assert offset in starts(transcript)


@given(transcripts, widths, widths)
def test_rewrapping_is_wrapping_in_the_new_width(transcript: Transcript, before: int, after: int) -> None:
    assert rows(Layout(transcript, before).rewrapped(after)) == rows(Layout(transcript, after))


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("one two three", ["one two ", "three"]),
        ("one two   three", ["one two   ", "three"]),
        ("12345678 9", ["12345678 ", "9"]),
        ("1234567890ab", ["12345678", "90ab"]),
        ("one\ntwo three", ["one\ntwo ", "three"]),
        ("你好吗朋友", ["你好吗朋", "友"]),
        ("one 你好吗朋友", ["one 你好", "吗朋友"]),
        ("👍🏽👍🏽👍🏽👍🏽👍🏽", ["👍🏽👍🏽👍🏽👍🏽", "👍🏽"]),
        ("", [""]),
    ],
)
def test_rows_break_at_blanks_and_cut_only_what_is_longer_than_a_row(said: str, expected: list[str]) -> None:
    assert rows(Layout(parse(f"PX1: {said}"), 8)) == expected


def test_an_empty_turn_has_a_row_of_its_own() -> None:
    layout = Layout(parse("A: one\nB:\nC: two"), 20)
    assert [layout.turn_of_row(row).speaker for row in range(layout.rows)] == ["A", "B", "C"]
    assert layout.offset_at(1, 5) == layout.transcript.turns[1].start


def test_an_offset_in_a_label_is_in_the_first_row_of_its_turn() -> None:
    transcript = parse("# notes\nA: one\nBertha: two")
    layout = Layout(transcript, 20)
    assert layout.row_of(transcript.text.index("rtha")) == 1
    assert layout.row_of(0) == 0


def test_a_click_behind_a_row_gives_its_last_character_and_behind_a_turn_its_end() -> None:
    transcript = parse("A: one two three")
    layout = Layout(transcript, 8)
    text = transcript.text
    assert layout.offset_at(0, 99) == text.index(" three")
    assert layout.offset_at(1, 99) == len(text)
    assert layout.offset_at(99, 0) == text.index("three")


def test_turns_know_their_first_rows() -> None:
    layout = Layout(parse("A: one two three\nB: four"), 8)
    assert [layout.first_row(turn) for turn in layout.transcript.turns] == [0, 2]
    assert [layout.starts_turn(row) for row in range(layout.rows)] == [True, False, True]
