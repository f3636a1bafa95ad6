"""Copies that sync programs put beside a file are known by their names, and nothing else is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from building import codings

from pimhcli.study.merging import copies
from pimhcli.study.study import Study

if TYPE_CHECKING:
    from pathlib import Path

    from building import Pimh

NAMES = [
    "anna (conflicted copy 2026-11-23).jsonl",
    "anna (Ben’s conflicted copy 2026-11-23).jsonl",
    "anna (Case Conflict).jsonl",
    "anna_conflict-20261123-101500.jsonl",
    "anna-DESKTOP-4F2K9.jsonl",
    "anna-desktop-4f2k9.jsonl",
    "anna (1).jsonl",
    "anna (1) (2).jsonl",
    "anna 2.jsonl",
    "anna.sync-conflict-20261123-101500-ABCDEFG.jsonl",
    "anna.Conflict.jsonl",
    "anna - Copy.jsonl",
    "anna - Copy (2).jsonl",
    "anna - Kopie.jsonl",
    "anna.jsonl.orig",
    "anna.jsonl~",
    "anna_LOCAL_4711.jsonl",
    "anna.jsonl.bak",
]


def copied(root: Path, name: str, **fields: object) -> Path:
    """A copy of anna's codings in which her first coding was changed later."""
    rows = codings(root)
    rows[0] |= {"rev": 2, "at": "2027-01-01T00:00:00.000Z"} | fields
    path = root / "codings" / "fg1" / name
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


@pytest.mark.parametrize("name", NAMES)
def test_a_copy_is_known_by_its_name(name: str) -> None:
    assert copies.original(name, ["anna.jsonl", "ben.jsonl"]) == "anna.jsonl"


@pytest.mark.parametrize("name", ["anna.jsonl", "annabel.jsonl", "ben2.jsonl", "joanna.jsonl", "anna.txt"])
def test_another_name_is_that_of_no_copy(name: str) -> None:
    assert copies.original(name, ["anna.jsonl", "ben.jsonl"]) == ""


@pytest.mark.parametrize("name", NAMES)
def test_what_a_copy_holds_is_taken_over_and_the_copy_put_away(coded: Path, pimh: Pimh, name: str) -> None:
    path = copied(coded, name, memo="from the other computer")
    assert Study(coded).coders("fg1") == ("anna",)
    assert pimh("resolve").code == 0
    assert codings(coded)[0]["memo"] == "from the other computer"
    assert (coded / copies.MERGED / "codings" / "fg1" / name).exists()
    assert not path.exists()


def test_a_coder_with_a_double_name_is_nobodys_copy(coded: Path) -> None:
    copied(coded, "anna-marie.jsonl", by="anna-marie")
    assert {*Study(coded).coders("fg1")} == {"anna", "anna-marie"}


def test_one_of_the_team_is_nobodys_copy(coded: Path) -> None:
    text = (coded / "study.yaml").read_text("utf-8").replace("team:\n", "team:\n- id: anna-marie\n")
    (coded / "study.yaml").write_text(text, "utf-8")
    copied(coded, "anna-marie.jsonl")
    assert {*Study(coded).coders("fg1")} == {"anna", "anna-marie"}


def test_a_copy_that_is_older_changes_nothing(coded: Path, pimh: Pimh) -> None:
    before = codings(coded)
    copied(coded, "anna (1).jsonl", rev=1, at="2020-01-01T00:00:00.000Z", memo="old")
    assert pimh("resolve").code == 0
    assert codings(coded) == before


def test_lines_of_a_coders_file_that_cannot_be_read_stay_in_it(coded: Path, pimh: Pimh) -> None:
    path = coded / "codings" / "fg1" / "anna.jsonl"
    path.write_text(path.read_text("utf-8") + '{"id": torn\n', "utf-8")
    copied_to = coded / "codings" / "fg1" / "anna (1).jsonl"
    copied_to.write_text(
        json.dumps(codings_without_torn(path)[0] | {"rev": 2, "memo": "new"}) + "\n", "utf-8"
    )
    assert pimh("resolve").code == 0
    assert path.read_text("utf-8").endswith('{"id": torn\n')


def codings_without_torn(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()[:-1]]


def test_the_copies_stay_until_they_are_resolved_and_are_told_of(coded: Path, pimh: Pimh) -> None:
    copied(coded, "anna (1).jsonl")
    talk = pimh("status").talk
    assert "anna (1).jsonl: is left out: it looks like a copy of anna’s codings" in talk
    assert "pimh resolve" in talk


def test_taking_a_copy_over_is_undone_like_any_act(coded: Path, pimh: Pimh) -> None:
    copied(coded, "anna (1).jsonl", memo="from the other computer")
    pimh("resolve")
    assert pimh("undo").code == 0
    assert "memo" not in codings(coded)[0]


def test_a_dry_run_leaves_copies_where_they_are(coded: Path, pimh: Pimh) -> None:
    path = copied(coded, "anna (1).jsonl", memo="other")
    ran = pimh("resolve", "--dry-run")
    assert ran.code == 0
    assert "Nothing was written." in ran.talk
    assert path.exists()


def test_a_copy_of_the_codebook_gives_its_entries(coded: Path, pimh: Pimh) -> None:
    book = coded / "codebook.yaml"
    other = coded / "codebook (conflicted copy).yaml"
    other.write_text(book.read_text("utf-8") + "- id: money\n  name: Money\n", "utf-8")
    assert pimh("resolve").code == 0
    assert [code.id for code in Study(coded).codebook.themes()] == ["practice", "barriers", "money"]
    assert "# how we code" in book.read_text("utf-8")
    assert not other.exists()


def test_a_copy_of_study_yaml_is_for_the_researcher_to_compare(coded: Path, pimh: Pimh) -> None:
    (coded / "study (1).yaml").write_text("format: 1\ntitle: Other\n", "utf-8")
    ran = pimh("resolve")
    assert ran.code == 1
    assert "study (1).yaml: looks like a copy of study.yaml" in ran.talk


def test_a_check_names_what_is_left_to_be_resolved(coded: Path, pimh: Pimh) -> None:
    assert pimh("check", "merging").code == 0
    copied(coded, "anna (1).jsonl")
    ran = pimh("check", "merging")
    assert ran.code == 1
    assert "codings/fg1/anna (1).jsonl: looks like a copy of anna" in ran.out


@pytest.mark.parametrize("name", ["fg1 (1).txt", "fg1.sync-conflict-20261123-101500-ABCDEFG.txt", "fg1.txt~"])
def test_a_copy_of_a_transcript_is_put_away_when_it_says_the_same(coded: Path, pimh: Pimh, name: str) -> None:
    path = coded / "transcripts" / name
    path.write_bytes((coded / "transcripts" / "fg1.txt").read_bytes())
    assert pimh("resolve").code == 0
    assert (coded / copies.MERGED / "transcripts" / name).exists()
    assert not path.exists()


def test_a_copy_of_a_transcript_that_says_something_else_is_named(coded: Path, pimh: Pimh) -> None:
    (coded / "transcripts" / "fg1 (1).txt").write_text("P1: Something else.\n", "utf-8")
    assert "fg1 (1).txt: is left out: it looks like a copy of fg1.txt. What to do with it: pimh resolve" in (
        pimh("status").talk
    )
    assert "Compare the two, take over into fg1.txt what is right" in pimh("resolve").talk


def test_a_transcript_whose_name_begins_like_another_is_no_copy(coded: Path) -> None:
    (coded / "transcripts" / "fg1-b.txt").write_text("P1: Something else.\n", "utf-8")
    assert {*Study(coded).transcript_ids} == {"fg1", "fg1-b"}
    assert copies.of_files(Study(coded).folder) == []
