"""The numbers of one row of the table: whose they are, and what its cells say of them."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING

from pimhcli import numbers
from pimhcli.tables import measures

if TYPE_CHECKING:
    from pimhcli.questionnaire.items import Item
    from pimhcli.questionnaire.layout import Quartiles, RowLayout
    from pimhcli.tables.given import Answers
    from pimhcli.tables.groups import Frame

MIDDLES = ("mean", "sd", "median", "iqr", "q1", "q3")
UNITS = ("unit", "first", "second", "either")
_PAIRS = {"range": ("min", "max"), "iqr": ("q1", "q3")}
_ENDS = {"min": "range", "max": "range", "q1": "iqr", "q3": "iqr"}


class _Spread:
    """The statistics of one column.

    Args:
        line: the row, which names the bases.
        answers: of all participants of the column.
        kind: how quartiles are interpolated.
    """

    def __init__(self, line: RowLayout, answers: Answers, kind: Quartiles) -> None:
        self.middle = answers.numbers(line.mean_base)
        self.ends = answers.numbers(line.range_base)
        self._kind = kind
        self.value = cache(self._worked_out)

    def over(self, part: str) -> list[Fraction]:
        """The numbers that a part is over."""
        return self.middle if part in MIDDLES else self.ends

    def _worked_out(self, name: str) -> Fraction:
        match name:
            case "mean":
                return measures.mean(self.middle)
            case "median":
                return measures.median(self.middle)
            case "q1":
                return measures.quartile(self.middle, 1, self._kind)
            case "q3":
                return measures.quartile(self.middle, 3, self._kind)
            case "min":
                return min(self.ends)
            case _:
                return max(self.ends)


class Numbers:
    """What can be said of an item's numbers.

    Args:
        line: the row, which names bases, decimals and where units stand.
        item: the item.
        frame: the columns and the style.
    """

    def __init__(self, line: RowLayout, item: Item, frame: Frame) -> None:
        self._line = line
        self._item = item
        self._frame = frame
        self._style = frame.style
        kind = frame.style.layout.number.quartiles
        self._spreads = [_Spread(line, group.answers(item.id), kind) for group in frame.groups]
        self._fewest = cache(self._fewest_places)

    def text(self, part: str, column: int) -> str:
        """A part of a cell as it is printed; a dash where there is no number.

        Args:
            part: its name in the cell's template.
            column: index of the group.
        """
        if part in UNITS:
            return self._unit(part)
        if part == "n":
            return str(len(self._counted(column)))
        if part == "list":
            return self._list(column)
        spread = self._spreads[column]
        return self._one(part, spread) if spread.over(part) else numbers.NOTHING

    def figures(self, part: str, column: int) -> list[tuple[str, Fraction, int]]:
        """The numbers of a part before rounding: what each is, its value, and of how many answers.

        Args:
            part: its name in the cell's template.
            column: index of the group.
        """
        spread = self._spreads[column]
        if part == "n":
            everybody = len(self._frame.groups[column].people)
            return [("n", Fraction(len(self._counted(column))), everybody)]
        if part in ("list", *UNITS) or not spread.over(part):
            return []
        if part == "sd":
            # a standard deviation is seldom a fraction; its square always is
            square = measures.variance(spread.middle)
            return [] if square is None else [("variance", square, len(spread.middle))]
        return [(name, spread.value(name), len(spread.over(part))) for name in _PAIRS.get(part, (part,))]

    def _counted(self, column: int) -> list[object]:
        """Those behind the cell's statistic; with none, all who answered."""
        spread, parts = self._spreads[column], self._line.parts
        if not set(MIDDLES).isdisjoint(parts):
            return [*spread.middle]
        if not {"range", "min", "max"}.isdisjoint(parts):
            return [*spread.ends]
        return [*self._frame.groups[column].answers(self._item.id).answered.all]

    def _unit(self, part: str) -> str:
        unit, after = self._style.words.unit(self._item.unit), self._line.unit_after
        if part == "unit":
            return unit
        meant = {"first": ("mean", "both"), "second": ("range", "both")}.get(part, ("mean", "range", "both"))
        return f" {unit}" if unit and after in meant else ""

    def _one(self, part: str, spread: _Spread) -> str:
        """One statistic, of at least one number."""
        if part == "sd":
            return self._style.root(measures.variance(spread.middle), self._places("sd"))
        if part in _PAIRS:
            separator = self._style.layout.number.range_separator
            return separator.join(self._one(name, spread) for name in _PAIRS[part])
        places = self._fewest(_ENDS[part]) if part in _ENDS else self._places(part)
        return self._style.number(spread.value(part), places)

    def _fewest_places(self, pair: str) -> int:
        """As many decimals as both ends need in all columns, unless the row names them."""
        first, second = _PAIRS[pair]
        known = [spread for spread in self._spreads if spread.over(first)]
        ends = [spread.value(name) for spread in known for name in (first, second)]
        return self._line.decimals.get(pair, measures.decimals_of(ends, self._places("")))

    def _places(self, part: str) -> int:
        return self._line.places(part, self._style.layout.number.decimals)

    def _list(self, column: int) -> str:
        """Every answer, numbers rising and texts by letter, so that their order tells nothing.

        Words of those who may not be quoted are left out.
        """
        group, item = self._frame.groups[column], self._item
        if item.is_measured:
            found = Counter(group.answers(item.id).answered.numbers("answered"))
            told = [(self._style.exact(number), found[number]) for number in sorted(found)]
        else:
            answers = (
                group.but(item.id, self._frame.refusing) if item.type == "text" else group.answers(item.id)
            )
            texts = Counter(_in_words(answer.value) for answer in answers.answered.all)
            told = sorted(texts.items(), key=lambda pair: pair[0].casefold())
        return "; ".join(f"{text} (×{n})" if n > 1 else text for text, n in told) or numbers.NOTHING


def _in_words(value: object) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value)
