"""Which hidden counts a reader can work back from the printed ones, decided on a network.

Every count is an edge along which people flow: from its row to its column, a count of all participants from
the root to its row. A row holds what its cells add up to, a column as many people as it has, so as much flows
into every node as out of it. Two tables that agree with all that is printed differ by a flow round closed
paths of hidden edges, which runs along an edge where the count grows and against it where it shrinks. So a
hidden count may be another one if, and only if, its edge lies on a closed path of hidden edges that uses none
of them twice: one person more or fewer all along it makes another table of counts. Dan Gusfield, "A graph
theoretic approach to statistical data security", SIAM Journal on Computing 17 (1988), has this for tables
with all margins printed; here a margin is a cell like the others.

Where people may give several answers, a column need not add up. That everybody has at least one answer, or a
reason for having none, is all that is known of it, and that no level has more people than answered. What a
column holds above the number of its people flows back to the root on an edge that is never printed.
"""

from __future__ import annotations

from functools import cached_property
from heapq import heappop, heappush
from typing import TYPE_CHECKING, NamedTuple

import msgspec

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

Cell = tuple[int, int]
_NONE, _FULL, _LAST = -1, -2, -3
_ROOT = (_NONE, _NONE)


class Counts(msgspec.Struct, frozen=True, dict=True):
    """How many people are in each cell of one item.

    Args:
        cells: a row for each level and each kind of missing answer, printed or not; a column for each group.
            Without groups the one column is that of all participants.
        sizes: the people in each column; known to everybody.
        exclusive: whether each person is in one row only, so that a column adds up to its size.
        overall: whether a column of all participants is printed beside the groups.
        printed: for each row whether it is printed; empty when all are.
        traceless: for each row whether nobody sees that it hides something; empty when none is.
        missing: for each row whether it is of people without an answer; empty when none is. It matters where
            people may be in several rows.
    """

    cells: tuple[tuple[int, ...], ...]
    sizes: tuple[int, ...]
    exclusive: bool = True
    overall: bool = False
    printed: tuple[bool, ...] = ()
    missing: tuple[bool, ...] = ()
    traceless: tuple[bool, ...] = ()

    @property
    def all_of(self) -> int:
        """The index of the column of all participants."""
        return len(self.sizes)

    @cached_property
    def values(self) -> dict[Cell, int]:
        """Every count by row and column, those of all participants too."""
        rows = [(*row, sum(row)) for row in self.cells]
        return {(i, j): count for i, row in enumerate(rows) for j, count in enumerate(row)}

    @cached_property
    def unknown(self) -> frozenset[Cell]:
        """The cells that are not printed in any case."""
        return frozenset(
            (i, j)
            for i, j in self.values
            if (self.printed and not self.printed[i]) or (j == self.all_of and not self.overall)
        )

    def leaves_trace(self, cell: Cell) -> bool:
        """Whether a reader sees that a count is hidden."""
        return cell not in self.unknown and not (self.traceless and self.traceless[cell[0]])


class Arc(NamedTuple):
    """One way to change a count by one.

    Args:
        cell: of the count; of what a column holds above its size, the root's row and that column.
        head: the node it leads to.
    """

    cell: Cell
    head: Cell


class Network:
    """All ways to change the counts of an item, one person at a time.

    A node is a pair: a row has no column, a column no row, and the root neither. A column where people may
    be in several rows has a second node, which a level enters that all who answered chose: it can have one
    more only when one more answers, that is, where a kind of missing answer has one fewer. A third is for the
    way back: one more can give no answer where one fewer has chosen the one level that all chose. Where all
    chose each of two levels, both would have to fall at once; that way is not followed.

    Args:
        counts: of the item.
        zeros_shown: whether the reader knows a hidden count to be at least one, since zeros are shown.
    """

    def __init__(self, counts: Counts, *, zeros_shown: bool) -> None:
        self.arcs: dict[Cell, list[Arc]] = {}
        floor = {c: int(zeros_shown and counts.leaves_trace(c)) for c in counts.values}
        columns = [_Column(counts, j) for j in range(counts.all_of)]
        for cell, count in counts.values.items():
            i, j = cell
            if j == counts.all_of:
                self._add(_ROOT, cell, (i, _NONE))
                self._add((i, _NONE), cell, _ROOT, can=count > floor[cell])
            else:
                self._join(cell, columns[j], can_fall=count > floor[cell])
        for j, column in enumerate(columns):
            if not column.adds_up:
                self._add((_NONE, j), (_NONE, j), _ROOT)
                self._add(_ROOT, (_NONE, j), (_NONE, j), can=column.has_spare)

    def _join(self, cell: Cell, column: _Column, *, can_fall: bool) -> None:
        """Adds the ways in which a count of a group can change."""
        i, j = cell
        row, plain, full, last = (i, _NONE), (_NONE, j), (_FULL, j), (_LAST, j)
        self._add(row, cell, plain, can=column.has_room(i))
        self._add(row, cell, full, can=not column.has_room(i) and not column.missing[i])
        self._add(plain, cell, row, can=can_fall)
        self._add(full, cell, row, can=can_fall and column.missing[i])
        self._add(row, cell, last, can=column.missing[i] and not column.has_room(i))
        self._add(last, cell, row, can=can_fall and column.is_the_most(i))

    def _add(self, tail: Cell, cell: Cell, head: Cell, *, can: bool = True) -> None:
        if can:
            self.arcs.setdefault(tail, []).append(Arc(cell, head))

    def is_loose(self, cell: Cell, hidden: Collection[Cell]) -> bool:
        """Whether a hidden count cannot be worked back.

        Args:
            cell: a hidden one.
            hidden: all cells that the reader does not see.
        """
        return any(self._leads_back(arc, node, hidden) for node, arc in self._arcs_of(cell))

    def cheapest(self, cell: Cell, costs: Mapping[Cell, int]) -> frozenset[Cell] | None:
        """The cells to hide with a cell so that none of them can be worked back, or None if none would do.

        Args:
            cell: hidden, or to be hidden.
            costs: what it costs to hide a cell; those not named are hidden already.
        """
        ways = [self._way_back(arc, node, costs) for node, arc in self._arcs_of(cell)]
        found = min((way for way in ways if way), default=None)
        return frozenset(c for c in found[1] if c in costs) if found else None

    def _arcs_of(self, cell: Cell) -> Iterator[tuple[Cell, Arc]]:
        i, j = cell
        for node in ((i, _NONE), (_NONE, j), (_FULL, j), (_LAST, j), _ROOT):
            yield from ((node, arc) for arc in self.arcs.get(node, ()) if arc.cell == cell)

    def _leads_back(self, first: Arc, goal: Cell, hidden: Collection[Cell]) -> bool:
        """Whether hidden edges other than the first arc's own lead from its head to the goal."""
        seen, waiting = {first.head}, [first.head]
        while waiting:
            for cell, head in self.arcs.get(waiting.pop(), ()):
                if head in seen or cell == first.cell or not (cell in hidden or cell[0] < 0):
                    continue
                if head == goal:
                    return True
                seen.add(head)
                waiting.append(head)
        return False

    def _way_back(
        self, first: Arc, goal: Cell, costs: Mapping[Cell, int]
    ) -> tuple[int, tuple[Cell, ...]] | None:
        """The cheapest path from the first arc's head to the goal: its cost and its cells."""
        done: set[Cell] = set()
        waiting: list[tuple[int, Cell, tuple[Cell, ...]]] = [(0, first.head, ())]
        while waiting:
            cost, node, path = heappop(waiting)
            if node == goal:
                return cost, path
            if node in done:
                continue
            done.add(node)
            for cell, head in self.arcs.get(node, ()):
                if cell != first.cell and head not in done:
                    heappush(waiting, (cost + costs.get(cell, 0), head, (*path, cell)))
        return None


class _Column:
    """What bounds the counts of one group.

    Args:
        counts: of the item.
        j: the group's column.
    """

    def __init__(self, counts: Counts, j: int) -> None:
        self.cells = [row[j] for row in counts.cells]
        self.missing = counts.missing or (False,) * len(self.cells)
        # of one level alone nobody can give several
        self.adds_up = counts.exclusive or sum(not is_missing for is_missing in self.missing) == 1
        self.has_spare = sum(self.cells) != counts.sizes[j]
        pairs = list(zip(self.cells, self.missing, strict=True))
        self._answered = counts.sizes[j] - sum(count for count, is_missing in pairs if is_missing)
        self._most = max((count for count, is_missing in pairs if not is_missing), default=0)

    def has_room(self, i: int) -> bool:
        """Whether a row can have one more; where the column adds up, the other rows see to that."""
        return self.adds_up or (self._most if self.missing[i] else self.cells[i]) < self._answered

    def is_the_most(self, i: int) -> bool:
        """Whether a level, and no other, was chosen by all who answered."""
        levels = [n for n, is_missing in zip(self.cells, self.missing, strict=True) if not is_missing]
        is_all = not self.missing[i] and self.cells[i] == self._answered
        return not self.adds_up and is_all and levels.count(self.cells[i]) == 1
