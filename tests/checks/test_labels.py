"""The check of labels: what a quote and the demographics table tell together."""

from __future__ import annotations

from textwrap import dedent

import pytest

from pimhcli.checks.labels import Cell, Voiced, cells, labels
from pimhcli.questionnaire import loading, schema
from pimhcli.storage import yamlfile

FORM = """
    items:
      job: {type: single, levels: [Nurse, Priest], synonyms: {Nurse: [RN nurse]}}
      age: {type: integer, unit: years}
      note: {type: text}
    table: {rows: [{item: job, show: levels}, {item: age, stat: mean_range}], suppress_below: 0}
"""
ANSWERS = "participant_id,job,age,note\nP1,Nurse,34,\nP2,Priest,36,\nP3,Priest,42,\n"
NURSE = Cell("job", "job: Nurse, 1 participant", ("nurse",), frozenset({"P1"}))
OLDEST = Cell("age", "age: 42 as the greatest", (), frozenset({"P3"}), "42")


def quote(words: str, label: str = "P1", *people: str) -> Voiced:
    return Voiced("excerpt k7m2, fg1, turn 3", words, label, people or (label,))


def read(form: str = FORM) -> list[Cell]:
    questionnaire, findings = schema.read(yamlfile.parse(dedent(form), "q"), "q")
    people, wrong = loading.from_csv(ANSWERS, questionnaire, "participants.csv")
    assert (findings, [one for one in wrong if one.severity == "error"]) == ([], [])
    return cells(questionnaire.table, questionnaire.by_id, people)


def test_the_cells_are_counted_levels_and_the_ends_of_ranges() -> None:
    assert [(cell.told, sorted(cell.people)) for cell in read()] == [
        ("job: Nurse, 1 participant", ["P1"]),
        ("job: Priest, 2 participants", ["P2", "P3"]),
        ("age: 34 as the least", ["P1"]),
        ("age: 42 as the greatest", ["P3"]),
    ]


def test_what_the_table_hides_is_no_cell() -> None:
    assert [cell.told for cell in read(FORM.replace("below: 0", "below: 2"))] == [
        "job: Priest, 2 participants"
    ]


@pytest.mark.parametrize(
    "words", ["As a nurse I see it.", "I’m a nurse.", "We nurses know.", "Me, a young nurse!"]
)
def test_what_one_alone_answered_and_says_is_a_warning(words: str) -> None:
    (finding,) = labels([quote(words)], [NURSE])
    assert (finding.severity, "job: Nurse, 1 participant" in finding.message) == ("warning", True)


def test_a_finding_tells_how_many_quotes_are_joined_and_never_whose() -> None:
    (finding,) = labels([quote("As a nurse I see it."), quote("Yes.")], [NURSE])
    assert finding.message == (
        "it says 'as a nurse', and the table prints job: Nurse, 1 participant: who reads both knows whose it "
        "is, and so 1 other quote with the same label."
    )
    assert "P1" not in str(finding)


@pytest.mark.parametrize("words", ["The nurse said so.", "A nurse came.", "as anurse"])
def test_words_on_somebody_else_tell_nothing(words: str) -> None:
    assert labels([quote(words)], [NURSE]) == []


def test_the_words_of_one_who_answered_otherwise_tell_nothing() -> None:
    assert labels([quote("As a nurse would say.", "P2")], [NURSE]) == []


def test_what_several_answered_is_a_note_and_what_many_did_is_nothing() -> None:
    many = NURSE._replace(people=frozenset({"P1", "P2"}))
    assert [one.severity for one in labels([quote("As a nurse, yes.")], [many], below=3)] == ["note"]
    assert labels([quote("As a nurse, yes.")], [many], below=2) == []


def test_an_age_that_ends_the_range_is_told() -> None:
    (finding,) = labels([quote("I’m 42 and tired.", "P3")], [OLDEST])
    assert finding.message.startswith("it says 'i'm 42', and the table prints age: 42 as the greatest")


def test_a_label_that_holds_an_answer_is_told_once() -> None:
    both = [quote("Yes.", "Nurse1", "P9"), quote("No.", "Nurse1", "P9")]
    (finding,) = labels(both, [NURSE])
    assert str(finding).startswith("quotes of Nurse1: the label holds 'nurse'")
