"""A codebook as a table: a row an entry, which reads back as the same codebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.coding.codebook import outline
from pimhcli.exchange.tidy.model import Field, Grid

if TYPE_CHECKING:
    from pimhcli.coding.codebook import Codebook

_FIELDS = {
    "level": "theme, sub-theme or code",
    "name": "its name",
    "parent": "the key of the entry above it",
    "definition": "what it means",
    "include": "when to use it",
    "exclude": "when not to use it",
    "example": "words that show it",
    "colour": "its colour",
    "status": "retired, where it takes no new excerpts",
    "key": "its key, which never changes",
    "path": "the names from the theme down",
}


def grid(book: Codebook) -> Grid:
    """The table, in the order of the codebook.

    Args:
        book: the codebook.
    """
    own = [name for name in _FIELDS if name not in {"key", "path"}]
    rows = tuple(
        (*(getattr(code, name) or None for name in own), code.id, book.path(code.id))
        for _, code in outline(book)
    )
    fields = tuple(Field(name, "string", says) for name, says in _FIELDS.items())
    return Grid("codebook", "an entry of the codebook", fields, rows)
