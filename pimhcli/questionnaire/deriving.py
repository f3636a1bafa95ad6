"""Works out the items that follow from others: ages, bands of numbers, yes or no, groups of levels."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from pimhcli import numbers
from pimhcli.questionnaire.answers import MISSING, Answer

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from pimhcli.questionnaire.answers import Value
    from pimhcli.questionnaire.items import Derivation, Item


_OLDEST = 120  # years
_CENTURY = 1900  # the one that a year of birth with two digits is most likely of
_FIRST_YEAR = 1000  # with four digits


class Wrong(NamedTuple):
    """An answer that follows from another and cannot be.

    Args:
        message: what is wrong, a full sentence.
        hint: what to do.
    """

    message: str
    hint: str = "Correct the answer that it follows from."


def settle(item: Item, answers: dict[str, Answer]) -> Wrong | None:
    """Adds the answer to an item that follows from another.

    Args:
        item: the item.
        answers: one participant's, by item id; that of its source is settled already.

    Returns:
        What cannot be; it counts as missing.
    """
    answers[item.id] = derived(item, answers)
    wrong = _wrong(item, answers)
    if wrong:
        answers[item.id] = MISSING
    return wrong


def derived(item: Item, answers: Mapping[str, Answer]) -> Answer:
    """The answer to an item that follows from another.

    Args:
        item: the item.
        answers: one participant's, by item id; that of its source among them.
    """
    way = item.derived
    if way is None:
        return answers[item.id]
    source = answers[way.source]
    if source.state != "answered" or source.value is None:
        return Answer(source.state)
    return Answer("answered", _value(item, way, source))


def _wrong(item: Item, answers: Mapping[str, Answer]) -> Wrong | None:
    """What is wrong with a derived answer; None when it can be."""
    number, way = answers[item.id].number, item.derived
    if number is None or way is None:
        return None
    is_age = way.age_in is not None or way.age_on is not None
    born = answers[way.source].number
    if is_age and number > _OLDEST and born is not None and 0 <= born < _FIRST_YEAR:
        return _short_year(way, int(born))
    found = f"{item.id}: by the answer to '{way.source}' it is {numbers.canonical(number)}"
    if is_age and not 0 <= number <= _OLDEST:
        return Wrong(f"{found}.")
    if item.minimum is not None and number < item.minimum:
        return Wrong(f"{found}, expected at least {numbers.canonical(item.minimum)}.")
    if item.maximum is not None and number > item.maximum:
        return Wrong(f"{found}, expected at most {numbers.canonical(item.maximum)}.")
    return None


def _short_year(way: Derivation, born: int) -> Wrong:
    found = f"{way.source}: found '{born}', expected a year of birth with four digits, such as 1985."
    meant = _CENTURY + born
    is_likely = way.age_in is not None and born < 100 and 0 <= way.age_in - meant <= _OLDEST
    return Wrong(found, f"Did you mean '{meant}'?" if is_likely else "Write all four digits.")


def band_names(bands: tuple[Fraction, ...], *, whole: bool) -> tuple[str, ...]:
    """The levels that a number falls into.

    Args:
        bands: least number of each band but the first, rising.
        whole: whether only whole numbers are meant.
    """
    least = [numbers.canonical(band) for band in bands]
    between = [
        _whole_band(int(low), int(high) - 1) if whole else f"{numbers.canonical(low)} to under {next_one}"
        for low, high, next_one in zip(bands, bands[1:], least[1:], strict=False)
    ]
    return (f"under {least[0]}", *between, f"{least[-1]} or more") if least else ()


def _whole_band(low: int, high: int) -> str:
    return f"{low}–{high}" if low < high else str(low)


def _value(item: Item, way: Derivation, source: Answer) -> Value:
    number = source.number
    if way.groups:
        return _grouped(item, way, source)
    if way.age_on is not None and isinstance(source.value, date):
        return _full_years(source.value, way.age_on)
    if way.age_in is not None:
        born = source.value.year if isinstance(source.value, date) else int(number or 0)
        return way.age_in - born
    if way.at_least is not None:
        return "yes" if (number or 0) >= way.at_least else "no"
    return item.levels[bisect_right(way.bands, number or 0)]


def _full_years(born: date, day: date) -> int:
    """Years from a birth to a day; who was born on 29 February has a birthday on 1 March in other years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _grouped(item: Item, way: Derivation, source: Answer) -> Value:
    chosen = set(source.chosen)
    groups = tuple(level for level in item.levels if not chosen.isdisjoint(way.groups.get(level, ())))
    return groups if item.type == "several" else groups[0]
