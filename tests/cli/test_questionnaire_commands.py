"""pimh questionnaire: the instrument shown and checked, and blank forms that load once they are filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from building import QUESTIONNAIRE, snapshot, written
from openpyxl import load_workbook

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from building import Pimh


def test_the_questions_are_shown_as_a_participant_reads_them(study: Path, pimh: Pimh) -> None:
    assert pimh("questionnaire", "show").out == (
        "1. How old are you?\n   ____________ years\n\n"
        "2. Your profession\n   Tick one.\n   ☐\xa0Psychologist   ☐\xa0Nurse\n"
    )


def test_the_questions_are_shown_as_markdown(study: Path, pimh: Pimh) -> None:
    assert "**2\\. Your profession**  \nTick one." in pimh("questionnaire", "show", "--format", "md").out


def test_a_format_of_the_questions_that_there_is_not_is_refused(study: Path, pimh: Pimh) -> None:
    assert pimh("questionnaire", "show", "--format", "html").code == 2


def test_the_team_sees_the_ids(study: Path, pimh: Pimh) -> None:
    assert "· job: single" in pimh("questionnaire", "show", "--team").out


def test_a_whole_questionnaire_has_nothing_to_complain_of(study: Path, pimh: Pimh) -> None:
    ran = pimh("questionnaire", "check")
    assert (ran.code, ran.out, ran.talk) == (0, "", "Nothing to complain of: 2 items, 2 rows.\n")


def test_notes_alone_are_no_problem(study: Path, pimh: Pimh) -> None:
    written(
        study / "questionnaire.yaml", QUESTIONNAIRE.replace("type: single", "identifier: true, type: single")
    )
    ran = pimh("questionnaire", "check")
    assert (ran.code, ran.talk) == (0, "Nothing to mend; 1 note.\n")


def test_an_item_that_the_table_leaves_out_is_a_problem(study: Path, pimh: Pimh) -> None:
    written(
        study / "questionnaire.yaml",
        QUESTIONNAIRE.replace("- {item: age,", "- {show: none,").replace(", stat: mean_range", ""),
    )
    ran = pimh("questionnaire", "check")
    assert (ran.code, ran.talk) == (1, "1 problem found.\n")
    assert "items[age]: no row of the table prints it. Add a row with item: age" in ran.out


def test_rows_that_name_no_item_are_all_told(study: Path, pimh: Pimh) -> None:
    written(
        study / "questionnaire.yaml",
        QUESTIONNAIRE.replace("item: age", "item: agee").replace("item: job", "item: jobb"),
    )
    ran = pimh("questionnaire", "check")
    assert (ran.code, ran.talk.count("which is no item. Did you mean")) == (3, 2)


@pytest.mark.parametrize("name", ["form.xlsx", "form.docx", "FORM.XLSX"])
def test_a_form_is_written_outside_of_the_study(study: Path, pimh: Pimh, name: str) -> None:
    before = snapshot(study)
    ran = pimh("questionnaire", "form", "-o", f"../{name}")
    assert (ran.code, (study.parent / name).exists(), snapshot(study)) == (0, True, before)


@pytest.mark.parametrize("place", ["form.xlsx", "reports/form.xlsx"])
def test_a_form_may_lie_in_the_study(study: Path, pimh: Pimh, place: str) -> None:
    assert pimh("questionnaire", "form", "-o", place).code == 0


def test_a_form_may_not_lie_in_a_folder_of_the_studys_own(study: Path, pimh: Pimh) -> None:
    ran = pimh("questionnaire", "form", "-o", "transcripts/form.xlsx")
    assert (ran.code, "among the files of the study" in ran.talk) == (2, True)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "Where should the form go?"),
        (("-o", "../form.pdf"), "A form cannot be called form.pdf."),
        (("-o", "../form.xlsx", "--format", "docx"), "Call it form.docx."),
        (("-o", "../form.xlsx", "--format", "xlxs"), "Did you mean 'xlsx'?"),
        (("-o", "../form.xlsx", "--ids", "P1,p-1"), "The ids 'P1' and 'p-1' are the same, or look alike."),
        (("-o", "../form.xlsx", "--ids", "P1,,P2"), "One of the ids is blank."),
        (("-o", "../form.xlsx", "--ids", "P1", "--participants", "3"), "Give the ids alone."),
        (("-o", "../form.xlsx", "--participants", "0"), "--participants"),
    ],
)
def test_what_cannot_be_made_is_refused_in_words(
    study: Path, pimh: Pimh, words: tuple[str, ...], told: str
) -> None:
    ran = pimh("questionnaire", "form", *words)
    assert (ran.code, told in ran.talk, list(study.parent.glob("form*"))) == (2, True, [])


def test_a_questionnaire_that_asks_nothing_makes_no_form(study: Path, pimh: Pimh) -> None:
    written(study / "questionnaire.yaml", "title: Nothing yet\n")
    assert "asks nothing yet" in pimh("questionnaire", "form", "-o", "../form.xlsx").talk


def test_a_file_that_is_there_is_replaced_only_when_somebody_agrees(
    study: Path, pimh: Pimh, asked: Callable[[str], None]
) -> None:
    there = study.parent / "form.xlsx"
    there.write_bytes(b"mine")
    asked("n")
    ran = pimh("questionnaire", "form", "-o", there)
    assert (ran.code, there.read_bytes()) == (1, b"mine")
    assert pimh("questionnaire", "form", "-o", there, "--yes").code == 0
    assert there.read_bytes() != b"mine"


@pytest.mark.parametrize(
    ("words", "ids"), [(("--ids", "P7, P8"), ["P7", "P8"]), (("--participants", "3"), [None] * 3)]
)
def test_a_form_has_the_rows_that_are_asked_for(
    study: Path, pimh: Pimh, words: tuple[str, ...], ids: list[str | None]
) -> None:
    made = pimh("questionnaire", "form", "-o", "../form.xlsx", *words, "--json").data
    sheet = load_workbook(study.parent / "form.xlsx")["Answers"]
    assert ([cell.value for cell in sheet["A"][1:]], made["participants"]) == (ids, len(ids))


def test_a_form_that_was_filled_in_loads_without_a_word_of_complaint(study: Path, pimh: Pimh) -> None:
    form = study.parent / "form.xlsx"
    pimh("questionnaire", "form", "-o", form, "--ids", "P1,P2")
    book = load_workbook(form)
    book["Answers"]["B2"], book["Answers"]["C3"] = 44, "Nurse"
    book.save(form)
    ran = pimh("load", form, "--yes", "--json")
    assert (ran.code, ran.envelope["findings"], ran.data["sheet"]) == (0, [], "Answers")
    assert (study / "participants.csv").read_text(
        "utf-8-sig"
    ) == "participant_id,age,job\nP1,44,\nP2,,Nurse\n"
