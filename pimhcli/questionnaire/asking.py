"""Tells "not asked" from "no answer", and finds answers that do not agree with who was asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.questionnaire.answers import Answer
from pimhcli.questionnaire.conditions import is_asked

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pimhcli.questionnaire.items import Item

_NONE_OF_IT = (0, "no", ())  # answers that agree with not having been asked


def settle(
    conditional: Iterable[Item], items: Mapping[str, Item], answers: dict[str, Answer]
) -> list[tuple[Item, bool]]:
    """Marks each answer that was not asked so, in place.

    Args:
        conditional: the items that have ``asked_if``.
        items: all, by id.
        answers: one participant's, by item id, as they were read.

    Returns:
        The items whose answer contradicts another, each with whether it was to be asked: answered though it
        was not to be, or marked as not asked though it was.
    """
    settled: dict[str, Answer] = {}
    contradictions = []
    for item in conditional:
        answer = answers[item.id]
        asked = is_asked(item, items, answers)
        if asked is False and (answer.state == "missing" or _stands_for_not_asked(item, answer)):
            settled[item.id] = Answer("not asked", item.not_asked)
        elif asked is False and answer.state == "answered" and answer.value not in _NONE_OF_IT:
            contradictions.append((item, False))
        elif asked and answer.state == "not asked":
            contradictions.append((item, True))
    answers.update(settled)
    return contradictions


def _stands_for_not_asked(item: Item, answer: Answer) -> bool:
    return item.not_asked is not None and answer.number == item.not_asked
