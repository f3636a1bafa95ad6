"""Reads one cell as an answer to its item."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from pimhcli import numbers
from pimhcli.folding import did_you_mean, fold
from pimhcli.questionnaire import durations
from pimhcli.questionnaire.answers import DECLINED, MISSING, PREFER_NOT_TO_SAY, Answer, Value
from pimhcli.questionnaire.refusals import Refusal

if TYPE_CHECKING:
    from fractions import Fraction

    from pimhcli.questionnaire.items import Item
    from pimhcli.sheets.cells import Cell

_YES = ("yes", "y", "true", "1", "ja", "x")
_NO = ("no", "n", "false", "0", "nein", "nee")
_DECLINED = tuple(map(fold, (PREFER_NOT_TO_SAY, "prefer not to answer")))
_COMMA = "If a comma is meant as the decimal mark, write decimal_comma: true in questionnaire.yaml."
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PLAIN_EXPECTED = {
    "integer": "a whole number",
    "number": "a number",
    "date": "a date as year-month-day, such as 2026-06-04",
    "text": "a text",
}
_MADE_A_DATE = "Excel turned what was typed into a date; format the column as Text and type it again."


class CellReader:
    """Reads the cells of one column.

    Args:
        item: the column's item.
        decimal_comma: whether ``3,5`` is three and a half.
    """

    def __init__(self, item: Item, *, decimal_comma: bool = False) -> None:
        self.item = item
        self._decimal_comma = decimal_comma
        self._levels = _spellings(item)
        self._missing = {fold(word) for word in item.missing} - self._levels.keys()

    def read(self, cell: Cell) -> Answer | Refusal:
        """The answer in a cell, or why there is none to be had from it."""
        trap = self._trap(cell)
        if trap is not None:
            return trap
        folded = fold(cell.text)
        if not folded or folded in self._missing:
            return MISSING
        if folded in _DECLINED and folded not in self._levels:
            return DECLINED
        value = self._value(cell.text)
        return value if isinstance(value, Refusal) else Answer("answered", value)

    def _trap(self, cell: Cell) -> Refusal | None:
        """What Excel did to the cell that its item cannot bear."""
        match cell.kind:
            case "error":
                hint = "Put the answer in its place."
            case "uncalculated":
                hint = "Open the workbook in Excel and save it, so that it holds the formula's result."
            case "date" if self.item.type != "date":
                hint = _MADE_A_DATE
            case "percent" if self.item.is_measured:
                share = numbers.exact(cell.text.removesuffix("%"))
                hint = f"Is {_share(share)} meant, or {_share(share, 100)}? Type that, formatted as a number."
            case _:
                return None
        return Refusal(self._expected, hint)

    @property
    def _expected(self) -> str:
        """What the item takes; completes "expected …"."""
        levels = ", ".join(self.item.levels)
        match self.item.type:
            case "single" | "yes/no" | "scale":
                return f"one of: {levels}"
            case "several":
                return f"one or more of: {levels} (with '{self.item.separator}' between)"
            case "duration":
                return durations.expected(self.item.unit)
            case other:
                return f"{_PLAIN_EXPECTED[other]}{self._of_unit}"

    def _value(self, text: str) -> Value | Refusal:
        read = {
            "single": self._level,
            "several": self._several,
            "yes/no": self._level,
            "integer": self._whole,
            "number": self._number,
            "duration": self._duration,
            "date": self._date,
            "scale": self._point,
            "text": _text,
        }
        return read[self.item.type](text)

    def _level(self, text: str) -> str | Refusal:
        level = self._levels.get(fold(text))
        return level if level is not None else self._no_level(text)

    def _no_level(self, text: str) -> Refusal:
        return Refusal(self._expected, did_you_mean(text, self.item.levels))

    def _several(self, text: str) -> tuple[str, ...] | Refusal:
        parts = [part.strip() for part in text.split(self.item.separator) if part.strip()]
        unknown = [part for part in parts if fold(part) not in self._levels]
        if unknown:
            near = [
                f"'{part}' is none of them. {did_you_mean(part, self.item.levels)}".strip()
                for part in unknown
            ]
            return Refusal(self._expected, " ".join(near))
        chosen = {self._levels[fold(part)] for part in parts}
        return tuple(level for level in self.item.levels if level in chosen)

    def _whole(self, text: str) -> int | Refusal:
        value = self._within(self._exact(text))
        if isinstance(value, Refusal) or value.denominator == 1:
            return value if isinstance(value, Refusal) else int(value)
        return Refusal(self._expected)

    def _duration(self, text: str) -> Fraction | Refusal:
        return self._within(durations.parse(text, self.item.unit, decimal_comma=self._decimal_comma))

    def _date(self, text: str) -> date | Refusal:
        try:
            # fromisoformat alone would also read 20260604 and 2026-W23-4
            return date.fromisoformat(text if _ISO_DATE.fullmatch(text) else "")
        except ValueError:
            return Refusal(self._expected)

    def _number(self, text: str) -> Fraction | Refusal:
        return self._within(self._exact(text))

    def _point(self, text: str) -> int | Refusal:
        value = numbers.exact(text)
        level = self._levels.get(fold(text) if value is None else numbers.canonical(value))
        return int(level) if level is not None else self._no_level(text)

    def _exact(self, text: str) -> Fraction | Refusal:
        value = numbers.exact(text, decimal_comma=self._decimal_comma)
        if value is not None:
            return value
        with_comma = not self._decimal_comma and numbers.exact(text, decimal_comma=True) is not None
        return Refusal(self._expected, _COMMA if with_comma else "")

    def _within(self, value: Fraction | Refusal) -> Fraction | Refusal:
        """The number, when it is one and lies between the item's limits."""
        if isinstance(value, Refusal):
            return value
        low, high = self.item.minimum, self.item.maximum
        if low is not None and value < low:
            return Refusal(f"at least {numbers.canonical(low)}{self._of_unit}")
        if high is not None and value > high:
            return Refusal(f"at most {numbers.canonical(high)}{self._of_unit}")
        return value

    @property
    def _of_unit(self) -> str:
        return f" ({self.item.unit})" if self.item.unit else ""


def _spellings(item: Item) -> dict[str, str]:
    """Every folded spelling of a level, with its level."""
    spellings = {}
    if item.type == "yes/no":
        spellings = {**dict.fromkeys(_YES, "yes"), **dict.fromkeys(_NO, "no")}
    for level in item.levels:
        for word in item.synonyms.get(level, ()):
            spellings[fold(word)] = level
    return spellings | {fold(level): level for level in item.levels}


def _text(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _share(value: Fraction | None, divisor: int = 1) -> str:
    return numbers.canonical(value / divisor) if value is not None else ""
