"""Participants by theme: who speaks in how many excerpts of each theme and sub-theme."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pimhcli.analysis.counts import by_entry
from pimhcli.folding import natural
from pimhcli.tables.model import Column, Note, Row, Table
from pimhcli.tables.themes import title

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pimhcli.analysis.passages import Passage
    from pimhcli.coding.codebook import Code, Codebook


def build(book: Codebook, material: Iterable[Passage], participants: Sequence[str]) -> Table:
    """The matrix of themes and participants.

    Args:
        book: the codebook.
        material: the coded passages.
        participants: ids of all participants; those who are never quoted keep their column.
    """
    passages = list(material)
    spoke = {person for passage in passages for person in passage.participants}
    people = sorted({*participants, *spoke}, key=natural)
    found = by_entry(book, passages)
    rows = [
        Row((label, *_cells(found[code.id], people)), indent=depth)
        for number, theme in enumerate(book.themes(), start=1)
        for code, label, depth in _each(book, theme, number)
    ]
    columns = (Column("Themes and sub-themes"), *(Column(person, "right", numeric=True) for person in people))
    note = Note("Number of excerpts in which the participant speaks; an empty cell: none.")
    return Table("participants-by-theme", "Participants by theme", columns, tuple(rows), (note,))


def _each(book: Codebook, theme: Code, number: int) -> list[tuple[Code, str, int]]:
    return [(theme, title(theme, number), 0), *((code, code.name, 1) for code in book.subthemes(theme.id))]


def _cells(passages: Iterable[Passage], people: Sequence[str]) -> list[str]:
    count = Counter(person for passage in passages for person in passage.participants)
    return [str(count[person] or "") for person in people]
