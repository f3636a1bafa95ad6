"""Which items of a questionnaire follow from one another, and so tell about each other."""

from __future__ import annotations

from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pimhcli.questionnaire.schema import Questionnaire


class Kinship:
    """The items by what they are worked out from.

    Args:
        questionnaire: its items and its layout.
    """

    def __init__(self, questionnaire: Questionnaire) -> None:
        self._items = questionnaire.by_id
        self._by = questionnaire.table.columns.by
        lines = [line for line in questionnaire.table.rows if line.item and line.show != "none"]
        self._printed = dict.fromkeys(line.item for line in lines)
        self._counted = dict.fromkeys(line.item for line in lines if line.counts)

    def printed_with(self, item_id: str) -> list[str]:
        """An item and the printed ones that are worked out from the same answers."""
        root = self.line(item_id)[-1]
        return [item_id, *(o for o in self._printed if o != item_id and self.line(o)[-1] == root)]

    def line(self, item_id: str) -> list[str]:
        """An item, what it is worked out from, and so on to the one that was asked."""
        item = self._items[item_id]
        return [item_id, *(self.line(item.derived.source) if item.derived else ())]

    def decided_by(self, item_id: str) -> str | None:
        """The item whose answers tell who was asked an item; None when everybody was."""
        asked = self._items[self.line(item_id)[-1]]
        return asked.asked_if.item if asked.asked_if else None

    def is_of_the_columns(self, item_id: str) -> bool:
        """Whether an item, or who was asked it, follows from the answers that the columns are made of."""
        if self._by not in self._items:
            return False
        root = self.line(self._by)[-1]
        other: str | None = item_id
        while other is not None:
            if self.line(other)[-1] == root:
                return True
            other = self.decided_by(other)
        return False

    @cached_property
    def two_of_one(self) -> tuple[str, str] | None:
        """Two counted items that put the same answers together, neither of them made of the other."""
        made = [other for other in (*self._counted, self._by) if other in self._items]
        for one, other in combinations(dict.fromkeys(made), 2):
            first, second = self.line(one), self.line(other)
            if first[-1] == second[-1] and one not in second and other not in first:
                return one, other
        return None
