"""Options that take one of some words."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from pimhcli.errors import UsageError
from pimhcli.folding import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable

T = TypeVar("T")


def one_of(option: str, given: str, known: Iterable[T], usual: T) -> T:
    """The value of an option that takes one of some words.

    Args:
        option: its name, for messages.
        given: as the user wrote it, in any case; empty for the usual one.
        known: the words.
        usual: the value where none is given.

    Raises:
        UsageError: it is none of them.
    """
    if not given:
        return usual
    words = {str(word): word for word in known}
    low = given.strip().lower()
    if low not in words:
        hint = did_you_mean(given, words) or f"There are: {', '.join(words)}."
        raise UsageError(f"{option} takes no '{given}'.", hint=hint)
    return words[low]
