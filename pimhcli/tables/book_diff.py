"""What happened to a codebook between two states of it, as a table."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pimhcli.coding.book_diff import EVENTS
from pimhcli.tables.model import Column, Note, Row, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pimhcli.coding.book_diff import Happened


def build(happened: Sequence[Happened], old: str, new: str) -> Table:
    """Lists what happened, a row for each entry and event.

    Args:
        happened: in the order of the codebook.
        old: what the earlier state is called.
        new: what the later state is called.
    """
    columns = (Column("Entry"), Column("Level"), Column("What happened"), Column("How", wide=True))
    rows = tuple(Row((one.name, one.level, one.event, one.words)) for one in happened)
    return Table("codebook-diff", f"The codebook: {old} to {new}", columns, rows, (Note(told(happened)),))


def told(happened: Sequence[Happened]) -> str:
    """How often each thing happened, in a sentence."""
    often = Counter(one.event for one in happened)
    return f"{', '.join(f'{often[event]} {event}' for event in EVENTS if often[event]) or 'No difference'}."
