"""How a name is found in a text: in any case, with or without accents, and as whole words only."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from pimhcli.folding import sought
from pimhcli.transcripts.name_words import TITLES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pimhcli.transcripts.segments import Span

# Thai, Lao, Burmese, Khmer, kana and Chinese characters are written without blanks between words
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
)
_LETTER = rf"[^\W_{_UNSPACED}]"
_NO_DIGIT = rf"[^\W\d_{_UNSPACED}]"
IS_UNSPACED = re.compile(rf"[{_UNSPACED}]")

_JOINERS = re.compile(r"[\s\-'._]+")
# The words of a name stand on one line, or on two of one turn: what begins with a label is the next turn
_GAP = r"(?:[^\S\n]*(?:[-_]|\n(?![^\n:]{0,63}:))[^\S\n]*|[^\S\n]+)"
_ANY_JOINER = r"[\s\-'._]*"
_SHORTENED = TITLES | {"st", "ste", "mt"}  # words that a stop may stand behind: St. Brigid's
_OUTER = re.compile(r"^[\W_]+|[\W_]+$")

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})

# In Korean, Arabic and Hebrew some small words are written as part of the name
_PARTICLES = unicodedata.normalize(
    "NFKD",
    "은|는|이|가|을|를|의|에|에게|에게서|한테|와|과|랑|이랑|하고|도|만|로|으로|께서|께|야|아|씨|님|이는|이가",
)
_BEFORE = {
    "arabic": rf"(?:(?<!{_LETTER})|(?<=(?<!{_LETTER})[وفبلك]))",
    "hebrew": rf"(?:(?<!{_LETTER})|(?<=(?<!{_LETTER})[ולבשהמכ]))",
}


class Folded:
    """A text with its letters plain and small, and where each of them stands.

    Args:
        original: the text as it is.
    """

    def __init__(self, original: str) -> None:
        self.original = original
        self.text = plain(original)

    def span(self, start: int, end: int) -> Span:
        """The span of the original, in code points, that a span of the folded text comes from.

        Args:
            start: offset in the folded text.
            end: offset behind the span, after its start.
        """
        first, last = self._at(start), self._at(end - 1) + 1
        while is_accent(self.original[last : last + 1]):
            last += 1
        return first, last

    def _at(self, offset: int) -> int:
        return offset if self._ends is None else bisect_right(self._ends, offset)

    @cached_property
    def _ends(self) -> list[int] | None:
        """Where each character ends in the folded text; None when each one became exactly one."""
        if all(len(_PLAIN[ord(character)]) == 1 for character in set(self.original)):
            return None
        return list(accumulate(len(_PLAIN[ord(character)]) for character in self.original))


def is_accent(character: str) -> bool:
    """Whether a character is a mark that a name may be written without; a vowel of Thai or Hindi is none."""
    place = unicodedata.combining(character) if character else 0
    return 10 <= place <= 36 or place >= 200 or place == 1


def plain(text: str) -> str:
    """A text as names are looked for in it: of small letters without accents."""
    return text.translate(_PLAIN)


def flat(name: str) -> str:
    """What all spellings of a name have in common: no case, accents, blanks, hyphens, apostrophes and stops.

    >>> flat("Zoë O’Shea-Byrne") == flat("zoe oshea byrne")
    True
    """
    return _JOINERS.sub("", plain(name))


def bared(name: str) -> str:
    """A name without the punctuation around it, unless it is nothing else."""
    return _OUTER.sub("", name) or name.strip()


def parts(name: str) -> tuple[str, ...]:
    """The folded words of a name.

    >>> parts("Mary-Ann  O’Shea")
    ('mary', 'ann', 'o', 'shea')
    """
    return tuple(filter(None, _JOINERS.split(plain(name))))


def spelled_out(name: str) -> str:
    """A name with its umlauts as two letters; empty when it has none.

    >>> spelled_out("Jörg Müller")
    'Joerg Mueller'
    """
    composed = unicodedata.normalize("NFC", name)
    new = composed.translate(_UMLAUTS)
    return new if new != composed else ""


def untitled(name: str) -> str:
    """A name without the title before it; empty when it has none."""
    title, *rest = name.split(maxsplit=1)
    return rest[0] if rest and title.rstrip(".").casefold() in TITLES else ""


def finder(names: Iterable[str], *, joined: bool = False) -> re.Pattern[str] | None:
    """What finds any of some names in a folded text, the longest first; None for no name.

    What is found is the name alone: the s of a genitive or a plural is left where it is.

    Args:
        names: as written; punctuation around one belongs to it.
        joined: in ids and file names, where words may be run together and digits stand beside them.
    """
    wanted = sorted({plain(name).strip() for name in names if flat(name)}, key=lambda n: (-len(n), n))
    groups: dict[tuple[str, str], list[str]] = {}
    for folded in wanted:
        groups.setdefault(_around(folded, joined=joined), []).append(_shape(folded, joined=joined))
    shapes = [f"{before}(?:{'|'.join(some)}){after}" for (before, after), some in groups.items()]
    return re.compile(f"{_ahead(wanted)}(?:{'|'.join(shapes)})") if shapes else None


def _ahead(wanted: Iterable[str]) -> str:
    """What a name begins with, so that most places are passed over without a closer look."""
    first = {folded[0] for folded in wanted}
    # of a name that begins with a joiner, others may stand there as well
    return "" if any(map(_JOINERS.match, first)) else f"(?=[{re.escape(''.join(sorted(first)))}])"


def _shape(folded: str, *, joined: bool) -> str:
    pieces = re.split(f"({_JOINERS.pattern})", folded)
    return "".join(
        _between(piece, pieces[i - 1], joined=joined) if i % 2 else re.escape(piece)
        for i, piece in enumerate(pieces)
    )


def _between(joiner: str, word: str, *, joined: bool) -> str:
    """What may stand where a name has a joiner behind a word."""
    if joined:
        return _ANY_JOINER
    if "'" in joiner:
        return r"(?:'\s?|\s)?"
    return rf"(?:\.\s*|{_GAP})" if "." in joiner or word in _SHORTENED else _GAP


def _around(folded: str, *, joined: bool) -> tuple[str, str]:
    """What may not stand before and behind a folded name."""
    letter = _NO_DIGIT if joined else _LETTER
    first, last = folded[0], folded[-1]
    before, after = f"(?<!{letter})", rf"(?=(?:e?s)?(?!{letter}))(?!'t(?!{letter}))"
    if not first.isalnum() or IS_UNSPACED.match(first):
        before = ""
    elif len(folded) > 2:
        before = _BEFORE.get(_script(first), before)
    if not last.isalnum() or IS_UNSPACED.match(last):
        after = ""
    elif _script(last) == "hangul":
        after = f"(?=(?:{_PARTICLES})?(?!{letter}))"
    return before, after


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").split(" ")[0].casefold()


class _Plain(dict[int, str]):
    """What each character is compared as."""

    def __missing__(self, code: int) -> str:
        self[code] = _one_plain(chr(code))
        return self[code]


def _one_plain(character: str) -> str:
    if character.isspace():
        return "\n" if character in "\n\r\x0b\x0c\x85\u2028\u2029" else " "
    if character in "'’‘‛ʼʻ`´′＇":
        return "'"
    if character in "-‐‑‒–—−﹣－":
        return "-"
    if unicodedata.category(character) == "Cf":
        return ""
    apart = unicodedata.normalize("NFKD", character)
    kept = "".join(part for part in apart if not is_accent(part))
    if any(map(unicodedata.combining, kept)):
        return kept.casefold()
    return unicodedata.normalize("NFKD", sought(kept)) or kept


_PLAIN = _Plain()
