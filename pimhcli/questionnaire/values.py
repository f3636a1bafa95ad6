"""Reads one cell as an answer to its item."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Literal, TypeVar

from pimhcli import numbers
from pimhcli.folding import did_you_mean, fold
from pimhcli.questionnaire import durations
from pimhcli.questionnaire.answers import (
    DECLINED,
    MISSING,
    NONE_OF_THEM,
    NOT_ASKED,
    PREFER_NOT_TO_ANSWER,
    PREFER_NOT_TO_SAY,
    Answer,
    Value,
    spellings,
)
from pimhcli.questionnaire.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable
    from fractions import Fraction

    from pimhcli.questionnaire.items import DateOrder, Item
    from pimhcli.sheets.cells import Cell

Origin = Literal["participants.csv", "text file", "workbook"]
T = TypeVar("T")

_MOST_KNOWN = 10_000  # texts of a column that are kept with what they mean
_LONGEST_KNOWN = 100  # characters; longer ones seldom come twice
_DECLINED = tuple(map(fold, (PREFER_NOT_TO_SAY, PREFER_NOT_TO_ANSWER)))
_COMMA = "If a comma is meant as the decimal mark, write decimal_comma: true in questionnaire.yaml."
_CLOCK = r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?"
_TIME = rf"(?:[T ,]\s*{_CLOCK}(?:\s?[AaPp][Mm])?(?:Z|[+-][0-9]{{2}}:?[0-9]{{2}})?)?"
_YEAR_FIRST = re.compile(rf"([0-9]{{4}})([-/.])([0-9]{{1,2}})\2([0-9]{{1,2}}){_TIME}")
_YEAR_LAST = re.compile(rf"([0-9]{{1,2}})([-/.])([0-9]{{1,2}})\2([0-9]{{4}}){_TIME}")
_SHORT_YEAR = re.compile(rf"[0-9]{{1,2}}([-/.])[0-9]{{1,2}}\1[0-9]{{2}}{_TIME}")
_DAY_AND_MONTH: tuple[DateOrder, ...] = ("dmy", "mdy")
_FIRST_IS = {"dmy": "the day", "mdy": "the month"}
_DATES_EXPECTED = {
    "ymd": "year-month-day, such as 2026-06-04",
    "dmy": "day/month/year, such as 04/06/2026, or year-month-day",
    "mdy": "month/day/year, such as 06/04/2026, or year-month-day",
}
_PLAIN_EXPECTED = {
    "integer": "a whole number",
    "number": "a number",
    "text": "a text",
}
_ANY_NUMBER = ("integer", "number", "duration")
_MADE_A_DATE = "Excel turned what was typed into a date; format the column as Text and type it again."


class CellReader:
    """Reads the cells of one column.

    Args:
        item: the column's item.
        decimal_comma: whether ``3,5`` is three and a half.
        date_order: in what order a date that does not begin with its year is written.
        origin: what kind of file the column stands in.
    """

    def __init__(
        self,
        item: Item,
        *,
        decimal_comma: bool = False,
        date_order: DateOrder = "ymd",
        origin: Origin = "text file",
    ) -> None:
        self.item = item
        self._decimal_comma = decimal_comma
        self._date_order = date_order
        self._origin = origin
        self._whole_number = _whole_number(item, decimal_comma=decimal_comma)
        self._levels = spellings(item)
        self._stand_ins = {word: a for word, a in _stand_ins(item).items() if word not in self._levels}
        self._value = self._of_type()
        self._known: dict[str, Answer | Refusal] = {}

    def read(self, cell: Cell) -> Answer | Refusal:
        """The answer in a cell, or why there is none to be had from it."""
        if cell.kind != "text":
            hint = self.trap(cell)
            return self._read(cell.text) if hint is None else Refusal(self._expected, hint)
        known = self._known.get(cell.text)
        if known is None:
            known = self._read(cell.text)
            if len(self._known) < _MOST_KNOWN and len(cell.text) <= _LONGEST_KNOWN:
                self._known[cell.text] = known
        return known

    def stand_in(self, text: str) -> Answer | None:
        """What a text stands for that is no answer: nothing, preferring not to say, or not asked."""
        # the level 00 is no other spelling of the code 0
        return None if fold(text) in self._levels else self._of_word_or_number(text, self._stand_ins)

    def level_of(self, text: str) -> str | None:
        """The level that a text names."""
        return self._of_word_or_number(text, self._levels)

    def trap(self, cell: Cell) -> str | None:
        """What to do about what Excel did to the cell; None when its item can bear it."""
        match cell.kind:
            case "error":
                return "Put the answer in its place."
            case "uncalculated":
                return "Open the workbook in Excel and save it, so that it holds the formula's result."
            case "date" if self.item.type != "date":
                return _MADE_A_DATE
            case "percent" if self.item.is_measured:
                share = numbers.exact(cell.text.removesuffix("%"))
                return f"Is {_share(share)} meant, or {_share(share, 100)}? Type that, formatted as a number."
            case _:
                return None

    def _read(self, text: str) -> Answer | Refusal:
        stand_in = self.stand_in(text)
        if stand_in is not None:
            return stand_in
        value = self._value(text)
        if isinstance(value, Refusal):
            return value
        # participants.csv alone says with nothing but a separator that no level was ticked
        is_blank = value == () and fold(text) != NONE_OF_THEM and self._origin != "participants.csv"
        return MISSING if is_blank else Answer("answered", value)

    def _of_word_or_number(self, text: str, meant: dict[str, T]) -> T | None:
        """What a text means; of a whole number in any spelling, since many a tool writes 1 as 1.00."""
        found = meant.get(fold(text))
        if found is None and (number := self._whole_number.fullmatch(text)):
            return meant.get(f"{number[1]}{number[2]}")
        return found

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
            case "date":
                return f"a date as {_DATES_EXPECTED[self._date_order]}"
            case other:
                return f"{_PLAIN_EXPECTED[other]}{self._of_unit}"

    def _of_type(self) -> Callable[[str], Value | Refusal]:
        """What reads a text that is an answer."""
        return {
            "single": self._level,
            "several": self._several,
            "yes/no": self._level,
            "integer": self._whole,
            "number": self._number,
            "duration": self._duration,
            "date": self._date,
            "scale": self._point,
            "text": _text,
        }[self.item.type]

    def _level(self, text: str) -> str | Refusal:
        level = self.level_of(text)
        return level if level is not None else self._no_level(text)

    def _no_level(self, text: str) -> Refusal:
        return Refusal(self._expected, did_you_mean(text, self.item.levels))

    def _several(self, text: str) -> tuple[str, ...] | Refusal:
        if fold(text) == NONE_OF_THEM and NONE_OF_THEM not in self._levels:
            return ()
        parts = [part.strip() for part in text.split(self.item.separator) if part.strip()]
        unknown = [part for part in parts if self.level_of(part) is None]
        if unknown:
            near = [
                f"'{part}' is none of them. {did_you_mean(part, self.item.levels)}".strip()
                for part in unknown
            ]
            return Refusal(self._expected, " ".join(near))
        chosen = set(map(self.level_of, parts))
        return tuple(level for level in self.item.levels if level in chosen)

    def _whole(self, text: str) -> int | Refusal:
        # 12/4 is more likely a date, or 12 of 4, than 3
        if "/" in numbers.keyed(text):
            return Refusal(self._expected)
        value = self._within(self._exact(text))
        if isinstance(value, Refusal) or value.denominator == 1:
            return value if isinstance(value, Refusal) else int(value)
        return Refusal(self._expected)

    def _duration(self, text: str) -> Fraction | Refusal:
        span = durations.parse(text, self.item.unit, decimal_comma=self._decimal_comma)
        return self._thousands(text) or self._within(span)

    def _date(self, text: str) -> date | Refusal:
        read = _dated(text, self._date_order)
        return Refusal(self._expected, _other_orders(text)) if read is None else read

    def _number(self, text: str) -> Fraction | Refusal:
        return self._within(self._exact(text))

    def _point(self, text: str) -> int | Refusal:
        level = self.level_of(text)
        return int(level) if level is not None else self._no_level(text)

    def _exact(self, text: str) -> Fraction | Refusal:
        value = numbers.exact(text, decimal_comma=self._decimal_comma)
        if thousands := self._thousands(text):
            return thousands
        if value is not None:
            return value
        with_comma = not self._decimal_comma and numbers.exact(text, decimal_comma=True) is not None
        return Refusal(self._expected, _COMMA if with_comma else "")

    def _thousands(self, text: str) -> Refusal | None:
        """Why a number is not read whose points may part thousands; None when they cannot."""
        found = numbers.grouped(text) if self._decimal_comma else None
        if found is None or self._origin == "participants.csv":
            return None
        value = numbers.exact(found)
        # a number that Excel holds as one comes without zeros at its end
        if self._origin == "workbook" and value is not None and numbers.canonical(value) == text.lstrip("-"):
            return None
        whole = found.replace(".", "")
        if value is None:
            return Refusal(self._expected, f"Write {whole}.")
        part = numbers.canonical(value).replace(".", ",")
        return Refusal(self._expected, f"Write {whole}, or {part if ',' in part else f'{part},0'}.")

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


def _stand_ins(item: Item) -> dict[str, Answer]:
    """Every folded text that is no answer, with what it stands for; a later one counts."""
    unasked = Answer("not asked", item.not_asked)
    return {
        **dict.fromkeys(_DECLINED, DECLINED),
        NOT_ASKED: unasked,
        **{fold(word): unasked for word in item.unasked},
        **{fold(word): DECLINED for word in item.declined},
        **{fold(word): MISSING for word in item.missing},
        "": MISSING,
    }


def _whole_number(item: Item, *, decimal_comma: bool) -> re.Pattern[str]:
    """A whole number in every spelling in which it can be a code, with its sign and its digits."""
    # where any number is an answer, -99.000 would be one if it were no code; elsewhere 1.000 is a thousand
    zeros = "0*" if item.type in _ANY_NUMBER else "0{0,2}"
    decimals = rf",{zeros}|\.0{{0,2}}" if decimal_comma else rf"\.{zeros}"
    return re.compile(rf"\+?(-?)0*([0-9]+)(?:{decimals})?")


def _dated(text: str, order: DateOrder) -> date | None:
    """The day that a text names, its time left out; None when it names none in this order."""
    if found := _YEAR_FIRST.fullmatch(text):
        parts = (found[1], found[3], found[4])
    elif order != "ymd" and (found := _YEAR_LAST.fullmatch(text)):
        day, month = (found[1], found[3]) if order == "dmy" else (found[3], found[1])
        parts = (found[4], month, day)
    else:
        return None
    try:
        return date(*map(int, parts))
    except ValueError:
        return None


def _other_orders(text: str) -> str:
    """What to do about a date that can be read in another order."""
    orders = [order for order in _DAY_AND_MONTH if _dated(text, order)]
    if len(orders) == 1:
        return f"If {_FIRST_IS[orders[0]]} comes first, write date_order: {orders[0]} in questionnaire.yaml."
    if orders:
        return "Write date_order: dmy in questionnaire.yaml if the day comes first, mdy if the month does."
    return "Write the year with four digits." if _SHORT_YEAR.fullmatch(text) else ""


def _text(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _share(value: Fraction | None, divisor: int = 1) -> str:
    return numbers.canonical(value / divisor) if value is not None else ""
