"""What the words of a label or a head say of the numbers: which statistics, which unit, how many people."""

from __future__ import annotations

import re
import unicodedata

Statistics = tuple[str, ...]

_STATISTIC = re.compile(
    r"""
    (?P<count>\bn\b(?!\s*[=:])|\bno\.(?!\s*of)|\bnumber\b(?!\s*of)|\bcounts?\b|\bfreq\w*|\bk/n\b|\bn/n\b)
    |(?P<percent>%|\bpercent\w*|\bper\ cent\b|\bproportion\b)
    |(?P<mean>\bmean\b|\baverage\b|\bm\b)
    |(?P<median>\bmedian\b|\bmdn\b|\bmed\b)
    |(?P<sd>\bsd\b|\bs\.d\.|\bstandard\ deviation\b|\bst\.?\ dev\b)
    |(?P<iqr>\biqr\b|\binter-?quartile(?:\ range)?\b|\bq1\b\W*(?:q3\b)?|\bquartiles?\b|\bp25\b\W*(?:p75\b)?)
    |(?P<range>\brange\b(?!\s*of)|\bmin(?:imum)?\b\W*max(?:imum)?\b)
    |(?P<other>\b(?:9\d\s*%\s*)?ci\b|\bconfidence\b|\bse\b|\bsem\b|\bratio\b|\bodds\b|\bcoefficient\b)
    """,
    re.VERBOSE,
)
_INTERVAL = re.compile(r"\b9\d(?:\.\d)?\s*%\s*(?=ci\b|confidence)")
_UNIT = re.compile(
    r"\b(?:(years?|yrs?|ages?|aged)|(months?|mos?)|(weeks?|wks?)|(days?)|(hours?|hrs?)|(min(?:ute)?s?))\b"
)
_UNITS = ("years", "months", "weeks", "days", "hours", "minutes")
_PEOPLE = re.compile(r"\bn\s*[=:]\s*(\d[\d,\u2009\u202f]*)")
_MARK = re.compile(r"<sup>\s*(\w{1,2})\s*</sup>|\^\s*(\w)\s*\^?|([*†‡§¶]+)|([ᵃᵇᶜᵈᵉᶠ¹²³⁴⁵⁶]+)|(?<=\))([a-h])$")
_NOTE_MARK = re.compile(
    r"\s*(?:<sup>\s*(\w{1,2})\s*</sup>|\^(\w)\^?|([*†‡§¶]+)|([ᵃᵇᶜᵈᵉᶠ¹²³⁴⁵⁶]+)|([a-f])(?=[\s.):]))"
)
_SEVERAL = re.compile(
    r"all that apply|more than one|multiple|several (?:answers|options|responses)|select(?:ed)? all|"
    r"not (?:mutually )?exclusive|(?:exceeds?|more than|over|sum to more than|add (?:up )?to more than) 100|"
    r"total responses|overlap"
)
_BARE = re.compile(r"[\s,;:/()\[\]±–—-]|\b(?:in|and|years?|months?|weeks?|days?|hours?|yrs?|or)\b")


def folded(text: str) -> str:
    """Words as they are searched: in lower case, with plain spaces."""
    return " ".join(unicodedata.normalize("NFC", text).replace("\xa0", " ").casefold().split())


def statistics(text: str) -> tuple[Statistics, ...]:
    """The statistics that words announce, each with what stands beside it.

    >>> statistics("Age, mean (range)"), statistics("n (%) or mean (SD)")
    ((('mean', 'range'),), (('count', 'percent'), ('mean', 'sd')))
    """
    named = [m.lastgroup or "" for m in _STATISTIC.finditer(_INTERVAL.sub("", folded(text)))]
    forms: list[list[str]] = []
    for name in named:
        if not forms or _begins(name, forms[-1]):
            forms.append([name])
        elif name not in forms[-1]:
            forms[-1].append(name)
    return tuple(tuple(form) for form in forms)


def _begins(name: str, form: list[str]) -> bool:
    is_of_people = name in ("count", "percent")
    if name in ("mean", "median"):
        return bool(set(form) - {"range"}) or form == ["range"]
    return is_of_people and not set(form) <= {"count", "percent"}


def is_bare(text: str) -> bool:
    """Whether words are nothing but names of statistics and units.

    >>> is_bare("Mean (range)"), is_bare("Age, mean (range)")
    (True, False)
    """
    words = folded(unmarked(text))
    return bool(statistics(words)) and not _BARE.sub("", _STATISTIC.sub("", words))


def unit(text: str) -> str:
    """The unit of time that words name first; empty for none."""
    found = _UNIT.search(folded(text))
    return _UNITS[found.lastindex - 1] if found and found.lastindex else ""


def people(text: str) -> int | None:
    """The number of people that words tell, as in ``(n = 36)``."""
    found = _PEOPLE.search(folded(text))
    return int(re.sub(r"\D", "", found[1])) if found else None


def marks(text: str) -> set[str]:
    """The marks of notes that words carry."""
    return {next(filter(None, found.groups())) for found in _MARK.finditer(text)}


def unmarked(text: str) -> str:
    """Words without marks of notes."""
    return " ".join(_MARK.sub("", text).split())


def note_mark(text: str) -> str:
    """The mark that a note begins with; empty for none."""
    found = _NOTE_MARK.match(text)
    return next(filter(None, found.groups())) if found else ""


def says_several(text: str) -> bool:
    """Whether words say that a person may count more than once."""
    return bool(_SEVERAL.search(folded(text)))


def without_statistics(text: str) -> str:
    """Words without the names of statistics; signs of percent stay.

    >>> without_statistics("m = 5.2, sd = 1.1")
    ' = 5.2,  = 1.1'
    """
    return _STATISTIC.sub(lambda found: "%" if found[0] == "%" else "", text)
