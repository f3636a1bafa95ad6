"""Words that steer terminals, from transcripts, names and files, never reach the output as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from building import QUESTIONNAIRE, STUDY, csv_file, made_study, run, written

from pimhcli.cli import output

if TYPE_CHECKING:
    from pathlib import Path

    from building import Pimh

CLEAR = "\x1b[2J"
HOSTILE = f"{CLEAR}\x9b31m\x07\u202e"


def is_harmless(text: str) -> bool:
    return not set(text) & set("\x1b\x9b\x07\u202e\r")


@pytest.fixture
def hostile(study: Path, pimh: Pimh) -> Path:
    """A study whose transcript was edited to hold what terminals obey, coded there."""
    written(
        study / "transcripts" / "fg1.txt",
        f"Moderator{HOSTILE}: Now?\nP1: We {HOSTILE} slow down.\nPX: {HOSTILE}",
    )
    assert (
        pimh("excerpt", "add", "--turn", "2", "--quote", f"We {HOSTILE} slow", "--code", "practice").code == 0
    )
    return study


@pytest.mark.parametrize(
    "words",
    [
        ("transcript", "show"),
        ("transcript", "list"),
        ("excerpt", "list", "--context", "2"),
        ("table", "quotes"),
        ("table", "quotes", "--format", "csv"),
        ("table", "quotes", "--format", "md"),
        ("table", "quotes", "--format", "html"),
        ("table", "participants-by-theme"),
        ("codebook", "show"),
        ("status",),
        ("excerpt", "list", "--json"),
        ("transcript", "show", "--json"),
        ("status", "--json"),
        ("log",),
        ("log", "--json"),
        ("undo", "--dry-run"),
        ("undo",),
        ("transcript", "sync", "--dry-run"),
        ("report",),
    ],
)
def test_what_a_transcript_holds_does_not_steer_the_terminal(
    hostile: Path, pimh: Pimh, words: tuple[str, ...]
) -> None:
    ran = pimh(*words)
    assert ran.code == 0
    assert is_harmless(ran.out)
    assert is_harmless(ran.talk)


@pytest.mark.parametrize(
    "words",
    [
        ("table", HOSTILE),
        ("load", f"{HOSTILE}.csv"),
        ("transcript", "add", f"{HOSTILE}.txt"),
        ("transcript", "show", HOSTILE),
        ("excerpt", "add", "--quote", HOSTILE, "--code", HOSTILE),
        ("excerpt", "show", HOSTILE),
        ("codebook", "add", HOSTILE),
        ("-C", HOSTILE, "status"),
        (HOSTILE,),
        ("init", "--title", HOSTILE),
    ],
)
@pytest.mark.parametrize("form", [(), ("--json",)])
def test_what_was_typed_does_not_either(
    study: Path, pimh: Pimh, words: tuple[str, ...], form: tuple[str, ...]
) -> None:
    ran = pimh(*words, *form)
    assert ran.code in (1, 2, 3)
    assert is_harmless(ran.out)
    assert is_harmless(ran.talk)


@pytest.mark.parametrize("name", [f"a{CLEAR}.csv", "a\udcff.csv"])
def test_nor_does_the_name_of_a_file_that_is_there(study: Path, source: Path, pimh: Pimh, name: str) -> None:
    file = csv_file(source / name, "participant_id,age,job", ("P1", "99", f"Nu{HOSTILE}rse"))
    for form in ((), ("--json",)):
        ran = pimh("load", file, "--yes", *form)
        assert ran.code in (1, 2)
        assert is_harmless(ran.out + ran.talk)


def test_a_source_whose_name_no_history_can_hold_is_refused_and_nothing_saved(
    study: Path, source: Path, pimh: Pimh
) -> None:
    file = csv_file(source / "a\udcff.csv", "participant_id,age,job", ("P1", "35", "Nurse"))
    before = (study / "participants.csv").read_bytes()
    ran = pimh("load", file, "--yes")
    assert (ran.code, "Rename the file" in ran.talk) == (2, True)
    assert (study / "participants.csv").read_bytes() == before


def test_names_in_yaml_with_escapes_are_refused_or_harmless(study: Path, pimh: Pimh) -> None:
    written(study / "study.yaml", STUDY.replace("Looking   back", '"Look\\e[2Jing\\a"'))
    written(study / "codebook.yaml", 'themes:\n- name: "a\\e[2Jb"\n')
    written(study / "questionnaire.yaml", QUESTIONNAIRE.replace("Profession}", '"a\\e[2Jb"}'))
    for words in (
        ("status",),
        ("codebook", "show"),
        ("table", "2"),
        ("table", "3"),
        ("table", "3", "--format", "md"),
    ):
        ran = pimh(*words)
        assert is_harmless(ran.out + ran.talk)


def test_words_that_look_like_markup_are_printed_as_they_are(tmp_path: Path, pimh: Pimh) -> None:
    root = made_study(tmp_path / "s", talk="P1: It was [red]hot[/b] and [bold].\nP2: :smile: <b>no</b>")
    assert run("-C", root, "excerpt", "add", "--quote", "[red]hot[/b] and [bold]", "--code", "practice") == 0
    assert "[red]hot[/b] and [bold]" in pimh("-C", root, "table", "quotes").out
    assert ":smile: <b>no</b>" in pimh("-C", root, "transcript", "show").out


@pytest.mark.parametrize("text", ["« oui »", "100 000", "👩‍👧 ok", "می‌خواهم", "tab\tand\nline", "日本　語"])
def test_letters_and_spaces_of_any_language_are_left_alone(text: str) -> None:
    assert output.clean(text) == text
