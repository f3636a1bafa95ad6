"""Spans of time as people write them, exact in the unit of their item."""

from __future__ import annotations

import re
from fractions import Fraction

import msgspec

from pimhcli import numbers
from pimhcli.questionnaire.refusals import Refusal


class Family(msgspec.Struct, frozen=True):
    """Two units that convert exactly into each other.

    Args:
        large: the longer unit.
        small: the shorter one.
        ratio: how many of the shorter make one of the longer.
    """

    large: str
    small: str
    ratio: int


FAMILIES = (Family("years", "months", 12), Family("weeks", "days", 7), Family("hours", "minutes", 60))
UNITS = tuple(unit for family in FAMILIES for unit in (family.large, family.small))
_SPELLINGS = {
    "years": "y yr yrs year years",
    "months": "m mo mos mth mths month months",
    "weeks": "w wk wks week weeks",
    "days": "d day days",
    "hours": "h hr hrs hour hours",
    "minutes": "m min mins minute minutes",
}
_PART = re.compile(r"(?:,|and\b|&)?\s*([0-9.][0-9./, ]*?)\s*([^\W\d_]+)\.?\s*")


def unit_named(word: str) -> str | None:
    """The unit that a word names (``Year`` is ``years``), or None.

    A bare ``m`` names months.
    """
    folded = word.casefold().removesuffix(".")
    return next((unit for unit, words in _SPELLINGS.items() if folded in words.split()), None)


def parse(text: str, unit: str, *, decimal_comma: bool = False) -> Fraction | Refusal:
    """A span of time in the item's unit, or why the text is none.

    Args:
        text: ``7``, ``0.5``, ``6y 11m``, ``6 years 11 months``, ``18 months``, ``6 11/12``;
            a bare number is in the item's unit.
        unit: one of ``UNITS``.
        decimal_comma: whether ``3,5`` is three and a half.
    """
    bare = numbers.exact(text, decimal_comma=decimal_comma)
    if bare is not None:
        return bare if bare >= 0 else Refusal(f"{expected(unit)}, never below 0")
    parts = _parts(numbers.keyed(text).casefold(), decimal_comma=decimal_comma)
    if not parts:
        return Refusal(expected(unit))
    family = _family(unit)
    amounts: dict[str, Fraction] = {}
    for amount, word in parts:
        named = _unit_in(word, family)
        if named not in (family.large, family.small) or named in amounts:
            return _foreign(word, unit)
        amounts[named] = amount
    small = amounts.get(family.large, Fraction(0)) * family.ratio + amounts.get(family.small, Fraction(0))
    return small / family.ratio if unit == family.large else small


def canonical(value: Fraction, unit: str) -> str:
    """The exact text of a span: ``7``, ``0.5``, else ``6y 11m`` where that is whole, else ``6 1/7``.

    Args:
        value: in the unit.
        unit: one of ``UNITS``.
    """
    family = _family(unit)
    decimal = numbers.terminating(value)
    small = value * family.ratio
    if decimal is not None or unit != family.large or small.denominator != 1:
        return decimal or numbers.canonical(value)
    whole, rest = divmod(small.numerator, family.ratio)
    return f"{whole}{unit[0]} {rest}{family.small[0]}" if whole else f"{rest}{family.small[0]}"


def expected(unit: str) -> str:
    """How a span may be written; completes "expected …"."""
    family = _family(unit)
    both = f"6{family.large[0]} {family.ratio - 1}{family.small[0]}"
    return f"a span of time in {unit}, such as 7, 0.5, {both} or 18 {family.small}"


def _parts(text: str, *, decimal_comma: bool) -> list[tuple[Fraction, str]]:
    """Every amount with its unit's word; none when anything else stands in the text."""
    parts, at = [], 0
    while at < len(text):
        found = _PART.match(text, at)
        amount = numbers.exact(found[1].strip(), decimal_comma=decimal_comma) if found else None
        if found is None or amount is None:
            return []
        parts.append((amount, found[2]))
        at = found.end()
    return parts


def _family(unit: str) -> Family:
    return next(family for family in FAMILIES if unit in (family.large, family.small))


def _unit_in(word: str, family: Family) -> str | None:
    # m is months or minutes, whichever the item counts
    if word in _SPELLINGS[family.small].split():
        return family.small
    return unit_named(word)


def _foreign(word: str, unit: str) -> Refusal:
    named = _unit_in(word, _family(unit))
    is_known = named is not None and _family(named) != _family(unit)
    hint = f"{str(named).capitalize()} do not convert exactly into {unit}." if is_known else ""
    return Refusal(expected(unit), hint)
