"""The codes of an excerpt as the words of a comment, and back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pimhcli.coding.codebook import Code, Codebook

LONGEST = 80  # characters of a name; a comment that is longer is a remark
_STEPS = re.compile(r"\s+>\s+|\s*:\s+")
_PATH = re.compile(r"\s+>\s+")


def written(book: Codebook, keys: Iterable[str]) -> str:
    """The codes as ``Theme: Sub-theme; Theme``.

    A name that holds a colon is told from a path by ``>`` between the names; one that holds a semicolon or
    that mark is called by its key.

    Args:
        book: the codebook.
        keys: of its entries.
    """
    return "; ".join(_tag(book.line(key)) for key in keys)


def _tag(line: tuple[Code, ...]) -> str:
    names = [code.name for code in line]
    whole = " ".join(names)
    if ";" in whole or " > " in f" {whole} ":
        return line[-1].id
    return (" > " if ":" in whole else ": ").join(names)


def split(words: str) -> list[str]:
    """The tags of a comment."""
    return [tag for part in words.split(";") if (tag := part.strip())]


def found(book: Codebook, tag: str) -> Code | None:
    """The entry of the codebook that a tag means; None where it means none, or several.

    Args:
        book: the codebook.
        tag: a key, a name or a path.
    """
    for words in (tag, " > ".join(steps(tag))):
        entries = book.find(words)
        if len(entries) == 1:
            return entries[0]
    return None


def steps(tag: str) -> list[str]:
    """The names of a tag that is a path, from the theme down.

    >>> steps("Barriers: Time"), steps("Theme: of us > Time"), steps("Time")
    (['Barriers', 'Time'], ['Theme: of us', 'Time'], ['Time'])
    """
    parts = _PATH.split(tag) if _PATH.search(tag) else _STEPS.split(tag)
    return [step for part in parts if (step := part.strip())] or [tag]
