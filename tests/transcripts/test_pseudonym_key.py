"""The key of names is read whatever its columns are called, and told where its rows are at odds."""

from __future__ import annotations

import pytest

from pimhcli.findings import Finding, errors
from pimhcli.sheets import delimited
from pimhcli.transcripts.pseudonym_key import KNOWN, Entry, Key, read


def told(text: str) -> tuple[Key, list[Finding]]:
    sheet, wrong = delimited.read(text, "key.csv", KNOWN)
    assert sheet
    assert wrong == []
    return read(sheet)


def only(*rows: str) -> Finding:
    _, (finding,) = told("\n".join(["name,pseudonym,also,exact", *rows]))
    return finding


def test_columns_may_stand_in_any_order_and_case() -> None:
    key, found = told(
        "Kind;PSEUDONYM;Real name;Also;Exact\nperson; Anna  Bright ;Maya Byrne,;Maya, M.B. ;yes\n"
    )
    assert found == []
    assert key == Key(
        (Entry("Maya Byrne", "Anna Bright", ("Maya, M.B",), True, "person", "key.csv, line 2"),)
    )


def test_other_forms_are_told_apart_by_semicolons() -> None:
    key, _ = told("name,pseudonym,also\nMaya,PX1,May; Mayah ;;\n")
    assert key.entries[0].forms == ("Maya", "May", "Mayah")


def test_a_missing_column_is_told_with_those_there_are() -> None:
    key, found = told("name,pseudonim\nMaya,PX1\n")
    assert key == Key()
    assert [one.message for one in errors(found)] == [
        "there is no column `pseudonym`; its columns are: name, pseudonim."
    ]
    assert found[1].hint == "Did you mean 'pseudonym'?"


def test_two_columns_of_one_meaning_are_told() -> None:
    _, (one,) = told("name,pseudonym,replacement\nMaya,PX1,PX1\n")
    assert one.message == "the columns 'pseudonym' and 'replacement' both give the pseudonym."


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("Maya,,,", "the row has no pseudonym."),
        (",PX1,,", "the row has no name."),
        ("Maya,PX1,,perhaps", "exact: 'perhaps' is neither yes nor no."),
        ("-,PX1,,", "the name '-' has no letter and no digit."),
        ("Maya,Old Maya,,", "the pseudonym 'Old Maya' holds 'Maya', which is a name of the key."),
        ("Maya,[maya],,", "the pseudonym '[maya]' holds 'Maya', which is a name of the key."),
        ("St Mary's Hospital,hospital,,", "the name 'St Mary's Hospital' holds 'hospital', which is a"),
    ],
)
def test_a_row_that_cannot_be_used_is_told_with_its_line(row: str, message: str) -> None:
    one = only("Zoë,PX9,,", row)
    assert one.where == "key.csv, line 3"
    assert one.message.startswith(message)


def test_a_pseudonym_in_brackets_may_stand_in_a_name_without() -> None:
    _, found = told("name,pseudonym\nSt Mary's Hospital,[hospital]\n")
    assert found == []


def test_one_name_with_two_pseudonyms_is_an_error() -> None:
    one = only("Zoë,PX9,,", "Zo,PX8,zoe,")
    assert (one.where, one.severity) == ("key.csv, line 3", "error")
    assert one.message == "'zoe' stands in line 2 too, where it becomes 'PX9' and not 'PX8'."


def test_one_name_twice_with_one_pseudonym_is_a_note() -> None:
    assert only("Zoë,PX9,,", "Zoe,PX9,,").severity == "note"


def test_a_name_that_is_somebodys_pseudonym_is_an_error() -> None:
    one = only("Maya,Anna,,", "Anna,PX2,,")
    assert (one.where, one.severity) == ("key.csv, line 2", "error")
    assert "holds 'Anna'" in one.message
