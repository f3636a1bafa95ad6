"""How much room each column of a table gets, and words as XML can hold them."""

from __future__ import annotations

import re
from math import inf
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pimhcli.tables.model import Table

_LEAST = 4  # characters
_WORD = 14
_MOST = 45
_MOST_WIDE = 80
_WIDE = 3  # a column of running text may be so much wider than another
_FIRST = 1.5  # ... and so much that of the rows' labels
_LINE_ENDS = re.compile("\r\n?")
_NOT_IN_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def wanted(table: Table) -> list[int]:
    """The characters of each column's longest line, the words of its label below one another.

    Args:
        table: what is to be printed.
    """
    return [_longest(line for cell in column for line in cell.splitlines()) for column in _columns(table)]


def _columns(table: Table) -> list[list[str]]:
    """What stands in each column, its label word by word."""
    labels = (column.label.split() for column in table.columns)
    cells = zip(*(row.cells for row in table.rows), strict=True) if table.rows else ((),) * len(table.columns)
    return [[*words, *own] for words, own in zip(labels, cells, strict=True)]


def _longest(parts: Iterable[str]) -> int:
    return max([_LEAST, *map(len, parts)])


def shared(table: Table, room: float = inf) -> list[int]:
    """The characters that each column gets: its longest line, or less where that is more than can be read.

    Args:
        table: what is to be printed.
        room: characters of all columns together; where they are too few, the widest give way, down to
            their longest word.
    """
    weights = [_WIDE if c.wide else 1 if place else _FIRST for place, c in enumerate(table.columns)]
    words = [_longest(word for cell in column for word in cell.split()) for column in _columns(table)]
    needs = [
        (min(need, _MOST_WIDE), min(word, _WORD), weight)
        for need, word, weight in zip(wanted(table), words, weights, strict=True)
    ]
    for level in range(_MOST, _LEAST, -1):
        shares = [min(need, max(word, int(level * weight))) for need, word, weight in needs]
        if sum(shares) <= room:
            return shares
    return [word for _, word, _ in needs]


def legal(words: str) -> str:
    """Words as an XML file can hold them: line ends are line feeds, what it cannot hold is a dot."""
    return _NOT_IN_XML.sub("·", _LINE_ENDS.sub("\n", words))
