"""Exact numbers: read from what people type, and rounded once, when they are printed."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from fractions import Fraction
from math import floor, isqrt
from typing import Literal

Rounding = Literal["half_up", "half_even"]

NOTHING = "–"  # printed where there is no number to give
_LONGEST = 1_000  # characters; a longer text is no number that anyone typed
_DECIMAL = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)")
_RATIO = re.compile(r"([+-]?)(?:([0-9]+) )?([0-9]+)/([0-9]+)")
_GROUPED = re.compile(r"(?<![0-9.,])[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?![0-9.,])")


def exact(text: str, *, decimal_comma: bool = False) -> Fraction | None:
    """The number a text stands for, or None when it is no number.

    Whole numbers, decimals and fractions are read; a thousands separator is never guessed at.

    Args:
        text: what was typed, such as ``7``, ``0.5``, ``6 11/12`` or ``6½``.
        decimal_comma: whether ``3,5`` is three and a half; a decimal point is read all the same.

    >>> exact("6 11/12")
    Fraction(83, 12)
    >>> exact("1,000") is None
    True
    """
    typed = keyed(text)
    if decimal_comma:
        typed = typed.replace(",", ".")
    if len(typed) > _LONGEST:
        return None
    return Fraction(typed) if _DECIMAL.fullmatch(typed) else _ratio(typed)


def grouped(text: str) -> str | None:
    """The first number in a text whose points may part its thousands; None when there is none.

    >>> grouped("1.000 days")
    '1.000'
    >>> grouped("0.125") is None
    True
    """
    found = _GROUPED.search(keyed(text))
    return found and found[0]


def keyed(text: str) -> str:
    """The text in the keys of a plain keyboard: ``½`` is `` 1/2``, a minus sign is a hyphen."""
    parts = (unicodedata.normalize("NFKC", f" {c}") if _is_vulgar_fraction(c) else c for c in text)
    return " ".join("".join(parts).replace("\N{FRACTION SLASH}", "/").replace("−", "-").split())


def canonical(value: Fraction) -> str:
    """The shortest exact text of a number: ``7``, ``0.5``, else ``6 1/7``."""
    return terminating(value) or _mixed(value)


def terminating(value: Fraction) -> str | None:
    """The number as a decimal, or None when its decimals never end."""
    rest, decimals = value.denominator, 0
    for prime in (2, 5):
        power = 0
        while rest % prime == 0:
            rest, power = rest // prime, power + 1
        decimals = max(decimals, power)
    return shown(value, decimals) if rest == 1 else None


def rounded(value: Fraction, decimals: int, rounding: Rounding = "half_up") -> Decimal:
    """The value at a number of decimals.

    Args:
        value: exact.
        decimals: digits after the decimal point.
        rounding: where a tie goes: ``half_up`` away from zero, ``half_even`` to the even digit.

    >>> rounded(Fraction(1, 8), 2)
    Decimal('0.13')
    """
    scaled = value * 10**decimals
    if rounding == "half_even":
        units = round(scaled)
    else:
        units = floor(abs(scaled) + Fraction(1, 2)) * (-1 if scaled < 0 else 1)
    return Decimal(f"{units}e-{decimals}")


def rounded_root(square: Fraction, decimals: int, rounding: Rounding = "half_up") -> Decimal:
    """The square root of a number that is not negative, rounded once from the exact number.

    The integer nearest to √x is ⌊(⌊√(4x)⌋ + 1) / 2⌋; here x is the square in units of the last digit.
    """
    four = 4 * square * 100**decimals
    whole = isqrt(floor(four))
    units, odd = (whole + 1) // 2, whole % 2 == 1
    is_tie = odd and whole * whole == four
    if is_tie and rounding == "half_even":
        units -= units % 2
    return Decimal(f"{units}e-{decimals}")


def shown(value: Fraction, decimals: int, rounding: Rounding = "half_up") -> str:
    """The value as it is printed: rounded, with all its decimals, without thousands separators."""
    return f"{rounded(value, decimals, rounding):f}"


def percent(part: int, whole: int, decimals: int) -> str:
    """A share as it is printed: ``28.57%``, and all of them ``100%``.

    Args:
        part: how many of the whole.
        whole: the denominator; with 0 there is no share, and a dash is printed.
        decimals: digits after the decimal point.
    """
    if whole == 0:
        return NOTHING
    return "100%" if part == whole else f"{shown(Fraction(100 * part, whole), decimals)}%"


def _ratio(typed: str) -> Fraction | None:
    found = _RATIO.fullmatch(typed)
    if not found:
        return None
    sign, whole, over, under = found[1], int(found[2] or 0), int(found[3]), int(found[4])
    # 6 13/12 is a slip of the hand: nobody writes six and more than a whole
    if under == 0 or (found[2] and over >= under):
        return None
    value = whole + Fraction(over, under)
    return -value if sign == "-" else value


def _mixed(value: Fraction) -> str:
    whole, over = divmod(abs(value.numerator), value.denominator)
    sign = "-" if value < 0 else ""
    return f"{sign}{whole} {over}/{value.denominator}" if whole else f"{sign}{over}/{value.denominator}"


def _is_vulgar_fraction(character: str) -> bool:
    return unicodedata.decomposition(character).startswith("<fraction>")
