"""JSON Lines, read and written."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pimhcli.storage.jsonlines import read, write


class Row(msgspec.Struct, frozen=True, omit_defaults=True):
    """A record of the tests."""

    id: str
    start: int = 0
    memo: str = ""


words = st.text(st.characters(exclude_categories=["Cs"]))
rows = st.lists(st.builds(Row, id=words, start=st.integers(0, 2**53), memo=words))


@settings(deadline=None)
@given(rows)
def test_records_come_back_as_they_were_written(records: list[Row]) -> None:
    lines = read(write(records).decode(), "anna.jsonl", Row)
    assert lines.records == records
    assert not lines.bad
    assert not lines.findings


def test_a_record_is_one_compact_line_with_its_letters_as_they_are() -> None:
    assert write([Row("k7", memo="é\n“so”")]) == '{"id":"k7","memo":"é\\n“so”"}\n'.encode()


def test_no_records_are_an_empty_file() -> None:
    assert write([]) == b""


def test_a_lone_surrogate_is_refused_when_it_is_written() -> None:
    with pytest.raises(UnicodeEncodeError):
        write([Row("\ud800")])


@settings(deadline=None)
@given(rows.filter(bool), st.data())
def test_a_file_cut_anywhere_loses_at_most_its_last_line_and_says_which(
    records: list[Row], data: st.DataObject
) -> None:
    whole = write(records).decode()
    cut = data.draw(st.integers(0, len(whole)))
    lines = read(whole[:cut], "anna.jsonl", Row)
    complete = whole[:cut].count("\n")
    assert lines.records[:complete] == records[:complete]
    assert [number for number, _ in lines.bad] in ([], [complete + 1])


def test_a_torn_line_is_named_with_its_number_and_its_words_are_kept() -> None:
    lines = read('{"id":"a"}\n{"id":"b","me\n{"id":"c"}\n', "codings/fg1/anna.jsonl", Row)
    assert lines.records == [Row("a"), Row("c")]
    assert lines.bad == [(2, '{"id":"b","me')]
    assert [finding.where for finding in lines.findings] == ["codings/fg1/anna.jsonl:2"]


def test_a_field_of_the_wrong_type_is_named() -> None:
    lines = read('{"id":"a","start":"five"}\n', "anna.jsonl", Row)
    assert "start" in lines.findings[0].message


@pytest.mark.parametrize(
    "line", ["<<<<<<< HEAD", '{"id":"a"}{"id":"b"}', "[1]", '{"start":1}', '{"id":"\\ud800"}', "[" * 100_000]
)
def test_a_line_that_is_no_record_is_set_aside(line: str) -> None:
    assert read(f"{line}\n", "anna.jsonl", Row).bad == [(1, line)]


def test_blank_lines_are_skipped_and_counted() -> None:
    lines = read('\n{"id":"a"}\n  \nbad\n', "anna.jsonl", Row)
    assert lines.records == [Row("a")]
    assert lines.bad == [(4, "bad")]


def test_a_line_separator_within_a_text_ends_no_line() -> None:
    assert read('{"id":"a\u2028b"}\n', "anna.jsonl", Row).records == [Row("a\u2028b")]
