"""pimh stage: what was said of the stages of the analysis, and what the study shows of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from building import STUDY, changed_lines, history, snapshot, written

from pimhcli.analysis.stages import COURSES
from pimhcli.study.study import Study

if TYPE_CHECKING:
    from pathlib import Path

    from building import Pimh

STAGES = """
    # our stages
    stages:
    - name: Reading      # twice
      began: 2026-11-01
      done: 2026-11-03
    - name: Coding
      notes: By hand.
    - name: Review of the themes
    - name: Tea
"""


@pytest.fixture
def staged(coded: Path) -> Path:
    """The coded study with stages of its own."""
    written(coded / "study.yaml", STUDY + STAGES)
    return coded


def test_each_stage_is_shown_with_what_the_study_shows_of_it(staged: Path, pimh: Pimh) -> None:
    assert pimh("stage").out.splitlines() == [
        "1. Reading (done 2026-11-03)",
        "     1 of 1 transcript coded or with a memo; 0 memos in all",
        "2. Coding",
        "     2 of 4 participants' turns coded",
        "3. Review of the themes",
        "     0 of 2 themes seen by a second reader",
        "4. Tea",
    ]


def test_stage_alone_is_the_list(staged: Path, pimh: Pimh) -> None:
    assert pimh("stage").out == pimh("stage", "list").out


def test_a_study_that_names_no_stages_has_the_usual_ones_of_its_approach(coded: Path, pimh: Pimh) -> None:
    names = [one["name"] for one in pimh("stage", "list", "--json").data]
    assert names == [usual.name for usual in COURSES["reflexive_ta"].stages]


def test_what_is_said_of_a_stage_goes_into_the_file_and_leaves_all_else(staged: Path, pimh: Pimh) -> None:
    before = (staged / "study.yaml").read_text("utf-8")
    assert pimh("stage", "begin", "2", "--date", "2026-11-04").code == 0
    assert changed_lines(before, (staged / "study.yaml").read_text("utf-8")) == ["  began: 2026-11-04"]
    assert history(staged)[-1]["sentence"] == "Began stage 2, Coding, on 2026-11-04."


def test_a_note_joins_the_notes_of_the_stage(staged: Path, pimh: Pimh) -> None:
    pimh("stage", "done", "coding", "--date", "2026-11-05", "--note", "And again.")
    stage = Study(staged).settings.stages[1]
    assert (stage.done, stage.notes) == ("2026-11-05", "By hand.\nAnd again.")


def test_the_usual_stages_are_written_down_with_the_first_mark(coded: Path, pimh: Pimh) -> None:
    pimh("stage", "begin", "1", "--date", "2026-11-04")
    first, *others = Study(coded).settings.stages
    assert (first.began, first.done, len(others)) == ("2026-11-04", "", 5)


def test_a_stage_that_is_gone_back_to_is_done_no_longer(staged: Path, pimh: Pimh) -> None:
    pimh("stage", "begin", "1", "--date", "2026-11-09")
    assert Study(staged).settings.stages[0].done == ""


def test_what_is_said_twice_is_written_once(staged: Path, pimh: Pimh) -> None:
    before = snapshot(staged)
    ran = pimh("stage", "begin", "1", "--date", "2026-11-01")
    assert "nothing changes" in ran.talk
    assert snapshot(staged) == before


def test_a_dry_run_changes_nothing(staged: Path, pimh: Pimh) -> None:
    before = snapshot(staged)
    assert "Nothing was written." in pimh("stage", "done", "3", "--dry-run").talk
    assert snapshot(staged) == before


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("begin", "9"), "There is no stage '9'"),
        (("begin", "reeding"), "Did you mean 'Reading'?"),
        (("begin", "e"), "is in the names of 3 stages"),
        (("done", "1", "--date", "tomorrow"), "such as 2026-11-23"),
        (("done", "1", "--date", "2026-10-01"), "before it began on 2026-11-01"),
    ],
)
def test_what_cannot_be_is_refused_with_what_to_do(
    staged: Path, pimh: Pimh, words: tuple[str, ...], told: str
) -> None:
    before = snapshot(staged)
    ran = pimh("stage", *words)
    assert (ran.code, told in ran.talk) == (2, True)
    assert snapshot(staged) == before


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("began: 3 November", "`began` should be a day, found '3 November'"),
        ("done: 2026-13-01", "`done` should be a day"),
        ("{began: 2026-11-03, done: 2026-11-01}", "before it began on 2026-11-03"),
    ],
)
def test_a_day_in_the_file_that_is_none_is_told_with_its_line(
    study: Path, pimh: Pimh, line: str, told: str
) -> None:
    fields = line.strip("{}").replace(", ", "\n      ")
    written(study / "study.yaml", f"{STUDY}    stages:\n    - name: Reading\n      {fields}\n")
    ran = pimh("stage")
    assert (ran.code, told in ran.talk) == (3, True)
    assert "study.yaml:1" in ran.talk


def test_status_shows_what_is_left_in_the_codebook(staged: Path, pimh: Pimh) -> None:
    shown = " ".join(pimh("status").out.split())
    for words in (
        "stage 2 Coding 2 of 4",
        "not defined Practice, Barriers",
        "not reviewed Practice, Barriers",
    ):
        assert words in shown


@pytest.mark.parametrize("approach", COURSES)
def test_init_writes_the_usual_stages_of_the_approach(tmp_path: Path, pimh: Pimh, approach: str) -> None:
    assert pimh("init", tmp_path / "new", "--approach", approach).code == 0
    said = Study(tmp_path / "new").settings
    assert said.approach == approach
    assert said.approach_source == COURSES[approach].source
    assert [stage.name for stage in said.stages] == [usual.name for usual in COURSES[approach].stages]


def test_init_knows_no_other_approach(tmp_path: Path, pimh: Pimh) -> None:
    ran = pimh("init", tmp_path / "new", "--approach", "reflexive")
    assert (ran.code, "Did you mean 'reflexive_ta'?" in ran.talk) == (2, True)
    assert not (tmp_path / "new").exists()
