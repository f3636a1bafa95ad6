"""pimh participant list and show: everybody with answers, talk, excerpts, quotes and consent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from building import TALK, written

if TYPE_CHECKING:
    from pathlib import Path

    from building import Pimh


def row(pimh: Pimh, name: str) -> list[str]:
    """The cells of a participant's row."""
    (line,) = [line for line in pimh("participant", "list").out.splitlines() if line.split()[:1] == [name]]
    return [cell.strip() for cell in line.split("  ") if cell.strip()]


def test_a_participant_is_listed_with_answers_talk_excerpts_and_consent(coded: Path, pimh: Pimh) -> None:
    assert row(pimh, "P1") == ["P1", "2 of 2", "fg1", "2", "19", "51.4%", "2", "2", "yes"]


def test_shares_are_of_the_words_of_all_but_the_moderator_who_stands_apart(coded: Path, pimh: Pimh) -> None:
    out = pimh("participant", "list").out
    assert "percent of the 37 words that all who stand here say" in out
    assert "Moderator: Moderator in fg1: 2 turns, 7 words." in out


def test_one_who_speaks_without_a_row_is_listed(coded: Path, pimh: Pimh) -> None:
    written(coded / "transcripts" / "fg2.txt", "Zoe: Hello.\n")
    assert row(pimh, "Zoe")[:3] == ["Zoe", "no row", "fg2"]


def test_one_who_never_speaks_is_listed(coded: Path, pimh: Pimh) -> None:
    written(coded / "participants.csv", "participant_id,age,job\nP1,34,Nurse\nP2,41,Nurse\nP3,,Nurse\n")
    assert row(pimh, "P3")[1:3] == ["1 of 2", "never spoke"]


def test_one_who_refused_is_listed_so_with_no_quotes(coded: Path, pimh: Pimh) -> None:
    study = coded / "study.yaml"
    study.write_text(study.read_text("utf-8") + "consent: {p 1: {quote: no}}\n", "utf-8")
    assert row(pimh, "P1")[-3:] == ["2", "0", "no"]


def test_before_there_are_themes_no_quote_is_printed(coded: Path, pimh: Pimh) -> None:
    codes = "codes:\n- {id: slowing-down, name: A}\n- {id: barriers, name: B}\n"
    written(coded / "codebook.yaml", codes)
    assert row(pimh, "P1")[-3:] == ["2", "0", "yes"]


def test_a_study_of_nobody_says_what_comes_next(study: Path, pimh: Pimh) -> None:
    (study / "participants.csv").unlink()
    (study / "transcripts" / "fg1.txt").unlink()
    ran = pimh("participant", "list")
    assert (ran.code, ran.out, "pimh load" in ran.talk) == (0, "", True)


def test_programs_get_the_exact_share(coded: Path, pimh: Pimh) -> None:
    data = pimh("participant", "list", "--json").data
    assert [(one["id"], one["share"]) for one in data["participants"]] == [("P1", "19/37"), ("P2", "18/37")]
    assert data["words"] == 37


@pytest.mark.parametrize("name", ["P1", "p1", "P 1", "p-1"])
def test_a_participant_is_found_in_any_spelling(coded: Path, pimh: Pimh, name: str) -> None:
    assert pimh("participant", "show", name).out.splitlines()[0] == "P1"


def test_a_participant_who_is_not_there_brings_those_who_are(coded: Path, pimh: Pimh) -> None:
    ran = pimh("participant", "show", "Q7")
    assert (ran.code, "There are: P1, P2." in ran.talk) == (2, True)


def test_a_participant_nearly_named_is_suggested(coded: Path, pimh: Pimh) -> None:
    written(coded / "transcripts" / "fg2.txt", "Annabel: Hello.\n")
    assert "Did you mean 'Annabel'?" in pimh("participant", "show", "Anabel").talk


def test_answers_stand_under_their_questions_and_tell_why_there_is_none(study: Path, pimh: Pimh) -> None:
    written(
        study / "questionnaire.yaml",
        """
        items:
          age: {text: "How old are you?", type: integer, unit: years}
          kids: {text: Children, type: yes/no}
          many: {text: "How many?", type: integer, asked_if: kids}
          job: {type: text}
          pay: {type: text}
        """,
    )
    answers = "participant_id,age,kids,many,job,pay\nP1,34,no,,,prefer not to say\n"
    written(study / "participants.csv", answers)
    out = pimh("participant", "show", "P1").out
    assert out.splitlines()[1:7] == [
        "Answers: 2 of 4 asked",
        "  How old are you? 34 (years)",
        "  Children: no",
        "  How many? not asked",
        "  job: no answer",
        "  pay: prefer not to say",
    ]


def test_excerpts_stand_under_what_they_are_coded_with(coded: Path, pimh: Pimh) -> None:
    out = pimh("participant", "show", "P1").out
    assert "Excerpts: 2; printed in the report: 2" in out
    assert out.index("  Practice > Slowing down\n") < out.index("“We listen more than we did.”")
    assert (
        out.index("“We listen more than we did.”") < out.index("  Barriers\n") < out.index("“People leave”")
    )


def test_talk_is_told_by_transcript(coded: Path, pimh: Pimh) -> None:
    written(coded / "transcripts" / "fg2.txt", TALK.replace("Focus group of May", "# June"))
    out = pimh("participant", "show", "P1").out
    assert "Talk: 4 turns, 38 words; 51.4% of the 74 words of all participants" in out
    assert "  P1 in fg2: 2 turns, 19 words" in out


def test_a_refusal_is_told_with_its_place(coded: Path, pimh: Pimh) -> None:
    study = coded / "study.yaml"
    lines = study.read_text("utf-8").count("\n")
    study.write_text(study.read_text("utf-8") + "consent:\n  P1: {quote: no}\n", "utf-8")
    out = pimh("participant", "show", "P1").out
    assert f"May be quoted: no (study.yaml:{lines + 2})" in out


def test_one_who_did_not_answer_whether_to_be_quoted_is_told_so(coded: Path, pimh: Pimh) -> None:
    item = "items:\n  ok: {text: Quotable, type: yes/no, consent: quote}\n"
    written(coded / "questionnaire.yaml", item)
    written(coded / "participants.csv", "participant_id,ok\nP1,\nP2,yes\n")
    first, *_ = pimh("participant", "list", "--json").data["participants"]
    assert (first["may_quote"], first["unanswered"], first["printed"]) == (False, ["ok"], 0)
    assert "not answered" in pimh("participant", "list").out
    shown = pimh("participant", "show", "P1").out
    assert "May be quoted: not answered ('ok'), so the words are not printed" in shown


@pytest.mark.parametrize("themes", ["", "themes:\n- name: Practice\n"])
def test_quotes_of_a_code_in_no_theme_count_as_printed_where_the_report_prints_them(
    study: Path, pimh: Pimh, themes: str
) -> None:
    written(study / "codebook.yaml", f"{themes}codes:\n- name: Leaving\n")
    pimh("excerpt", "add", "--quote", "People leave", "--code", "Leaving")
    pimh("report")
    printed = "“People leave”" in (study / "reports" / "report.md").read_text("utf-8")
    people = pimh("participant", "list", "--json").data["participants"]
    assert [one["printed"] for one in people] == [int(printed), 0]
