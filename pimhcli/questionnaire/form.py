"""The blank form: its questions in order, and the columns of the workbook that is filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from pimhcli.questionnaire import form_words, headings
from pimhcli.questionnaire.headings import Slot
from pimhcli.questionnaire.items import Item

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pimhcli.questionnaire.schema import Questionnaire

_LONGEST_HEADER = 1_000  # characters; a question that is longer heads its column by the item's id


class Question(msgspec.Struct, frozen=True):
    """A question as it stands in the form.

    Args:
        number: 1-based; what is worked out from other answers has none and is no question.
        item: what it asks.
        condition: who is asked, such as "If you answered yes to question 5"; empty when everybody is.
        blank_when: when it is left blank on that account, such as "the answer to question 5 is not yes".
    """

    number: int
    item: Item
    condition: str = ""
    blank_when: str = ""


class Column(msgspec.Struct, frozen=True):
    """A column of the workbook to fill in.

    Args:
        header: its head, by which it is known when the workbook is loaded.
        question: what it answers, or a part of it.
        level: the level that it is for, when each has a column; else empty.
    """

    header: str
    question: Question
    level: str = ""


def questions(questionnaire: Questionnaire) -> tuple[Question, ...]:
    """The questions of the form; what is worked out from other answers is not asked."""
    asked = [item for item in questionnaire.items if item.derived is None]
    numbers = {item.id: number for number, item in enumerate(asked, 1)}
    return tuple(
        Question(numbers[item.id], item, *_condition(item, questionnaire.by_id, numbers)) for item in asked
    )


def columns(questionnaire: Questionnaire) -> tuple[Column, ...]:
    """The columns of the workbook beside that of the participant ids."""
    names = headings.known(questionnaire)
    found: list[Column] = []
    for question in questions(questionnaire):
        item = question.item
        levels = form_words.offered(item) if item.type == "several" else ("",)
        found += [Column(_header(Slot(item.id, level), item, names), question, level) for level in levels]
    return tuple(found)


def source(item: Item, items: Mapping[str, Item]) -> Item:
    """The item that was asked, of one that may be worked out from it in several steps."""
    while item.derived is not None:
        item = items[item.derived.source]
    return item


def _header(slot: Slot, item: Item, names: Mapping[str, Slot]) -> str:
    """The question; another name of the column where loading would not know it by the question."""
    heads = (form_words.one_line(item.text), item.id, *item.aliases)
    under = f" [{slot.level}]" if slot.level else ""
    fitting = [f"{head}{under}" for head in heads if head and len(head) <= _LONGEST_HEADER]
    fitting += item.options.get(slot.level, ())
    return next((head for head in fitting if headings.meaning(head, names) == slot), f"{item.id}{under}")


def _condition(item: Item, items: Mapping[str, Item], numbers: Mapping[str, int]) -> tuple[str, str]:
    if item.asked_if is None:
        return "", ""
    other = items[item.asked_if.item]
    number = numbers[source(other, items).id]
    levels = form_words.either(item.asked_if.levels)
    if other.derived is not None:
        means = f"the answer to question {number}"
        return f"If {means} comes to {levels}", f"{means} does not come to {levels}"
    if other.type == "several":
        return f"If you ticked {levels} in question {number}", f"{levels} is not ticked in question {number}"
    return (
        f"If you answered {levels} to question {number}",
        f"the answer to question {number} is not {levels}",
    )
