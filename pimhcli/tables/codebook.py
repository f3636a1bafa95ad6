"""The codebook as a table: every entry with what it means, when to use it, and how much it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.analysis.counts import by_entry, counted
from pimhcli.coding.codebook import outline
from pimhcli.tables.model import Column, Note, Row, Table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pimhcli.analysis.passages import Passage
    from pimhcli.coding.codebook import Code, Codebook

_TEXTS = {
    "definition": "Definition",
    "include": "Use it for",
    "exclude": "Not for",
    "example": "Example",
}
_NUMBERS = ("Excerpts", "Participants", "Groups")


def build(book: Codebook, material: Iterable[Passage]) -> Table:
    """The codebook, in its order; what no entry says has no column.

    Args:
        book: the codebook.
        material: the coded passages.
    """
    found = by_entry(book, material)
    told = [field for field in _TEXTS if any(getattr(code, field) for code in book.codes)]
    columns = (
        Column("Entry"),
        Column("Level"),
        *(Column(_TEXTS[field], wide=True) for field in told),
        *(Column(label, "right", numeric=True) for label in _NUMBERS),
    )
    rows = tuple(
        Row(
            (_name(code), code.level, *(getattr(code, field) for field in told), *_counts(found[code.id])),
            depth,
        )
        for depth, code in outline(book)
    )
    notes = (Note("The excerpts of an entry are its own and those of all under it, each once."),)
    return Table("codebook", "Codebook", columns, rows, notes)


def _name(code: Code) -> str:
    return f"{code.name} (retired)" if code.is_retired else code.name


def _counts(passages: list[Passage]) -> tuple[str, ...]:
    counts = counted(passages)
    return str(counts.excerpts), str(counts.participants), str(counts.groups)
