"""Finds what stands between quotation marks in a text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

# an apostrophe closes no quotation, and one within a word opens none
_QUOTED = re.compile(
    r"“(?P<a>[^“”]+)”|„(?P<b>[^„“”]+)[“”]|«(?P<c>[^«»]+)»|\"(?P<d>[^\"]+)\""
    r"|(?<!\w)‘(?P<e>(?:[^‘’]|(?<=\w)’(?=\w)|‘[^‘’]*’)+)’(?!\w)",
)


class Quoted(NamedTuple):
    """What stands between two quotation marks.

    Args:
        words: without the marks.
        start: offset of the first mark in the text.
        end: offset behind the last.
    """

    words: str
    start: int
    end: int


def quoted(text: str) -> Iterator[Quoted]:
    """What stands between quotation marks, in order; quotations within one are a part of it.

    Args:
        text: any.
    """
    for match in _QUOTED.finditer(text):
        yield Quoted(match[match.lastgroup or 0].strip(), match.start(), match.end())
