"""The participants as a table with a column an item, and their answers as one with a row an answer."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from pimhcli.exchange.tidy.model import SEVERAL, Field, Grid
from pimhcli.questionnaire.answers import ID, cell_text
from pimhcli.sheets.cells import unguarded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from pimhcli.exchange.tidy.model import Type, Value
    from pimhcli.questionnaire.answers import Answer, Participant
    from pimhcli.questionnaire.items import Item

TYPES: Mapping[str, Type] = {
    "yes/no": "boolean", "integer": "integer", "scale": "integer", "number": "number",
    "duration": "number", "date": "date",
}  # fmt: skip
WHO = Field(ID, "string", "the participant")
STATES = ("answered", "missing", "declined", "not asked")
_BETWEEN = re.compile(r"[\W_]+")


class _Column(NamedTuple):
    """A column of the participants, the item it comes from, and what makes a value of an answer."""

    item: Item
    field: Field
    value: Callable[[Answer], Value]


def participants(
    items: Sequence[Item], people: Iterable[Participant], may_quote: Callable[[str], bool]
) -> Grid:
    """A row a participant.

    Args:
        items: of the questionnaire, the derived ones too.
        people: the participants with their answers.
        may_quote: whether the words of a participant may be printed.
    """
    columns = [*_columns(items)]
    quoted = Field("may_quote", "boolean", "whether the participant’s words may be printed")
    rows = tuple(
        (one.id, may_quote(one.id), *(column.value(one.answers[column.item.id]) for column in columns))
        for one in people
    )
    return Grid("participants", "a participant", (WHO, quoted, *(column.field for column in columns)), rows)


def answers(items: Sequence[Item], people: Iterable[Participant]) -> Grid:
    """A row an answer, and why there is none; of several answers to one item a row each.

    Args:
        items: of the questionnaire, the derived ones too.
        people: the participants with their answers.
    """
    fields = (
        WHO,
        Field("item", "string", "the item of the questionnaire"),
        Field("state", "string", "whether there is an answer, and if not, why", levels=STATES),
        Field("value", "string", "the answer in words"),
        Field("number", "number", "the answer as a number, in the unit of the item"),
    )
    rows = tuple(
        (one.id, item.id, answer.state, words, number)
        for one in people
        for item in items
        for answer in (one.answers[item.id],)
        for words, number in _given(item, answer)
    )
    return Grid("answers", "one participant’s answer to one item", fields, rows)


def _given(item: Item, answer: Answer) -> Iterator[tuple[Value, Value]]:
    if item.type == "several" and answer.chosen:
        yield from ((level, None) for level in answer.chosen)
        return
    yield _words(item, answer), _number(answer)


def _columns(items: Iterable[Item]) -> Iterator[_Column]:
    taken = {ID, "may_quote", *(item.id for item in items)}
    for item in items:
        yield _Column(item, _field(item), _value(item))
        if item.type == "several":
            for level in item.levels:
                name = _free(f"{item.id}__{_BETWEEN.sub('_', level).strip('_').casefold()}", taken)
                says = f"{_said(item)} Among the answers: {level}"
                yield _Column(item, Field(name, "boolean", says), _ticked(level))


def _free(name: str, taken: set[str]) -> str:
    """A name that no column has yet."""
    number, free = 2, name
    while free in taken:
        free, number = f"{name}_{number}", number + 1
    taken.add(free)
    return free


def _field(item: Item) -> Field:
    kind = TYPES.get(item.type, "string")
    levels = item.levels if kind == "string" else ()
    return Field(item.id, kind, _said(item), item.unit, levels)


def _said(item: Item) -> str:
    joined = " Several answers, joined by a semicolon." if item.type == "several" else ""
    source = f" Worked out from {item.derived.source}." if item.derived else ""
    return " ".join(f"{item.text or item.definition or item.id}{joined}{source}".split())


def _value(item: Item) -> Callable[[Answer], Value]:
    kind = TYPES.get(item.type, "string")
    if kind == "boolean":
        return lambda answer: answer.value == "yes" if answer.chosen else None
    if kind == "number":
        return _number
    if kind == "integer":
        return lambda answer: None if (number := _number(answer)) is None else int(number)
    if kind == "date":
        return lambda answer: answer.value if isinstance(answer.value, date) else None
    return lambda answer: _words(item, answer)


def _number(answer: Answer) -> float | None:
    """The number nearest to the answer of all that programs compute with."""
    if answer.state != "answered" or answer.number is None:
        return None
    return float(answer.number)


def _words(item: Item, answer: Answer) -> str | None:
    if answer.state != "answered" or answer.value is None:
        return None
    if isinstance(answer.value, tuple):
        return SEVERAL.join(answer.value)
    return unguarded(cell_text(item, answer))


def _ticked(level: str) -> Callable[[Answer], Value]:
    return lambda answer: level in answer.chosen if answer.state == "answered" else None
