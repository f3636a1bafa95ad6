"""Files of the study that were damaged or taken away: it is told, nothing is lost, and work goes on."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest
from building import codings, history, snapshot

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from building import Pimh

STAR = ("excerpt", "star")


@pytest.fixture
def key(coded: Path) -> str:
    """The id of an excerpt of the coded study."""
    return str(codings(coded)[0]["id"])


def the_history(study: Path) -> Path:
    (path,) = (study / "history").glob("*.jsonl")
    return path


def mark_of(study: Path) -> Path:
    (path,) = (study / ".pimh").glob("*.settled")
    return path


class TestAHistoryInAnotherEncoding:
    @pytest.fixture(autouse=True)
    def saved_by_an_old_editor(self, coded: Path) -> None:
        path = the_history(coded)
        path.write_text(path.read_text("utf-8").replace("People", "Pëople"), "cp1252")

    def test_no_act_is_added_that_could_never_be_undone(self, coded: Path, pimh: Pimh, key: str) -> None:
        before = snapshot(coded)
        ran = pimh(*STAR, key)
        assert (ran.code, "expected text saved as UTF-8" in ran.talk) == (3, True)
        assert f"{the_history(coded).name}:" in ran.talk
        assert snapshot(coded) == before

    def test_status_says_so_and_tells_the_rest(self, coded: Path, pimh: Pimh) -> None:
        ran = pimh("status")
        assert "expected text saved as UTF-8" in ran.talk
        assert "2 excerpts" in ran.out + ran.talk
        assert "by hand" not in ran.out + ran.talk

    def test_what_would_be_undone_is_not_said_to_be_nothing(self, pimh: Pimh) -> None:
        for command in (["undo", "--dry-run"], ["log"]):
            ran = pimh(*command)
            assert (ran.code, "expected text saved as UTF-8" in ran.talk) == (3, True)


def bytes_that_are_no_text(mark: Path) -> None:
    mark.write_bytes(b"\xff")


def a_folder(mark: Path) -> None:
    mark.unlink()
    mark.mkdir()


@pytest.mark.parametrize("damage", [bytes_that_are_no_text, a_folder])
def test_a_damaged_mark_of_what_is_settled_stops_nobody(
    coded: Path, pimh: Pimh, key: str, damage: Callable[[Path], None]
) -> None:
    damage(mark_of(coded))
    assert pimh(*STAR, key).code == 0
    assert len(history(coded)) == 3


def test_a_name_that_no_file_can_have_is_refused_in_words(coded: Path, pimh: Pimh, key: str) -> None:
    path = the_history(coded)
    *before, last = path.read_text("utf-8").splitlines()
    record = json.loads(last)
    record["changes"][0]["coder"] = "\0"
    path.write_text("\n".join([*before, json.dumps(record)]) + "\n", "utf-8")
    ran = pimh(*STAR, key)
    assert (ran.code, "leads outside of the folder" in ran.talk) == (2, True)


def test_codings_that_are_gone_are_told_though_the_history_alone_knows_them(coded: Path, pimh: Pimh) -> None:
    shutil.rmtree(coded / "codings")
    ran = pimh("status")
    assert "codings/fg1/anna.jsonl: there is no such file, but codings in it were made" in ran.talk
    assert "Nothing is coded yet" not in ran.out + ran.talk
    assert "codings/fg1/anna.jsonl: there is no such file" in pimh("report").talk


def test_codings_of_a_transcript_that_was_taken_away_too_are_not_asked_for(coded: Path, pimh: Pimh) -> None:
    shutil.rmtree(coded / "codings")
    (coded / "transcripts" / "fg1.txt").unlink()
    assert "there is no such file" not in pimh("status").talk


def test_an_id_with_capitals_names_its_excerpt(coded: Path, pimh: Pimh, key: str) -> None:
    path = coded / "codings" / "fg1" / "anna.jsonl"
    path.write_text(path.read_text("utf-8").replace(key, "AB12cdEF99"), "utf-8")
    assert pimh("excerpt", "show", "AB12cdEF99").code == 0


def test_a_file_in_the_place_of_a_folder_is_named(coded: Path, pimh: Pimh, key: str) -> None:
    shutil.rmtree(coded / ".pimh")
    (coded / ".pimh").write_text("x", "utf-8")
    ran = pimh(*STAR, key)
    assert (ran.code, ".pimh was not saved: there is a file where a folder has to be" in ran.talk) == (
        4,
        True,
    )


def test_acts_in_a_copy_that_a_sync_program_made_can_be_undone_as_the_log_tells(
    coded: Path, pimh: Pimh
) -> None:
    path = the_history(coded)
    path.rename(path.with_name(f"{path.stem}.sync-conflict-20260101-000000-ABC.jsonl"))
    assert "Coded 'Barriers'" in pimh("log").out
    assert pimh("undo").talk.startswith("Undid: Coded 'Barriers'")


def test_acts_of_a_coder_whose_name_begins_alike_are_not_undone(coded: Path, pimh: Pimh) -> None:
    path = the_history(coded)
    other = path.read_text("utf-8").replace('"by":"anna"', '"by":"anna-maria"')
    path.rename(path.with_name("anna-maria-2345.jsonl")).write_text(other, "utf-8")
    assert "There is nothing to undo" in pimh("undo").talk
