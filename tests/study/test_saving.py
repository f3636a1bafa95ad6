"""Saving: an act is in the history and in its files, once, whatever happened in between."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest
from building import codings, csv_file, history, run, snapshot, written

from pimhcli.errors import BusyError
from pimhcli.study import answering, saving
from pimhcli.study.study import Study

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from pathlib import Path

    from building import Pimh

    Killer = Callable[[str], AbstractContextManager[None]]

LISTEN = ("excerpt", "add", "--quote", "We listen more than we did.", "--code", "slowing-down")
MOTHER = ("excerpt", "add", "--quote", "I ask the mother first.", "--code", "practice")


def test_every_act_is_one_line_of_the_history(study: Path, pimh: Pimh) -> None:
    for act in (LISTEN, MOTHER, ("codebook", "add", "Benefits")):
        pimh(*act)
    assert [record["do"] for record in history(study)] == ["excerpt add", "excerpt add", "codebook add"]


class TestAnActThatWasCutOffAfterItsHistoryLine:
    @pytest.fixture
    def cut(self, study: Path, pimh: Pimh, killed_before: Killer) -> Path:
        with killed_before("anna.jsonl"):
            assert pimh(*LISTEN).code == 130
        assert (len(history(study)), codings(study)) == (1, [])
        return study

    def test_is_finished_by_the_next_act(self, cut: Path, pimh: Pimh) -> None:
        assert pimh(*MOTHER).code == 0
        assert {row["quote"] for row in codings(cut)} == {LISTEN[3], MOTHER[3]}
        assert len(history(cut)) == 2

    def test_is_there_once_when_it_is_done_again(self, cut: Path, pimh: Pimh) -> None:
        assert "coded so already" in pimh(*LISTEN).talk
        assert len(codings(cut)) == len(history(cut)) == 1

    def test_keeps_the_id_that_the_history_gave_it(self, cut: Path, pimh: Pimh) -> None:
        pimh(*MOTHER)
        (promised,) = history(cut)[0]["changes"][0]["after"]
        assert promised in codings(cut)

    def test_is_finished_though_its_transcript_has_gone_since(self, cut: Path, pimh: Pimh) -> None:
        (cut / "transcripts" / "fg1.txt").unlink()
        assert pimh("codebook", "add", "Benefits").code == 0
        assert len(codings(cut)) == 1


def test_a_code_that_was_cut_off_is_made_by_the_next_act(
    study: Path, pimh: Pimh, killed_before: Killer
) -> None:
    with killed_before("codebook.yaml"):
        pimh("codebook", "add", "Benefits")
    assert "Benefits" not in (study / "codebook.yaml").read_text("utf-8")
    assert pimh("codebook", "add", "Costs").code == 0
    assert {"benefits", "costs"} <= set(Study(study).codebook.by_key)


def test_a_removal_that_was_cut_off_is_finished(coded: Path, pimh: Pimh, killed_before: Killer) -> None:
    key = codings(coded)[0]["id"]
    with killed_before("anna.jsonl"):
        pimh("excerpt", "remove", key, "--yes")
    pimh(*MOTHER)
    assert key not in {row["id"] for row in codings(coded)}


def test_an_act_that_was_finished_is_not_done_again(coded: Path, pimh: Pimh) -> None:
    (coded / "codings" / "fg1" / "anna.jsonl").write_text("")
    pimh(*MOTHER)
    assert [row["quote"] for row in codings(coded)] == [MOTHER[3]]


def test_a_torn_line_of_the_history_stops_nothing(coded: Path, pimh: Pimh) -> None:
    (path,) = (coded / "history").iterdir()
    path.write_bytes(path.read_bytes() + b'{"at": "2026-')
    assert pimh(*MOTHER).code == 0
    assert json.loads(path.read_text("utf-8").splitlines()[-1])["do"] == "excerpt add"


class TestATornLineOfCodings:
    TORN = '{"id": "8h2k", "code": "barr'

    @pytest.fixture
    def torn(self, coded: Path) -> Path:
        path = coded / "codings" / "fg1" / "anna.jsonl"
        path.write_text(path.read_text("utf-8") + self.TORN, "utf-8")
        return coded

    def test_is_told_with_file_and_line_and_costs_no_other(self, torn: Path, pimh: Pimh) -> None:
        ran = pimh("excerpt", "list", "--json")
        (finding,) = ran.envelope["findings"]
        assert (finding["where"], len(ran.data)) == ("codings/fg1/anna.jsonl:3", 2)
        assert "anna.torn" in finding["hint"]

    def test_is_left_where_it_is_by_what_only_reads(self, torn: Path, pimh: Pimh) -> None:
        before = snapshot(torn)
        pimh("status")
        assert snapshot(torn) == before

    def test_is_set_aside_by_the_next_change_which_says_so(self, torn: Path, pimh: Pimh) -> None:
        ran = pimh(*MOTHER)
        assert (ran.code, "warning: codings/fg1/anna.jsonl:3" in ran.talk) == (0, True)
        assert (torn / "codings" / "fg1" / "anna.torn").read_text("utf-8") == f"{self.TORN}\n"
        assert len(codings(torn)) == 3

    def test_is_told_only_until_then(self, torn: Path, pimh: Pimh) -> None:
        pimh(*MOTHER)
        assert pimh("status").talk == ""


class TestAFileThatChangedSinceItWasRead:
    def plan(self, study: Path) -> answering.Plan:
        rows = [("P1", "35", "Nurse"), ("P2", "41", "Nurse")]
        file = csv_file(study.parent / "in" / "a.csv", "participant_id,age,job", *rows)
        return answering.plan(Study(study), file, answering.Asked("anna"))

    def test_is_not_overwritten(self, study: Path) -> None:
        plan = self.plan(study)
        written(study / "participants.csv", "participant_id,age,job\nP1,36,Nurse\n")
        before = snapshot(study)
        with pytest.raises(BusyError, match="changed on disk since it was read") as caught:
            saving.commit(study, plan)
        assert caught.value.exit_code == 4
        assert snapshot(study) == before

    def test_is_written_when_it_did_not(self, study: Path) -> None:
        saving.commit(study, self.plan(study))
        assert "P1,35,Nurse" in (study / "participants.csv").read_text("utf-8-sig")


def test_a_folder_of_codings_that_leads_out_of_the_study_is_refused(study: Path, pimh: Pimh) -> None:
    outside = study.parent / "outside"
    outside.mkdir()
    (study / "codings").symlink_to(outside)
    before = snapshot(study)
    ran = pimh(*LISTEN)
    assert (ran.code, "leads outside of the folder" in ran.talk) == (2, True)
    assert list(outside.iterdir()) == []
    assert snapshot(study) == before


def test_a_codebook_that_leads_out_of_the_study_is_refused(study: Path, pimh: Pimh) -> None:
    elsewhere = (study / "codebook.yaml").rename(study.parent / "codebook.yaml")
    (study / "codebook.yaml").symlink_to(elsewhere)
    before = elsewhere.read_bytes()
    assert pimh("codebook", "add", "Benefits").code == 2
    assert elsewhere.read_bytes() == before
    assert not (study / "history").exists()


@pytest.mark.parametrize(
    "words",
    [
        ("status",),
        ("excerpt", "list"),
        ("transcript", "show"),
        ("codebook", "show"),
        ("table", "quotes"),
        ("table", "2"),
        (*LISTEN, "--dry-run"),
    ],
)
def test_what_only_reads_needs_no_right_to_write(read_only: Path, pimh: Pimh, words: tuple[str, ...]) -> None:
    assert pimh(*words).code == 0


@pytest.mark.parametrize("words", [MOTHER, ("codebook", "add", "Benefits"), ("report",)])
def test_what_writes_says_in_one_message_that_it_cannot(
    read_only: Path, pimh: Pimh, words: tuple[str, ...]
) -> None:
    ran = pimh(*words)
    assert (ran.code, ran.out) == (4, "")
    assert "was not saved: the disk is read-only." in ran.talk
    assert len(ran.talk.splitlines()) == 2


def test_the_version_of_the_transcript_that_was_coded_is_kept(coded: Path) -> None:
    (version,) = {row["text"] for row in codings(coded)}
    kept = (coded / ".pimh" / "texts" / f"{version}.txt").read_text("utf-8")
    assert kept == (coded / "transcripts" / "fg1.txt").read_text("utf-8")


def test_without_its_pimh_folder_a_study_loses_nothing(coded: Path, pimh: Pimh) -> None:
    shown = pimh("excerpt", "list").out
    for path in sorted((coded / ".pimh").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    (coded / ".pimh").rmdir()
    assert pimh("excerpt", "list").out == shown
    assert pimh(*MOTHER).code == 0
    assert len(codings(coded)) == 3


def test_no_file_of_the_study_holds_the_path_of_a_source(study: Path, source: Path) -> None:
    rows = [("P1", "35", "Nurse"), ("P2", "41", "Nurse")]
    assert run("load", csv_file(source / "a.csv", "participant_id,age,job", *rows), "--yes") == 0
    assert run("transcript", "add", written(source / "fg2.txt", "P1: Yes.\nP2: No."), "--group", "fg2") == 0
    orders = csv_file(source / "c.csv", "transcript,quote,code", ("fg1", "People leave", "barriers"))
    assert run("excerpt", "add", "--from", orders) == 0
    assert len(history(study)) == 3
    assert not [name for name, data in snapshot(study).items() if str(source).encode() in data]


def test_what_a_killed_process_left_an_hour_ago_is_swept_away(coded: Path, pimh: Pimh) -> None:
    left = coded / "codings" / "fg1" / ".anna.jsonl.k7m2q9d4.tmp"
    left.write_text("half", "utf-8")
    os.utime(left, (0, 0))
    assert pimh(*MOTHER).code == 0
    assert not left.exists()
