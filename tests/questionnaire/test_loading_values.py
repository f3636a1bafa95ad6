"""Cells are read by the type of their item; what is no answer is named with what was expected."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from pimhcli.questionnaire import loading
from pimhcli.questionnaire.answers import DECLINED, MISSING, Answer

if TYPE_CHECKING:
    from collections.abc import Callable

    from pimhcli.findings import Finding
    from pimhcli.questionnaire.answers import Value
    from pimhcli.questionnaire.loading import Loaded
    from pimhcli.questionnaire.schema import Questionnaire

    Told = Callable[[Loaded], list[str]]
    Make = Callable[[str], Questionnaire]
    Read = Callable[[str], tuple[Questionnaire, list[Finding]]]

COLUMNS = ("age", "job", "band", "kids", "n_kids", "practice", "ratio", "mood", "since", "remark")


@pytest.fixture
def row(load_csv: Callable[..., Loaded]) -> Callable[..., Loaded]:
    """Loads one row with the cells given, the others blank."""

    def load(**cells: str) -> Loaded:
        line = ",".join(f'"{cells.get(column, "")}"' for column in COLUMNS)
        return load_csv(f"id,{','.join(COLUMNS)}\nP1,{line}\n")

    return load


@pytest.fixture
def answer(row: Callable[..., Loaded]) -> Callable[..., Answer]:
    """The answer in one cell, when nothing is wrong with it."""

    def read(**cells: str) -> Answer:
        loaded = row(**cells)
        assert loaded.findings == ()
        (item, *_) = cells
        return loaded.participants[0].answers[item]

    return read


@pytest.mark.parametrize(
    ("item", "typed", "value"),
    [
        ("age", "34", 34),
        ("age", "34.0", 34),
        ("job", "Nursing", ("Nursing",)),
        ("job", "social  WORK; nurse", ("Social work", "Nursing")),
        ("job", "Nursing; Social work; Nurse;", ("Social work", "Nursing")),
        ("band", "4–6", "4-6"),
        ("kids", "x", "yes"),
        ("ratio", "0.30", Fraction(3, 10)),
        ("mood", "5.0", 5),
        ("mood", "5 - Agree", 5),
        ("since", "2026-06-04", date(2026, 6, 4)),
        ("remark", " it helps ", "it helps"),
        ("remark", "'=SUM(A1)", "=SUM(A1)"),
    ],
)
def test_a_cell_is_read_by_the_type_of_its_item(
    answer: Callable[..., Answer], item: str, typed: str, value: Value
) -> None:
    assert answer(**{item: typed}) == Answer("answered", value)


@pytest.mark.parametrize("typed", ["Yes", "y", "TRUE", "1", "ja", "X"])
def test_every_spelling_of_yes_is_yes(answer: Callable[..., Answer], typed: str) -> None:
    assert answer(kids=typed) == Answer("answered", "yes")


@pytest.mark.parametrize("typed", ["No", "N", "false", "0"])
def test_every_spelling_of_no_is_no(answer: Callable[..., Answer], typed: str) -> None:
    assert answer(kids=typed) == Answer("answered", "no")


def test_a_span_of_years_and_months_is_exact(answer: Callable[..., Answer]) -> None:
    assert answer(practice="6y 11m", kids="yes") == Answer("answered", Fraction(83, 12))


@pytest.mark.parametrize("typed", ["", "NA", "n/a", "-99", "."])
def test_a_blank_and_its_stand_ins_are_missing(answer: Callable[..., Answer], typed: str) -> None:
    assert answer(age=typed) == MISSING


def test_who_prefers_not_to_say_has_declined(answer: Callable[..., Answer]) -> None:
    assert answer(age="Prefer not to say") == DECLINED


def test_preferring_not_to_say_is_an_answer_where_it_is_a_level(small: Make) -> None:
    questionnaire = small("gender: {type: single, levels: [female, prefer not to say]}")
    loaded = loading.load(b"id,gender\nP1,Prefer not to say\n", "a.csv", questionnaire)
    assert loaded.participants[0].answers["gender"] == Answer("answered", "prefer not to say")


def test_a_stand_in_for_no_answer_is_an_answer_where_it_is_a_level(small: Make) -> None:
    questionnaire = small("grade: {type: single, levels: [A, NA]}")
    loaded = loading.load(b"id,grade\nP1,NA\n", "a.csv", questionnaire)
    assert loaded.participants[0].answers["grade"] == Answer("answered", "NA")


def test_a_synonym_of_the_questionnaire_wins_over_a_usual_spelling(small: Make) -> None:
    questionnaire = small("kids: {type: yes/no, synonyms: {no: [x]}}")
    loaded = loading.load(b"id,kids\nP1,x\n", "a.csv", questionnaire)
    assert loaded.participants[0].answers["kids"] == Answer("answered", "no")


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"age": "34.5"}, "line 2: age: found '34.5', expected a whole number (years)."),
        ({"age": "old"}, "age: found 'old', expected a whole number (years)."),
        ({"age": "3,5"}, "write decimal_comma: true in questionnaire.yaml."),
        ({"age": "17"}, "age: found '17', expected at least 18 (years)."),
        ({"age": "76"}, "age: found '76', expected at most 75 (years)."),
        ({"band": "4-7"}, "band: found '4-7', expected one of: 4-6, 7-12."),
        ({"kids": "maybe"}, "kids: found 'maybe', expected one of: yes, no."),
        (
            {"job": "Nursin; Social wrk; Nursing"},
            (
                "expected one or more of: Psychologist, Social work, Nursing (with ';' between). "
                "'Nursin' is none of them. Did you mean 'Nursing'? "
                "'Social wrk' is none of them. Did you mean 'Social work'?"
            ),
        ),
        ({"kids": "yes", "practice": "5 weeks"}, "Weeks do not convert exactly into years."),
        ({"ratio": "half"}, "ratio: found 'half', expected a number."),
        ({"mood": "6"}, "mood: found '6', expected one of: 1, 2, 3, 4, 5."),
        ({"mood": "4.5"}, "mood: found '4.5'"),
        ({"since": "04/06/2026"}, "expected a date as year-month-day, such as 2026-06-04."),
        ({"since": "2026-02-30"}, "since: found '2026-02-30'"),
        ({"since": "20260604"}, "since: found '20260604'"),
    ],
)
def test_what_is_no_answer_is_named_with_what_was_expected(
    row: Callable[..., Loaded], told: Told, cells: dict[str, str], message: str
) -> None:
    (found,) = told(row(**cells))
    assert message in found


def test_a_decimal_comma_is_read_where_the_questionnaire_declares_it(read_schema: Read) -> None:
    questionnaire, _ = read_schema("{decimal_comma: true, items: {ratio: {type: number}}}")
    loaded = loading.load(b"id;ratio\nP1;3,5\n", "a.csv", questionnaire)
    assert loaded.participants[0].answers["ratio"].value == Fraction(7, 2)


def test_a_blank_of_who_was_not_asked_is_not_asked(answer: Callable[..., Answer]) -> None:
    assert answer(n_kids="", kids="no") == Answer("not asked")


def test_who_was_not_asked_has_the_number_that_stands_for_it(answer: Callable[..., Answer]) -> None:
    assert answer(practice="", kids="no") == Answer("not asked", Fraction(0))


def test_the_number_that_stands_for_not_asked_may_be_written_out(answer: Callable[..., Answer]) -> None:
    assert answer(practice="0", kids="no") == Answer("not asked", Fraction(0))


def test_a_blank_of_who_was_asked_is_missing(answer: Callable[..., Answer]) -> None:
    assert answer(practice="", kids="yes") == MISSING


def test_a_blank_is_missing_when_it_is_not_known_who_was_asked(answer: Callable[..., Answer]) -> None:
    assert answer(practice="", kids="") == MISSING


def test_who_was_not_asked_the_first_question_was_not_asked_the_one_behind_it(small: Make) -> None:
    questionnaire = small(
        "b: {type: text, asked_if: a}, a: {type: yes/no, asked_if: first}, first: {type: yes/no}"
    )
    loaded = loading.load(b"id,first,a,b\nP1,no,,\n", "a.csv", questionnaire)
    assert {answer.state for item, answer in loaded.participants[0].answers.items() if item != "first"} == {
        "not asked"
    }


def test_an_answer_to_what_was_not_asked_is_kept_with_a_warning(row: Callable[..., Loaded]) -> None:
    loaded = row(kids="no", n_kids="2")
    assert loaded.participants[0].answers["n_kids"] == Answer("answered", 2)
    assert [(str(finding), finding.severity) for finding in loaded.findings] == [
        (
            (
                "answers.csv, line 2: n_kids: answered ('2') though by the answer to 'kids' "
                "it was not asked. "
                "The answer counts; correct one of the two if it is a slip."
            ),
            "warning",
        )
    ]


def test_none_is_no_contradiction_to_not_having_been_asked(row: Callable[..., Loaded]) -> None:
    assert row(kids="no", n_kids="0").findings == ()
