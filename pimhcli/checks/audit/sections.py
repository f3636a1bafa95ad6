"""Which heading each row of a printed table stands under."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pimhcli.checks.audit import saying

if TYPE_CHECKING:
    from collections.abc import Sequence

_INDENT = re.compile(r"(?:\s|&nbsp;|&emsp;|&ensp;|[\-–•·>](?=\s))*")
_YES_NO = re.compile(
    r"(?:yes|no|not? .*|none|unknown|missing|don.?t know|unsure|n/?a|prefer not.*|other.*|declined.*)\b"
)
_STRONG = re.compile(r"(\*+|_+)(.*?)\1")
_PREFIX = re.compile(r"(\S.*?\S):\s+(\S.*)")


class Label(NamedTuple):
    """The label of a row.

    Args:
        row: its index in the table.
        section: the heading that it stands under; empty for none.
        text: its own words.
        is_heading: whether the row is a heading and nothing more.
    """

    row: int
    section: str
    text: str
    is_heading: bool


def labelled(rows: Sequence[tuple[str, ...]], first: int) -> list[Label]:
    """The labels of all rows under the head.

    Args:
        rows: under the head.
        first: the first column of values.
    """
    if first > 1:
        return _of_columns(rows, first)
    depths = [_depth(row[0]) for row in rows]
    found = _of_indents(rows, depths) if len(set(depths)) > 1 else _of_headings(rows)
    return _of_prefixes(found)


def _depth(text: str) -> int:
    return len((_INDENT.match(text) or [""])[0].replace("&nbsp;", " ").replace("&emsp;", "  "))


def _words(text: str) -> str:
    words = _INDENT.sub("", text, count=1).strip()
    strong = _STRONG.fullmatch(words)
    return strong[2] if strong else words


def _is_blank(row: tuple[str, ...], first: int = 1) -> bool:
    return not any(cell.strip() for cell in row[first:])


def _of_columns(rows: Sequence[tuple[str, ...]], first: int) -> list[Label]:
    """Headings stand in a column of their own, once or in each row."""
    found, heading = list[Label](), ""
    for i, row in enumerate(rows):
        parts = [cell.strip() for cell in row[:first]]
        if parts[0]:
            heading = _words(parts[0])
        words = " ".join(filter(None, parts[1:]))
        section = heading if words else ""
        found.append(Label(i, section, words or heading, _is_blank(row, first)))
    return found


def _of_indents(rows: Sequence[tuple[str, ...]], depths: Sequence[int]) -> list[Label]:
    found, above = list[Label](), list[tuple[int, str]]()
    for i, (row, depth) in enumerate(zip(rows, depths, strict=True)):
        while above and above[-1][0] >= depth:
            above.pop()
        words = _words(row[0])
        found.append(Label(i, ": ".join(name for _, name in above), words, _is_blank(row)))
        above.append((depth, words))
    return found


def _of_headings(rows: Sequence[tuple[str, ...]]) -> list[Label]:
    """A heading has no values; it holds until the next, or until a row that names its own statistic."""
    found, heading, firsts = list[Label](), "", ""
    for i, row in enumerate(rows):
        words = _words(row[0])
        is_heading = _is_blank(row)
        if is_heading:
            found.append(Label(i, "", words, is_heading=True))
            heading, firsts = words, ""
            continue
        if heading and _leaves(words, firsts):
            heading = ""
        firsts = firsts or words
        section = heading or (_owner(found) if saying.is_bare(words) else "")
        found.append(Label(i, section, words, is_heading=False))
    return found


def _owner(found: list[Label]) -> str:
    """The row that a statistic without a heading tells more of: the one above it."""
    if not found:
        return ""
    return found[-1].section if saying.is_bare(found[-1].text) else found[-1].text


def _leaves(words: str, first: str) -> bool:
    names_own = bool(saying.statistics(words)) and not saying.is_bare(words)
    after_yes = bool(_YES_NO.match(saying.folded(first))) and not _YES_NO.match(saying.folded(words))
    return names_own or (after_yes and not saying.is_bare(words))


def _of_prefixes(found: list[Label]) -> list[Label]:
    """Rows such as ``Discipline: Nursing`` stand under what is before the colon, when others do."""
    parts = [None if one.section or one.is_heading else _PREFIX.fullmatch(one.text) for one in found]
    heads = [part[1] for part in parts if part]
    return [
        Label(one.row, part[1], part[2], is_heading=False) if part and heads.count(part[1]) > 1 else one
        for one, part in zip(found, parts, strict=True)
    ]
