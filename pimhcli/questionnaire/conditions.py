"""Who was asked an item."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pimhcli.questionnaire.answers import Answer
    from pimhcli.questionnaire.items import Item


def is_asked(item: Item, items: Mapping[str, Item], answers: Mapping[str, Answer]) -> bool | None:
    """Whether a participant was asked an item; None when the answer that decides it is not known.

    Args:
        item: asked of everybody, or worked out from another, or asked on a condition.
        items: by id.
        answers: the participant's, by item id.
    """
    if item.derived:
        return is_asked(items[item.derived.source], items, answers)
    if item.asked_if is None:
        return True
    other = answers[item.asked_if.item]
    if other.state == "answered":
        return not set(item.asked_if.levels).isdisjoint(other.chosen)
    was_asked = other.state != "not asked" and is_asked(items[item.asked_if.item], items, answers)
    return False if was_asked is False else None
