"""A reporting checklist as a table: what is said, what is still to say, and how much of it is answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.tables.checklist import Guideline, Line, build

if TYPE_CHECKING:
    from pimhcli.tables.model import Table

GUIDELINE = Guideline("coreq", "COREQ: criteria", "Tong 2007.")


def made(*lines: Line) -> Table:
    return build(GUIDELINE, lines)


def test_the_items_of_a_domain_stand_under_its_heading() -> None:
    table = made(Line(1, "Team", "Who"), Line(2, "Team", "What"), Line(3, "Design", "How"))
    assert [(row.cells[0], row.heading) for row in table.rows] == [
        ("Team", True), ("1. Who", False), ("2. What", False), ("Design", True), ("3. How", False),
    ]  # fmt: skip


def test_a_guideline_without_domains_has_no_headings() -> None:
    assert [row.heading for row in made(Line(1, "", "Title")).rows] == [False]


def test_a_cell_has_what_is_said_then_the_checks_then_what_is_to_say() -> None:
    line = Line(13, "", "Non-participation", "7 of 9", ("study.yaml",), "why.", "Checked: nothing found.")
    assert made(line).rows[0].cells[1:] == ("7 of 9\nChecked: nothing found.\nTo say: why.", "study.yaml")


def test_the_note_counts_the_items_that_are_answered_in_part_and_not_at_all() -> None:
    lines = (Line(1, "", "a", "x"), Line(2, "", "b", "x", ask="y"), Line(3, "", "c", ask="y"))
    assert made(*lines).notes[0].text == "Of 3 items, 1 is answered, 1 in part, and 1 not at all."
