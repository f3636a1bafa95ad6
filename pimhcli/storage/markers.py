"""The lines that git writes around the two versions of some lines when both sides of a merge changed them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

_PIECE = re.compile(
    r"^<{7}(?: [^\n]*)?\n"
    r"(?P<ours>(?:(?!<{7}[ \n]|\|{7}[ \n]|={7}\n|>{7}[ \n]).*\n)*)"
    r"(?:\|{7}(?: [^\n]*)?\n(?P<base>(?:(?!={7}\n|>{7}[ \n]).*\n)*))?"
    r"={7}\n"
    r"(?P<theirs>(?:(?!<{7}[ \n]|={7}\n|>{7}[ \n]).*\n)*)"
    r">{7}(?: [^\n]*)?(?:\n|\Z)",
    re.MULTILINE,
)


class Piece(NamedTuple):
    """Some lines in the versions of both sides.

    Args:
        line: the line of the file at which the first marker stands, counted from 1.
        ours: as they were here.
        theirs: as they came in.
        base: as they were before both; None where git did not write it down.
    """

    line: int
    ours: str
    theirs: str
    base: str | None = None


def parts(text: str) -> list[str | Piece]:
    """A text as git left it: what both sides agree on, and between it the pieces that they do not.

    Args:
        text: of a file, LF line ends.
    """
    found: list[str | Piece] = []
    start = 0
    for match in _PIECE.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        found += [text[start : match.start()], Piece(line, match["ours"], match["theirs"], match["base"])]
        start = match.end()
    return [*found, text[start:]]


def pieces(text: str) -> list[Piece]:
    """Only the pieces."""
    return [part for part in parts(text) if isinstance(part, Piece)]


def joined(text: str, chosen: Iterable[str]) -> str:
    """The text with each piece replaced.

    Args:
        text: as git left it.
        chosen: what takes the place of each piece, in order.
    """
    new = iter(chosen)
    return "".join(part if isinstance(part, str) else next(new) for part in parts(text))
