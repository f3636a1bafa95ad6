"""pimh audit: a printed table is audited without a study, and the exit code tells whether it can be."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from building import run, workbook, written

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

WRONG = """
    Characteristic,All (n = 7)
    "Discipline, n (%)",
    Psychologist,3 (42.86)
    Nurse,5 (71.43)
"""
RIGHT = """
    Characteristic,All (n = 7)
    "Women, n (%)",5 (71.43)
"""
TWO = """
    Table 1

    | Item | All (n = 7) |
    | --- | --- |
    | Women, n (%) | 5 (71.43) |

    Some words.

    | Item | All (n = 7) |
    | --- | --- |
    | Men, n (%) | 2 (38.57) |
"""


def test_a_table_that_cannot_be_ends_with_1_and_tells_why(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("audit", written(tmp_path / "table.csv", WRONG)) == 1
    assert "the counts add up to 8, but there are 7 people" in capsys.readouterr().out


def test_a_table_that_can_be_gives_nothing_and_tells_what_was_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("audit", written(tmp_path / "table.csv", RIGHT)) == 0
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err == "table.csv: 1 percentage read.\n  Nothing in it is impossible.\n"


def test_a_heading_of_several_answers_may_be_named(tmp_path: Path) -> None:
    assert run("audit", written(tmp_path / "table.csv", WRONG), "--multi", "Discipline") == 0


def test_a_heading_that_no_table_has_is_refused_with_the_nearest(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("audit", written(tmp_path / "table.csv", WRONG), "--multi", "Psychologyst") == 2
    assert "Psychologist" in capsys.readouterr().err


def test_one_table_of_a_document_may_be_chosen(tmp_path: Path) -> None:
    paper = written(tmp_path / "paper.md", TWO)
    assert [run("audit", paper, *more) for more in ([], ["--table", "1"], ["--table", "2"])] == [1, 0, 1]


def test_a_table_that_is_not_there_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("audit", written(tmp_path / "paper.md", TWO), "--table", "3") == 2
    assert "Its tables are 1 to 2." in capsys.readouterr().err


def test_a_document_without_a_table_is_refused(tmp_path: Path) -> None:
    assert run("audit", written(tmp_path / "paper.md", "Only words.")) == 2


def test_the_number_of_people_is_taken_from_the_option(tmp_path: Path) -> None:
    table = written(tmp_path / "table.csv", RIGHT.replace(" (n = 7)", ""))
    assert [run("audit", table, "--n", n) for n in ("7", "8")] == [0, 1]


def test_what_was_not_read_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("audit", written(tmp_path / "table.csv", RIGHT + '    Women to men,"5 (5:2)"\n'))
    assert 'not read: table.csv, row 3, column "All (n = 7)": 5 (5:2)' in capsys.readouterr().err


def test_every_visible_sheet_of_a_workbook_is_audited(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [["Item", "All (n = 7)"], ["Women, n (%)", "5 (77.43)"]]
    book = workbook(
        tmp_path / "tables.xlsx", [["Item", "All (n = 7)"], ["Men, n (%)", "2 (28.57)"]], Second=rows
    )
    assert run("audit", book) == 1
    assert capsys.readouterr().out.startswith("tables.xlsx, sheet 'Second', row 2")


def test_programs_get_the_findings_and_the_people_of_each_column(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("audit", written(tmp_path / "table.csv", WRONG), "--json")
    (table,) = json.loads(capsys.readouterr().out)["data"]
    assert table["columns"] == [["All (n = 7)", 7]]
    assert [finding["severity"] for finding in table["findings"]] == ["error"]


def test_a_column_without_a_number_of_people_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("audit", written(tmp_path / "table.csv", RIGHT.replace(" (n = 7)", "")))
    assert "'All' does not tell of how many people it is; give --n" in capsys.readouterr().err
