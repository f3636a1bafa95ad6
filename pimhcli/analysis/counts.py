"""Counts of coded material, always as excerpts | participants | groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pimhcli.analysis.passages import Passage
    from pimhcli.coding.codebook import Codebook


class Counts(msgspec.Struct, frozen=True):
    """How much stands under an entry of the codebook.

    Args:
        excerpts: excerpts coded with it or with anything under it, each once.
        participants: participants who speak in them.
        groups: focus groups they come from.
    """

    excerpts: int = 0
    participants: int = 0
    groups: int = 0

    def __str__(self) -> str:
        return f"{self.excerpts} | {self.participants} | {self.groups}"


def counted(material: Iterable[Passage]) -> Counts:
    """The counts of some passages."""
    chosen = list(material)
    people = {person for passage in chosen for person in passage.participants}
    return Counts(len(chosen), len(people), len({passage.group for passage in chosen}))


def by_entry(book: Codebook, material: Iterable[Passage]) -> dict[str, list[Passage]]:
    """The passages under each entry of the codebook, those of the entries below it included.

    Args:
        book: the codebook.
        material: all passages; an excerpt with two codes of one theme counts once in the theme.
    """
    lines = {code.id: [above.id for above in book.line(code.id)] for code in book.codes}
    found: dict[str, list[Passage]] = {code.id: [] for code in book.codes}
    for passage in material:
        keys = (book.key_of(key) for key in passage.excerpt.codes if key in book.by_key)
        for key in dict.fromkeys(above for own in keys for above in lines[own]):
            found[key].append(passage)
    return found
