"""Whether a theme has one name everywhere: in the codebook, the reports, and what the researchers wrote."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

from pimhcli.checks import alike
from pimhcli.findings import Finding
from pimhcli.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_LIKE = 0.75  # of 1, the share of words that two names have in common, in order
_SHORTEST = 3  # words; two names of fewer have a word in common soon
_QUOTED = re.compile(r"“([^”“]{4,120})”|‘([^’‘]{4,120})’|\"([^\"]{4,120})\"|\*\*([^*]{4,120})\*\*")
_NUMBERED = re.compile(r"(?:theme|sub-?theme)?\s*\d+(?:\.\d+)*\s*[:.)–-]?\s*", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")


class Named(NamedTuple):
    """A theme or sub-theme, as the codebook has it.

    Args:
        name: its name.
        level: theme or sub-theme.
        where: its place.
        former: what it was called once.
    """

    name: str
    level: str
    where: str
    former: tuple[str, ...] = ()


class Line(NamedTuple):
    """Some words that may name a theme.

    Args:
        where: their place.
        text: the words.
        is_title: whether they stand alone, as a heading or a cell of a table, and are a name as a whole.
    """

    where: str
    text: str
    is_title: bool = False


def misnamed(themes: Sequence[Named], lines: Iterable[Line]) -> list[Finding]:
    """Where a theme is called by nearly its name, or by one that it had once.

    Args:
        themes: the themes and sub-themes.
        lines: where they may be named.
    """
    known = {fold(one.name) for one in themes}
    found = {
        (line.where, said): finding
        for line in lines
        for said in _names(line)
        if (finding := _compared(themes, known, line, said))
    }
    return list(found.values())


def _names(line: Line) -> Iterator[str]:
    """The words in a line that stand as a name: all of a title, else what is in quotation marks or bold."""
    if line.is_title:
        title = line.text.strip()
        yield title[numbered.end() :] if (numbered := _NUMBERED.match(title)) else title
        return
    for match in _QUOTED.finditer(line.text):
        yield next(filter(None, match.groups())).strip(" .,;:")


def _compared(themes: Sequence[Named], known: set[str], line: Line, said: str) -> Finding | None:
    if any(said == one.name for one in themes):
        return None
    for one in themes:
        if fold(said) == fold(one.name):
            if not line.is_title:  # in a sentence it may begin with a small letter
                return None
            told = f"'{said}' stands here, and '{one.name}' in {one.where}."
            return Finding(line.where, told, "Write it one way everywhere.", "note")
        if fold(said) in map(fold, one.former):
            told = f"'{said}' stands here, which the {one.level} '{one.name}' ({one.where}) was called once."
            return Finding(line.where, told, "Write the name that it has now.", "warning")
    like = max(themes, key=lambda one: likeness(said, one.name), default=None)
    if fold(said) in known or like is None or not is_near(said, like.name):
        return None
    told = f"'{said}' stands here, and the {like.level} is called '{like.name}' in {like.where}."
    return Finding(line.where, told, "If the same is meant, write one name everywhere.", "warning")


def likeness(one: str, other: str) -> float:
    """How much two names have in common, 0 to 1: words in the same order, each as long as it is."""
    first, second = (_WORD.findall(fold(name)) for name in (one, other))
    return SequenceMatcher(None, first, second, autojunk=False).ratio()


def is_near(one: str, other: str) -> bool:
    """Whether two names are nearly one: but for a letter, or with most words or the first three in common."""
    if alike.groups((one, other)):
        return True
    first, second = (_WORD.findall(fold(name)) for name in (one, other))
    if min(len(first), len(second)) < _SHORTEST:
        return False
    return likeness(one, other) >= _LIKE or first[:_SHORTEST] == second[:_SHORTEST]
