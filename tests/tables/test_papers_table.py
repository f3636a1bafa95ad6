"""The paper's Table 2 comes out of every format to the letter."""

from __future__ import annotations

import re

import pytest
from tables.paper import ANSWERS, PAPER, WORKBOOK, papers_table, table_of
from tables.reading import READERS

from pimhcli.tables.renderers import FORMATS

# the rows, without the notes below them
ROWS = [row.rstrip(" |") for row in PAPER.splitlines() if " |" in row]


def expected(form: str, rows: list[str]) -> list[str]:
    """A file of commas has no marks, for it is data."""
    return [re.sub(r"\^[a-z]", "", row) for row in rows] if form == "csv" else rows


def printed(form: str, answers: bytes, name: str) -> list[str]:
    rows = READERS[form](FORMATS[form].render(table_of(answers, name)))
    return [row.rstrip(" |") for row in rows]


@pytest.mark.parametrize("form", FORMATS)
def test_every_cell_of_the_papers_table_is_read_back_out_of_every_format(form: str) -> None:
    assert printed(form, ANSWERS.encode(), "answers.csv") == expected(form, ROWS)


@pytest.mark.parametrize("form", FORMATS)
def test_the_sample_workbook_of_answers_prints_the_same_cells(form: str) -> None:
    shown = printed(form, WORKBOOK.read_bytes(), "answers.xlsx")
    assert shown == expected(form, ROWS)


@pytest.mark.parametrize("form", FORMATS)
def test_answers_in_whole_years_print_the_mean_that_the_paper_cut_off(form: str) -> None:
    whole = ANSWERS.replace("yes,4.5,", "yes,5,").replace("3y 6m", "3").replace("6y 11m", "7")
    rows = printed(form, whole.encode(), "answers.csv")
    assert [row for row in rows if "4.8" in row] == ["  Mean (range) | 4.86 (1–13 years)"]


@pytest.mark.parametrize("form", ["text", "md", "html", "latex"])
def test_every_note_stands_under_the_table(form: str) -> None:
    made = FORMATS[form].render(papers_table())
    assert isinstance(made, str)
    notes = [row.partition(" ")[2] for row in PAPER.splitlines() if re.match(r"[a-d] ", row)]
    shown = " ".join(made.replace("\\%", "%").split())
    assert [note for note in notes if note not in shown] == []
