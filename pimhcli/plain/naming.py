"""Finds the codes that somebody names, and offers the nearest ones for a name that no code has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.coding.picking import Index
from pimhcli.errors import ProblemsError, UsageError
from pimhcli.plain.words import unquoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pimhcli.coding.codebook import Code, Codebook

OFFERED = 3  # codes that are offered for an unknown name


class UnknownCodeError(ProblemsError):
    """A name is not that of one code.

    Args:
        words: the name as typed.
        book: the codebook.
        choices: the entries that may be meant, the likeliest first.
    """

    def __init__(self, words: str, book: Codebook, choices: Sequence[Code]) -> None:
        many = len(book.find(words))
        shown = (book.path(code.id) if many else code.name for code in choices)
        listed = ", ".join(f"{number} {name}" for number, name in enumerate(shown, start=1))
        nearest = (
            f"Nearest: {listed}. Type the number of the one you mean."
            if choices
            else "codes lists them; new NAME adds one."
        )
        super().__init__(
            f"'{words}' names {many} entries." if many else f"There is no code '{words}'.",
            hint=f"{nearest} Nothing was changed.",
        )
        self.words = words
        self.choices = tuple(choices)


def one(book: Codebook, words: str, known: dict[str, str]) -> Code:
    """The one entry that a key, name or path names; accents may be missing.

    Args:
        book: the codebook.
        words: as typed.
        known: keys by names that were made clear before.

    Raises:
        UnknownCodeError: none or several.
    """
    words = unquoted(words)
    if known.get(words) in book.by_key:
        return book.by_key[known[words]]
    found = book.find(words)
    if len(found) == 1:
        return found[0]
    if found:
        raise UnknownCodeError(words, book, found)
    index = Index(book)
    if meant := index.exact(words):
        return meant
    nearest = dict.fromkeys([*index.near(words), *index.ranked(words)])
    raise UnknownCodeError(words, book, list(nearest)[:OFFERED])


def is_one(book: Codebook, words: str) -> bool:
    """Whether words, in quotation marks or not, are the key, name or path of one entry."""
    return len(book.find(unquoted(words))) == 1


def several(book: Codebook, words: str, known: dict[str, str]) -> tuple[str, ...]:
    """The keys of codes that are named with commas between them; a name may hold commas itself.

    Args:
        book: the codebook.
        words: as typed.
        known: keys by names that were made clear before.

    Raises:
        UsageError: no name is given.
        UnknownCodeError: one of the names is not that of one code.
    """
    parts = [part.strip() for part in words.split(",") if part.strip()]
    if not parts:
        raise UsageError("Which code?", hint="Name one; codes lists them.")
    keys: list[str] = []
    while parts:
        lengths = range(len(parts), 1, -1)
        length = next((n for n in lengths if is_one(book, ", ".join(parts[:n]))), 1)
        keys.append(one(book, ", ".join(parts[:length]), known).id)
        parts = parts[length:]
    return tuple(dict.fromkeys(keys))
