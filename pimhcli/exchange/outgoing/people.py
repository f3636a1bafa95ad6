"""The participants of a study as cases, and the items of its questionnaire as their variables."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pimhcli.exchange.model import Case, Variable
from pimhcli.questionnaire.answers import cell_text
from pimhcli.sheets.cells import unguarded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from fractions import Fraction

    from pimhcli.exchange.model import ValueType
    from pimhcli.questionnaire.answers import Answer, Participant
    from pimhcli.questionnaire.items import Item
    from pimhcli.questionnaire.schema import Questionnaire

TYPES: Mapping[str, ValueType] = {
    "yes/no": "Boolean",
    "integer": "Integer",
    "scale": "Integer",
    "date": "Date",
    "number": "Float",
    "duration": "Float",
}
ANSWERS = "Answers: "  # what the levels stand behind in a variable's description
SEVERAL = "One of several answers."  # ends the description of a variable that is one level


class Column(NamedTuple):
    """A variable and how a participant's answer becomes its value.

    Args:
        item: the id of the item.
        variable: as other programs have it.
        value: gives the value of an answer; empty for none.
    """

    item: str
    variable: Variable
    value: Callable[[Answer], str]


def columns(
    questionnaire: Questionnaire, people: Sequence[Participant], guid: Callable[..., str]
) -> list[Column]:
    """The variables that the items of a questionnaire become.

    Args:
        questionnaire: its items; those that follow from others are left out.
        people: the participants: numbers that no decimal gives make a text of their variable.
        guid: gives the GUID of an item, or of an item's level, by their names.
    """
    found: list[Column] = []
    for item in questionnaire.asked:
        if item.type == "several":
            found += _of_levels(item, guid)
        else:
            kind = _type(item, (person.answers[item.id] for person in people))
            variable = Variable(guid(item.id), item.id, kind, _described(item))
            found.append(Column(item.id, variable, _value(item, kind)))
    return found


def case(person: Participant, variables: Iterable[Column], guid: str, sources: tuple[str, ...]) -> Case:
    """A participant with all answers that were given.

    Args:
        person: the participant.
        variables: the questionnaire's.
        guid: of the case.
        sources: GUIDs of the transcripts in which the participant speaks.
    """
    values = {
        column.variable.guid: value
        for column in variables
        if (value := column.value(person.answers[column.item]))
    }
    return Case(guid, person.id, values=values, sources=sources)


def _of_levels(item: Item, guid: Callable[..., str]) -> Iterator[Column]:
    """Several answers: what is one column with several texts here is a yes or no for each of them there."""
    for level in item.levels:
        described = "\n".join(filter(None, (item.text, SEVERAL)))
        variable = Variable(guid(item.id, level), f"{item.id}: {level}", "Boolean", described)
        yield Column(item.id, variable, _ticked(level))


def _ticked(level: str) -> Callable[[Answer], str]:
    def value(answer: Answer) -> str:
        if answer.state != "answered":
            return ""
        return "true" if level in answer.chosen else "false"

    return value


def _type(item: Item, answers: Iterable[Answer]) -> ValueType:
    kind = TYPES.get(item.type, "Text")
    if kind == "Float" and not all(_is_decimal(answer.number) for answer in answers):
        return "Text"
    return kind


def _is_decimal(number: Fraction | None) -> bool:
    """Whether a number has an end as a decimal: then its denominator has no prime factors but 2 and 5."""
    rest = number.denominator if number is not None else 1
    for factor in (2, 5):
        while rest % factor == 0:
            rest //= factor
    return rest == 1


def _value(item: Item, kind: ValueType) -> Callable[[Answer], str]:
    def value(answer: Answer) -> str:
        if answer.state != "answered" or answer.value is None:
            return ""
        if kind == "Boolean":
            return "true" if answer.value == "yes" else "false"
        if kind == "Float" and answer.number is not None:
            return decimal(answer.number)
        return unguarded(cell_text(item, answer))

    return value


def decimal(number: Fraction) -> str:
    """A number that has an end as a decimal, with all its digits.

    >>> decimal(Fraction(1, 8)), decimal(Fraction(-20)), decimal(Fraction(-1, 8))
    ('0.125', '-20', '-0.125')
    """
    places = 0
    while (number * 10**places).denominator != 1:
        places += 1
    digits = str(abs(int(number * 10**places))).rjust(places + 1, "0")
    whole, part = digits[: len(digits) - places], digits[len(digits) - places :]
    return f"{'-' if number < 0 else ''}{whole}{f'.{part}' if part else ''}"


def _described(item: Item) -> str:
    """The question, and which answers there are."""
    unit = f"In {item.unit}." if item.unit else ""
    levels = f"{ANSWERS}{'; '.join(item.levels)}" if item.levels and item.type != "yes/no" else ""
    return "\n".join(filter(None, (item.text, unit, levels)))
