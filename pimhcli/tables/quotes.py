"""The quotes: one row for each excerpt under each of its codes, key quotes first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.tables.model import Column, Note, Row, Table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pimhcli.analysis.passages import Passage
    from pimhcli.coding.codebook import Codebook, Level

KEY = "★"
COLUMNS = ("Theme", "Sub-theme", "Code", "Quote", "Speaker", "Group", "Turn", "Key quote", "Excerpt")


def build(book: Codebook, material: Iterable[Passage]) -> Table:
    """Lists the quotes in the order of the codebook.

    Args:
        book: the codebook.
        material: the coded passages.
    """
    order = {code.id: position for position, code in enumerate(book.codes)}
    coded = [
        (book.key_of(key), passage)
        for passage in material
        for key in passage.excerpt.codes
        if key in book.by_key
    ]
    coded.sort(key=lambda pair: (order[pair[0]], *quote_order(pair[1])))
    rows = tuple(Row((*_path(book, key), *_cells(passage))) for key, passage in coded)
    columns = tuple(Column(label, wide=label == "Quote") for label in COLUMNS)
    note = Note(f"{KEY} marks key quotes. An excerpt with several codes stands once under each.")
    return Table("quotes", "Quotes by theme and sub-theme", columns, rows, (note,))


def quote_order(passage: Passage) -> tuple[bool, str, tuple[int, int]]:
    """Sorts key quotes first, then by transcript and place."""
    return not passage.excerpt.star, passage.excerpt.transcript, passage.excerpt.span


def speakers(passage: Passage) -> str:
    """Who speaks in a passage: participants by id, others by their label."""
    return ", ".join(passage.participants or passage.speakers)


def _path(book: Codebook, key: str) -> tuple[str, str, str]:
    levels: dict[Level, str] = {}
    for code in book.line(key):
        levels[code.level] = " > ".join(filter(None, (levels.get(code.level), code.name)))
    return levels.get("theme", ""), levels.get("sub-theme", ""), levels.get("code", "")


def _cells(passage: Passage) -> tuple[str, ...]:
    excerpt = passage.excerpt
    turn = str(passage.turn) if passage.turn == passage.last_turn else f"{passage.turn}–{passage.last_turn}"
    star = KEY if excerpt.star else ""
    return excerpt.quote, speakers(passage), passage.group, turn if passage.stands else "", star, excerpt.id
