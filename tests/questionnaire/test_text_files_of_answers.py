"""A .csv is read whatever program wrote it, and what is wrong in it is named with its line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pimhcli.errors import ProblemsError
from pimhcli.questionnaire import loading

if TYPE_CHECKING:
    from collections.abc import Callable

    from pimhcli.questionnaire.loading import Loaded
    from pimhcli.questionnaire.schema import Questionnaire

    Told = Callable[[Loaded], list[str]]
    Make = Callable[[str], Questionnaire]


@pytest.fixture
def two(small: Make) -> Questionnaire:
    return small("age: {type: integer, unit: years}, remark: {type: text}")


def ages(loaded: Loaded) -> list[object]:
    return [person.answers["age"].value for person in loaded.participants]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_separator_is_told_from_the_header(two: Questionnaire, separator: str) -> None:
    data = f"id{separator}age{separator}remark\nP1{separator}34{separator}fine\n".encode()
    loaded = loading.load(data, "a.csv", two)
    assert (ages(loaded), loaded.findings) == ([34], ())


def test_the_separator_is_told_by_known_headers_when_a_question_holds_commas(small: Make) -> None:
    questionnaire = small('age: {type: integer, text: "Your age, in years, today"}')
    loaded = loading.load(b"id;Your age, in years, today\nP1;34\n", "a.csv", questionnaire)
    assert (ages(loaded), loaded.findings) == ([34], ())


def test_the_separator_that_the_file_declares_is_used_and_lines_are_counted_on(
    two: Questionnaire, told: Told
) -> None:
    loaded = loading.load(b"sep=|\nid|age|remark\nP1|x|\n", "a.csv", two)
    assert "a.csv, line 3: age: found 'x'" in told(loaded)[0]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_every_unicode_encoding_is_read(two: Questionnaire, encoding: str) -> None:
    loaded = loading.load("id,age,remark\nP1,34,déjà vu\n".encode(encoding), "a.csv", two)
    assert [person.answers["remark"].value for person in loaded.participants] == ["déjà vu"]
    assert loaded.findings == ()


def test_windows_1252_is_read_as_a_last_resort_with_a_note(two: Questionnaire) -> None:
    loaded = loading.load("id,age,remark\nP1,34,it’s\n".encode("cp1252"), "a.csv", two)
    assert loaded.participants[0].answers["remark"].value == "it’s"
    assert [finding.severity for finding in loaded.findings] == ["note"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_is_read(two: Questionnaire, end: str) -> None:
    loaded = loading.load(f"id,age,remark{end}P1,34,a{end}P2,35,b{end}".encode(), "a.csv", two)
    assert ages(loaded) == [34, 35]


@pytest.mark.parametrize(
    ("row", "count"),
    [("P1,34", 2), ("P1,34,a,b", 4)],
)
def test_a_ragged_row_is_named_with_its_line(two: Questionnaire, told: Told, row: str, count: int) -> None:
    loaded = loading.load(f"id,age,remark\nP0,30,\n{row}\n".encode(), "a.csv", two)
    assert told(loaded)[0].startswith(f"a.csv, line 3: the row has {count} cells, the header has 3.")


def test_separators_behind_the_last_column_stop_nothing(two: Questionnaire) -> None:
    assert loading.load(b"id,age,remark\nP1,34,a,,\n", "a.csv", two).findings == ()


def test_a_quotation_mark_that_is_never_closed_is_named_with_its_line(two: Questionnaire, told: Told) -> None:
    loaded = loading.load(b'id,age,remark\nP1,34,"a\nP2,35,b\n', "a.csv", two)
    assert len(told(loaded)) == 1
    assert told(loaded)[0] == (
        "a.csv, line 2: a quotation mark opens here and is never closed. "
        "Close or remove it; what follows was not read."
    )


def test_a_quotation_mark_that_closes_in_the_middle_is_named_with_its_line(
    two: Questionnaire, told: Told
) -> None:
    loaded = loading.load(b'id,age,remark\nP1,34,"a"b\n', "a.csv", two)
    assert told(loaded)[0].startswith("a.csv, line 2: a quotation mark closes in the middle of a cell.")


def test_a_row_is_named_by_its_first_line_when_a_cell_before_it_has_several(
    two: Questionnaire, told: Told
) -> None:
    loaded = loading.load(b'id,age,remark\nP1,34,"a\nb"\nP2,x,\n', "a.csv", two)
    assert told(loaded)[0].startswith("a.csv, line 4: age: found 'x'")


def test_a_zero_character_is_named_with_its_line(two: Questionnaire) -> None:
    with pytest.raises(ProblemsError) as caught:
        loading.load(b"id,age,remark\nP1,34,a\x00b\n", "a.csv", two)
    assert str(caught.value.findings[0]).startswith("a.csv, line 2: control character U+0000")


def test_a_cell_longer_than_any_answer_is_named_with_its_line(two: Questionnaire, told: Told) -> None:
    loaded = loading.load(b"id,age,remark\nP1,34," + b"a" * 1_000_001 + b"\n", "a.csv", two)
    assert told(loaded)[0].startswith("a.csv, line 2: the row cannot be read (field larger than")


def test_blank_lines_are_skipped(two: Questionnaire) -> None:
    assert ages(loading.load(b"\nid,age,remark\n\n,,\nP1,34,\n", "a.csv", two)) == [34]


def test_a_text_without_a_line_is_empty(two: Questionnaire) -> None:
    _, findings = loading.from_csv("", two, "participants.csv")
    assert [str(finding) for finding in findings] == [
        "participants.csv: the file is empty. Export the answers again."
    ]


def test_a_text_file_has_no_sheets(two: Questionnaire, told: Told) -> None:
    loaded = loading.load(b"id,age,remark\n", "a.csv", two, sheet="One")
    assert told(loaded) == ["a.csv: a text file has no sheet 'One'. Leave out --sheet."]
