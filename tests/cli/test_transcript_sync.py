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
    """The coded study, after a line was changed by hand and the words of one excerpt were taken out."""
    path = coded / "transcripts" / "fg1.txt"
    text = path.read_text("utf-8").replace("Focus group of May", "Focus group")
    path.write_text(text.replace("more than we did", "more then we did").replace("People leave", ""), "utf-8")
    return coded


def test_it_says_how_each_came_through_and_what_to_do_about_what_is_lost(edited: Path, pimh: Pimh) -> None:
    """S6: the command that re-anchors."""
    first, second = (row["id"] for row in codings(edited))
    ran = pimh("transcript", "sync", "fg1")
    assert (ran.code, ran.out) == (1, "")
    lost, told, was, now, saved = ran.talk.splitlines()
    assert saved == "The codings say so now."
    assert told == "fg1: 0 excerpts the same, 1 changed, 0 to review, 1 lost."
    assert was == f"  {first} was: “We listen more than we did.”"
    assert now.endswith("now: “We listen more then we did.”")
    assert lost.startswith(f"codings/fg1/anna.jsonl, excerpt {second}: ")
    assert "pimh transcript review fg1" in lost


def test_any_command_tells_of_the_edit_before_it_was_synced(edited: Path, pimh: Pimh) -> None:
    ran = pimh("excerpt", "list")
    assert (
        "note: transcripts/fg1.txt: was edited since it was coded. fg1: 0 excerpts the same, 1 changed"
        in ran.talk
    )
    assert "“We listen more than we did.” now reads “We listen more then we did.”" in ran.talk
    assert "“We listen more then we did.”" in ran.out
    pimh("transcript", "sync")
    assert "was edited since it was coded" not in pimh("excerpt", "list").talk


def test_of_a_long_excerpt_the_words_that_were_edited_are_told(coded: Path, pimh: Pimh) -> None:
    long = f"It is so {'very ' * 30}slow at the end of it."
    written(coded / "transcripts" / "fg2.txt", f"P1: {long}\n")
    pimh("excerpt", "add", "--transcript", "fg2", "--turn", "1", "--whole-turn", "--code", "barriers")
    written(coded / "transcripts" / "fg2.txt", f"P1: {long.replace('slow', 'late')}\n")
    start = "…very very very very "
    assert f"“{start}slow at the end of it.” now reads “{start}late at the end of it.”" in pimh("status").talk


def test_of_words_that_nobody_speaks_any_more_it_is_told_what_is_missing(coded: Path, pimh: Pimh) -> None:
    path = coded / "transcripts" / "fg1.txt"
    unnamed = (line.partition(": ")[2] or line for line in path.read_text("utf-8").splitlines())
    path.write_text("\n".join(unnamed), "utf-8")
    ran = pimh("report")
    assert (ran.code, "stands before the first turn, where nobody speaks" in ran.talk) == (1, True)
    assert "review" not in ran.talk


def test_the_study_can_be_reported_once_the_lost_one_has_its_new_words(edited: Path, pimh: Pimh) -> None:
    assert pimh("report").code == 1
    words = ("--move", codings(edited)[1]["id"], "--quote", "We listen more")
    assert pimh("transcript", "review", *words).code == 0
    assert pimh("report").code == 0


def test_a_dry_run_tells_the_same_and_moves_nothing(edited: Path, pimh: Pimh) -> None:
    before = snapshot(edited)
    would = pimh("transcript", "sync", "--dry-run", "--json")
    assert snapshot(edited) == before
    done = pimh("transcript", "sync", "--json")
    assert (would.code, would.data) == (done.code, done.data)
    assert [(one["transcript"], one["same"], len(one["changed"])) for one in done.data] == [("fg1", 0, 1)]
    assert [lost["quote"] for lost in done.data[0]["lost"]] == ["People leave"]


def test_without_a_name_all_transcripts_are_looked_at(edited: Path, pimh: Pimh) -> None:
    written(edited / "transcripts" / "fg2.txt", "P1: Yes.")
    ran = pimh("transcript", "sync")
    assert [line[:4] for line in ran.talk.splitlines() if line.startswith("fg")] == ["fg1:", "fg2:"]


def test_where_nothing_changed_nothing_is_written(coded: Path, pimh: Pimh) -> None:
    before = snapshot(coded)
    ran = pimh("transcript", "sync")
    assert ran.code == 0
    assert ran.talk == "fg1: 2 excerpts the same, 0 changed, 0 to review, 0 lost.\n"
    assert snapshot(coded) == before


def test_a_transcript_that_there_is_not_is_suggested(coded: Path, pimh: Pimh) -> None:
    ran = pimh("transcript", "sync", "fg11")
    assert (ran.code, "Did you mean 'fg1'?" in ran.talk) == (2, True)
