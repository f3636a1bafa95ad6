"""How many people the numbers of a table are about, and how many it leaves to be worked out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pimhcli.questionnaire.items import Item
    from pimhcli.tables.model import Figure, Table

_COUNT = "n"
_OF_COUNTS = (_COUNT, "percent")  # all other measures are of statistics


class Count(NamedTuple):
    """Some people of whom a table tells.

    Args:
        item: id of the item that it tells of them.
        people: how many they are.
    """

    item: str
    people: int


def counts(table: Table, items: Mapping[str, Item]) -> list[Count]:
    """The people whom each number of a table is about, and those left over where each is in one row.

    Args:
        table: as it is printed, with nothing hidden.
        items: those of the questionnaire, by id.
    """
    shown = [Count(f.item, int(f.value)) for f in table.figures if f.measure == _COUNT]
    return [*shown, *_behind_statistics(table).values(), *_left_over(table, items)]


def _behind_statistics(table: Table) -> dict[tuple[str, str], Count]:
    """Those whose answers make a mean, median or range, once for each cell, by row and column."""
    return {(f.row, f.column): Count(f.item, f.of) for f in table.figures if f.measure not in _OF_COUNTS}


def _left_over(table: Table, items: Mapping[str, Item]) -> Iterator[Count]:
    """Those whom a column has beyond the rows that it prints of an item with one answer a person."""
    measured = _behind_statistics(table)
    wholes: dict[tuple[str, str, str, int], dict[str, int]] = {}
    for f in table.figures:
        item = items[f.item]
        is_one_of = item.levels and item.type != "several" and (f.row, f.column) not in measured
        if is_one_of and f.measure == _COUNT:
            wholes.setdefault((f.item, _line(f, item.levels), f.column, f.of), {})[f.row] = int(f.value)
    for (item_id, _, _, of), rows in wholes.items():
        if (rest := of - sum(rows.values())) > 0:
            yield Count(item_id, rest)


def _line(figure: Figure, levels: Sequence[str]) -> str:
    """The label of the line that a row belongs to; empty for a row of its own, with others of the item."""
    level = max((one for one in levels if figure.row.endswith(f": {one}")), key=len, default="")
    return figure.row.removesuffix(f": {level}") if level else figure.row.rpartition(": ")[0]
