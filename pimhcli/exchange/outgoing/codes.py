"""The codebook of a study as other programs have it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pimhcli.coding.codebook import outline
from pimhcli.exchange import hues
from pimhcli.exchange.model import Code
from pimhcli.folding import fold_name

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from pimhcli.coding.codebook import Code as Entry
    from pimhcli.coding.codebook import Codebook

NOWHERE: Mapping[str, tuple[str, ...]] = {}


def codes(
    book: Codebook,
    guid: Callable[[str], str],
    used: Collection[str],
    notes: Mapping[str, tuple[str, ...]] = NOWHERE,
    *,
    unique: bool = False,
) -> tuple[Code, ...]:
    """The entries of a codebook, parents before children.

    Args:
        book: the codebook.
        guid: gives the GUID of an entry by its key.
        used: the keys by which something is coded.
        notes: GUIDs of the notes on an entry, by its key.
        unique: whether an entry of which the name stands elsewhere too is called by its path.
    """
    twice = {fold_name(name) for name in twins(book)} if unique else frozenset[str]()
    return tuple(
        Code(
            guid=guid(entry.id),
            name=book.path(entry.id).replace(" > ", " – ") if fold_name(entry.name) in twice else entry.name,
            parent=guid(entry.parent) if entry.parent else "",
            definition=entry.definition,
            include=entry.include,
            exclude=entry.exclude,
            example=entry.example,
            colour=hues.figures(entry.colour),
            is_codable=_is_codable(book, entry, used),
            level=entry.level,
            status=entry.status,
            notes=notes.get(entry.id, ()),
        )
        for _, entry in outline(book)
    )


def twins(book: Codebook) -> Iterator[str]:
    """The names that several entries have: some programs make one of them."""
    names = Counter(fold_name(entry.name) for entry in book.codes)
    first = {fold_name(entry.name): entry.name for entry in reversed(book.codes)}
    return (first[name] for name, number in names.items() if number > 1)


def _is_codable(book: Codebook, entry: Entry, used: Collection[str]) -> bool:
    """A theme that only holds others takes no text by itself."""
    return entry.level != "theme" or entry.id in used or not book.children(entry.id)
