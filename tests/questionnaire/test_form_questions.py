"""The questions of the blank form: their numbers, who is asked each, and the heads of their columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pimhcli.questionnaire import form, form_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from pimhcli.findings import Finding
    from pimhcli.questionnaire.schema import Questionnaire

    Make = Callable[[str], Questionnaire]
    Read = Callable[[str], tuple[Questionnaire, list[Finding]]]


def headers(questionnaire: Questionnaire) -> list[str]:
    return [column.header for column in form.columns(questionnaire)]


def test_what_is_worked_out_from_other_answers_is_not_asked_and_has_no_number(small: Make) -> None:
    made = small(
        "age: {type: integer}, old: {type: yes/no, derived: {from: age, at_least: 60}}, job: {type: text}"
    )
    assert [(q.number, q.item.id) for q in form.questions(made)] == [(1, "age"), (2, "job")]
    assert headers(made) == ["age", "job"]


@pytest.mark.parametrize(
    ("other", "asked_if", "condition", "blank_when"),
    [
        (
            "{type: yes/no}",
            "other",
            "If you answered yes to question 1",
            "the answer to question 1 is not yes",
        ),
        (
            "{type: single, levels: [a, b, c]}",
            "{other: [a, c]}",
            "If you answered a or c to question 1",
            "the answer to question 1 is not a or c",
        ),
        (
            "{type: several, levels: [a, b]}",
            "{other: [b]}",
            "If you ticked b in question 1",
            "b is not ticked in question 1",
        ),
    ],
)
def test_who_is_asked_is_told_by_the_number_of_the_other_question(
    small: Make, other: str, asked_if: str, condition: str, blank_when: str
) -> None:
    made = small(f"other: {other}, mine: {{type: text, asked_if: {asked_if}}}")
    _, question = form.questions(made)
    assert (question.condition, question.blank_when) == (condition, blank_when)


def test_a_condition_on_what_is_worked_out_names_the_question_that_was_asked(small: Make) -> None:
    made = small(
        "age: {type: integer}, old: {type: yes/no, derived: {from: age, at_least: 60}},"
        "retired: {type: yes/no, asked_if: old}"
    )
    _, question = form.questions(made)
    assert question.condition == "If the answer to question 1 comes to yes"


def test_a_column_is_headed_by_the_question_and_without_one_by_the_id(small: Make) -> None:
    assert headers(small('age: {type: integer, text: "How old?"}, job: {type: text}')) == ["How old?", "job"]


def test_several_answers_have_a_column_for_each_level(small: Make) -> None:
    made = small('job: {type: several, text: "Your job?", levels: [Nurse, "Doctor, retired"]}')
    assert headers(made) == ["Your job? [Nurse]", "Your job? [Doctor, retired]"]


def test_a_question_too_long_for_a_heading_gives_way_to_the_id(small: Make) -> None:
    assert headers(small(f"age: {{type: integer, text: {'long ' * 300}}}")) == ["age"]


def test_a_level_that_was_never_offered_is_not_in_the_form(small: Make) -> None:
    made = small("job: {type: several, levels: [Nurse, Doctor], columns: {Doctor: []}}")
    assert headers(made) == ["job [Nurse]"]


@pytest.mark.parametrize(
    ("item", "places"),
    [
        ("{type: yes/no}", ("☐\xa0yes   ☐\xa0no",)),
        ("{type: scale, min: 1, max: 3}", ("☐\xa01   ☐\xa02   ☐\xa03",)),
        ("{type: scale, min: 0, max: 100}", ("____________  (0 to 100)",)),
        ("{type: integer, unit: children}", ("____________ children",)),
        ("{type: number}", ("____________",)),
        ("{type: duration, unit: years}", ("______ years  ______ months",)),
        ("{type: duration, unit: months}", ("______ months",)),
        ("{type: date}", ("______ - ____ - ____  (year - month - day)",)),
    ],
)
def test_each_type_has_its_place_for_the_answer(small: Make, item: str, places: tuple[str, ...]) -> None:
    assert form_words.places(small(f"one: {item}").items[0]) == places


def test_levels_too_long_for_one_line_have_a_line_each(small: Make) -> None:
    (item,) = small(f"one: {{type: single, levels: [{'a' * 40}, {'b' * 40}]}}").items
    assert form_words.places(item) == (f"☐\xa0{'a' * 40}", f"☐\xa0{'b' * 40}")


@pytest.mark.parametrize(
    ("item", "how"),
    [
        ("{type: single, levels: [a]}", "Choose one from the list."),
        (
            "{type: several, levels: [a]}",
            "Put x under each that applies; when none does, put no under one of them.",
        ),
        ("{type: integer, unit: years, min: 18, max: 75}", "A whole number (years), from 18 to 75."),
        ("{type: number, min: 0.5}", "A number, at least 0.5."),
        (
            "{type: duration, unit: years, max: 60}",
            "A span of time in years, such as 7, 0.5, 6y 11m or 18 months, at most 60.",
        ),
        ("{type: date}", "A date as year-month-day, such as 2026-06-04."),
        ("{type: text}", "Your own words."),
    ],
)
def test_each_type_tells_how_its_cell_is_filled_in(small: Make, item: str, how: str) -> None:
    assert form_words.how(small(f"one: {item}").items[0]) == how
