"""pimh codebook: entries found and hung where they belong, and a hand-written file left as it was written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from building import CODEBOOK, changed_lines, history, snapshot, written

from pimhcli.study.study import Study

if TYPE_CHECKING:
    from pathlib import Path

    from building import Pimh


def added(study: Path, pimh: Pimh, *args: str) -> tuple[str, str, str]:
    """Key, level and parent of an entry that a command adds."""
    key = pimh("codebook", "add", *args, "--json").data["id"]
    code = Study(study).codebook.by_key[key]
    return code.id, code.level, code.parent


def test_at_the_top_a_theme_is_added(study: Path, pimh: Pimh) -> None:
    assert added(study, pimh, "Benefits") == ("benefits", "theme", "")


def test_at_the_top_a_code_can_stand_that_has_no_theme_yet(study: Path, pimh: Pimh) -> None:
    assert added(study, pimh, "Parking", "--level", "code") == ("parking", "code", "")


@pytest.mark.parametrize("under", ["barriers", "Barriers", "barriers "])
def test_under_a_theme_a_sub_theme_is_added(study: Path, pimh: Pimh, under: str) -> None:
    assert added(study, pimh, "Staff", "--under", under) == ("staff", "sub-theme", "barriers")


def test_under_a_sub_theme_named_by_its_path_a_code_is_added(study: Path, pimh: Pimh) -> None:
    entry = added(study, pimh, "Waiting", "--under", "practice > slowing down")
    assert entry == ("waiting", "code", "slowing-down")


def test_a_code_can_stand_right_under_a_theme(study: Path, pimh: Pimh) -> None:
    assert added(study, pimh, "Cars", "--under", "Barriers", "--level", "code")[1:] == ("code", "barriers")


def test_a_theme_cannot_stand_under_another(study: Path, pimh: Pimh) -> None:
    ran = pimh("codebook", "add", "Cars", "--under", "Barriers", "--level", "theme")
    assert (ran.code, "There can stand: code, sub-theme" in ran.talk) == (2, True)


def test_a_level_that_does_not_exist_is_refused(study: Path, pimh: Pimh) -> None:
    assert pimh("codebook", "add", "Cars", "--level", "category").code == 2


def test_what_it_should_hang_on_has_to_be_there(study: Path, pimh: Pimh) -> None:
    ran = pimh("codebook", "add", "Staff", "--under", "Bariers")
    assert (ran.code, "Did you mean 'Barriers'?" in ran.talk) == (1, True)


@pytest.mark.parametrize("name", ["Practice", "practice", " PRACTICE "])
def test_a_second_theme_of_the_same_name_is_refused(study: Path, pimh: Pimh, name: str) -> None:
    before = snapshot(study)
    ran = pimh("codebook", "add", name)
    assert (ran.code, "is in the codebook already" in ran.talk) == (1, True)
    assert snapshot(study) == before


def test_the_same_name_may_stand_under_another_theme(study: Path, pimh: Pimh) -> None:
    assert added(study, pimh, "Slowing down", "--under", "Barriers")[0] == "slowing-down-2"


def test_a_key_that_is_taken_is_refused(study: Path, pimh: Pimh) -> None:
    assert pimh("codebook", "add", "New", "--key", "practice").code == 1


def test_a_name_of_two_lines_is_refused(study: Path, pimh: Pimh) -> None:
    assert pimh("codebook", "add", "one\ntwo").code == 2


def test_a_name_that_no_file_can_hold_leaves_the_study_and_its_history_as_they_are(
    study: Path, pimh: Pimh
) -> None:
    before = snapshot(study)
    assert pimh("codebook", "add", "red\x1b[31m").code == 2
    assert snapshot(study) == before
    assert pimh("codebook", "add", "Red").code == 0


def test_only_the_new_lines_differ_in_a_hand_written_codebook(study: Path, pimh: Pimh) -> None:
    before = (study / "codebook.yaml").read_text("utf-8")
    pimh("codebook", "add", "Waiting", "--under", "slowing-down", "--definition", "Time: it passes.")
    after = (study / "codebook.yaml").read_text("utf-8")
    new = changed_lines(before, after)
    assert [line.strip() for line in new] == [
        "codes:",
        "- id: waiting",
        "name: Waiting",
        "definition: 'Time: it passes.'",
    ]


def test_an_entry_can_hang_on_one_whose_id_is_a_number_or_missing(study: Path, pimh: Pimh) -> None:
    written(study / "codebook.yaml", "themes:\n- id: 7\n  name: 2026\n- name: Staff views\n")
    assert added(study, pimh, "First", "--under", "7")[2] == "7"
    assert added(study, pimh, "Second", "--under", "Staff views")[2] == "staff-views"


def test_a_dry_run_adds_nothing(study: Path, pimh: Pimh) -> None:
    before = snapshot(study)
    ran = pimh("codebook", "add", "Benefits", "--dry-run")
    would = "Would do: Added the theme 'Benefits' (key benefits).\nNothing was written.\n"
    assert (ran.code, ran.talk) == (0, would)
    assert snapshot(study) == before


def test_the_history_holds_the_entry(study: Path, pimh: Pimh) -> None:
    pimh("codebook", "add", "Benefits", "--include", "gains")
    (record,) = history(study)
    assert record["edits"][0]["after"]["include"] == "gains"


@pytest.mark.parametrize(
    ("text", "place", "found"),
    [
        ("themes:\n- id: [a\n", "codebook.yaml:2:7", "is not closed"),
        ("themes:\n- name: A\n  colur: red\n", "codebook.yaml:3:10", "Did you mean 'colour'?"),
        ("themes:\n- name: A\n- name: A\n", "codebook.yaml:3:3", "already used at line 2"),
        ("theme: []\n", "codebook.yaml:1:8", "Did you mean 'themes'?"),
    ],
)
def test_a_broken_codebook_is_named_with_line_and_column(
    study: Path, pimh: Pimh, text: str, place: str, found: str
) -> None:
    written(study / "codebook.yaml", text)
    before = snapshot(study)
    ran = pimh("codebook", "add", "Benefits")
    assert ran.code == 3
    assert place in ran.talk
    assert found in ran.talk
    assert snapshot(study) == before


def test_show_gives_every_entry_with_its_key_and_counts(coded: Path, pimh: Pimh) -> None:
    head, *rows = pimh("codebook", "show").out.splitlines()
    assert head.split(maxsplit=1) == ["key", "excerpts | participants | groups"]
    assert [" ".join(row.split()) for row in rows] == [
        "Practice [practice] 1 | 1 | 1",
        "Slowing down [slowing-down] 1 | 1 | 1",
        "Barriers [barriers] 1 | 1 | 1",
    ]


def test_an_empty_codebook_says_how_to_begin(study: Path, pimh: Pimh) -> None:
    written(study / "codebook.yaml", "themes: []")
    ran = pimh("codebook", "show")
    assert (ran.code, ran.out, "pimh codebook add" in ran.talk) == (0, "", True)


def test_a_broken_codebook_stays_as_it_was_for_show_too(study: Path, pimh: Pimh) -> None:
    written(study / "codebook.yaml", CODEBOOK.replace("name: Barriers", "name: [Barriers]"))
    assert pimh("codebook", "show").code == 3
