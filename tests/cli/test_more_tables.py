"""pimh table: the list of all tables, the matrix by anything, saturation, and what each may be asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from building import written

from pimhcli.study.tabulating.named import TABLES

if TYPE_CHECKING:
    from pathlib import Path

    from building import Pimh


def test_without_a_name_all_tables_are_listed(pimh: Pimh) -> None:
    ran = pimh("table")
    assert (ran.code, [line.split()[0] for line in ran.out.splitlines()]) == (0, list(TABLES))


@pytest.mark.parametrize("name", [name for name in TABLES if name != "saturation"])
def test_every_table_that_is_listed_can_be_made(coded: Path, pimh: Pimh, name: str) -> None:
    assert (pimh("table", name).code, pimh("table", name).out != "") == (0, True)


@pytest.mark.parametrize("by", ["participant", "focus_group", "job"])
def test_the_matrix_is_by_what_is_asked(coded: Path, pimh: Pimh, by: str) -> None:
    ran = pimh("table", "matrix", "--by", by, "--format", "csv")
    assert (ran.code, ran.out.splitlines()[0].startswith("Themes and sub-themes,")) == (0, True)


def test_an_item_of_numbers_makes_no_columns(coded: Path, pimh: Pimh) -> None:
    ran = pimh("table", "matrix", "--by", "age")
    assert (ran.code, "has no levels" in ran.talk, "bands" in ran.talk) == (2, True, True)


def test_an_item_nearly_named_is_suggested(coded: Path, pimh: Pimh) -> None:
    assert "Did you mean 'job'?" in pimh("table", "matrix", "--by", "jobb").talk


def test_cells_nearly_named_are_suggested(coded: Path, pimh: Pimh) -> None:
    ran = pimh("table", "matrix", "--cells", "quote")
    assert (ran.code, "Did you mean 'quotes'?" in ran.talk) == (2, True)


def test_quotes_under_the_answers_of_few_are_warned_of(coded: Path, pimh: Pimh) -> None:
    warned = "tells who may have said it"
    assert warned in pimh("table", "matrix", "--by", "job", "--cells", "quotes").talk
    assert warned not in pimh("table", "matrix", "--cells", "quotes").talk
    assert warned not in pimh("table", "matrix", "--by", "job").talk


def test_saturation_is_not_told_where_the_approach_does_not_rest_on_it(coded: Path, pimh: Pimh) -> None:
    ran = pimh("table", "saturation")
    assert (ran.code, ran.out, "--anyway" in ran.talk) == (2, "", True)


def test_saturation_of_one_group_is_refused_with_the_reason(coded: Path, pimh: Pimh) -> None:
    ran = pimh("table", "saturation", "--anyway")
    assert (ran.code, ran.out, "there is one only" in ran.talk) == (1, "", True)


def test_saturation_of_two_groups_tells_what_each_adds(coded: Path, pimh: Pimh) -> None:
    written(coded / "transcripts/fg2.txt", (coded / "transcripts/fg1.txt").read_text("utf-8"))
    ran = pimh("table", "saturation", "--anyway", "--format", "csv")
    rows = [line.split(",") for line in ran.out.splitlines()[1:]]
    assert rows == [["fg1", "2", "2", "2"], ["fg2", "0", "0", "2"]]


def test_what_a_table_does_not_take_is_refused_with_those_that_do(coded: Path, pimh: Pimh) -> None:
    ran = pimh("table", "codebook", "--group", "fg1")
    assert (ran.code, "--group is for the tables participation, interaction, questions" in ran.talk) == (
        2,
        True,
    )
