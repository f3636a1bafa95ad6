"""What only the team sees of an item: its id and limits, how it is worked out, where the table prints it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli import numbers
from pimhcli.questionnaire import form, form_words
from pimhcli.questionnaire.layout import filled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pimhcli.questionnaire.items import Derivation, Item
    from pimhcli.questionnaire.layout import RowLayout
    from pimhcli.questionnaire.schema import Questionnaire


_OF_UNITS = ("first", "second", "either")  # where the unit stands in a cell


def facts(questionnaire: Questionnaire) -> list[dict[str, object]]:
    """Every item for programs, in the order of the file, those that are worked out too."""
    asked = {question.item.id: question for question in form.questions(questionnaire)}
    found: list[dict[str, object]] = []
    for item in questionnaire.items:
        question = asked.get(item.id)
        found.append(
            {
                "number": question.number if question else None,
                "id": item.id,
                "type": item.type,
                "text": item.text,
                "condition": question.condition if question else "",
                "levels": item.levels,
                "ordered": item.ordered,
                "unit": item.unit,
                "min": None if item.minimum is None else numbers.canonical(item.minimum),
                "max": None if item.maximum is None else numbers.canonical(item.maximum),
                "asked_if": item.asked_if,
                "definition": item.definition,
                "aliases": item.aliases,
                "derived": None if item.derived is None else worked_out(item),
                "sensitive": item.sensitive,
                "identifier": item.identifier,
                "consent": item.consent,
                "rows": [row.label for row in _rows(item, questionnaire)],
            }
        )
    return found


def notes(item: Item, questionnaire: Questionnaire) -> Iterator[str]:
    """What the team knows of an item, a line each."""
    kind = ", ".join(filter(None, (item.type, form_words.one_line(item.unit), form_words.limits(item))))
    yield f"{item.id}: {kind}"
    if item.aliases:
        yield f"also known as: {', '.join(map(form_words.one_line, item.aliases))}"
    if item.definition:
        yield f"means: {form_words.one_line(item.definition)}"
    if item.not_asked is not None:
        yield f"counts as {numbers.canonical(item.not_asked)} for those not asked"
    if item.derived is not None:
        yield f"worked out: {worked_out(item)}"
    yield from _warnings(item)
    yield from _printed(item, questionnaire)


def derived(questionnaire: Questionnaire) -> list[list[str]]:
    """The items that are worked out from answers, each with what the team knows of it."""
    items = [item for item in questionnaire.items if item.derived is not None]
    return [
        [form_words.question(item), *(f"· {line}" for line in notes(item, questionnaire))] for item in items
    ]


def worked_out(item: Item) -> str:
    """How an item follows from another, in words."""
    how = item.derived
    if how is None:
        return ""
    if how.age_in is not None:
        return f"the age in {how.age_in}, from '{how.source}'"
    if how.age_on is not None:
        return f"the age on {how.age_on.isoformat()}, from '{how.source}'"
    if how.at_least is not None:
        return f"yes from {numbers.canonical(how.at_least)} on, from '{how.source}'"
    return f"{_gathered(item, how)}, from '{how.source}'"


def _gathered(item: Item, how: Derivation) -> str:
    if how.groups:
        groups = (f"{group} ({', '.join(levels)})" for group, levels in how.groups.items())
        return form_words.one_line(f"groups {'; '.join(groups)}")
    starts = " and ".join(map(numbers.canonical, how.bands))
    return form_words.one_line(f"bands {'; '.join(item.levels)} (a new one from {starts} on)")


def _warnings(item: Item) -> Iterator[str]:
    if item.sensitive:
        yield "sensitive: it may harm a participant to be known by the answer"
    if item.identifier:
        yield "identifier: the answer can point to one person"
    if item.consent:
        yield "consent: the participant's words are printed only with a yes"


def _printed(item: Item, questionnaire: Questionnaire) -> Iterator[str]:
    rows = _rows(item, questionnaire)
    for row in rows:
        if row.show == "none" and not row.label:
            yield "in the table: left out on purpose"
        else:
            yield f"in the table: {_row(row)}"
    if questionnaire.table.columns.by == item.id:
        yield "in the table: a column for each level"
    elif not rows:
        yield "in the table: not laid out"


def _row(row: RowLayout) -> str:
    label, cell = f"“{form_words.one_line(row.label)}”", _cell(row)
    if row.show == "levels":
        return f"{label}, a row for each of: {', '.join(map(form_words.one_line, row.levels))}; {cell}"
    if row.show == "inline":
        return f"{label}, {', '.join(row.levels)}: {cell}"
    return f"{label}, {cell}" if cell and row.show != "none" else f"{label}, as a heading"


def _cell(row: RowLayout) -> str:
    """What a cell holds, for people: ``mean (range)``."""
    return filled(row.cell, {part: "" if part in _OF_UNITS else part for part in row.parts})


def _rows(item: Item, questionnaire: Questionnaire) -> list[RowLayout]:
    return [row for row in questionnaire.table.rows if row.item == item.id]
