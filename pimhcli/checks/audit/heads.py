"""Finds the head of a printed table: its rows, the columns of labels, and the columns of each group."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pimhcli.checks.audit import saying
from pimhcli.checks.audit.numerals import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pimhcli.checks.audit.saying import Statistics

    Cells = Sequence[tuple[str, ...]]

_IGNORED = re.compile(
    r"(?:p|p[- ]?values?|sig\.?|significance|test\b.*|statistics?|χ2|χ²|chi.*|t|f|z|df|"
    r"effect.*|difference.*|smd|.*\bci\b.*|.*\bconfidence\b.*|cohen.*|adjusted.*)"
)
_TOTAL = re.compile(
    r"(?:overall|totals?|all|combined|(?:whole|full|entire|total) (?:sample|group|cohort)|all .*)\b"
)
_PEOPLE_HEAD = re.compile(
    r"n|no\.?|n\.|number|participants|sample size|"
    r"(?:no\.?|number) of (?:people|participants|patients|women|men)"
)
_STARTING = re.compile(
    r"\s*[(\[]?\s*[-–—±<>≤≥~]?\s*\.?\d|\s*(?:m|mean|median|mdn|sd|n|range)\s*[=:]?\s*\d", re.IGNORECASE
)


class Head(NamedTuple):
    """A column of values, or several of one group that stand side by side.

    Args:
        title: the words of its head.
        indices: its columns in the grid.
        says: the statistics that each of them announces.
    """

    title: str
    indices: tuple[int, ...]
    says: tuple[tuple[Statistics, ...], ...]

    @property
    def is_total(self) -> bool:
        """Whether it is about all groups together."""
        return bool(_TOTAL.match(saying.folded(saying.unmarked(self.title))))


def is_data(text: str) -> bool:
    """Whether a cell begins as a printed number does."""
    return bool(_STARTING.match(text)) and saying.people(text) is None


def depth(rows: Cells) -> int:
    """How many rows at the top are the head."""
    if not rows or _has_data(rows[0]) > 1 or (_has_data(rows[0]) and len(rows[0]) == 2):
        return 0
    count = 1
    while count < min(3, len(rows) - 1) and _is_under_head(rows[count]):
        count += 1
    return count


def _has_data(row: tuple[str, ...]) -> int:
    return sum(is_data(cell) for cell in row[1:])


def _is_under_head(row: tuple[str, ...]) -> bool:
    """Whether a row under the head belongs to it: no label, or nothing but names of statistics."""
    values = [cell for cell in row[1:] if cell.strip()]
    if not values or any(map(is_data, values)):
        return False
    named = [saying.is_bare(cell) or saying.people(cell) is not None for cell in values]
    return all(named) or not row[0].strip()


def labels(rows: Cells, head: int) -> int:
    """How many columns at the left hold labels."""
    body, width = rows[head:], len(rows[0])
    count = 1
    while count < width - 1:
        filled = [row[count] for row in body if row[count].strip()]
        words = sum(not is_data(cell) or _is_band(cell) for cell in filled)
        if not filled or words * 2 <= len(filled) or _says_values(rows[:head], count):
            break
        count += 1
    return count


def _says_values(head: Cells, index: int) -> bool:
    return any(saying.statistics(row[index]) or saying.people(row[index]) is not None for row in head)


def _is_band(text: str) -> bool:
    return bool(re.fullmatch(r"\s*\d+\s*[-–]\s*\d+\s*(?:years?)?\s*", text))


def is_long(rows: Cells) -> bool:
    """Whether each row holds one number with its measure: data for programs, and no printed table."""
    return {"measure", "value"} <= {saying.folded(cell) for cell in rows[0]}


def heads(rows: Cells, head: int, first: int) -> list[Head]:
    """The columns of values, those of one group together.

    Args:
        rows: of the whole table.
        head: how many of them are its head.
        first: the first column of values.
    """
    filled = [_filled(row, first) if i < head - 1 else row for i, row in enumerate(rows[:head])]
    found: list[Head] = []
    for index in range(first, len(rows[0])):
        words = list(dict.fromkeys(row[index].strip() for row in filled if row[index].strip()))
        if words and _IGNORED.fullmatch(saying.folded(saying.unmarked(words[-1]))):
            continue
        one = _head(words, index)
        if found and _goes_on(found[-1], one):
            found[-1] = Head(found[-1].title, (*found[-1].indices, index), (*found[-1].says, *one.says))
        else:
            found.append(one)
    return found


def _filled(row: tuple[str, ...], first: int) -> tuple[str, ...]:
    """A row of a head whose merged cells go on."""
    cells = list(row)
    for i in range(first + 1, len(cells)):
        cells[i] = cells[i] if cells[i].strip() else cells[i - 1]
    return tuple(cells)


def _head(words: list[str], index: int) -> Head:
    is_part = bool(words) and saying.is_bare(words[-1])
    over = words[:-1] if is_part else words
    title = " ".join(over) or " ".join(words) or f"column {index + 1}"
    return Head(title, (index,), (saying.statistics(words[-1]) if words else (),))


def _goes_on(before: Head, one: Head) -> bool:
    """Whether a column tells more of the same people: n beside %, M beside SD."""
    mine = [name for forms in one.says for form in forms for name in form]
    theirs = [name for forms in before.says for form in forms for name in form]
    if not mine or not theirs or set(mine) & set(theirs) or "other" in mine:
        return False
    is_bare = saying.is_bare(one.title) and saying.is_bare(before.title)
    return before.title == one.title or is_bare


def is_turned(rows: Cells, head: int, first: int) -> bool:
    """Whether groups stand in the rows and items in the columns: n of each group stands in a column."""
    if head != 1 or first != 1 or len(rows[0]) < 3:
        return False
    top = [saying.folded(saying.unmarked(cell)) for cell in rows[0][1:]]
    others = [cell for cell in top if not _PEOPLE_HEAD.fullmatch(cell)]
    if len(others) != len(top) - 1:
        return False
    return any(saying.statistics(cell) and not saying.is_bare(cell) for cell in others)


def tells_people(label: str) -> bool:
    """Whether a row tells how many people each column is about."""
    return bool(_PEOPLE_HEAD.fullmatch(saying.folded(saying.unmarked(label)).strip(" ,:()=")))


def whole(text: str) -> int | None:
    """The whole number that a cell holds, with nothing beside it."""
    told = plain(text, decimal_comma=False).removeprefix("n").strip(" =:")
    return int(told) if told.isdigit() else None
