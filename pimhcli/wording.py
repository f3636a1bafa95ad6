"""Small words of messages that many rooms need alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

LONG = 72  # characters of a quote that a message shows


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun.

    Args:
        number: how many.
        one: the noun for one.
        many: the noun for several, when it is not the first with an s.

    >>> count(1, "person", "people"), count(1200, "turn")
    ('1 person', '1,200 turns')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def together(names: Sequence[str]) -> str:
    """Names as a sentence has them.

    >>> together(["anna", "ben", "cara"]), together(["anna"])
    ('anna, ben and cara', 'anna')
    """
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def shortened(words: str) -> str:
    """Words on one line, and no more of them than a message shows.

    >>> shortened(" one  two ")
    'one two'
    """
    line = " ".join(words.split())
    return line if len(line) <= LONG else f"{line[:LONG].rstrip()}…"
