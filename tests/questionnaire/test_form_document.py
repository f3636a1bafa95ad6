"""The blank form for paper: every question once a participant, each of whom has a page of their own."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from docx import Document

from pimhcli.questionnaire import form_document

if TYPE_CHECKING:
    from collections.abc import Callable

    from pimhcli.questionnaire.schema import Questionnaire

    Make = Callable[[str], Questionnaire]

ITEMS = (
    'age: {text: "How old are you?", type: integer, unit: years},'
    "kids: {type: yes/no, text: 'Children?'}, n: {type: integer, text: 'How many?', asked_if: kids},"
    "old: {type: yes/no, derived: {from: age, at_least: 60}},"
    "job: {type: several, text: 'Your job?', levels: [Nurse, Doctor]}"
)


def paragraphs(questionnaire: Questionnaire, *ids: str) -> list[str]:
    document = Document(io.BytesIO(form_document.made(questionnaire, ids)))
    return [paragraph.text for paragraph in document.paragraphs]


def test_a_page_has_title_participant_and_the_numbered_questions(small: Make) -> None:
    assert paragraphs(small(ITEMS), "P1") == [
        "Questionnaire",
        "Participant id: P1",
        "Leave a question blank if you prefer not to answer it.",
        "1.\tHow old are you?",
        "____________ years",
        "2.\tChildren?",
        "☐\xa0yes   ☐\xa0no",
        "3.\tIf you answered yes to question 2: How many?",
        "____________",
        "4.\tYour job?  Tick all that apply.",
        "☐\xa0Nurse   ☐\xa0Doctor",
    ]


def test_a_participant_without_an_id_writes_it_in(small: Make) -> None:
    assert paragraphs(small(ITEMS), "")[1] == f"Participant id: {'_' * 24}"


def test_every_question_stands_there_once_for_each_participant(small: Make) -> None:
    found = paragraphs(small(ITEMS), "P1", "", "P3")
    for question in ("How old are you?", "Children?", "How many?", "Your job?"):
        assert sum(question in paragraph for paragraph in found) == 3


def test_each_participant_but_the_first_begins_a_page(small: Make) -> None:
    document = Document(io.BytesIO(form_document.made(small(ITEMS), ("P1", "P2", "P3"))))
    titles = [p for p in document.paragraphs if p.text == "Questionnaire"]
    assert [bool(title.paragraph_format.page_break_before) for title in titles] == [False, True, True]


def test_a_question_stays_on_the_page_of_its_answers(small: Make) -> None:
    document = Document(io.BytesIO(form_document.made(small(ITEMS), ("",))))
    asked = next(p for p in document.paragraphs if p.text.startswith("1."))
    assert asked.paragraph_format.keep_with_next


def test_the_same_questionnaire_gives_the_same_bytes(small: Make) -> None:
    made = small(ITEMS)
    assert form_document.made(made, ("P1", "")) == form_document.made(made, ("P1", ""))


def test_words_that_no_document_can_hold_do_not_stop_it(small: Make) -> None:
    made = small(r'one: {type: single, text: "a\x07b\uFFFF", levels: ["\x1B[1m", "ok\nay"]}')
    assert paragraphs(made, "")[3:] == ["1.\tab  Tick one.", "☐\xa0[1m   ☐\xa0ok ay"]


@pytest.mark.parametrize(
    ("item", "places"),
    [
        ("type: integer, sensitive: true", ["____________", "☐\xa0prefer not to say"]),
        ("type: yes/no, identifier: true", ["☐\xa0yes   ☐\xa0no", "☐\xa0prefer not to say"]),
        (
            "type: text, sensitive: true, missing: {declined: [keine Angabe]}",
            ["_" * 48, "_" * 48, "☐\xa0keine Angabe"],
        ),
        (
            "type: single, sensitive: true, levels: [a, Prefer not to say]",
            ["☐\xa0a   ☐\xa0Prefer not to say"],
        ),
        ("type: integer", ["____________"]),
    ],
)
def test_what_may_harm_or_point_to_somebody_can_be_declined_with_a_tick(
    small: Make, item: str, places: list[str]
) -> None:
    assert paragraphs(small(f"one: {{{item}}}"), "P1")[4:] == places
