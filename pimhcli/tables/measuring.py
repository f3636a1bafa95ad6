"""The numbers of one item in one column: whose they are, and what a cell says of them."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING

from pimhcli import numbers
from pimhcli.tables import measures

if TYPE_CHECKING:
    from pimhcli.questionnaire.items import Item
    from pimhcli.questionnaire.layout import RowLayout
    from pimhcli.tables.given import Answers
    from pimhcli.tables.style import Style

MIDDLES = ("mean", "sd", "median", "iqr", "q1", "q3")
ENDS = ("range", "min", "max", "list")


class Numbers:
    """What can be said of an item's numbers in one column.

    Args:
        line: the row, which names bases, decimals and where units stand.
        item: the item.
        answers: of all participants of the column.
        style: how numbers are written.
        listed: the answers that a list may give, word by word.
    """

    def __init__(self, line: RowLayout, item: Item, answers: Answers, style: Style, listed: Answers) -> None:
        self._line = line
        self._item = item
        self._answers = answers
        self._style = style
        self._listed = listed.answered
        self._value = cache(self._worked_out)
        self._middle = answers.numbers(line.mean_base)
        self._ends = answers.numbers(line.range_base)

    def text(self, part: str) -> str:
        """A part of the cell as it is printed; a dash where there is no number."""
        if part in ("unit", "first", "second", "either"):
            return self._unit(part)
        if part == "n":
            return str(len(self._answers.answered))
        if part == "list":
            return self._list()
        known = self._middle if part in MIDDLES else self._ends
        return self._one(part) if known else numbers.NOTHING

    def figures(self, part: str) -> list[tuple[str, Fraction, int]]:
        """The numbers of a part before rounding: what each is, its value, and of how many answers."""
        if part == "n":
            return [("n", Fraction(len(self._answers.answered)), len(self._answers))]
        names = {"range": ("min", "max"), "iqr": ("q1", "q3")}.get(part, (part,))
        known = self._middle if part in MIDDLES else self._ends
        if part in ("sd", "list", "unit", "first", "second", "either") or not known:
            return self._variance() if part == "sd" else []
        return [(name, self._value(name), len(known)) for name in names]

    def _variance(self) -> list[tuple[str, Fraction, int]]:
        # a standard deviation is seldom a fraction; its square always is
        square = measures.variance(self._middle)
        return [] if square is None else [("variance", square, len(self._middle))]

    def _unit(self, part: str) -> str:
        unit, after = self._style.words.unit(self._item.unit), self._line.unit_after
        if part == "unit":
            return unit
        meant = {"first": ("mean", "both"), "second": ("range", "both")}.get(part, ("mean", "range", "both"))
        return f" {unit}" if unit and after in meant else ""

    def _worked_out(self, name: str) -> Fraction:
        kind = self._style.layout.number.quartiles
        match name:
            case "mean":
                return measures.mean(self._middle)
            case "median":
                return measures.median(self._middle)
            case "q1":
                return measures.quartile(self._middle, 1, kind)
            case "q3":
                return measures.quartile(self._middle, 3, kind)
            case "min":
                return min(self._ends)
            case _:
                return max(self._ends)

    def _one(self, name: str) -> str:
        """One statistic, of at least one number."""
        of_pair = {"q1": ("iqr", 0), "q3": ("iqr", 1), "min": ("range", 0), "max": ("range", 1)}
        if name == "sd":
            return self._style.root(measures.variance(self._middle), self._places("sd"))
        if name in ("range", "iqr"):
            return self._style.layout.number.range_separator.join(self._pair(name))
        if name in of_pair:
            pair, at = of_pair[name]
            return self._pair(pair)[at]
        return self._style.number(self._value(name), self._places(name))

    def _pair(self, part: str) -> tuple[str, str]:
        """Two numbers with as many decimals as both need, unless the row names them."""
        first, second = ("q1", "q3") if part == "iqr" else ("min", "max")
        both = (self._value(first), self._value(second))
        places = self._line.decimals.get(part, measures.decimals_of(both, self._places("")))
        low, high = (self._style.number(value, places) for value in both)
        return low, high

    def _places(self, part: str) -> int:
        return self._line.places(part, self._style.layout.number.decimals)

    def _list(self) -> str:
        """Every answer, numbers rising and texts by letter, so that their order tells nothing."""
        if self._item.is_measured:
            found = Counter(self._listed.numbers("answered"))
            told = [(self._style.exact(number), found[number]) for number in sorted(found)]
        else:
            texts = Counter(_in_words(answer.value) for answer in self._listed.all)
            told = sorted(texts.items(), key=lambda pair: pair[0].casefold())
        return "; ".join(f"{text} (×{n})" if n > 1 else text for text, n in told) or numbers.NOTHING


def _in_words(value: object) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value)
