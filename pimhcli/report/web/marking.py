"""The words of a turn with the excerpts marked in them, however these lie upon one another."""

from __future__ import annotations

from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec

from pimhcli.report.web.page import to

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


class Mark(msgspec.Struct, frozen=True):
    """An excerpt as it is marked.

    Args:
        excerpt: its id.
        number: by which words and codes are brought together in one transcript.
        start: offset of its first character in the transcript's text, in code points.
        end: offset behind its last.
        hue: of the theme of its first code, counted from 0.
    """

    excerpt: str
    number: int
    start: int
    end: int
    hue: int = 0


def marked(words: str, marks: Iterable[Mark], start: int = 0, begun: frozenset[str] = frozenset()) -> str:
    """The words as HTML; where an excerpt begins, its number stands and leads to its codes.

    The colour of a stretch is that of the innermost excerpt; where there are several, it is underlined.

    Args:
        words: of one turn.
        marks: the excerpts, in any order, wherever in the transcript they lie.
        start: offset of the words in the transcript's text, in code points.
        begun: the ids of those that began in a turn before.
    """
    own = list(_within(sorted(marks, key=_order), start, start + len(words)))
    edges = {start, start + len(words), *(edge for mark in own for edge in (mark.start, mark.end))}
    places = sorted(edges)
    stretches = (
        (words[left - start : right - start], [m for m in own if m.start <= left < m.end], left)
        for left, right in pairwise(places)
    )
    return "".join(_stretch(*one, begun) for one in stretches)


def _within(marks: Iterable[Mark], start: int, end: int) -> Iterator[Mark]:
    """The parts of the excerpts that lie between two offsets."""
    for mark in marks:
        left, right = max(mark.start, start), min(mark.end, end)
        if left < right:
            yield msgspec.structs.replace(mark, start=left, end=right)


def _order(mark: Mark) -> tuple[int, int, int]:
    return mark.start, -mark.end, mark.number


def _stretch(words: str, covering: Sequence[Mark], left: int, begun: frozenset[str]) -> str:
    if not covering:
        return escape(words)
    numbers = "".join(_number(mark, begun) for mark in covering if mark.start == left)
    several = " over" if len(covering) > 1 else ""
    return f'<mark class="hue{covering[-1].hue}{several}">{numbers}{escape(words)}</mark>'


def _number(mark: Mark, begun: frozenset[str]) -> str:
    anchor = "" if mark.excerpt in begun else f' id="{escape(place(mark.excerpt))}"'
    return f'<sup><a{anchor} href="{to(codes(mark.excerpt))}">{mark.number}</a></sup>'


def place(excerpt: str) -> str:
    """The anchor of an excerpt's words.

    Args:
        excerpt: its id.
    """
    return f"e-{excerpt}"


def codes(excerpt: str) -> str:
    """The anchor of an excerpt's codes.

    Args:
        excerpt: its id.
    """
    return f"n-{excerpt}"
