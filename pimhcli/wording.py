"""Small words of messages that many rooms need alike."""

from __future__ import annotations


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
