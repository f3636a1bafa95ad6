"""Files that were given in place of others, known by how they begin."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Stranger(NamedTuple):
    """What a file is instead of what was wanted.

    Args:
        found: completes "the file …", without its full stop.
        hint: what to do, a full sentence.
    """

    found: str
    hint: str


def known(data: bytes, starts: Mapping[bytes, Stranger]) -> Stranger | None:
    """The stranger that a file is by its first bytes; None where they tell nothing.

    Args:
        data: the whole file.
        starts: strangers by how they begin.
    """
    return next((stranger for sign, stranger in starts.items() if data.startswith(sign)), None)
