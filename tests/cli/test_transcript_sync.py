"""pimh transcript sync: excerpts go along after an edit, and what is lost is listed with what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from building import codings, snapshot, written

if TYPE_CHECKING:
    from pathlib import Path

    from building import Pimh


@pytest.fixture
def edited(coded: Path) -> Path:
    """The coded study, after a line and the words of one excerpt were changed by hand."""
    path = coded / "transcripts" / "fg1.txt"
    text = path.read_text("utf-8").replace("Focus group of May", "Focus group")
    path.write_text(text.replace("People leave", "Folk go"), "utf-8")
    return coded


def test_what_moved_is_counted_and_what_is_lost_is_listed(edited: Path, pimh: Pimh) -> None:
    """S6: the command that re-anchors."""
    key = codings(edited)[1]["id"]
    ran = pimh("transcript", "sync", "fg1")
    assert (ran.code, ran.out) == (1, "")
    lost, told = ran.talk.splitlines()
    assert told == "fg1: 0 stand as they stood, 1 excerpt moved with their words, 1 not found."
    assert lost.startswith(f"codings/fg1/anna.jsonl, excerpt {key}: ")
    assert f"pimh excerpt resize {key} --quote" in lost
    assert f"pimh excerpt remove {key}" in lost


def test_the_study_can_be_reported_once_the_lost_one_has_its_new_words(edited: Path, pimh: Pimh) -> None:
    pimh("transcript", "sync")
    assert pimh("report").code == 1
    assert pimh("excerpt", "resize", codings(edited)[1]["id"], "--quote", "Folk go").code == 0
    assert pimh("report").code == 0


def test_a_dry_run_tells_the_same_and_moves_nothing(edited: Path, pimh: Pimh) -> None:
    before = snapshot(edited)
    would = pimh("transcript", "sync", "--dry-run", "--json")
    assert snapshot(edited) == before
    done = pimh("transcript", "sync", "--json")
    assert (would.code, would.data) == (done.code, done.data)
    assert [(one["transcript"], one["same"], one["moved"]) for one in done.data] == [("fg1", 0, 1)]
    assert [lost["quote"] for lost in done.data[0]["lost"]] == ["People leave"]


def test_without_a_name_all_transcripts_are_looked_at(edited: Path, pimh: Pimh) -> None:
    written(edited / "transcripts" / "fg2.txt", "P1: Yes.")
    ran = pimh("transcript", "sync")
    assert [line[:4] for line in ran.talk.splitlines()[-2:]] == ["fg1:", "fg2:"]


def test_what_was_synced_can_be_undone(edited: Path, pimh: Pimh) -> None:
    before = codings(edited)[0]["start"]
    pimh("transcript", "sync")
    assert codings(edited)[0]["start"] == before - 7
    assert pimh("undo").code == 0
    assert codings(edited)[0]["start"] == before


def test_where_nothing_changed_nothing_is_written(coded: Path, pimh: Pimh) -> None:
    before = snapshot(coded)
    ran = pimh("transcript", "sync")
    assert ran.code == 0
    assert ran.talk == "fg1: 2 stand as they stood, none had to be moved, 0 not found.\n"
    assert snapshot(coded) == before


def test_a_transcript_that_there_is_not_is_suggested(coded: Path, pimh: Pimh) -> None:
    ran = pimh("transcript", "sync", "fg11")
    assert (ran.code, "Did you mean 'fg1'?" in ran.talk) == (2, True)
