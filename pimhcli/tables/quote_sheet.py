"""The quotes for a workbook: one row for each, with all that is known of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.tables.model import Column, Note, Row, Table
from pimhcli.tables.quotes import KEY, path_of, speakers, unprinted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pimhcli.analysis.passages import Passage
    from pimhcli.coding.codebook import Codebook

MEMO = "Memo"
COLUMNS = (
    Column("Excerpt"),
    Column("Transcript"),
    Column("Group"),
    Column("Turn", "right", numeric=True),
    Column("Last turn", "right", numeric=True),
    Column("Speaker"),
    Column("Theme"),
    Column("Sub-theme"),
    Column("Code"),
    Column("Quote", wide=True),
    Column("Printed as", wide=True),
    Column("Key quote"),
    Column("Coder"),
)
_SEVERAL = (
    "An excerpt with several codes stands once: its themes, sub-themes and codes are lines of one cell."
)


def build(
    book: Codebook, printed: Iterable[Passage], withheld: int = 0, *, with_memos: bool = False
) -> Table:
    """Lists the quotes by transcript and place, and how they are printed where that differs.

    Args:
        book: the codebook.
        printed: the passages that may be printed.
        withheld: how many are left out for lack of consent.
        with_memos: whether the coders' notes stand there too, for readers of one's own.
    """
    order = sorted(printed, key=lambda one: (one.excerpt.transcript, one.excerpt.span, one.excerpt.coder))
    notes = [Note(_SEVERAL)]
    if withheld:
        notes.append(Note(f"{unprinted(withheld)}."))
    return Table(
        "quotes",
        "Quotes, one a row",
        (*COLUMNS, Column(MEMO, wide=True)) if with_memos else COLUMNS,
        tuple(Row((*_cells(book, one), *[one.excerpt.memo] * with_memos)) for one in order),
        tuple(notes),
    )


def _cells(book: Codebook, passage: Passage) -> tuple[str, ...]:
    excerpt = passage.excerpt
    paths = [path_of(book, key) for key in excerpt.codes if key in book.by_key]
    return (
        excerpt.id,
        excerpt.transcript,
        passage.group,
        str(passage.turn),
        str(passage.last_turn),
        speakers(passage),
        *("\n".join(names).rstrip("\n") for names in zip(*paths, strict=True)),
        excerpt.quote,
        excerpt.wording,
        KEY if excerpt.star else "",
        excerpt.coder,
    )
