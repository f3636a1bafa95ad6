"""pimh load: all answers or none, what changed before it is taken over, and nothing lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from building import ANSWERS, STUDY, csv_file, history, made_study, snapshot, workbook, written

from pimhcli.resources import folder as packaged

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from building import Pimh

HEADINGS = ("participant_id", "age", "job")
FIRST = ("P1", 34, "Psychologist")
SECOND = ("P2", 41, "Nurse")


@pytest.fixture
def fresh(study: Path) -> Path:
    """The study before anything was loaded."""
    (study / "participants.csv").unlink()
    return study


@pytest.fixture
def answers(source: Path) -> Path:
    """A workbook with two participants, as they are in the small study."""
    return workbook(source / "answers.xlsx", [HEADINGS, FIRST, SECOND])


def test_the_answers_become_participants_csv(fresh: Path, answers: Path, pimh: Pimh) -> None:
    ran = pimh("load", answers)
    assert ran.code == 0
    assert "Loaded 2 participants with 2 items each, from the sheet 'Responses'" in ran.talk
    assert (fresh / "participants.csv").read_text("utf-8-sig") == ANSWERS.replace("    ", "").lstrip()


def test_the_sample_answers_load_without_a_word_to_mend(tmp_path: Path, pimh: Pimh) -> None:
    pimh("init", tmp_path)
    ran = pimh("-C", tmp_path, "load", packaged("sample_data") / "raw" / "answers.xlsx", "--json")
    assert (ran.code, ran.envelope["findings"]) == (0, [])
    assert (ran.data["participants"], ran.data["items"], ran.data["changes"]) == (7, 16, None)


def test_every_problem_is_listed_with_its_cell_and_nothing_is_written(
    fresh: Path, source: Path, pimh: Pimh
) -> None:
    rows = [HEADINGS, ("P1", 99, "Psychologist"), ("P2", 41, "Nurze"), ("P2", "many", "Nurse")]
    before = snapshot(fresh)
    ran = pimh("load", workbook(source / "answers.xlsx", rows))
    assert ran.code == 1
    for cell in ("B2", "C3", "A4", "B4"):
        assert f"answers.xlsx, sheet 'Responses', cell {cell}:" in ran.talk
    assert "Did you mean 'Nurse'?" in ran.talk
    assert "answers.xlsx has 4 problems; nothing was loaded." in ran.talk
    assert snapshot(fresh) == before


def test_a_file_that_is_no_sheet_is_one_error(fresh: Path, source: Path, pimh: Pimh) -> None:
    pdf = source / "answers.pdf"
    pdf.write_bytes(b"%PDF-1.7")
    ran = pimh("load", pdf)
    assert (ran.code, "answers.pdf is a PDF, not a sheet." in ran.talk) == (1, True)
    assert not (fresh / "participants.csv").exists()


def test_a_dry_run_tells_what_it_would_load_and_writes_nothing(
    fresh: Path, answers: Path, pimh: Pimh
) -> None:
    before = snapshot(fresh)
    ran = pimh("load", answers, "--dry-run")
    assert (ran.code, "Would load 2 participants" in ran.talk) == (0, True)
    assert snapshot(fresh) == before


def test_the_same_answers_again_change_nothing(study: Path, answers: Path, pimh: Pimh) -> None:
    before = snapshot(study)
    ran = pimh("load", answers)
    assert (ran.code, "nothing changes" in ran.talk) == (0, True)
    assert snapshot(study) == before


@pytest.fixture
def corrected(source: Path) -> Path:
    """Answers in which P1 is older, P2 has gone, and P3 is new."""
    return workbook(source / "again.xlsx", [HEADINGS, ("P1", 35, "Psychologist"), ("P3", 50, "Nurse")])


def test_what_would_change_is_shown_before_it_is_asked(corrected: Path, study: Path, pimh: Pimh) -> None:
    told = pimh("load", corrected).talk
    assert "  new participant: P3\n  participant no longer there: P2\n  P1, age: '34' becomes '35'\n" in told


def test_after_an_item_came_to_the_questionnaire_the_answers_load_again(
    study: Path, source: Path, pimh: Pimh
) -> None:
    form = study / "questionnaire.yaml"
    form.write_text(form.read_text("utf-8").replace("items:", "items:\n  kids: {type: yes/no}"), "utf-8")
    assert "load the answers again" in pimh("status").talk
    more = csv_file(source / "more.csv", "participant_id,age,job,kids", ("P1", "34", "Nurse", ""))
    ran = pimh("load", more, "--yes")
    assert (ran.code, "  new item: kids" in ran.talk) == (0, True)
    assert pimh("status").code == 0


def test_answers_to_an_item_that_left_the_questionnaire_are_shown_and_kept_in_the_history(
    study: Path, source: Path, pimh: Pimh
) -> None:
    written(study / "questionnaire.yaml", "items:\n  age: {type: integer}\n")
    ran = pimh(
        "load", csv_file(source / "less.csv", "participant_id,age", ("P1", "34"), ("P2", "41")), "--yes"
    )
    assert ran.code == 0
    assert "  item no longer there: job\n  P1, job: 'Psychologist' becomes ''" in ran.talk
    kept = [answer for record in history(study) for answer in record.get("answers", ())]
    assert {"participant": "P2", "item": "job", "before": "Nurse"} in kept


def test_answers_that_cannot_be_compared_are_not_replaced(study: Path, source: Path, pimh: Pimh) -> None:
    path = study / "participants.csv"
    path.write_text('participant_id,age,job\nP1,34,"Nurse\n', "utf-8")
    before = snapshot(study)
    ran = pimh("load", csv_file(source / "a.csv", "participant_id,age,job", ("P1", "34", "Nurse")), "--yes")
    assert (ran.code, "participants.csv, line 2" in ran.talk) == (3, True)
    assert snapshot(study) == before


def test_changes_without_a_terminal_need_yes(corrected: Path, study: Path, pimh: Pimh) -> None:
    before = snapshot(study)
    ran = pimh("load", corrected)
    assert ran.code == 2
    assert "Take over these changes?" in ran.talk
    assert "--yes" in ran.talk
    assert snapshot(study) == before


def test_a_no_leaves_the_answers(
    corrected: Path, study: Path, pimh: Pimh, asked: Callable[[str], None]
) -> None:
    before = snapshot(study)
    asked("n")
    ran = pimh("load", corrected)
    assert (ran.code, snapshot(study)) == (1, before)


@pytest.mark.parametrize("answer", ["y", "Yes"])
def test_a_yes_takes_them_over(
    corrected: Path, study: Path, pimh: Pimh, asked: Callable[[str], None], answer: str
) -> None:
    asked(answer)
    assert pimh("load", corrected).code == 0
    assert "P3,50,Nurse" in (study / "participants.csv").read_text("utf-8-sig")


def test_the_history_keeps_what_was_answered_before(corrected: Path, study: Path, pimh: Pimh) -> None:
    assert pimh("load", corrected, "--yes").code == 0
    assert history(study)[-1]["answers"] == [
        {"participant": "P1", "item": "age", "before": "34", "after": "35"},
        {"participant": "P2", "item": "age", "before": "41"},
        {"participant": "P2", "item": "job", "before": "Nurse"},
    ]


def test_a_column_nobody_knows_is_a_problem_until_it_is_ignored(
    fresh: Path, source: Path, pimh: Pimh
) -> None:
    file = csv_file(source / "a.csv", "participant_id,age,job,mood", ("P1", "34", "Nurse", "fine"))
    assert "mood" in pimh("load", file).talk
    assert pimh("load", file, "--ignore", "mood").code == 0


def test_the_rows_of_headings_may_be_counted_out(fresh: Path, source: Path, pimh: Pimh) -> None:
    rows = [("Code", "years", "work"), ("P1", "34", "Nurse")]
    file = csv_file(source / "a.csv", "participant_id,age,job", *rows)
    assert pimh("load", file).code == 1
    assert pimh("load", file, "--header-rows", "2").code == 0
    assert "P1,34,Nurse" in (fresh / "participants.csv").read_text("utf-8-sig")


def test_a_decimal_comma_may_be_declared_for_one_file(fresh: Path, source: Path, pimh: Pimh) -> None:
    written(fresh / "questionnaire.yaml", "items:\n  ratio: {type: number}\n")
    file = written(source / "a.csv", "id;ratio\nP1;3,5\n")
    assert pimh("load", file).code == 1
    assert pimh("load", file, "--decimal-comma").code == 0
    assert "P1,3.5" in (fresh / "participants.csv").read_text("utf-8-sig")


def test_an_item_with_a_column_for_each_level_is_told_by_its_columns(
    fresh: Path, source: Path, pimh: Pimh
) -> None:
    written(fresh / "questionnaire.yaml", "items:\n  job: {type: several, levels: [A, B]}\n")
    ran = pimh("load", csv_file(source / "a.csv", "id,job [A],job: B", ("P1", "1", "x")), "--json")
    assert ran.data["columns"] == {"id": "participant_id", "job [A]": "job [A]", "job: B": "job [B]"}
    assert "P1,A; B" in (fresh / "participants.csv").read_text("utf-8-sig")


def test_a_column_that_pimh_works_out_is_a_problem(fresh: Path, source: Path, pimh: Pimh) -> None:
    items = "born: {type: integer}\n  age: {type: integer, derived: {from: born, age_in: 2026}}"
    written(fresh / "questionnaire.yaml", f"items:\n  {items}\n")
    file = csv_file(source / "a.csv", "id,born,age", ("P1", "1990", "36"))
    assert "'age' is worked out from 'born'. Leave the column out with ignore." in pimh("load", file).talk
    ran = pimh("load", file, "--ignore", "age")
    assert (ran.code, "Loaded 1 participant with 1 item each" in ran.talk) == (0, True)
    assert (fresh / "participants.csv").read_text("utf-8-sig") == "participant_id,born\nP1,1990\n"


def test_the_sheet_that_is_named_is_read(fresh: Path, source: Path, pimh: Pimh) -> None:
    file = workbook(source / "a.xlsx", [HEADINGS, FIRST], Later=[HEADINGS, SECOND])
    assert pimh("load", file, "--sheet", "Later").code == 0
    assert "P2,41,Nurse" in (fresh / "participants.csv").read_text("utf-8-sig")


def test_a_sheet_that_is_not_there_is_refused(fresh: Path, answers: Path, pimh: Pimh) -> None:
    ran = pimh("load", answers, "--sheet", "Responces")
    assert ran.code == 1
    assert "Did you mean 'Responses'?" in ran.talk


def test_a_wrong_answer_typed_into_participants_csv_is_found_with_its_line(study: Path, pimh: Pimh) -> None:
    written(study / "participants.csv", ANSWERS.replace("41", "old"))
    ran = pimh("table", "2")
    assert ran.code == 3
    assert "participants.csv, line 3" in ran.talk


def test_an_answer_corrected_in_participants_csv_counts(study: Path, pimh: Pimh) -> None:
    written(study / "participants.csv", ANSWERS.replace("41", "44"))
    assert "34–44" in pimh("table", "2").out


def test_the_history_names_the_file_the_sheet_and_the_coder(fresh: Path, answers: Path, pimh: Pimh) -> None:
    pimh("load", answers)
    (record,) = history(fresh)
    assert (record["do"], record["by"]) == ("load", "anna")
    (origin,) = record["sources"]
    assert (origin["file"], origin["sheet"]) == ("answers.xlsx", "Responses")


class TestWhoLoads:
    TEAM = f"{STUDY}    - id: ben\n"

    @pytest.fixture(autouse=True)
    def two(self, fresh: Path) -> Path:
        made_study(fresh, study=self.TEAM)
        (fresh / "participants.csv").unlink()
        return fresh

    def test_a_team_of_several_has_to_be_asked(self, answers: Path, pimh: Pimh) -> None:
        ran = pimh("load", answers)
        assert (ran.code, "--coder: anna, ben" in ran.talk) == (2, True)

    def test_the_coder_is_the_one_named(self, fresh: Path, answers: Path, pimh: Pimh) -> None:
        assert pimh("load", answers, "--coder", "ben").code == 0
        assert history(fresh)[0]["by"] == "ben"

    def test_or_the_one_that_the_environment_names(
        self, fresh: Path, answers: Path, pimh: Pimh, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("PIMH_CODER", "ben")
        assert pimh("load", answers).code == 0
        assert history(fresh)[0]["by"] == "ben"

    def test_a_name_nearly_right_is_suggested(self, answers: Path, pimh: Pimh) -> None:
        ran = pimh("load", answers, "--coder", "anne")
        assert (ran.code, "Did you mean 'anna'?" in ran.talk) == (2, True)
