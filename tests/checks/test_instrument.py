"""What is missing or wrong in a questionnaire that can be read is found, item by item."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from pimhcli.checks.instrument import instrument
from pimhcli.questionnaire import schema
from pimhcli.resources import folder
from pimhcli.storage import yamlfile

if TYPE_CHECKING:
    from pimhcli.questionnaire.schema import Questionnaire

FILE = "questionnaire.yaml"


def read(text: str) -> Questionnaire:
    made, findings = schema.read(yamlfile.parse(dedent(text), FILE), FILE)
    assert findings == []
    return made


JOB = "job: {type: several, text: Job, levels: ['Nurse, retired', Doctor]}"
TOOLS = "many survey tools put between several answers"
OLD = "old: {type: yes/no, derived: {from: age, at_least: 60}}"
YOUNG = "{type: yes/no, text: X, asked_if: {band: [under 30]}}"
BAND = "band: {type: single, derived: {from: age, bands: [30, 50]}}"


def found(items: str, rows: str = "", more: str = "") -> list[str]:
    """The findings in items, each given a text; without rows they are all laid out."""
    made = read(f"{{{more}items: {{{items}}}{f', table: {{rows: [{rows}]}}' if rows else ''}}}")
    return [f"{one.severity}: {one.where}: {one.message}" for one in instrument(made)]


def test_a_whole_questionnaire_has_nothing_to_complain_of() -> None:
    assert found("age: {type: integer, text: Age}, job: {type: single, text: Job, levels: [a, b]}") == []


def test_the_starter_questionnaire_has_notes_alone() -> None:
    text = (folder("templates") / "study" / FILE).read_text("utf-8")
    assert {one.severity for one in instrument(read(text))} == {"note"}


def test_an_item_that_no_row_prints_is_a_warning() -> None:
    assert found(
        "age: {type: integer, text: Age}, fit: {type: yes/no, text: Fit}", "{item: age, label: Age}"
    ) == ["warning: questionnaire.yaml, items[fit]: no row of the table prints it."]


def test_an_item_left_out_on_purpose_is_laid_out() -> None:
    assert found("age: {type: integer, text: Age}", "{item: age, show: none}") == []


def test_a_text_that_no_row_names_is_a_note() -> None:
    assert found("why: {type: text, text: Why}") == [
        "note: questionnaire.yaml, items[why]: no row of the table names it; it is of type text."
    ]


def test_an_item_is_laid_out_when_what_is_worked_out_from_it_is() -> None:
    items = (
        "born: {type: date, text: Born},"
        "age: {type: integer, derived: {from: born, age_in: 2026}},"
        "old: {type: yes/no, derived: {from: age, at_least: 60}}"
    )
    assert found(items, "{item: old, label: Old}") == []


def test_an_item_whose_levels_are_the_columns_is_laid_out() -> None:
    made = read(
        """
        items:
          age: {type: integer, text: Age}
          fit: {type: yes/no, text: Fit}
        table: {columns: {by: fit}, rows: [{item: age, label: Age}]}
        """
    )
    assert instrument(made) == []


def test_consent_need_not_be_in_the_table() -> None:
    items = "age: {type: integer, text: Age}, agrees: {type: yes/no, text: Agrees, consent: quote}"
    assert found(items, "{item: age, label: Age}") == []


def test_an_item_without_a_question_is_a_warning() -> None:
    assert found("age: {type: integer}") == [
        "warning: questionnaire.yaml, items[age]: it has no question; the form prints its id."
    ]


def test_what_is_worked_out_needs_no_question() -> None:
    assert found("n: {type: integer, text: N}, any: {type: yes/no, derived: {from: n, at_least: 1}}") == []


@pytest.mark.parametrize(
    ("item", "message"),
    [
        (
            "{type: single, text: Job, levels: [a, N/A]}",
            "'N/A' stands for no answer, and for 'N/A', as which it is read.",
        ),
        (
            "{type: single, text: Job, levels: [a, b], synonyms: {b: ['.']}}",
            "'.' stands for no answer, and for 'b', as which it is read.",
        ),
        (
            "{type: yes/no, text: Fit, missing: [no]}",
            "'no' stands for no answer, and for 'no', as which it is read.",
        ),
        (
            "{type: single, text: Job, levels: [a, b], missing: {declined: [A]}}",
            "'A' stands for preferring not to say, and for 'a', as which it is read.",
        ),
    ],
)
def test_a_word_that_is_an_answer_and_none_is_a_warning(item: str, message: str) -> None:
    assert found(f"one: {item}") == [f"warning: questionnaire.yaml, items[one]: {message}"]


def test_a_question_that_depends_on_a_later_one_is_a_warning() -> None:
    (said,) = found("n: {type: integer, text: N, asked_if: kids}, kids: {type: yes/no, text: Kids}")
    assert said == (
        "warning: questionnaire.yaml, items[n]: whether it is asked depends on 'kids', which comes later in"
        " the form."
    )


def test_what_a_question_depends_on_counts_where_it_is_asked() -> None:
    assert (
        found(
            "age: {type: integer, text: Age},"
            "fit: {type: yes/no, text: Fit, asked_if: old},"
            "old: {type: yes/no, derived: {from: age, at_least: 60}}"
        )
        == []
    )


@pytest.mark.parametrize(
    ("items", "message"),
    [
        (
            f"age: {{type: integer, text: Age, max: 50}}, {OLD}, x: {{type: yes/no, text: X, asked_if: old}}",
            "nobody is asked it: the answer to 'old' can never be 'yes'.",
        ),
        (
            f"age: {{type: integer, text: Age, min: 40}}, {BAND}, x: {YOUNG}",
            "nobody is asked it: the answer to 'band' can never be 'under 30'.",
        ),
    ],
)
def test_a_question_that_nobody_is_asked_is_a_warning(items: str, message: str) -> None:
    assert found(items) == [f"warning: questionnaire.yaml, items[x]: {message}"]


def test_a_question_after_one_that_nobody_is_asked_is_a_warning_too() -> None:
    items = (
        "age: {type: integer, text: Age, max: 50}, old: {type: yes/no, derived: {from: age, at_least: 60}},"
        "x: {type: yes/no, text: X, asked_if: old}, y: {type: yes/no, text: Y, asked_if: x}"
    )
    assert found(items)[1] == (
        "warning: questionnaire.yaml, items[y]: nobody is asked it, as nobody is asked 'x'."
    )


def test_a_band_that_reaches_into_the_limits_can_be_an_answer() -> None:
    items = (
        "age: {type: integer, text: Age, min: 18, max: 60},"
        "old: {type: yes/no, derived: {from: age, at_least: 60}},"
        "x: {type: yes/no, text: X, asked_if: old}"
    )
    assert found(items) == []


def test_a_level_that_holds_what_tools_put_between_answers_is_a_note() -> None:
    assert found(JOB) == [
        f"note: questionnaire.yaml, items[job]: some of its levels hold ',', which {TOOLS}."
    ]


@pytest.mark.parametrize(("key", "kind"), [("sensitive", "sensitive"), ("identifier", "an identifier")])
def test_a_sensitive_item_or_an_identifier_printed_level_by_level_is_a_note(key: str, kind: str) -> None:
    assert found(f"job: {{type: single, text: Job, levels: [a, b], {key}: true}}") == [
        f"note: questionnaire.yaml, items[job]: it is {kind}, and the table prints how many gave each answer."
    ]


def test_an_identifier_of_which_only_a_mean_is_printed_is_not_noted() -> None:
    assert found("age: {type: integer, text: Age, identifier: true}") == []


def test_an_identifier_whose_levels_are_the_columns_is_noted() -> None:
    made = read(
        """
        items: {age: {type: integer, text: Age}, fit: {type: yes/no, text: Fit, identifier: true}}
        table: {columns: {by: fit}, rows: [{item: age, label: Age}]}
        """
    )
    assert [one.where for one in instrument(made)] == ["questionnaire.yaml, items[fit]"]
