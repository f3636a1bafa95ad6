"""Codes that are used together: a pair a row, with how often and how closely."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.numbers import NOTHING, shown
from pimhcli.tables.model import Column, Figure, Note, Row, Table
from pimhcli.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pimhcli.analysis.together import Pair, Shared
    from pimhcli.coding.codebook import Codebook

_DECIMALS = 2
_NUMBERS = ("Overlapping excerpts (of)", "c", "Common turns (of)", "c")


def build(book: Codebook, pairs: Sequence[Pair]) -> Table:
    """The pairs, those with most in common first.

    Args:
        book: the codebook.
        pairs: two codes each, with what they share.
    """
    columns = (
        Column("Code", wide=True),
        Column("and code", wide=True),
        *(Column(label, "right", numeric=label == "c") for label in _NUMBERS),
    )
    rows = [
        Row((book.name_of(p.first), book.name_of(p.second), *_cells(p.excerpts), *_cells(p.turns)))
        for p in pairs
    ]
    figures = tuple(figure for pair in pairs for figure in _figures(book, pair))
    caption = f"Codes used together: {count(len(pairs), 'pair')}"
    return Table("co-occurrence", caption, columns, tuple(rows), _notes(), figures)


def _cells(shared: Shared) -> tuple[str, str]:
    value = shared.coefficient
    return (
        f"{shared.both} ({shared.of_first}, {shared.of_second})",
        NOTHING if value is None else shown(value, _DECIMALS),
    )


def _figures(book: Codebook, pair: Pair) -> Iterator[Figure]:
    row = f"{book.path(pair.first)}; {book.path(pair.second)}"
    for column, shared in (("excerpts", pair.excerpts), ("turns", pair.turns)):
        if (value := shared.coefficient) is not None:
            of = shared.of_first + shared.of_second - shared.both
            yield Figure(row, column, "c", value, of)


def _notes() -> tuple[Note, ...]:
    return (
        Note(
            "Of the excerpts of each code, those that overlap one of the other are counted; the smaller "
            "number is shown, and behind it how many excerpts each code has. Words that several coders coded "
            "alike count once, and entries are counted as they are coded with, without those under them."
        ),
        Note("c = n12 / (n1 + n2 − n12): 0 when the two share nothing, 1 when they are always together."),
    )
