"""Whether the means and ranges in the prose of a paper are those of Table 2."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pimhcli.checks.audit.numerals import numeral
from pimhcli.findings import Finding
from pimhcli.folding import fold
from pimhcli.numbers import canonical, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pimhcli.checks.manuscript.known import Measured, Numbers

_N = r"(\d+(?:\.\d+)?)"
_MEAN = re.compile(rf"\b(?:mean|average|m)\b[^.;\d]{{0,40}}?{_N}")
_PEOPLE = r"(?:participants?|members|staff|were|was|they)[^.;]{0,20}\baged?"
_RANGE = re.compile(
    rf"(?:\brang\w+|{_PEOPLE}|\bmean [^.;]{{0,40}}[(;,])[^.;\d]{{0,20}}?{_N}\s*(?:-|to|and)\s*{_N}(?!\s*%)"
)
_MEND = "Mend the number, here or in the study."


def wrong_measures(where: str, sentence: str, numbers: Numbers) -> Iterator[Finding]:
    """The means and ranges of a sentence that are not the study's.

    Args:
        where: its place.
        sentence: of the paper; where it tells of several items, it is left alone.
        numbers: of the study.
    """
    text = fold(sentence)
    named = [one for one in numbers.measured if any(_stands(name, text) for name in one.names)]
    if len(named) == 1:
        yield from _wrong_mean(where, text, named[0])
        yield from _wrong_range(where, text, named[0])


def _stands(name: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}d?(?!\w)", text) is not None


def _wrong_mean(where: str, text: str, item: Measured) -> Iterator[Finding]:
    for found in _MEAN.finditer(text) if item.mean is not None else ():
        printed = numeral(found[1])
        if item.mean is not None and abs(printed.value - item.mean) > printed.unit / 2:
            right = shown(item.mean, max(printed.decimals, 1))
            yield Finding(where, f"'{found[0]}', but the mean is {right} ({item.names[0]}).", _MEND)


def _wrong_range(where: str, text: str, item: Measured) -> Iterator[Finding]:
    if item.low is None or item.high is None:
        return
    for found in _RANGE.finditer(text):
        if (numeral(found[1]).value, numeral(found[2]).value) != (item.low, item.high):
            right = f"{canonical(item.low)}–{canonical(item.high)}"
            yield Finding(
                where, f"'{found[0].strip(' (,;')}', but the range is {right} ({item.names[0]}).", _MEND
            )
