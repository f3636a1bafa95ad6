"""Themes and sub-themes with what they mean and the words that show it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.analysis.counts import by_entry
from pimhcli.tables.model import Column, Note, Row, Table
from pimhcli.tables.quotes import quote_order, speakers, unprinted
from pimhcli.tables.themes import title

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pimhcli.analysis.passages import Passage
    from pimhcli.coding.codebook import Code, Codebook

_SHOWN = 2  # quotes of an entry, where no key quote is starred


def build(book: Codebook, material: Iterable[Passage], withheld: int = 0) -> Table:
    """The themes with their definitions, and the key quotes of each; the first two where none is starred.

    Args:
        book: the codebook.
        material: the coded passages that may be printed.
        withheld: how many more excerpts there are that may not.
    """
    found = by_entry(book, material)
    columns = (Column("Theme or sub-theme"), Column("Definition", wide=True), Column("Quotes", wide=True))
    rows = tuple(
        Row((label, code.definition, "\n".join(map(_quote, exemplary(own)))), indent=depth)
        for code, label, depth, own in _entries(book, found)
    )
    told = (
        f"Key quotes; where none is starred, the {'first' if _SHOWN == 1 else f'first {_SHOWN}'} in order of "
        "the talk. A theme with sub-themes shows those of its own."
    )
    notes = (Note(told), *((Note(f"{unprinted(withheld)}."),) if withheld else ()))
    return Table("exemplars", "Themes and sub-themes with exemplary quotes", columns, rows, notes)


def exemplary(passages: Iterable[Passage]) -> list[Passage]:
    """The key quotes of some passages; the first ones where there is none; the same words once."""
    once = {
        (one.excerpt.transcript, one.excerpt.span): one for one in sorted(passages, key=quote_order)[::-1]
    }
    ordered = sorted(once.values(), key=quote_order)
    return [one for one in ordered if one.excerpt.star] or ordered[:_SHOWN]


def _entries(
    book: Codebook, found: dict[str, list[Passage]]
) -> Iterator[tuple[Code, str, int, Sequence[Passage]]]:
    for number, theme in enumerate(book.themes(), start=1):
        below = book.subthemes(theme.id)
        taken = {passage.excerpt.id for code in below for passage in found[code.id]}
        own = [passage for passage in found[theme.id] if passage.excerpt.id not in taken]
        yield theme, title(theme, number), 0, own
        yield from ((code, code.name, 1, found[code.id]) for code in below)


def _quote(passage: Passage) -> str:
    return f"“{passage.excerpt.printed}” ({speakers(passage)})"
