"""Which numbers of a table are hidden so that no small group of people can be read off or worked back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.tables.hiding import Cell, Counts, Network

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

__all__ = ["Cell", "Counts", "hidden", "hidden_groups"]


def hidden(
    counts: Counts, below: int, *, also: frozenset[Cell] = frozenset(), shown: frozenset[Cell] = frozenset()
) -> frozenset[Cell]:
    """The printed cells of one item to hide, as pairs of row and column.

    Hidden is every count from 1 to just under the threshold, and as many more that none of the small ones
    can be worked back from what stays: neither exactly, nor as one of several that are together below the
    threshold. Those more hide as few people as a short search finds; a zero is hidden only where no count is
    left to hide, and a count of all participants last. Zeros and large counts are no secret by themselves.

    A count stays known whatever is hidden when its item has one row only.

    Args:
        counts: of the item; the column after the last group is that of all participants.
        below: least number of people that may be printed.
        also: cells to hide for another reason; the people in them are not to be worked back either.
        shown: cells that another table shows, so that to hide them protects nothing.
    """
    small = frozenset(cell for cell, count in counts.values.items() if 0 < count < below)
    if not small | also:
        return frozenset()
    search = _Search(counts, small | also, below, shown)
    return search.pruned(search.filled(search.closed(small | also | counts.unknown))) - counts.unknown


def hidden_groups(
    counts: Sequence[int], below: int, *, overall: bool, also: frozenset[int] = frozenset()
) -> frozenset[int]:
    """The groups whose mean, median or other statistic of a number is hidden.

    A mean of all times their number, less the same of each group, leaves the sum of the one that is hidden;
    so no group is hidden alone, nor do the hidden ones have fewer numbers than the threshold together.

    Args:
        counts: how many numbers each group's statistic is over.
        below: least number of people that may be told about.
        overall: whether the statistic of all participants is printed beside the groups.
        also: indexes to hide for another reason.

    Returns:
        Indexes of groups; one after the last group is the column of all participants.
    """
    dark = {j for j, count in enumerate(counts) if 0 < count < below} | also
    behind = [counts[j] for j in dark if j < len(counts) and counts[j]]
    is_open = overall and len(counts) not in dark and behind
    if not is_open or (len(behind) > 1 and sum(behind) >= below):
        return frozenset(dark)
    # the sort is stable: of two groups of one size the first
    others = sorted((j for j, count in enumerate(counts) if count and j not in dark), key=lambda j: counts[j])
    return frozenset({*dark, others[0] if others else len(counts)})


class _Search:
    """The search for cells to hide.

    Args:
        counts: of the item.
        secret: the cells whose counts are to stay unknown.
        below: the threshold.
        shown: cells that stay, if it can be helped.
    """

    def __init__(
        self, counts: Counts, secret: frozenset[Cell], below: int, shown: frozenset[Cell] = frozenset()
    ) -> None:
        self._counts, self._below = counts, below
        self._network = Network(counts, zeros_shown=False)
        costs = _costs(counts)
        dear = 1 + sum(costs.values())
        self._costs = {cell: cost + dear * (cell in shown) for cell, cost in costs.items()}
        # what the sizes of the columns alone give away no hiding can protect; and where a hidden count cannot
        # be another one that is no zero, it is kept from being worked back by hiding zeros too
        networks = (Network(counts, zeros_shown=True), self._network)
        self._protected = {
            cell: network
            for cell in sorted(secret)
            if (network := next((n for n in networks if n.is_loose(cell, counts.values)), None))
        }
        self._kept = secret | counts.unknown

    def closed(self, chosen: frozenset[Cell]) -> frozenset[Cell]:
        """The chosen cells, and those that keep the secret ones from being worked back."""
        for cell, network in self._protected.items():
            chosen |= network.cheapest(cell, self._left(chosen)) or frozenset()
        return chosen

    def filled(self, chosen: frozenset[Cell]) -> frozenset[Cell]:
        """The chosen cells, and one more wherever those of a line are known to be few together."""
        for line in _lines(self._counts, chosen):
            if self._is_few(line, chosen):
                left = self._left(chosen)
                ways = {c: self._network.cheapest(c, left) for c in line if c in left and self._value(c)}
                sets = [way | {cell} for cell, way in ways.items() if way is not None]
                chosen |= min(sets, key=self._cost, default=frozenset())
        return chosen

    def pruned(self, chosen: frozenset[Cell]) -> frozenset[Cell]:
        """The chosen cells without those that a later choice made needless, the dearest first."""
        few = self._few_lines(chosen)
        extra = sorted(chosen - self._kept, key=lambda c: (-self._costs[c], c))
        for cell in extra:
            fewer = chosen - {cell}
            if self._keeps(fewer, few):
                chosen = fewer
        return chosen

    def _keeps(self, chosen: frozenset[Cell], few: int) -> bool:
        is_loose = all(network.is_loose(cell, chosen) for cell, network in self._protected.items())
        return is_loose and self._few_lines(chosen) <= few

    def _few_lines(self, chosen: frozenset[Cell]) -> int:
        return sum(self._is_few(line, chosen) for line in _lines(self._counts, chosen))

    def _is_few(self, line: Collection[Cell], chosen: frozenset[Cell]) -> bool:
        """Whether the hidden cells of a line, which the printed ones tell the sum of, hold too few people."""
        if not any(cell in chosen and 0 < self._value(cell) < self._below for cell in line):
            return False
        unsure = [c for c in line if c in chosen and self._value(c) and self._network.is_loose(c, chosen)]
        return 0 < sum(map(self._value, unsure)) < self._below

    def _left(self, chosen: frozenset[Cell]) -> dict[Cell, int]:
        return {cell: cost for cell, cost in self._costs.items() if cell not in chosen}

    def _cost(self, cells: Collection[Cell]) -> tuple[int, list[Cell]]:
        return sum(self._costs.get(cell, 0) for cell in cells), sorted(cells)

    def _value(self, cell: Cell) -> int:
        return self._counts.values[cell]


def _lines(counts: Counts, chosen: frozenset[Cell]) -> Iterator[list[Cell]]:
    """The cells of each line whose sum everybody knows."""
    rows, groups = range(len(counts.cells)), range(counts.all_of)
    if counts.exclusive:
        yield from ([(i, j) for i in rows] for j in (*groups, *[counts.all_of] * counts.overall))
    for i in rows:
        if (i, counts.all_of) not in chosen:
            yield [(i, j) for j in groups]


def _costs(counts: Counts) -> dict[Cell, int]:
    """What it costs to hide each cell that is printed.

    People weigh more than cells; one zero more than all counts, one count of all more than all zeros.
    """
    many = len(counts.values) + 1
    zero = many * (many + many * sum(sum(row) for row in counts.cells))
    everybody = {
        cell: zero * many + count for cell, count in counts.values.items() if cell[1] == counts.all_of
    }
    groups = {cell: many * count + 1 if count else zero for cell, count in counts.values.items()}
    return {cell: cost for cell, cost in (groups | everybody).items() if cell not in counts.unknown}
