"""Columns are matched by id, question or alias, in any order; every other header is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pimhcli.questionnaire import loading

if TYPE_CHECKING:
    from collections.abc import Callable

    from pimhcli.findings import Finding
    from pimhcli.questionnaire.loading import Loaded
    from pimhcli.questionnaire.schema import Questionnaire

    Told = Callable[[Loaded], list[str]]
    Build = Callable[..., bytes]
    Make = Callable[[str], Questionnaire]
    Read = Callable[[str], tuple[Questionnaire, list[Finding]]]


@pytest.fixture
def two(small: Make) -> Questionnaire:
    return small(
        'age: {type: integer, text: "How old are you?", aliases: [Age now]}, own_kids: {type: yes/no}'
    )


def load(text: str, questionnaire: Questionnaire, ignore: tuple[str, ...] = ()) -> Loaded:
    return loading.load(text.encode(), "a.csv", questionnaire, ignore=ignore)


@pytest.mark.parametrize(
    "header", ["age", "AGE ", "How old are you?", "how old  are YOU?", "Age_now", "age-now"]
)
def test_a_column_is_known_by_id_question_or_alias(two: Questionnaire, header: str) -> None:
    loaded = load(f"own kids,{header},id\nyes,34,P1\n", two)
    assert loaded.findings == ()
    assert {item: answer.value for item, answer in loaded.participants[0].answers.items()} == {
        "age": 34,
        "own_kids": "yes",
    }


@pytest.mark.parametrize(
    "header", ["participant_id", "Participant", "participant ID", "Participant code", "id"]
)
def test_the_column_of_participant_ids_is_known_by_its_usual_names(two: Questionnaire, header: str) -> None:
    loaded = load(f"{header},age,own_kids\nP1,34,yes\n", two)
    assert [person.id for person in loaded.participants] == ["P1"]


def test_the_questionnaire_may_name_the_column_of_participant_ids(read_schema: Read) -> None:
    questionnaire, _ = read_schema("{participant: [Kürzel], items: {age: {type: integer}}}")
    assert load("kürzel,age\nP1,34\n", questionnaire).participants[0].id == "P1"


def test_the_headers_that_were_matched_are_told(two: Questionnaire) -> None:
    loaded = load("Participant,Age now,own kids\nP1,34,yes\n", two)
    assert loaded.columns == {"Participant": "participant_id", "Age now": "age", "own kids": "own_kids"}


def test_columns_to_ignore_are_left_out(read_schema: Read) -> None:
    questionnaire, _ = read_schema("{ignore: [Timestamp], items: {age: {type: integer}}}")
    loaded = load("timestamp,id,age,Score\n1,P1,34,9\n", questionnaire, ignore=("score",))
    assert loaded.findings == ()


def test_a_column_to_ignore_is_left_out_though_its_name_is_known(two: Questionnaire) -> None:
    loaded = load("ID,Participant code,age,own_kids\n1,P1,34,no\n", two, ignore=("id",))
    assert (loaded.findings, loaded.participants[0].id) == ((), "P1")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "id,agee,own_kids,age\nP1,1,no,34\n",
            "a.csv, line 1, column B: column B, 'agee', is no item of the questionnaire. Did you mean 'age'?",
        ),
        ("id,age,own_kids,zzz\nP1,34,no,1\n", "Add it to the item's aliases, or leave it out with ignore."),
        (
            "id,age,own_kids,Age now\nP1,34,no,34\n",
            "a.csv, line 1, column D: columns B and D both name the item 'age'. Keep one of them",
        ),
        ("id,age,own_kids,participant\nP1,34,no,P1\n", "columns A and D both name the participant ids."),
        ("id,age,own_kids,\nP1,34,no,x\n", "column D has answers but no header."),
        ("id,age\nP1,34\n", "a.csv: there is no column for the item 'own_kids'."),
        ("id,own_kids\nP1,no\n", "there is no column for the item 'age' (How old are you?)."),
        ("age,own_kids\n34,no\n", "a.csv: there is no column of participant ids."),
        ("id,age,own_kids\n", "a.csv: there are no answers under the header."),
    ],
)
def test_a_header_that_does_not_fit_is_named(two: Questionnaire, told: Told, text: str, message: str) -> None:
    (found,) = told(load(text, two))
    assert message in found


def test_a_blank_header_over_a_blank_column_stops_nothing(two: Questionnaire) -> None:
    assert load("id,age,own_kids,\nP1,34,no,\n", two).findings == ()


def test_the_header_of_a_workbook_is_named_with_its_cell(
    two: Questionnaire, workbook: Build, told: Told
) -> None:
    data = workbook([("id", "age", "own_kids", "agee"), ("P1", 34, "no", 1)])
    (found,) = told(loading.load(data, "a.xlsx", two))
    assert found.startswith("a.xlsx, sheet 'Responses', cell D1: column D, 'agee'")


@pytest.mark.parametrize(
    ("ids", "message"),
    [
        (("P1", ""), "line 3: the row has no participant id."),
        (("P1", "P1"), "line 3: the participant id 'P1' is used twice, first at line 2."),
        (("P1", "p 1"), "line 3: the participant ids 'P1' (at line 2) and 'p 1' look alike."),
        (("P1", "\uff301"), "look alike."),
        (("P1", "P2\u200b"), "line 3: the participant id 'P2\u200b' holds an invisible character."),
    ],
)
def test_a_participant_id_that_does_not_name_one_person_is_named(
    two: Questionnaire, told: Told, ids: tuple[str, str], message: str
) -> None:
    rows = "".join(f"{person},34,no\n" for person in ids)
    (found,) = told(load(f"id,age,own_kids\n{rows}", two))
    assert message in found


def test_a_participant_id_that_is_a_number_is_the_number(two: Questionnaire, workbook: Build) -> None:
    loaded = loading.load(workbook([("id", "age", "own_kids"), (1.0, 34, "no")]), "a.xlsx", two)
    assert loaded.participants[0].id == "1"


def test_a_participant_may_be_called_na(two: Questionnaire) -> None:
    assert load("id,age,own_kids\nNA,34,no\n", two).participants[0].id == "NA"


def test_every_problem_is_listed_at_once(two: Questionnaire, told: Told) -> None:
    assert len(told(load("id,age,own_kids,x\nP1,old,maybe,\nP1,34.5,no,\n", two))) == 5


def test_answers_after_many_blank_rows_of_a_workbook_are_read(two: Questionnaire, workbook: Build) -> None:
    blank: list[list[object]] = [[None]] * 150
    data = workbook([["id", "age"], ["P1", 31], *blank, ["P2", 32]])
    assert [p.id for p in loading.load(data, "a.xlsx", two).participants] == ["P1", "P2"]


def test_a_title_over_a_wide_sheet_hides_no_column(read_schema: Read, workbook: Build) -> None:
    items = "".join(f"  q{i}: {{type: integer}}\n" for i in range(120))
    questionnaire, _ = read_schema(f"header_rows: 2\nitems:\n{items}")
    data = workbook([["Our survey"], ["id", *(f"q{i}" for i in range(120))], ["P1", *range(120)]])
    (person,) = loading.load(data, "a.xlsx", questionnaire).participants
    assert person.answers["q119"].value == 119
