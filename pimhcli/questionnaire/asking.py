"""Who was asked what: tells "not asked" from "no answer", and finds answers to what was not asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.questionnaire.answers import Answer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pimhcli.questionnaire.items import Item

_NONE_OF_IT = (0, "no")  # answers that agree with not having been asked


def settled(items: Mapping[str, Item], answers: Mapping[str, Answer]) -> tuple[dict[str, Answer], list[str]]:
    """The answers, each that was not asked marked so; and the ids of items answered though not asked.

    Args:
        items: by id.
        answers: one participant's, by item id, as they were read.
    """
    settled: dict[str, Answer] = {}
    contradictions = []
    for item in items.values():
        answer = answers[item.id]
        if is_asked(item, items, answers) is False:
            if answer.state == "missing" or _stands_for_not_asked(item, answer):
                answer = Answer("not asked", item.not_asked)
            elif answer.state == "answered" and answer.value not in _NONE_OF_IT:
                contradictions.append(item.id)
        settled[item.id] = answer
    return settled, contradictions


def is_asked(item: Item, items: Mapping[str, Item], answers: Mapping[str, Answer]) -> bool | None:
    """Whether a participant was asked an item; None when the answer that decides it is not known."""
    condition = item.asked_if
    if condition is None:
        return True
    other = answers[condition.item]
    if other.state == "answered":
        return not set(condition.levels).isdisjoint(other.chosen)
    return False if is_asked(items[condition.item], items, answers) is False else None


def _stands_for_not_asked(item: Item, answer: Answer) -> bool:
    return item.not_asked is not None and answer.number == item.not_asked
