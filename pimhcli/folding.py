"""How two spellings are compared, and which known name is nearest to a wrong one."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

NEAR = 70  # of 100; below this a suggestion confuses more than it helps


def fold(text: str) -> str:
    """The text as it is compared: NFKC, no case, straight quotes and dashes, single spaces.

    >>> fold(" Master’s  Degree ")
    "master's degree"
    """
    straight = unicodedata.normalize("NFKC", text).translate(_STRAIGHT)
    return " ".join(straight.casefold().split())


def bare(text: str) -> str:
    """The text without accents; letters with a stroke stay, which Unicode does not take apart.

    >>> bare("Café Sjø")
    'Cafe Sjø'
    """
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFKD", text)
    return unicodedata.normalize("NFC", "".join(c for c in apart if not unicodedata.combining(c)))


def sought(text: str) -> str:
    """The text as it is searched: folded, and of plain letters only.

    >>> sought("Café  SJØ")
    'cafe sjo'
    """
    folded = fold(bare(text))
    return folded if folded.isascii() else folded.translate(_STROKED)


def fold_name(text: str) -> str:
    """A name as it is compared: folded, and with no space, hyphen or underscore.

    >>> fold_name("PX 1") == fold_name("px_1")
    True
    """
    return fold(text).translate(_JOINERS)


def skeleton(text: str) -> str:
    """What a name looks like: two names that a reader can hardly tell apart have the same skeleton.

    Names that ``fold_name`` takes for one have one skeleton. Beyond that, a Cyrillic or Greek letter counts
    as the Latin one that its capital looks like, as ids are mostly capitals; 0 counts as o; 1, I and | count
    as l; and characters that nobody sees count for nothing. Which letters are confused is told by the
    Unicode standard's Technical Standard 39 (confusables).

    >>> skeleton("\N{CYRILLIC CAPITAL LETTER ER}1O") == skeleton("pl0")
    True
    """
    return "".join(c for c in fold_name(text) if unicodedata.category(c) != "Cf").translate(_LOOK_ALIKES)


def natural(name: str) -> list[tuple[int, int, str]]:
    """Sorts names as people count: P2 before P10.

    >>> sorted(["P10", "P2"], key=natural)
    ['P2', 'P10']
    """
    parts = _DIGITS.findall(fold(name))
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts]


def nearest(wrong: str, known: Iterable[str]) -> str | None:
    """The known name closest to a wrong one, or None when none is close."""
    # 30 ms that only a mistake has to pay
    from rapidfuzz import fuzz, process

    found = process.extractOne(wrong, list(known), scorer=fuzz.ratio, processor=fold, score_cutoff=NEAR)
    return found[0] if found else None


def did_you_mean(wrong: str, known: Iterable[str]) -> str:
    """``Did you mean 'x'?``, or nothing when no known name is close."""
    found = nearest(wrong, known)
    return f"Did you mean '{found}'?" if found else ""


_STRAIGHT = str.maketrans(
    {
        "‘": "'", "’": "'", "‚": "'", "‛": "'", "“": '"', "”": '"', "„": '"',
        "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-",
    }
)  # fmt: skip
# Letters that Unicode does not take apart into a plain one and its accent
_STROKED = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe"})
# by their capitals: Β, Η, Ν and Υ look like B, H, N and Y, whatever β, η, ν and υ look like
_LOOK_ALIKES = str.maketrans(
    "авекмнорстухіјѕһӏүԁԛԝαβεζηικμνορτυχ01i|",
    "abekmhopctyxljshlydqwabezhlkmnoptyxolll",
)
_DIGITS = re.compile(r"\d+|\D+")
_JOINERS = str.maketrans("", "", " -_")
