"""A table of data with typed columns, each of which says what it holds."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable

# as the Table Schema of Frictionless Data calls them, which R and Python know
Type = Literal["string", "integer", "number", "boolean", "date"]
Value = str | int | float | bool | date | None

SEVERAL = "; "  # between values that share a cell


class Field(msgspec.Struct, frozen=True):
    """A column.

    Args:
        name: the same in every export, for it is what scripts ask for.
        type: of its values; any of them may be missing.
        says: what it holds.
        unit: of its numbers; empty for none.
        levels: the values that it can have, in order; empty where any can be.
    """

    name: str
    type: Type
    says: str
    unit: str = ""
    levels: tuple[str, ...] = ()


class Grid(msgspec.Struct, frozen=True):
    """A table.

    Args:
        name: of its file or sheet.
        says: what one row is.
        fields: its columns.
        rows: one value for each column; None where there is none.
    """

    name: str
    says: str
    fields: tuple[Field, ...]
    rows: tuple[tuple[Value, ...], ...]


def dictionary(grids: Iterable[Grid]) -> Grid:
    """The data dictionary: a row for each column of the tables.

    Args:
        grids: the tables.
    """
    fields = (
        Field("table", "string", "the table"),
        Field("row_is", "string", "what one row of the table is"),
        Field("column", "string", "the column"),
        Field("type", "string", "string, integer, number, boolean (true or false) or date"),
        Field("unit", "string", "the unit of its numbers"),
        Field("levels", "string", "the values that it can have, in order"),
        Field("says", "string", "what it holds"),
    )
    rows = tuple(
        (
            grid.name,
            grid.says,
            one.name,
            one.type,
            one.unit or None,
            SEVERAL.join(one.levels) or None,
            one.says,
        )
        for grid in grids
        for one in grid.fields
    )
    return Grid("dictionary", "a column of a table", fields, rows)
