"""The words that ask for an answer: what is offered, how it is given, and who is asked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pimhcli import numbers
from pimhcli.folding import fold
from pimhcli.questionnaire import durations
from pimhcli.questionnaire.answers import PREFER_NOT_TO_SAY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pimhcli.questionnaire.items import Item

BOX = "☐"
TICK, NO_TICK = "x", "no"
_BLANK = "_" * 12
_SHORT_BLANK = "_" * 6
_LINE = "_" * 48
_ONE_LINE = 64  # characters of boxes that stand side by side
_LONGEST_ROW_OF_POINTS = 11
# what XML cannot hold, and with it no .xlsx and no .docx
_UNPRINTABLE = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_KINDS = {"integer": "a whole number", "number": "a number", "text": "your own words"}


def one_line(words: str) -> str:
    r"""Words without line breaks and what cannot be printed.

    >>> one_line(" as  a child,\nor later ")
    'as a child, or later'
    """
    return " ".join(printable(words).split())


def printable(words: str) -> str:
    r"""Words without the control characters that no document can hold.

    >>> printable("a\x07b")
    'ab'
    """
    return _UNPRINTABLE.sub("", words)


def question(item: Item) -> str:
    """The question of an item on one line; its id when it has none."""
    return one_line(item.text) or item.id


def offered(item: Item) -> tuple[str, ...]:
    """The levels that a participant can choose from, each on one line."""
    # a level whose option has no column at all was never offered
    return tuple(one_line(level) for level in item.levels if item.options.get(level, (level,)))


def choices(item: Item) -> tuple[str | int, ...]:
    """What the list of a cell holds; empty when the cell takes more than a list could hold."""
    if item.type == "several":
        return (TICK, NO_TICK, declining(item))
    levels = offered(item)
    if not levels:
        return ()
    declines = () if fold(declining(item)) in map(fold, levels) else (declining(item),)
    return (*(map(int, levels) if item.type == "scale" else levels), *declines)


def declining(item: Item) -> str:
    """The words for preferring not to say: the team's own, be there any that are no mere code."""
    own = (one_line(words) for words in item.declined)
    return next((words for words in own if any(map(str.isalpha, words))), PREFER_NOT_TO_SAY)


def refusing(item: Item) -> tuple[str, ...]:
    """All words for preferring not to say that a cell without a list takes."""
    return tuple(dict.fromkeys((declining(item), PREFER_NOT_TO_SAY, *map(one_line, item.declined))))


def refusal(item: Item) -> str:
    """The box on paper for preferring not to say, where that could be wished; empty elsewhere."""
    word = declining(item)
    is_level = fold(word) in map(fold, offered(item))
    return f"{BOX}\N{NO-BREAK SPACE}{word}" if (item.sensitive or item.identifier) and not is_level else ""


def task(item: Item) -> str:
    """What to do with the boxes on paper; empty where that is plain."""
    match item.type:
        case "several":
            return "Tick all that apply."
        case "single" | "scale" if not _is_long_scale(item):
            return "Tick one."
        case _:
            return ""


def places(item: Item) -> tuple[str, ...]:
    """Where the answer goes on paper: rows of boxes, or a line to write on."""
    if item.levels and not _is_long_scale(item):
        return _boxes(offered(item))
    match item.type:
        case "duration":
            return ("  ".join(f"{_SHORT_BLANK} {unit}" for unit in _units(item.unit)),)
        case "date":
            return (f"{_SHORT_BLANK} - ____ - ____  (year - month - day)",)
        case "text":
            return (_LINE, _LINE)
        case "scale":
            return (f"{_BLANK}  ({item.levels[0]} to {item.levels[-1]})",)
        case _:
            return (f"{_BLANK} {one_line(item.unit)}".rstrip(),)


def how(item: Item) -> str:
    """How a cell is filled in, a full sentence."""
    match item.type:
        case "several":
            return f"Put {TICK} under each that applies; when none does, put {NO_TICK} under one of them."
        case "single" | "yes/no" | "scale":
            return "Choose one from the list."
        case _:
            words = expected(item)
            return f"{words[0].upper()}{words[1:]}."


def expected(item: Item) -> str:
    """What an item without a list takes; completes "expected …"."""
    match item.type:
        case "duration":
            kind = durations.expected(item.unit)
        case "date":
            kind = "a date as year-month-day, such as 2026-06-04"
        case _:
            unit = one_line(item.unit)
            kind = _KINDS[item.type] + (f" ({unit})" if unit else "")
    return ", ".join(filter(None, (kind, limits(item))))


def limits(item: Item) -> str:
    """The least and the greatest number that can be meant, in words."""
    low, high = (None if end is None else numbers.canonical(end) for end in (item.minimum, item.maximum))
    if low is not None and high is not None:
        return f"from {low} to {high}"
    return f"at least {low}" if low is not None else f"at most {high}" if high is not None else ""


def either(levels: Sequence[str]) -> str:
    """One of some levels.

    >>> either(["Nursing", "Medicine", "Social work"])
    'Nursing, Medicine or Social work'
    """
    *most, last = map(one_line, levels)
    return f"{', '.join(most)} or {last}" if most else last


def _units(unit: str) -> tuple[str, ...]:
    """The units in which a span is written on paper: years and months, but months alone."""
    return next(((unit, family.small) for family in durations.FAMILIES if unit == family.large), (unit,))


def _boxes(levels: tuple[str, ...]) -> tuple[str, ...]:
    # the space that does not break keeps a box with its level
    boxes = tuple(f"{BOX}\N{NO-BREAK SPACE}{level}" for level in levels)
    row = "   ".join(boxes)
    return (row,) if len(row) <= _ONE_LINE else boxes


def _is_long_scale(item: Item) -> bool:
    return item.type == "scale" and len(item.levels) > _LONGEST_ROW_OF_POINTS
