"""Whether the numbers in the prose of a paper are those of the study."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from pimhcli.checks.audit.numerals import numeral
from pimhcli.checks.audit.shares import judged
from pimhcli.checks.manuscript.counting import NUMBER, number
from pimhcli.checks.manuscript.measures import wrong_measures
from pimhcli.checks.manuscript.sentences import sentences
from pimhcli.findings import Finding
from pimhcli.numbers import shown
from pimhcli.wording import count, together

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pimhcli.checks.manuscript.known import Counted, Numbers
    from pimhcli.documents.model import Paragraph
    from pimhcli.findings import Severity

_PERCENT = r"(?P<percent>\d{1,3}(?:\.\d+)?)\s?(?:%|per\s?cent)"
_PART_OF = re.compile(
    rf"\b(?P<part>{NUMBER})\s*(?:/|of|out of)\s*(?:the\s+|all\s+)?(?P<whole>{NUMBER})\b[^.;()\[\]%]{{0,40}}"
    rf"[(\[,]\s*{_PERCENT}[)\]]?",
    re.IGNORECASE,
)
_WITH_PERCENT = (
    re.compile(rf"\b(?P<part>\d{{1,4}})\s*[(\[]\s*{_PERCENT}\s*[)\]]"),
    re.compile(rf"{_PERCENT}\s*[(\[]\s*n\s*=\s*(?P<part>\d{{1,4}})\s*[)\]]"),
    re.compile(rf"\bn\s*=\s*(?P<part>\d{{1,4}})\s*[,;(\[]\s*{_PERCENT}"),
    re.compile(
        rf"\b(?P<part>{NUMBER})\s+(?:participants|members|people|of them)\s*[(\[]\s*{_PERCENT}", re.IGNORECASE
    ),
)
_OF = rf"(?:\s+(?:out\s+)?of\s+(?:the\s+|all\s+)?{NUMBER})?"
_BETWEEN = r"(?:(?!of\b|out\b)\w+\s+)"
_TOOK_PART = re.compile(
    rf"\b(?P<n>{NUMBER}){_OF}\s+{_BETWEEN}{{0,4}}?"
    r"(?:took part|participated|attended the (?:focus group|interview)s?)\b",
    re.IGNORECASE,
)
_INVITED = re.compile(
    rf"\b(?P<n>{NUMBER})\s+{_BETWEEN}{{0,4}}?(?:were|was)\s+(?:invited|approached|asked to take part)\b",
    re.IGNORECASE,
)
_GROUPS = re.compile(
    rf"\b(?P<n>{NUMBER})\s+(?:\w+\s+)?focus groups?\b(?!\s+(?:members?|participants?))", re.IGNORECASE
)
_MINUTES = re.compile(rf"\blast\w*\s+(?:\w+\s+){{0,2}}?(?P<n>{NUMBER})[\s-]+min", re.IGNORECASE)
_TOTAL = re.compile(r"\bN\s*=\s*(?P<n>\d{1,4})\b")
_LEVEL = re.compile(r"(?P<before>[^.;()\[\]]{2,60})[(\[]\s*n\s*=\s*(?P<n>\d{1,4})\b")
_CITATION = re.compile(r"\b(?:19|20)\d\d[a-z]?\)|et al\.")
_MEND = "Mend the number, here or in the study."


def wrong(block: Paragraph, numbers: Numbers) -> Iterator[Finding]:
    """What is wrong with the numbers of a paragraph; sentences that cite others are left alone.

    Args:
        block: of the paper.
        numbers: of the study.
    """
    for sentence in sentences(block.text):
        yield from _shares(block.where, sentence, numbers)
        if not _CITATION.search(sentence):
            yield from _wholes(block.where, sentence, numbers)
            yield from _levels(block.where, sentence, numbers)
            yield from wrong_measures(block.where, sentence, numbers)


def _shares(where: str, sentence: str, numbers: Numbers) -> Iterator[Finding]:
    """Percentages that are not those of their counts."""
    taken: list[re.Match[str]] = []
    for found in _PART_OF.finditer(sentence):
        taken.append(found)
        yield from _share(where, found, [number(found["whole"])])
    wholes = sorted({numbers.participants, *(one.of for one in numbers.counted)} - {0})
    for pattern in _WITH_PERCENT if not _CITATION.search(sentence) else ():
        for found in pattern.finditer(sentence):
            if not any(one.start() <= found.end() and found.start() <= one.end() for one in taken):
                taken.append(found)
                yield from _share(where, found, wholes)


def _share(where: str, found: re.Match[str], wholes: list[int]) -> Iterator[Finding]:
    part, percent = number(found["part"]), numeral(found["percent"])
    possible = [whole for whole in wholes if whole >= max(part, 1)]
    verdicts = {judged(part, whole, percent) for whole in possible}
    if not wholes or verdicts & {"right", "tie"}:
        return
    exact = [
        f"{part} of {whole} is {shown(Fraction(100 * part, whole), percent.decimals)}%" for whole in possible
    ]
    told = "; ".join(exact) or f"{part} is more than {together([str(whole) for whole in wholes])}"
    severity: Severity = "warning" if "cut" in verdicts or len(wholes) > 1 else "error"
    yield Finding(where, f"'{_shortly(found[0])}': {told}.", _MEND, severity)


def _wholes(where: str, sentence: str, numbers: Numbers) -> Iterator[Finding]:
    """Numbers of participants, of those invited, of focus groups and of minutes."""
    people = {numbers.participants}
    for pattern, right, what in (
        (_TOOK_PART, people, "participant"),
        (_TOTAL, {*people, *numbers.others}, "participant"),
        (_INVITED, {numbers.invited or 0}, "invitation"),
        (_GROUPS, {numbers.groups}, "focus group"),
        (_MINUTES, set(numbers.minutes), "minute"),
    ):
        known = right - {0}
        for found in pattern.finditer(sentence) if known else ():
            if number(found["n"]) not in known:
                # of all numbers that N may be, the participants are told alone
                told = together([count(one, what) for one in sorted(known & people or known)])
                yield Finding(where, f"'{_shortly(found[0])}', but the study has {told}.", _MEND)


def _levels(where: str, sentence: str, numbers: Numbers) -> Iterator[Finding]:
    """Counts in brackets behind an answer of Table 2, as ``psychologists (n = 2)``."""
    for found in _LEVEL.finditer(sentence):
        meant = _last_named(found["before"].casefold(), numbers)
        if meant and all(one.people != int(found["n"]) for one in meant):
            there = together(sorted({str(one.people) for one in meant}))
            message = f"'{_shortly(found[0])})', but the study counts {there}."
            yield Finding(where, message, _MEND, "warning")


def _last_named(text: str, numbers: Numbers) -> list[Counted]:
    """The counts whose names stand last in a text, and near its end."""
    ends = [
        (found.end(), one)
        for one in numbers.counted
        for name in one.names
        if (found := re.search(rf"(?<!\w){re.escape(name)}(?:e?s|ies)?\W*$", text))
    ]
    return [one for _, one in ends]


def _shortly(words: str) -> str:
    return " ".join(words.split())
