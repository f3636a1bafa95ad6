"""Whose excerpts a table is of, told where more than one coder has some."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from pimhcli.tables.model import Note
from pimhcli.wording import together

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pimhcli.analysis.passages import Passage
    from pimhcli.tables.model import Table


def told(table: Table, material: Iterable[Passage], *, only: bool = False) -> Table:
    """The table with a note on whose excerpts it is of; as it is, where one coder made all of them.

    Args:
        table: made of the material.
        material: the coded passages.
        only: whether those of one coder were asked for.
    """
    words = said(material, only=only)
    return msgspec.structs.replace(table, notes=(*table.notes, Note(words))) if words else table


def said(material: Iterable[Passage], *, only: bool = False) -> str:
    """Whose excerpts they are, as a sentence; empty where one coder made all of them.

    Args:
        material: the coded passages.
        only: whether those of one coder were asked for.
    """
    coders = sorted({passage.excerpt.coder for passage in material})
    if only:
        return f"Excerpts of {coders[0]} only."
    if len(coders) < 2:
        return ""
    each = "both" if len(coders) == 2 else "several of them"
    return f"Excerpts of {together(coders)}; words that {each} coded are an excerpt of each."
