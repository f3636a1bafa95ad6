"""Numbers as papers print them: with a point, a comma or a raised dot, with thousands or without."""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction
from typing import TYPE_CHECKING

from pimhcli.checks.audit.model import Numeral

if TYPE_CHECKING:
    from collections.abc import Iterable

NUMBER = re.compile(r"(?<![\w.)%])-?(?:\d+(?:\.\d+)?|\.\d+)|(?:\d+(?:\.\d+)?|\.\d+)")
_COMMA_DECIMAL = re.compile(r"(?<![\d,.])\d+,(?:\d{1,2}|\d{4,})(?![\d,])")
_POINT_DECIMAL = re.compile(r"(?<![\d.,])\d*\.(?:\d{1,2}|\d{4,})(?![\d.])")
_PAIR = re.compile(r"\[\s*\d+,\d+\s*\]")  # two ends, not one number
_THOUSANDS = r"(?<![\d.,])(\d{{1,3}}(?:[{}]\d{{3}})+)(?![\d])"
_DASHES = re.compile("[‐‑‒–—−﹣－]")


def has_decimal_comma(texts: Iterable[str]) -> bool:
    """Whether the numbers of a table have a comma before their decimals.

    Args:
        texts: all its cells.
    """
    commas = points = 0
    for text in texts:
        commas += len(_COMMA_DECIMAL.findall(_PAIR.sub("", text)))
        points += len(_POINT_DECIMAL.findall(text.replace("·", ".")))
    return commas > points


def plain(text: str, *, decimal_comma: bool) -> str:
    """A cell in plain characters: decimals after a point, thousands together, every dash a hyphen.

    >>> plain("1,234 (28·57%)", decimal_comma=False)
    '1234 (28.57%)'
    """
    told = _DASHES.sub("-", unicodedata.normalize("NFKC", text.replace("·", ".").replace("½", ".5")))
    told = told.casefold().strip()
    marks = ". \u2009\u202f'" if decimal_comma else ", \u2009\u202f'"
    told = re.sub(_THOUSANDS.format(marks), lambda found: re.sub(r"\D", "", found[1]), told)
    return re.sub(r"(?<=\d),(?=\d)", ".", told) if decimal_comma else told


def numeral(text: str) -> Numeral:
    """The number of plain digits, with its decimals.

    >>> str(numeral("28.50"))
    '28.50'
    """
    return Numeral(Fraction(text), len(text.partition(".")[2]))
