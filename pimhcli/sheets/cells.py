"""A sheet of answers as it stands in the file, each cell with its place."""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from pimhcli.folding import fold_name

Kind = Literal["text", "date", "percent", "error", "uncalculated"]

_GUARDED = re.compile(r"'*[=+\-@\t\r]")
_MARKS = str.maketrans("", "", "[]:/?*")  # what survey tools put between and after the words of a heading


class Cell(msgspec.Struct, frozen=True, gc=False):
    """One cell.

    Args:
        place: ``B7`` in a workbook, ``line 4`` in a text file.
        text: what stands there, without outer white space; empty when it is blank.
        kind: ``text`` for words and numbers; else what Excel made of what was typed: a date (given as
            2026-06-04), a percentage (given as 45%), an error, or a formula without a saved result.
        indent: by how many blanks the text is set in; a tab counts four, a step of Excel's own two.
    """

    place: str
    text: str
    kind: Kind = "text"
    indent: int = 0

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands there."""
        return not self.text and self.kind == "text"


class Sheet(msgspec.Struct, frozen=True):
    """The header and the answers, blank rows left out.

    Args:
        file: name of the file.
        name: name of the sheet; empty for a text file.
        header: the first row that is not blank.
        rows: the rows under it, each with a cell for every cell of the header.
        subheaders: rows between the two that are headings as well.
    """

    file: str
    name: str
    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    subheaders: tuple[tuple[Cell, ...], ...] = ()

    @property
    def where(self) -> str:
        """The sheet, as a message names it."""
        return f"{self.file}, sheet '{self.name}'" if self.name else self.file

    def at(self, cell: Cell) -> str:
        """The place of a cell, as a message names it."""
        return f"{self.where}, cell {cell.place}" if self.name else f"{self.where}, {cell.place}"

    def at_header(self, index: int) -> str:
        """The place of a column's head, as a message names it."""
        cell = self.header[index]
        return self.at(cell) if self.name else f"{self.at(cell)}, column {letter(index + 1)}"


def indent(raw: str) -> int:
    r"""By how many blanks a text is set in.

    >>> indent("\tTime"), indent("  Time"), indent("Time")
    (4, 2, 0)
    """
    return len(raw[: len(raw) - len(raw.lstrip())].expandtabs(4))


def letter(column: int) -> str:
    """The letters of a 1-based column.

    >>> letter(28)
    'AB'
    """
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def heading_key(text: str) -> str:
    """A heading as it is compared: folded as a name is, and without brackets, colons, slashes, ? and *.

    >>> heading_key("What is your job? * [Nursing]") == heading_key("What is your job: Nursing")
    True
    """
    folded = fold_name(text)
    return folded.translate(_MARKS) or folded


def known_among(names: list[str], known: frozenset[str]) -> int:
    """How many headings are known, by their keys."""
    return sum(heading_key(name) in known for name in names)


def guarded(text: str) -> str:
    """The text as it may stand in a .csv: what Excel would run as a formula begins with an apostrophe.

    >>> guarded("=1+1"), guarded("- well")
    ("'=1+1", "'- well")
    """
    return f"'{text}" if _GUARDED.match(text) else text


def unguarded(text: str) -> str:
    """The text that ``guarded`` was given."""
    return text[1:] if text[:1] == "'" and _GUARDED.match(text) else text
