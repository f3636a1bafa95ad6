"""What an audit reads out of a printed table: numerals, cells, rows and columns."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal, NamedTuple

import msgspec

State = Literal["read", "nothing", "hidden", "words", "unread"]


class Numeral(NamedTuple):
    """A number as it is printed.

    Args:
        value: exact.
        decimals: digits after its decimal mark.
    """

    value: Fraction
    decimals: int

    @property
    def unit(self) -> Fraction:
        """One of its last digit."""
        return Fraction(1, 10**self.decimals)

    @property
    def low(self) -> Fraction:
        """The least number that is rounded to it, wherever a tie goes."""
        return self.value - self.unit / 2

    @property
    def high(self) -> Fraction:
        """The greatest number that is rounded to it, wherever a tie goes."""
        return self.value + self.unit / 2

    def __str__(self) -> str:
        whole, part = divmod(abs(int(self.value * 10**self.decimals)), 10**self.decimals)
        sign = "-" if self.value < 0 else ""
        return f"{sign}{whole}.{part:0{self.decimals}}" if self.decimals else f"{sign}{whole}"


class Statistics(msgspec.Struct, frozen=True, kw_only=True):
    """What is told of a measured number; None for what is not.

    Args:
        mean: the mean.
        sd: the standard deviation.
        median: the median.
        low: the lower end of the range.
        high: the upper end.
        q1: the first quartile.
        q3: the third.
    """

    mean: Numeral | None = None
    sd: Numeral | None = None
    median: Numeral | None = None
    low: Numeral | None = None
    high: Numeral | None = None
    q1: Numeral | None = None
    q3: Numeral | None = None


class Cell(Statistics, frozen=True):
    """One cell, with what its numbers are.

    Args:
        text: as it is printed.
        place: where it is, for messages.
        state: ``read``; ``nothing`` printed; a number is ``hidden``, such as ``<5``; ``words`` without a
            number; or ``unread``.
        sure: whether the table says what its numbers are.
        count: how many people.
        of: the denominator that it prints itself.
        percent: a percentage.
        measured: the unit that stands in it, such as ``years``.
    """

    text: str
    place: str
    state: State
    sure: bool = True
    count: int | None = None
    of: int | None = None
    percent: Numeral | None = None
    measured: str = ""


class Column(msgspec.Struct, frozen=True):
    """A column of values: the people of a group, or all.

    Args:
        title: its head.
        n: how many people it is about, when the table tells.
        is_total: whether it is about all groups together.
    """

    title: str
    n: int | None
    is_total: bool


class Row(msgspec.Struct, frozen=True):
    """A row of values.

    Args:
        label: its own words.
        section: the heading that it stands under; empty for none.
        cells: one a column.
        n: its own denominator, when its label, its heading or a note tells one.
        several: whether a person may count in more than one row of its section.
        about: label and heading, in which words for units and whole numbers are looked for.
        is_bare: whether its label is nothing but the name of a statistic.
        notes: the notes that it is marked with, in lower case.
    """

    label: str
    section: str
    cells: tuple[Cell, ...]
    n: int | None
    several: bool
    about: str
    is_bare: bool
    notes: str = ""

    @property
    def name(self) -> str:
        """What a message calls it."""
        return f"{self.section}: {self.label}" if self.section else self.label


class Laid(msgspec.Struct, frozen=True):
    """A printed table as an audit sees it.

    Args:
        where: its place.
        columns: those with values.
        rows: those with values.
        stated: further numbers of people that caption, notes and labels tell.
        notes: caption and notes, in lower case.
    """

    where: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    stated: tuple[int, ...] = ()
    notes: str = ""

    @property
    def total(self) -> int | None:
        """The index of the column of all groups together; None when there are no groups."""
        totals = [i for i, column in enumerate(self.columns) if column.is_total]
        return totals[0] if len(totals) == 1 and len(self.columns) > 2 else None
