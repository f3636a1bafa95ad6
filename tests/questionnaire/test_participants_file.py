"""What ``participants.csv`` is written with is what it is read with."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pimhcli.questionnaire import schema
from pimhcli.questionnaire.answers import DECLINED, MISSING, Answer, Participant, Value, cell_text, to_csv
from pimhcli.questionnaire.loading import from_csv
from pimhcli.sheets.cells import guarded, unguarded
from pimhcli.storage import yamlfile

if TYPE_CHECKING:
    from collections.abc import Callable

    from pimhcli.questionnaire.schema import Questionnaire

    Make = Callable[[str], Questionnaire]

ITEMS = """
    items:
      age: {type: integer, min: -5, max: 500}
      job: {type: several, levels: [Psychologist, "=Social work", "Nursing, general"]}
      band: {type: single, levels: ["4-6", "-12", "'quoted"]}
      kids: {type: yes/no}
      practice: {type: duration, unit: years, asked_if: kids, not_asked: 0}
      weeks: {type: duration, unit: weeks, asked_if: {band: ["4-6", "-12"]}}
      ratio: {type: number}
      mood: {type: scale, min: 1, max: 5}
      since: {type: date}
      remark: {type: text}
"""
QUESTIONNAIRE, _ = schema.read(yamlfile.parse(dedent(ITEMS), "q"), "q")

texts = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf"]) | st.just("\n"), min_size=1).map(
    str.strip
)
remarks = texts.filter(lambda text: text.casefold() not in {"", "na", "n/a", ".", "-99"})
spans = st.fractions(min_value=0, max_denominator=100)
VALUES: dict[str, st.SearchStrategy[Value]] = {
    "age": st.integers(-5, 500),
    "job": st.sets(st.sampled_from([0, 1, 2]), min_size=1).map(
        lambda chosen: tuple(QUESTIONNAIRE.by_id["job"].levels[i] for i in sorted(chosen))
    ),
    "band": st.sampled_from(["4-6", "-12", "'quoted"]),
    "kids": st.sampled_from(["yes", "no"]),
    "practice": spans.filter(bool),
    "weeks": spans,
    "ratio": st.fractions(max_denominator=100).filter(lambda number: number != -99),
    "mood": st.integers(1, 5),
    "since": st.dates(),
    "remark": remarks | st.sampled_from(["=1+1", "+1", "-1", "@x", "'=1", "''", "'", "a,b;c\td", 'say "no"']),
}


def answered(item: str) -> st.SearchStrategy[Answer]:
    values = VALUES[item].map(lambda value: Answer("answered", value))
    return values | st.sampled_from([MISSING, DECLINED])


@st.composite
def people(draw: st.DrawFn) -> list[Participant]:
    """Participants whose answers agree with who was asked what."""
    ids = draw(st.lists(st.integers(1, 99), unique=True, min_size=1, max_size=4))
    persons = []
    for number in ids:
        answers = {item: draw(answered(item)) for item in VALUES}
        if answers["kids"].value == "no":
            answers["practice"] = Answer("not asked", Fraction(0))
        if answers["band"].value == "'quoted":
            answers["weeks"] = Answer("not asked")
        persons.append(Participant(draw(st.sampled_from(["P", "=P", "-"])) + str(number), answers))
    return persons


@given(people())
def test_participants_are_read_back_as_they_were_written(participants: list[Participant]) -> None:
    assert from_csv(to_csv(QUESTIONNAIRE, participants), QUESTIONNAIRE, "participants.csv") == (
        participants,
        [],
    )


@given(st.text())
def test_a_guarded_text_is_read_back(text: str) -> None:
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM", "\tx"])
def test_no_text_that_excel_would_run_begins_a_cell(text: str) -> None:
    assert guarded(text).startswith("'")


@pytest.mark.parametrize(
    ("item", "answer", "text"),
    [
        ("age", Answer("answered", 34), "34"),
        ("age", Answer("answered", -3), "-3"),
        ("job", Answer("answered", ("Psychologist", "Nursing, general")), "Psychologist; Nursing, general"),
        ("practice", Answer("answered", Fraction(83, 12)), "6y 11m"),
        ("practice", Answer("not asked", Fraction(0)), ""),
        ("ratio", Answer("answered", Fraction(1, 7)), "1/7"),
        ("since", Answer("answered", date(2026, 6, 4)), "2026-06-04"),
        ("remark", Answer("answered", "=1"), "'=1"),
        ("remark", MISSING, ""),
        ("remark", DECLINED, "prefer not to say"),
        ("weeks", Answer("not asked"), ""),
    ],
)
def test_an_answer_is_written_in_its_plainest_exact_form(item: str, answer: Answer, text: str) -> None:
    assert cell_text(QUESTIONNAIRE.by_id[item], answer) == text


def test_the_file_has_a_header_of_ids_and_a_row_a_participant(small: Make) -> None:
    questionnaire = small("age: {type: integer}, kids: {type: yes/no}")
    persons = [Participant("P1", {"age": Answer("answered", 34), "kids": MISSING})]
    assert to_csv(questionnaire, persons) == "participant_id,age,kids\nP1,34,\n"


def test_a_slip_in_an_edit_by_hand_is_named_with_its_line(small: Make) -> None:
    questionnaire = small("age: {type: integer}")
    _, findings = from_csv("\ufeffparticipant_id,age\nP1,34\nP2,thirty\n", questionnaire, "participants.csv")
    assert [str(finding) for finding in findings] == [
        "participants.csv, line 3: age: found 'thirty', expected a whole number."
    ]


def test_what_is_left_out_of_answers_is_not_left_out_of_the_file_of_pimh() -> None:
    text = "{ignore: [participant_id], participant: [Your code], items: {a: {type: text}}}"
    made, _ = schema.read(yamlfile.parse(text, "q"), "q")
    people, findings = from_csv("participant_id,a\nP1,x\n", made, "participants.csv")
    assert (findings, people) == ([], [Participant("P1", {"a": Answer("answered", "x")})])
