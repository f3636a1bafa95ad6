"""pimh table participation, interaction and questions: printed, for one group or all, and harmless."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from building import ANSWERS, run, written

if TYPE_CHECKING:
    from pathlib import Path

    from building import Pimh

TABLES = ("participation", "interaction", "questions")


@pytest.fixture
def two(coded: Path) -> Path:
    """The coded study with a second focus group, in which P3 speaks."""
    written(coded / "participants.csv", f"{ANSWERS.rstrip()}\n    P3,50,Nurse\n")
    written(coded / "transcripts" / "fg2.txt", "Moderator: And how was it?\nP3: It was good.\n")
    return coded


@pytest.mark.parametrize("name", TABLES)
def test_each_table_of_talk_is_printed(coded: Path, pimh: Pimh, name: str) -> None:
    ran = pimh("table", name)
    assert (ran.code, "P1" in ran.out, "Moderator" in ran.out + ran.talk) == (0, True, name != "questions")


@pytest.mark.parametrize("name", TABLES)
def test_one_group_alone_is_shown_when_named(two: Path, pimh: Pimh, name: str) -> None:
    assert "P1" in pimh("table", name).out
    ran = pimh("table", name, "--group", "FG 2")
    assert (ran.code, "P1" in ran.out, "P3" in ran.out) == (0, False, True)


def test_a_group_that_there_is_not_is_told_with_those_that_there_are(two: Path, pimh: Pimh) -> None:
    ran = pimh("table", "questions", "--group", "fg3")
    assert (ran.code, "There are: fg1, fg2." in ran.talk) == (2, True)


def test_a_group_is_for_the_tables_of_talk(two: Path, pimh: Pimh) -> None:
    ran = pimh("table", "themes", "--group", "fg1")
    assert (ran.code, "participation, interaction, questions" in ran.talk) == (2, True)


@pytest.mark.parametrize("name", TABLES)
def test_without_a_transcript_there_is_no_table_of_talk(study: Path, pimh: Pimh, name: str) -> None:
    (study / "transcripts" / "fg1.txt").unlink()
    ran = pimh("table", name)
    assert (ran.code, "pimh transcript add" in ran.talk) == (2, True)


def test_where_nobody_is_known_to_moderate_it_is_told_how_to_say_who_does(study: Path, pimh: Pimh) -> None:
    written(study / "transcripts" / "fg1.txt", "Ann: What is new here?\nP1: All.\n")
    ran = pimh("table", "questions")
    assert (ran.code, "as moderator: LABEL" in ran.talk) == (0, True)
    assert "of 0" in ran.out
    assert "Before the first question" not in ran.out


def test_agreement_that_was_coded_is_marked(coded: Path, pimh: Pimh) -> None:
    assert run("codebook", "add", "Agreement", "--under", "Practice") == 0
    assert run("excerpt", "add", "--quote", "I ask the mother first", "--code", "Agreement") == 0
    assert "1 agree" in pimh("table", "questions").out


def test_a_quote_that_stands_no_longer_is_no_matter_where_no_words_are_looked_at(
    coded: Path, pimh: Pimh
) -> None:
    path = coded / "transcripts" / "fg1.txt"
    path.write_text(path.read_text("utf-8").replace("People leave", "Staff leave"), "utf-8")
    assert [pimh("table", name).code for name in TABLES] == [0, 0, 0]


@pytest.mark.parametrize("form", ["text", "md", "csv", "html", "latex"])
@pytest.mark.parametrize("name", TABLES)
def test_what_a_moderator_says_does_not_steer_the_terminal(
    study: Path, pimh: Pimh, name: str, form: str
) -> None:
    words = "\x1b[2J\x9b31m\x07\u202e"
    written(study / "transcripts" / "fg1.txt", f"Moderator: What is {words} new here?\nP{words}: No.\n")
    ran = pimh("table", name, "--format", form)
    assert (ran.code, set(ran.out + ran.talk) & set("\x1b\x9b\x07\u202e\r")) == (0, set())


def test_one_who_never_speaks_is_told_for_one_group_alone_too(two: Path, pimh: Pimh) -> None:
    written(two / "participants.csv", f"{ANSWERS.rstrip()}\n    P3,50,Nurse\n    P4,50,Nurse\n")
    assert "never speak: P4." in pimh("table", "participation", "--group", "fg2").out


def test_it_is_told_that_more_attended_than_the_table_has(coded: Path, pimh: Pimh) -> None:
    path = coded / "study.yaml"
    assert "attended" not in pimh("table", "participation").talk
    groups = "focus_groups:\n  - {id: fg1, moderator: Moderator, attended: 9}\n"
    path.write_text(path.read_text("utf-8").partition("focus_groups:")[0] + groups, "utf-8")
    assert "says that 9 attended; the table has 2." in pimh("table", "participation").talk
