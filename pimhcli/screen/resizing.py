"""An excerpt whose start or end is being moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pimhcli.coding.excerpts import Excerpt


class Resizing:
    """The new span of an excerpt while a motion moves one end of it; the ends never cross.

    Args:
        excerpt: what is resized.
        at_start: whether its start is moved rather than its end.
    """

    def __init__(self, excerpt: Excerpt, *, at_start: bool) -> None:
        self.excerpt = excerpt
        self.span = excerpt.span
        self.at_start = at_start

    @property
    def grabbed(self) -> int:
        """The offset of the end that is moved."""
        return self.span[0] if self.at_start else self.span[1]

    def move(self, to: int) -> None:
        """Moves the grabbed end, unless no character would be left.

        Args:
            to: an offset, in code points.
        """
        start, end = self.span
        if self.at_start and to < end:
            self.span = to, end
        elif not self.at_start and to > start:
            self.span = start, to
