"""What a table tells of a measured number: its mean, median and ranges, gathered from the rows of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from pimhcli.checks.audit import saying
from pimhcli.checks.audit.model import Statistics

if TYPE_CHECKING:
    from pimhcli.checks.audit.model import Cell, Laid, Row

_WHOLE = re.compile(
    r"\bnumber of\b|\bno\. of\b|\blikert\b|"
    r"\b(?:children|visits|sessions|siblings|episodes|admissions) per\b"
)
_ANY = re.compile(
    r"\bbmi\b|body mass|weight|height|temperature|pressure|score|scale|index|rating|income|\bkg\b|\bcm\b|"
    r"mmol|mg\b|distance|ratio|rate\b|minutes|hours|seconds|duration|time\b|dose|speed|concentration"
)
_PARTIAL = re.compile(
    r"\bparts? of a\b|\bhal(?:f|ves)\b|\bquarters?\b|\bin months\b|\bto the (?:month|day)\b"
)
_ITEMS = re.compile(r"\b(\d+)[- ]items?\b")
_PARTS = Statistics.__struct_fields__


class Measure(Statistics, frozen=True):
    """The statistics of one number, of the people of one column.

    Args:
        name: what a message calls it.
        place: of its cell with the mean, or of its first.
        column: the index of its column.
        bases: how many people it may be of: the first is what the table tells; empty when it does not.
        unit: of time; empty for none.
        is_whole: whether each person's number can only be whole.
        is_any: whether each person's number can have any decimals.
        is_partial: whether a note says that numbers are not whole.
        items: how many whole numbers make one person's mean.
    """

    name: str
    place: str
    column: int
    bases: tuple[int, ...]
    unit: str
    is_whole: bool
    is_any: bool
    is_partial: bool = False
    items: int = 1


def found(table: Laid) -> list[Measure]:
    """All measured numbers of a table, row by row.

    Args:
        table: as it is laid out.
    """
    made: dict[tuple[str, int], Measure] = {}
    several: list[Measure] = []
    for at, row in enumerate(table.rows):
        for i, cell in enumerate(row.cells):
            told = {part: value for part in _PARTS if (value := getattr(cell, part)) is not None}
            if not told:
                continue
            name = row.section if row.is_bare and row.section else row.name
            before = made.pop((name, i), None)
            if before and (not row.is_bare or any(getattr(before, part) for part in told)):
                several.append(before)
                before = None
            start = before or _blank(table, at, i, name)
            made[name, i] = msgspec.structs.replace(start, **told)
    return [*several, *made.values()]


def _blank(table: Laid, at: int, column: int, name: str) -> Measure:
    row = table.rows[at]
    cell = row.cells[column]
    items = _ITEMS.search(row.about)
    unit = cell.measured or saying.unit(row.label) or saying.unit(row.section)
    return Measure(
        name, cell.place, column, _bases(table, at, column), unit,
        bool(_WHOLE.search(row.about)) and not unit, bool(_ANY.search(row.about)) and not items,
        bool(_PARTIAL.search(row.notes)), int(items[1]) if items else 1,
    )  # fmt: skip


def _bases(table: Laid, at: int, column: int) -> tuple[int, ...]:
    """What the cell or its row tells; else all of the column, or those of the row that it tells more of."""
    row = table.rows[at]
    cell = row.cells[column]
    own = cell.of or row.n
    if own:
        return (own,)
    counted = _owner(table, row, column, at)
    n = table.columns[column].n
    return tuple(dict.fromkeys(base for base in (n, counted) if base))


def _owner(table: Laid, row: Row, column: int, at: int) -> int | None:
    if not row.is_bare:
        return None
    above: list[Cell] = [one.cells[column] for one in table.rows[:at] if one.label == row.section]
    return above[-1].count if above else None
