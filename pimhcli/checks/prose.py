"""The researchers' own prose, each piece with its place and what it is about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pimhcli.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_END = re.compile(r"(?<=[.!?])[\s”’\"')]+(?=[\[“‘\"'(]?[A-Z\d])|\n\s*\n")
_SHORTEST = 5  # letters; a shorter name of a theme may stand in any sentence


class Prose(NamedTuple):
    """A text that the researchers wrote.

    Args:
        where: its place, as a reader would look for it.
        text: one sentence or many.
        key: of the entry of the codebook that it tells of; empty where it tells of the whole study.
    """

    where: str
    text: str
    key: str = ""

    @property
    def sentences(self) -> list[str]:
        """Its sentences, each on one line."""
        return [" ".join(part.split()) for part in _END.split(self.text) if part and part.strip()]


def tied(prose: Prose, names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The sentences of a text, each with the key of the entry that it tells of.

    A sentence of a text on the whole study tells of the entry with the longest name that stands in it.

    Args:
        prose: the text.
        names: of the themes and sub-themes, by key.
    """
    for sentence in prose.sentences:
        yield sentence, prose.key or _mentioned(sentence, names)


def _mentioned(sentence: str, names: Mapping[str, str]) -> str:
    text = f" {fold(sentence)} "
    those = [key for key, name in names.items() if len(name) >= _SHORTEST and _stands(fold(name), text)]
    return max(those, key=lambda key: len(names[key]), default="")


def _stands(name: str, text: str) -> bool:
    return name in text and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None
