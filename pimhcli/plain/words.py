"""Takes a typed line apart: sentences, quotes, the number of an excerpt."""

from __future__ import annotations

import re
from typing import NamedTuple

from pimhcli.errors import UsageError

_CLOSING = {'"': '"', "“": "”", "„": "“”", "«": "»", "»": "«"}
_SENTENCES = re.compile(r"([0-9]{1,6})(?:\s*[-–]\s*([0-9]{1,6}))?(?=\s|$)")
_ALL = re.compile(r"all(?=\s|$)", re.IGNORECASE)
_EXCERPT = re.compile(r"e([0-9]{1,6})(?=\s|$)", re.IGNORECASE)


class Extent(NamedTuple):
    """How much of a turn is meant; all of it when nothing is said.

    Args:
        quote: words that stand in it.
        sentences: the numbers of its first and its last sentence; None when none is named.
    """

    quote: str = ""
    sentences: tuple[int, int] | None = None


def flat(words: str) -> str:
    """Words on one line, every run of white space as one blank."""
    return " ".join(words.split())


def extent(words: str) -> tuple[Extent | None, str]:
    """The extent that words begin with, if they do, and the rest of them.

    Args:
        words: what follows the command.

    Raises:
        UsageError: a quote does not end.
    """
    if words[:1] in _CLOSING:
        quote, rest = quoted(words)
        return Extent(quote), rest
    if found := _ALL.match(words):
        return Extent(), words[found.end() :].strip()
    if found := _SENTENCES.match(words):
        first = int(found[1])
        return Extent(sentences=(first, int(found[2] or first))), words[found.end() :].strip()
    return None, words


def quoted(words: str) -> tuple[str, str]:
    """The words within the quotation marks that a text begins with, and what follows them.

    Raises:
        UsageError: there is nothing within them, or they are not closed.
    """
    closing = _CLOSING[words[0]]
    end = next((at for at, letter in enumerate(words) if at and letter in closing), 0)
    if not words[1:end].strip():
        raise UsageError("The quote has no words, or no end.", hint='Write it as: "words of the turn"')
    return words[1:end], words[end + 1 :].strip()


def unquoted(words: str) -> str:
    """Words without the quotation marks around them, if there are any."""
    inner = words[1:-1].strip()
    return inner if inner and words[-1] in _CLOSING.get(words[0], "") else words


def begins_with_quote(words: str) -> bool:
    """Whether a text begins with a quotation mark."""
    return words[:1] in _CLOSING


def excerpt(words: str) -> tuple[int, str]:
    """The number of an excerpt that words begin with, 0 for none, and the rest of them."""
    found = _EXCERPT.match(words)
    return (int(found[1]), words[found.end() :].strip()) if found else (0, words)
