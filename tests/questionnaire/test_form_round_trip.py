"""What the blank workbook is filled in with is what is loaded from it, without a word of complaint."""

from __future__ import annotations

import io
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from pimhcli.questionnaire import form, form_workbook, loading, schema
from pimhcli.questionnaire.answers import DECLINED, MISSING, Answer, Participant
from pimhcli.storage import yamlfile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pimhcli.questionnaire.items import Item
    from pimhcli.questionnaire.schema import Questionnaire

    Filled = tuple[object, Answer]

ITEMS = """
{items: {
  job: {type: several, text: "=Your job?", levels: [Nurse, "Doctor, retired", 'so-called "other"', "שלום"]},
  called: {type: text, text: Name},
  band: {type: single, text: "Which\\nband?", levels: ["4-6", "7/12", "=1+1", "-3",
    "two\\nlines", "مرحبا, x"]},
  mood: {type: scale, min: -2, max: 2},
  fit: {type: yes/no, text: "Fit?   *"},
  kids: {type: integer, min: 0, max: 20, asked_if: {band: ["4-6"]}},
  ratio: {type: number, min: -1.5, unit: "%"},
  span: {type: duration, unit: years, text: "How long? Years: months"},
  since: {type: date}}}
"""
SPANS = {"7": Fraction(7), "0.5": Fraction(1, 2), "6y 11m": Fraction(83, 12), "6/12": Fraction(1, 2)}
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1).filter(
    lambda words: words.casefold() not in {"na", "n/a", "."}
)


def read(text: str) -> Questionnaire:
    made, findings = schema.read(yamlfile.parse(text, "questionnaire.yaml"), "questionnaire.yaml")
    assert findings == []
    return made


MADE = read(ITEMS)


def filled(item: Item) -> st.SearchStrategy[Filled]:
    """What may stand in the cells of an item, with the answer that it is; None for a blank."""
    match item.type:
        case "several":
            chosen = st.sets(st.sampled_from(item.levels), min_size=1)
            cells: Any = chosen.map(lambda some: tuple(level for level in item.levels if level in some))
        case "single" | "yes/no":
            cells = st.sampled_from(item.levels)
        case "scale" | "integer":
            cells = st.integers(int(item.minimum or 0), int(item.maximum or 0))
        case "number":
            return st.integers(-15, 10**6).map(lambda n: (n / 10, Answer("answered", Fraction(n, 10))))
        case "duration":
            return st.sampled_from(sorted(SPANS)).map(lambda span: (span, Answer("answered", SPANS[span])))
        case "date":
            cells = st.integers(0, 40_000).map(lambda days: date(1920, 1, 1) + timedelta(days))
        case _:
            cells = WORDS
    answered: st.SearchStrategy[Filled] = cells.map(lambda value: (value, Answer("answered", value)))
    return answered


@st.composite
def rows(draw: st.DrawFn) -> list[Filled]:
    """One participant's cells and answers; a question not asked is left blank."""
    found: dict[str, Filled] = {}
    for item in MADE.items:
        others: list[Filled] = [(None, MISSING)]
        if item.type in ("single", "yes/no", "scale", "several"):
            others.append(("prefer not to say", DECLINED))
        found[item.id] = draw(st.sampled_from(others) | filled(item))
    band = found["band"][1]
    if band.value != "4-6":
        answer = Answer("not asked") if band.state == "answered" else MISSING
        found["kids"] = (None, answer)
    return list(found.values())


def fill_in(data: bytes, people: Sequence[Sequence[Filled]]) -> bytes:
    book = load_workbook(io.BytesIO(data))
    sheet = book["Answers"]
    columns = form.columns(MADE)
    for row, person in enumerate(people, 2):
        sheet.cell(row, 1).value = f"P{row}"
        for index, column in enumerate(columns, 2):
            value, _ = person[MADE.items.index(column.question.item)]
            if isinstance(value, tuple):
                value = "x" if column.level in value else None
            cell = sheet.cell(row, index)
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@settings(max_examples=40, deadline=None)
@given(st.lists(rows(), min_size=1, max_size=4))
def test_a_form_that_is_filled_in_loads_as_what_it_was_filled_in_with(
    people: list[list[Filled]],
) -> None:
    blank = form_workbook.made(MADE, ("",) * len(people))
    loaded = loading.load(fill_in(blank, people), "form.xlsx", MADE)
    assert (loaded.findings, loaded.source) == ((), "Answers")
    assert list(loaded.participants) == [
        Participant(
            f"P{row}", {item.id: answer for item, (_, answer) in zip(MADE.items, person, strict=True)}
        )
        for row, person in enumerate(people, 2)
    ]


def test_no_put_under_one_level_tells_that_none_applies() -> None:
    made = read("{items: {job: {type: several, levels: [Nurse, Doctor]}}}")
    book = load_workbook(io.BytesIO(form_workbook.made(made, ("P1",))))
    book["Answers"]["C2"] = "no"
    stream = io.BytesIO()
    book.save(stream)
    loaded = loading.load(stream.getvalue(), "form.xlsx", made)
    assert (loaded.findings, loaded.participants[0].answers["job"]) == ((), Answer("answered", ()))


def test_eighty_items_with_long_texts_and_odd_levels_load_back() -> None:
    kinds = [
        "{type: single, levels: ['a, b', '\"c\"', 'd;e']",
        "{type: several, levels: [one level, another]",
        "{type: integer, min: 1, max: 9",
        "{type: text",
    ]
    long = "a rather long question, with 'quotes' and commas, that goes on and on " * 5
    items = ", ".join(f'i{n}: {kinds[n % 4]}, text: "{n}. {long}?"}}' for n in range(80))
    made = read(f"{{items: {{{items}}}}}")
    loaded = loading.load(form_workbook.made(made, ("P1", "P2")), "form.xlsx", made)
    assert (loaded.findings, len(loaded.participants)) == ((), 2)


def test_names_that_differ_in_their_marks_alone_load_back() -> None:
    made = read(
        "{items: {language: {type: several, levels: [English, Other]}, language_other: {type: text},"
        "q1: {type: several, levels: ['1', '2']}, q11: {type: text},"
        "job: {type: several, text: Your job, levels: [Nurse]}, why: {type: text, text: 'Your job [Nurse]'}}}"
    )
    book = load_workbook(io.BytesIO(form_workbook.made(made, ("P1",))))
    cells = ("no", "x", "Dutch", "x", "no", "y", "x", "z")
    for column, text in enumerate(cells, 2):
        book["Answers"].cell(2, column).value = text
    stream = io.BytesIO()
    book.save(stream)
    loaded = loading.load(stream.getvalue(), "form.xlsx", made)
    assert loaded.findings == ()
    values = [answer.value for answer in loaded.participants[0].answers.values()]
    assert values == [("Other",), "Dutch", ("1",), "y", ("Nurse",), "z"]
