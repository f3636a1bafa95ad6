"""The pane of the excerpts at the cursor: which of them is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from pimhcli.coding.excerpts import Excerpt
    from pimhcli.screen.workbench import Workbench

    Act = Callable[[Workbench], None]


class ExcerptsHere:
    """The list of the excerpts at the cursor."""

    def __init__(self) -> None:
        self.index = 0

    def chosen(self, bench: Workbench) -> Excerpt | None:
        """The excerpt that the list's line is on."""
        found = listed(bench)
        return found[min(self.index, len(found) - 1)] if found else None


def listed(bench: Workbench) -> list[Excerpt]:
    """The excerpts at the cursor, the shortest first; their order stays when one is taken up."""
    return sorted(bench.excerpts_here, key=lambda e: (e.span[1] - e.span[0], e.span, e.id))


def step(bench: Workbench, by: int) -> None:
    """Goes some lines down, or up."""
    bench.here.index = min(max(bench.here.index + by, 0), max(len(listed(bench)) - 1, 0))


def _go_to(bench: Workbench) -> None:
    if excerpt := bench.here.chosen(bench):
        bench.go_to(excerpt.span[0])
        bench.take(excerpt.id, by_hand=True)
    bench.pane = "READ"


COMMANDS: dict[str, Act] = {"go-to-excerpt": _go_to}
