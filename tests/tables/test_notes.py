"""The notes under the demographics table are about the same people as its numbers, in whole sentences."""

from __future__ import annotations

import re

import pytest
from tables.test_published_shapes import printed

TEAM = """
    items:
      a: {type: yes/no}
      b: {type: several, levels: [P, Q, R]}
      age: {type: integer}
"""
ANSWERS = """
    id,a,b,age
    A,yes,P; Q,30
    B,no,P; Q,
    C,no,P; Q,40
    D,,,50
"""


def notes(row: str, answers: str = ANSWERS, table: str = "") -> list[str]:
    """The notes with a mark, without it, under a table of one row."""
    made = printed(f"{TEAM}    table:\n      rows: [{row}]\n      {table}", answers)
    return [line[2:] for line in made.splitlines() if line.startswith(("a ", "b "))]


def test_answers_and_people_are_counted_among_those_whom_the_percentages_are_of() -> None:
    (note,) = notes("{item: b, denominator: {a: yes}}")
    assert note == (
        "More than one answer was allowed: 2 answers from 1 participant; percentages are of the 1 who "
        "answered “Yes” to “a” and add up to 200%."
    )


def test_all_that_is_over_the_same_people_stands_in_one_list() -> None:
    cell = "'{mean} {sd} {median} ({range})'"
    assert notes(f"{{item: age, cell: {cell}}}") == [
        "Mean, standard deviation, median and range over the 3 who answered."
    ]


@pytest.mark.parametrize(
    ("language", "note"),
    [
        ("de", "Mittelwert, Standardabweichung, Median und Spannweite über die 3, die geantwortet haben."),
        ("fr", "Moyenne, écart type, médiane et étendue sur les 3 qui ont répondu."),
        ("es", "Media, desviación típica, mediana y rango sobre los 3 que respondieron."),
    ],
)
def test_such_a_list_has_commas_and_an_and_in_every_language(language: str, note: str) -> None:
    row = "{item: age, cell: '{mean} {sd} {median} ({range})'}"
    assert notes(row, table=f"language: {language}") == [note]


@pytest.mark.parametrize("denominator", ["answered", "asked", "participants"])
def test_without_percentages_those_without_an_answer_are_noted_whatever_the_denominator(
    denominator: str,
) -> None:
    row = f"{{item: a, stat: n_only, denominator: {denominator}}}"
    assert notes(row) == ["Of these 4, 1 gave no answer."]


def test_counts_among_those_with_a_certain_answer_are_noted_without_percentages_too() -> None:
    assert notes("{item: a, stat: n_only, denominator: {b: P}}") == [
        "Counts are of the 3 who answered “P” to “b”."
    ]


def test_a_list_beside_other_numbers_tells_how_many_gave_no_answer() -> None:
    items = TEAM.replace("age: {type: integer}", "age: {type: text}")
    made = printed(f"{items}    table: {{rows: [{{item: age, cell: '{{n}}: {{list}}'}}]}}", ANSWERS)
    assert made.endswith("a Of these 4, 1 gave no answer.\n")


def jobs(answers: str, row: str = "", table: str = "") -> list[str]:
    """The rows of five jobs, each answered with its letter, where fewer than two are gathered."""
    text = f"""
    items: {{job: {{type: single, levels: [A, B, Z, C, D]}}}}
    table: {{rows: [{{item: job, other_below: 2, other_label: Z{row}}}]{table}}}
    """
    rows = "\n".join(f"    P{i},{job}" for i, job in enumerate(answers))
    body = printed(text, f"    id,job\n{rows}\n").splitlines()[2:]
    return [line.strip() for line in body if not line.startswith("n = ")]


def test_the_level_that_gives_the_gathered_row_its_label_is_not_listed_in_its_note() -> None:
    assert jobs("AABCZ") == ["A | 2 (40%)", "Z | 3 (60%)", "a Z: B, C, D."]


def test_levels_nobody_chose_are_not_gathered_among_themselves() -> None:
    rows = ["A | 2 (50%)", "B | 2 (50%)", "Z | 0 (0%)", "C | 0 (0%)", "D | 0 (0%)"]
    assert jobs("AABB") == rows


def test_levels_of_a_yes_no_item_are_gathered_in_the_words_of_the_table() -> None:
    row = "{item: a, other_below: 9, other_label: Beides}"
    assert notes(row, table="language: de") == ["Von diesen 4: 1 ohne Antwort. Beides: Ja, Nein."]


def test_french_has_a_no_break_space_before_colons_and_semicolons() -> None:
    by_column = notes("{item: age}", table="language: fr\n      columns: {by: a}")
    said = "".join(notes("{item: b}", table="language: fr") + by_column)
    assert set(re.findall("(.)[;:]", said)) == {"\N{NO-BREAK SPACE}"}


@pytest.mark.parametrize(
    ("language", "note"),
    [
        ("en", "1 who answered"),
        ("de", "die 1 Person, die geantwortet hat"),
        ("fr", "la seule personne (n = 1) qui a répondu"),
        ("es", "la única persona (n = 1) que respondió"),
    ],
)
def test_a_single_person_is_spoken_of_in_the_singular(language: str, note: str) -> None:
    answers = "\n    id,a,b,age\n    A,yes,P,30\n    B,,P,40\n"
    made = notes("{item: a, denominator: answered}", answers, f"language: {language}")
    assert note in made[0]


def test_in_german_a_comma_ends_the_clause_of_those_who_answered() -> None:
    (note,) = notes("{item: b, denominator: answered}", table="language: de")
    assert "die 3, die geantwortet haben, und ergeben zusammen 200\N{NO-BREAK SPACE}%." in note
