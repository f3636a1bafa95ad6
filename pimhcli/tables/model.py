"""A table as a value: what every renderer prints and every builder makes."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

import msgspec

Align = Literal["left", "right", "center"]


class Column(msgspec.Struct, frozen=True):
    """One column of a table.

    Args:
        label: the words at its head.
        align: how its cells stand.
        wide: whether it holds running text, which needs the room where a table has to be wrapped.
        numeric: whether a cell that is a number, or a percentage, is a number in a workbook too.
    """

    label: str
    align: Align = "left"
    wide: bool = False
    numeric: bool = False


class Row(msgspec.Struct, frozen=True):
    """One row of a table.

    Args:
        cells: one text for each column.
        indent: levels by which the first cell is set in; 0 for none.
        heading: true when the row only heads those below it.
        mark: letter of the note that belongs to the row, shown raised after the first cell.
    """

    cells: tuple[str, ...]
    indent: int = 0
    heading: bool = False
    mark: str = ""


class Note(msgspec.Struct, frozen=True):
    """One note under a table.

    Args:
        text: the note, a full sentence.
        mark: letter of the rows it explains; empty when it is about the whole table.
        lead: stands before a note about the whole table.
    """

    text: str
    mark: str = ""
    lead: str = "Note."


class Figure(msgspec.Struct, frozen=True):
    """One number that a table prints, before it was rounded.

    Args:
        row: label of the row, those of the headings above it before it.
        column: label of the column.
        measure: what it is, such as ``n``, ``percent``, ``mean`` or ``min``.
        value: exact.
        of: the people it is about: the denominator of a percentage, the answers in a mean.
        item: id of the item it is about; empty where it is about none.
    """

    row: str
    column: str
    measure: str
    value: Fraction
    of: int
    item: str = ""


class Table(msgspec.Struct, frozen=True):
    """A table, ready to be printed in any format.

    Args:
        name: the name it is asked for by, such as ``demographics``.
        caption: the line above it.
        columns: its columns, left to right.
        rows: its rows, top to bottom, each with as many cells as there are columns.
        notes: the notes under it: first those about the whole table, then by mark.
        figures: its numbers one by one, where a reader may want to compute with them.
        decimal_mark: the decimal mark of its cells.
        language: that it is in, as web pages name it.
    """

    name: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[Note, ...] = ()
    figures: tuple[Figure, ...] = ()
    decimal_mark: str = "."
    language: str = "en"
