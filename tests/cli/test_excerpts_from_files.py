"""pimh excerpt add --from: every row that can be coded is, every other is listed, and again adds nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from building import codings, csv_file, history, snapshot, workbook, written

if TYPE_CHECKING:
    from pathlib import Path

    from building import Pimh

HEADER = "transcript,turn,quote,code"
ROWS = [
    ("fg1", "2", "We slow down now.", "slowing-down"),
    ("fg1", "", "People leave", "Barriers"),
    ("fg1", "", "We slow down now", "practice"),  # two places
    ("fg1", "", "Nobody said this at all", "practice"),
    ("fg1", "", "I ask the mother first.", "mothers"),
    ("fg9", "", "People leave", "practice"),
    ("fg1", "two", "People leave", "practice"),
]


@pytest.fixture
def orders(study: Path, source: Path) -> Path:
    return csv_file(source / "coded.csv", HEADER, *ROWS)


def test_rows_that_have_their_place_are_coded_though_others_have_none(
    study: Path, orders: Path, pimh: Pimh
) -> None:
    ran = pimh("excerpt", "add", "--from", orders)
    assert ran.code == 1
    assert "2 of 7 rows have their place." in ran.talk
    assert [row["code"] for row in codings(study)] == ["slowing-down", "barriers"]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (4, "stands in 2 places"),
        (5, "does not stand in fg1"),
        (6, "'mothers' is not in the codebook"),
        (7, "Transcripts here: fg1."),
        (8, "the turn 'two' is no whole number"),
    ],
)
def test_each_row_that_fails_is_named_with_its_line(orders: Path, pimh: Pimh, line: int, found: str) -> None:
    told = pimh("excerpt", "add", "--from", orders).talk
    (problem,) = [part for part in told.split("coded.csv, ") if part.startswith(f"line {line}:")]
    assert found in problem


def test_running_it_again_adds_nothing(study: Path, orders: Path, pimh: Pimh) -> None:
    pimh("excerpt", "add", "--from", orders)
    before = snapshot(study)
    ran = pimh("excerpt", "add", "--from", orders)
    assert (ran.code, "New codings: 0; excerpts made or changed: 0." in ran.talk) == (1, True)
    assert snapshot(study) == before


def test_a_whole_file_is_one_act(study: Path, orders: Path, pimh: Pimh) -> None:
    pimh("excerpt", "add", "--from", orders)
    assert len(history(study)) == 1


def test_an_xlsx_says_the_same(study: Path, source: Path, pimh: Pimh) -> None:
    rows = [
        HEADER.split(","),
        ("fg1", 2, "We slow down now.", "slowing-down"),
        (None, None, "People leave", "Barriers"),
    ]
    ran = pimh("excerpt", "add", "--from", workbook(source / "coded.xlsx", rows))
    assert ran.code == 0
    assert [row["code"] for row in codings(study)] == ["slowing-down", "barriers"]


def test_memo_star_and_several_codes_come_from_the_file_too(study: Path, source: Path, pimh: Pimh) -> None:
    file = csv_file(
        source / "c.csv", "quote,code,memo,star", ("People leave", "barriers; practice", "why?", "yes")
    )
    assert pimh("excerpt", "add", "--from", file).code == 0
    rows = codings(study)
    assert {row["code"] for row in rows} == {"barriers", "practice"}
    assert {(row["memo"], row["star"]) for row in rows} == {("why?", True)}


def test_create_makes_what_is_missing_once(study: Path, source: Path, pimh: Pimh) -> None:
    rows = [("People leave", "Staff > Turnover"), ("I ask the mother first.", "Staff > Turnover")]
    ran = pimh("excerpt", "add", "--from", csv_file(source / "c.csv", "quote,code", *rows), "--create")
    assert (ran.code, "Added to the codebook: 'Staff', 'Turnover'." in ran.talk) == (0, True)
    assert len(codings(study)) == 2


def test_create_makes_a_code_of_a_failed_row_when_another_row_has_it_too(
    study: Path, source: Path, pimh: Pimh
) -> None:
    rows = [("People leave", "Rush; > ; Calm"), ("People leave", "Rush")]
    ran = pimh("excerpt", "add", "--from", csv_file(source / "c.csv", "quote,code", *rows), "--create")
    assert (ran.code, "Added to the codebook: 'Rush'." in ran.talk) == (1, True)
    assert [row["code"] for row in codings(study)] == ["rush"]


def test_rows_about_one_span_are_one_excerpt(study: Path, source: Path, pimh: Pimh) -> None:
    rows = [("People leave", "practice"), ("People leave", "barriers"), ("It's the mother", "practice")]
    told = pimh("excerpt", "add", "--from", csv_file(source / "c.csv", "quote,code", *rows)).talk
    assert "3 of 3 rows have their place" in told
    assert "New codings: 3; excerpts made or changed: 2." in told
    assert "Coded 2 excerpts: 3 new codings." in pimh("log").out


def test_the_folded_ones_are_counted(study: Path, source: Path, pimh: Pimh) -> None:
    rows = [("It's the mother", "practice"), ("People leave", "practice")]
    told = pimh("excerpt", "add", "--from", csv_file(source / "c.csv", "quote,code", *rows)).talk
    assert "2 of 2 rows have their place (1 written a little otherwise there)." in told


def test_a_dry_run_lists_the_problems_and_codes_nothing(study: Path, orders: Path, pimh: Pimh) -> None:
    before = snapshot(study)
    ran = pimh("excerpt", "add", "--from", orders, "--dry-run")
    assert (ran.code, "Nothing was written." in ran.talk) == (1, True)
    assert snapshot(study) == before


def test_a_file_in_an_old_encoding_is_read_and_it_is_said(study: Path, source: Path, pimh: Pimh) -> None:
    file = source / "old.csv"
    file.write_bytes("quote,code\nIt’s the mother,practice\n".encode("cp1252"))
    ran = pimh("excerpt", "add", "--from", file)
    assert (ran.code, "note: " in ran.talk, "Windows-1252" in ran.talk) == (0, True, True)


@pytest.mark.parametrize("header", ["transcript,turn,quote", "transcript,code", "quote,code,colour"])
def test_columns_that_lack_or_that_nobody_knows_stop_it(
    study: Path, source: Path, pimh: Pimh, header: str
) -> None:
    before = snapshot(study)
    row = tuple("People leave" for _ in header.split(","))
    ran = pimh("excerpt", "add", "--from", csv_file(source / "c.csv", header, row))
    assert (ran.code, "nothing was coded" in ran.talk) == (1, True)
    assert snapshot(study) == before


def test_a_file_of_a_heading_alone_is_said_to_be_empty(study: Path, source: Path, pimh: Pimh) -> None:
    ran = pimh("excerpt", "add", "--from", written(source / "c.csv", "quote,code\n"))
    assert (ran.code, "under them a row for each excerpt" in ran.talk) == (1, True)


@pytest.mark.parametrize(
    "more",
    [
        ("--quote", "x"),
        ("--code", "x"),
        ("--transcript", "fg1"),
        ("--turn", "2"),
        ("--memo", "x"),
        ("--star",),
    ],
)
def test_what_stands_in_the_file_cannot_be_said_beside_it(
    study: Path, orders: Path, pimh: Pimh, more: tuple[str, ...]
) -> None:
    before = snapshot(study)
    assert pimh("excerpt", "add", "--from", orders, *more).code == 2
    assert snapshot(study) == before
