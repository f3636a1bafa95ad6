"""Reads an answer of several levels out of one column for each level."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli import numbers
from pimhcli.folding import fold
from pimhcli.questionnaire.answers import MISSING, Answer
from pimhcli.questionnaire.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pimhcli.questionnaire.values import CellReader
    from pimhcli.sheets.cells import Cell

_TICKED = frozenset({"yes", "y", "true", "x", "checked", "selected", "ja", "☒", "☑", "✓", "✔"})
_UNTICKED = frozenset({"no", "n", "false", "unchecked", "not selected", "nein", "nee", "☐"})
_BY_WEIGHT = ("declined", "not asked", "missing")  # when no level is ticked

Mark = bool | Answer | None  # ticked or not, a code that stands for no answer, or a blank


class OptionReader:
    """Reads the cells of the columns of one item.

    Args:
        reader: reads the item where it stands in one column.
        zero_is_tick: whether a 0 ticks the level that it names, as ``zero_is_tick`` finds it.
    """

    def __init__(self, reader: CellReader, *, zero_is_tick: bool = False) -> None:
        self.item = reader.item
        self._reader = reader
        self._zero_is_tick = zero_is_tick
        self._marks: dict[tuple[str, str], Mark] = {}

    def mark(self, level: str, cell: Cell) -> Mark | Refusal:
        """What stands in the column of a level."""
        if cell.kind != "text":
            return Refusal(_expected(level), self._reader.trap(cell) or "")
        key = (level, cell.text)
        if key not in self._marks:
            mark = self._read(level, cell.text)
            if isinstance(mark, Refusal):
                return mark
            self._marks[key] = mark
        return self._marks[key]

    def answer(self, marks: Mapping[str, Mark]) -> Answer:
        """The answer that the marks make up.

        Args:
            marks: by level.
        """
        ticked = tuple(level for level in self.item.levels if marks.get(level) is True)
        if ticked:
            return Answer("answered", ticked)
        given = {mark.state: mark for mark in marks.values() if isinstance(mark, Answer)}
        for state in _BY_WEIGHT:
            if state in given:
                return given[state]
        return Answer("answered", ()) if False in marks.values() else MISSING

    def _read(self, level: str, text: str) -> Mark | Refusal:
        folded = fold(text)
        if not folded:
            return None
        is_level = self._reader.level_of(text) == level
        if _is_zero(text) and not (is_level and self._zero_is_tick):
            return False
        if is_level:
            return True
        stand_in = self._reader.stand_in(text)
        if stand_in is not None:
            return stand_in
        if folded in _TICKED or numbers.exact(text, decimal_comma=True) == 1:
            return True
        return False if folded in _UNTICKED else Refusal(_expected(level))


def zero_is_tick(reader: CellReader, options: Mapping[str, int], rows: Iterable[tuple[Cell, ...]]) -> bool:
    """Whether a 0 in the column of the level that it names is a tick, since ticks are the names of levels.

    It is where a blank stands for no tick, and no 0 does in the column of another level.

    Args:
        reader: reads the item where it stands in one column.
        options: the 0-based column, by level.
        rows: of the sheet.
    """
    named = reader.level_of("0")
    if named not in options:
        return False
    has_blanks = False
    for row in rows:
        texts = {level: row[at].text for level, at in options.items()}
        if any(level != named and _is_zero(text) for level, text in texts.items()):
            return False
        has_blanks |= any(texts.values()) and not all(texts.values())
    return has_blanks


def _is_zero(text: str) -> bool:
    return numbers.exact(text, decimal_comma=True) == 0


def _expected(level: str) -> str:
    return f"a tick (1, yes, x or {level}) or none (0, no or a blank)"
