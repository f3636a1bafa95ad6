"""Tells "not asked" from "no answer", and finds answers that do not agree with who was asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.questionnaire.answers import Answer
from pimhcli.questionnaire.conditions import is_asked

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pimhcli.questionnaire.items import Item

_NONE_OF_IT = (0, "no", ())  # what survey tools write for those not asked, and none of it is an answer


def settle(item: Item, items: Mapping[str, Item], answers: dict[str, Answer]) -> bool | None:
    """Marks the answer to an item as not asked, in place, when it was not.

    Args:
        item: has ``asked_if``.
        items: all, by id.
        answers: one participant's, by item id; what the item depends on is settled already.

    Returns:
        None when the answer agrees with who was asked; else whether the item was to be asked: False when it
        is answered though it was not to be, True when it is marked as not asked though it was.
    """
    answer = answers[item.id]
    asked = is_asked(item, items, answers)
    if asked is False and _is_none(item, answer):
        answers[item.id] = Answer("not asked", item.not_asked)
    elif asked is False and answer.state == "answered":
        return False
    elif asked and answer.state == "not asked":
        return True
    return None


def _is_none(item: Item, answer: Answer) -> bool:
    stands_for_it = item.not_asked is not None and answer.number == item.not_asked
    return stands_for_it or answer.state == "missing" or answer.value in _NONE_OF_IT
