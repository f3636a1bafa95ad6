"""Who was asked an item, and in what order that can be told."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

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


def in_turn(items: Iterable[Item]) -> list[Item]:
    """The items that depend on another, each after the one it depends on.

    Args:
        items: of the questionnaire; none depends on itself.
    """
    by_id = {item.id: item for item in items}
    dependent = (item for item in by_id.values() if before(item))
    return sorted(dependent, key=lambda item: _steps(item, by_id))


def _steps(item: Item, items: Mapping[str, Item]) -> int:
    """How many items another one depends on, one after the other."""
    steps = 0
    while earlier := before(item):
        item, steps = items[earlier], steps + 1
    return steps


def before(item: Item) -> str:
    """The item that this one is worked out from, or whose answer decides who was asked it."""
    if item.derived:
        return item.derived.source
    return item.asked_if.item if item.asked_if else ""
