"""A codebook out of a table: nested by a parent column, by paths, by columns of levels, or by indentation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pimhcli.errors import ProblemsError
from pimhcli.exchange import hues
from pimhcli.exchange.codebooks.columns import NAMES, TEXTS, Columns, level
from pimhcli.exchange.codebooks.growing import Growing
from pimhcli.exchange.codebooks.model import Book
from pimhcli.exchange.refi.book_in import DEEPEST
from pimhcli.exchange.refi.elements import colour
from pimhcli.findings import Finding
from pimhcli.folding import fold_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pimhcli.sheets.cells import Cell, Sheet

    Line = tuple[Cell, ...]

_MARKS = re.compile(r"\s+>\s+|\s*::\s*")


def read(sheet: Sheet, split: str = "") -> Book:
    """The codebook of a sheet.

    Args:
        sheet: with a heading for each column.
        split: what stands between the names of a path; empty for ``>`` and ``::``.

    Raises:
        ProblemsError: no column says what the entries are called, or none has a name.
    """
    return _Reading(sheet, split).book()


class _Reading:
    """One sheet on its way into a codebook."""

    def __init__(self, sheet: Sheet, split: str) -> None:
        self._sheet, self._split = sheet, split
        self._columns = Columns(sheet)
        self._findings = self._columns.findings
        self._found = Growing()
        self._keys: dict[str, str] = {}
        self._names: dict[str, str] = {}  # the entry that a name named last, by the folded name
        self._above: list[tuple[int, str]] = []  # by their indents, the entries that the next may stand under
        self._last: list[str] = []  # what stood in the columns of levels

    def book(self) -> Book:
        if not self._columns.is_codebook:
            raise ProblemsError(
                f"{self._sheet.where} has no column of names.",
                hint=f"Call the column of the codes Name (or: {', '.join(NAMES['name'][:4])}), or Theme, "
                "Sub-theme and Code.",
            )
        rows = self._sheet.rows
        made = self._with_parents(rows) if "parent" in self._columns.places else [*map(self._placed, rows)]
        if not any(made):
            raise ProblemsError(f"{self._sheet.where} names no code.", hint="Take the right file or sheet.")
        for row, key in zip(rows, made, strict=True):
            if key:
                self._say(row, key)
        return Book(tuple(self._found.codes.values()), self._keys, tuple(self._findings))

    def _with_parents(self, rows: Sequence[Line]) -> list[str]:
        """The entries of all rows; the parent may stand in any row, also further down."""
        by_key: dict[str, Line] = {}
        by_name: dict[str, list[Line]] = {}
        for row in rows:
            if key := self._columns.text(row, "key"):
                by_key.setdefault(key, row)
            by_name.setdefault(fold_name(self._columns.text(row, "name")), []).append(row)
        found: dict[int, str] = {}

        def placed(row: Line, seen: frozenset[int]) -> str:
            if id(row) not in found:
                found[id(row)] = self._under_parent(row, above(row, seen | {id(row)}))
            return found[id(row)]

        def above(row: Line, seen: frozenset[int]) -> str:
            words = self._columns.text(row, "parent")
            if not words:
                return ""
            *_, last = self._steps(words)
            named = by_name.get(fold_name(words)) or by_name.get(fold_name(last)) or []
            parent = by_key.get(words) or next((one for one in reversed(named) if one is not row), None)
            if parent is None:
                return self._found.at(self._steps(words))
            if id(parent) in seen or len(seen) > DEEPEST:
                what = f"it stands under '{words}', and that, in the end, under it."
                self._warn(row, what, "Mend one of the two.")
                return ""
            return placed(parent, seen)

        return [placed(row, frozenset()) for row in rows]

    def _under_parent(self, row: Line, parent: str) -> str:
        name = self._columns.text(row, "name") or self._columns.text(row, "path")
        return self._found.under(parent, name) if name else self._nameless(row)

    def _placed(self, row: Line) -> str:
        """The entry of a row, by what stands in it and before it."""
        if self._columns.levels:
            return self._by_levels(row)
        cell = self._columns.cell(row, "path") or self._columns.cell(row, "name")
        name = self._columns.text(row, "path") or self._columns.text(row, "name")
        if not cell or not name:
            return self._nameless(row)
        *above, last = self._steps(name)
        if above:
            return self._found.under(self._found.at(above), last)
        while self._above and self._above[-1][0] >= cell.indent:
            self._above.pop()
        key = self._found.under(self._above[-1][1] if self._above else "", last)
        self._above.append((cell.indent, key))
        return key

    def _by_levels(self, row: Line) -> str:
        """The entry of a row with a column for each level; a blank before a name repeats the one above."""
        cells = [self._columns.text(row, one) for one in self._columns.levels]
        filled = [place for place, words in enumerate(cells) if words]
        if not filled:
            return self._nameless(row)
        first = filled[0]
        path = [*(self._last[:first] if first else []), *cells[first : filled[-1] + 1]]
        self._last = path
        key = self._found.at([words for words in path if words])
        self._found.say(key, level=self._columns.levels[filled[-1]])
        return key

    def _steps(self, words: str) -> list[str]:
        parts = words.split(self._split) if self._split else _MARKS.split(words)
        return [step for part in parts if (step := part.strip())] or [words]

    def _nameless(self, row: Line) -> str:
        self._warn(row, "the row names no code; it was left out.", "Write a name into it.")
        return ""

    def _say(self, row: Line, key: str) -> None:
        """What a row says of its entry."""
        text = self._columns.text
        if self._found.codes[key].definition and text(row, "definition"):
            name = self._found.codes[key].name
            what = f"'{name}' stands in the file twice; what is said of it first counts."
            self._warn(row, what, "Join the rows.")
        self._found.say(
            key,
            **{field: text(row, field) for field in TEXTS},
            level=level(text(row, "level")),
            colour=colour(text(row, "colour")) or hues.figures(text(row, "colour").lower()),
            status=text(row, "status"),
        )
        if own := text(row, "key"):
            self._keys.setdefault(key, own)

    def _warn(self, row: Line, what: str, hint: str) -> None:
        self._findings.append(Finding(self._sheet.at(row[0]), what, hint, "warning"))
