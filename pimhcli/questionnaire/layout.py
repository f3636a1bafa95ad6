"""How the demographics table is laid out: which items, in which columns and words, with which statistic."""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from pimhcli.numbers import Rounding
from pimhcli.questionnaire.items import Condition

Show = Literal["levels", "inline", "statistic", "none"]
UnitAfter = Literal["mean", "range", "both", "none"]
Base = Literal["all", "answered", "asked", "positive"]
Denominator = Literal["participants", "answered", "asked"] | Condition
Order = Literal["given", "count"]
Missing = Literal["never", "if any", "always"]
Overall = Literal["last", "first", "none"]
Quartiles = Literal["inclusive", "exclusive"]
Sign = Literal["cell", "head"]

FOCUS_GROUP = "focus_group"
GROUPING = ("single", "yes/no", "scale")  # types of items whose levels can be columns
COUNT_CELLS = {"n_pct": "{n} ({pct})", "n_only": "{n}", "pct_n": "{pct} ({n}/{d})"}
NUMBER_CELLS = {
    "mean_range": "{mean}{first} ({range}{second})",
    "mean_sd": "{mean}{first} ({sd}{second})",
    "mean": "{mean}{first}",
    "median_range": "{median}{first} ({range}{second})",
    "median_iqr": "{median}{first} ({iqr}{second})",
    "median": "{median}{first}",
    "range": "{range}{either}",
}
LIST_CELLS = {"list": "{list}"}
COUNT_PARTS = ("n", "d", "pct", "share")
NUMBER_PARTS = ("n", "mean", "sd", "median", "iqr", "q1", "q3", "range", "min", "max", "list", "unit")
STATISTICS = (*COUNT_CELLS, *NUMBER_CELLS, *LIST_CELLS)
_PART = re.compile(r"\{(\w+)\}")


class PercentStyle(msgspec.Struct, frozen=True):
    """How percentages are printed.

    Args:
        decimals: digits after the decimal point.
        full: how a share of all is printed; empty for ``100%``, whatever the decimals.
        zero: how a share of none is printed; empty for as any other.
        zero_cell: what a cell of nobody holds, in place of count and share; empty for both.
        sign: whether the percent sign stands in the cells, or at the head of the column alone.
    """

    decimals: int = 0
    full: str = ""
    zero: str = ""
    zero_cell: str = ""
    sign: Sign = "cell"


class NumberStyle(msgspec.Struct, frozen=True):
    """How means, medians and ranges are printed.

    Args:
        decimals: digits after the decimal point of a mean or median.
        rounding: where a tie goes, in percentages too.
        range_separator: stands between the least and the greatest.
        quartiles: how they are interpolated: ``inclusive`` as R and Excel do, ``exclusive`` as SPSS does.
    """

    decimals: int = 1
    rounding: Rounding = "half_up"
    range_separator: str = "–"
    quartiles: Quartiles = "inclusive"


class ColumnsLayout(msgspec.Struct, frozen=True):
    """The columns of the table.

    Args:
        by: id of the item whose levels they are, or ``focus_group``; empty for one column of all.
        overall: where the column of all participants stands beside them.
        label: the head of a group's column; ``{name}`` and ``{n}`` are filled in. Empty for the usual one.
        overall_label: the head of the column of all participants, likewise.
        split: whether a count and its percentage stand in columns of their own.
    """

    by: str = ""
    overall: Overall = "last"
    label: str = ""
    overall_label: str = ""
    split: bool = False


class RowLayout(msgspec.Struct, frozen=True):
    """One line of the layout, which prints one row, or a heading and rows under it.

    Args:
        label: its words; ``{n}`` stands for the number of participants who answered.
        item: id of the item it is about; empty for a mere heading.
        show: a row for each level, one level on the label's own row, a statistic, or the label alone.
        levels: the levels to print.
        cell: what a cell holds, with the names of its numbers in braces, such as ``{n} ({pct})``.
        decimals: digits by part (``pct``, ``share``, ``mean``, ``sd``, ``median``, ``iqr``, ``range``), those
            of all that are not named under an empty name. A range not named has as many as its ends have.
        unit_after: which numbers the item's unit follows.
        sub: label of the indented row that holds the numbers, the label above being a heading.
        mean_base: whose answers make the mean or median.
        range_base: whose answers make the range.
        denominator: what the percentages are of; of a condition, those who gave such an answer.
        order: whether levels stand as given or by falling count.
        missing: whether those without an answer have rows of their own; None for as in the whole table.
        zero_levels: whether levels nobody chose are printed; None for as in the whole table.
        other_below: levels that fewer people chose are gathered in one row; 0 for none.
        other_label: the label of that row; empty for the usual one.
        note: the team's own note under the table.
        indent: levels by which the row is set in.
    """

    label: str
    item: str = ""
    show: Show = "none"
    levels: tuple[str, ...] = ()
    cell: str = ""
    decimals: dict[str, int] = {}
    unit_after: UnitAfter = "mean"
    sub: str = ""
    mean_base: Base = "all"
    range_base: Base = "all"
    denominator: Denominator = "participants"
    order: Order = "given"
    missing: Missing | None = None
    zero_levels: bool | None = None
    other_below: int = 0
    other_label: str = ""
    note: str = ""
    indent: int = 0

    @property
    def parts(self) -> tuple[str, ...]:
        """The names of the numbers that a cell holds, in order."""
        return tuple(parts_of(self.cell))

    @property
    def counts(self) -> bool:
        """Whether it counts people who chose a level."""
        return self.show in ("levels", "inline")

    def places(self, part: str, usual: int) -> int:
        """Digits of a part after the decimal point.

        Args:
            part: ``pct``, ``mean`` and so on.
            usual: those of the whole table.
        """
        return self.decimals.get(part, self.decimals.get("", usual))


class TableLayout(msgspec.Struct, frozen=True):
    """The whole layout.

    Args:
        caption: the line above the table.
        head: labels of the first column, and of the second where there are two; ``{n}`` stands for the
            number of participants. Empty for the usual ones.
        columns: the columns beside the first.
        rows: its lines, top to bottom.
        percent: how percentages are printed.
        number: how other numbers are printed.
        missing: whether those without an answer have rows of their own.
        zero_levels: whether levels nobody chose are printed.
        suppress_below: hides what would show fewer people, and what would give them away; 0 for nothing.
        language: of the words that pimh itself puts into the table: ``en``, ``de``, ``fr`` or ``es``.
        decimal_mark: of its numbers; empty for that of the language.
        words: words of the team in place of pimh's own, by name.
    """

    caption: str = ""
    head: tuple[str, str] = ("", "")
    columns: ColumnsLayout = ColumnsLayout()
    rows: tuple[RowLayout, ...] = ()
    percent: PercentStyle = PercentStyle()
    number: NumberStyle = NumberStyle()
    missing: Missing = "never"
    zero_levels: bool = True
    suppress_below: int = 0
    language: str = "en"
    decimal_mark: str = ""
    words: dict[str, str] = {}


def parts_of(cell: str) -> list[str]:
    """The names in braces of a cell's template, in order."""
    return _PART.findall(cell)


def filled(cell: str, parts: dict[str, str]) -> str:
    """A cell's template with its parts.

    Args:
        cell: such as ``{n} ({pct})``.
        parts: text by name; every name of the template is there.
    """
    return _PART.sub(lambda found: parts[found[1]], cell)
