"""Names of codes that are one but for case, accents, a plural or a letter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pimhcli.folding import sought

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LONG = 8  # letters; in a shorter name one letter makes another word

_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"\d+")
_LITTLE = frozenset(("a", "an", "and", "of", "the"))


def groups(names: Iterable[str]) -> list[list[int]]:
    """The positions of names that are alike, each group in order; a name like no other is in none.

    >>> groups(["Staff movement", "staff-movements", "Barriers"])
    [[0, 1]]
    """
    first: dict[tuple[str, ...], int] = {}
    group: dict[int, int] = {}
    for position, name in enumerate(names):
        keys = list(_keys(name))
        group[position] = next((group[first[key]] for key in keys if key in first), position)
        for key in keys:
            first.setdefault(key, position)
    found: dict[int, list[int]] = {}
    for position, head in group.items():
        found.setdefault(head, []).append(position)
    return [positions for positions in found.values() if len(positions) > 1]


def _keys(name: str) -> Iterator[tuple[str, ...]]:
    """What names that are alike have in common: all words, or all but one letter."""
    text = sought(name)
    numbers = tuple(_NUMBER.findall(text))
    words = [_singular(word) for word in _WORD.findall(text) if word not in _LITTLE]
    whole = "".join(words)
    yield (whole or text, *numbers)
    # a letter more at the start makes the opposite of a word: typical, atypical
    if len(whole) >= LONG:
        yield from ((whole[:at] + whole[at + 1 :], *numbers) for at in range(1, len(whole)))


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    is_plural = len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is"))
    return word[:-1] if is_plural else word
