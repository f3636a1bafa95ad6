"""The pane of the excerpts at the cursor: in which order they stand, and which of them is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from pimhcli.coding.excerpts import Excerpt


class ExcerptsHere:
    """The line that the pane is on."""

    def __init__(self) -> None:
        self.index = 0

    def chosen(self, listed: Sequence[Excerpt]) -> Excerpt | None:
        """The excerpt that the line is on.

        Args:
            listed: the excerpts of the pane.
        """
        return listed[self._within(self.index, listed)] if listed else None

    def step(self, by: int, listed: Sequence[Excerpt]) -> None:
        """Goes some lines down, or up.

        Args:
            by: lines; below 0 to go up.
            listed: the excerpts of the pane.
        """
        self.index = self._within(self.index + by, listed)

    def _within(self, index: int, listed: Sequence[Excerpt]) -> int:
        return min(max(index, 0), max(len(listed) - 1, 0))


def in_pane_order(excerpts: Iterable[Excerpt], others: Collection[str]) -> tuple[Excerpt, ...]:
    """Excerpts in the order of the pane, which stays when one of them is taken up.

    Args:
        excerpts: in any order.
        others: the coders whose excerpts come behind one's own; the shortest come first among both.
    """
    return tuple(sorted(excerpts, key=lambda e: (e.coder in others, e.span[1] - e.span[0], e.span, e.id)))
