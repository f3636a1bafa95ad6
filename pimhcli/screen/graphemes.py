"""How each character of a transcript is drawn: in a form and width on which terminals agree."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from rich.cells import cell_len

from pimhcli.transcripts.segments import graphemes

# One cell and one code point each, in every terminal; the newline of a turn is drawn as a blank
_ODD = re.compile(
    r"[^\n\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0377\u037a-\u037f\u0384-\u0482\u05d0-\u05ea"
    r"\u1e00-\u1eff\u2010-\u2027\u2030-\u203b\u203d-\u2048\u204a-\u205e\u20a0-\u20bf]"
)
_HIDDEN = "·"
_TAB = "    "
_CIRCLE = "◌"
# More marks on one letter than this are cut off by terminals, each at another place
_MARKS = 3
_VARIANTS = "\ufe0e\ufe0f\u20e3"
# Signs that are one cell to some terminals and two to others, beside the spacing marks of Indic scripts
_DISPUTED = re.compile("[\u2630-\u2637\u268a-\u268f\u3248-\u324f\u4dc0-\u4dff\U0001d300-\U0001d37f]")


def is_plain(text: str) -> bool:
    """Whether every code point is one character of one cell, drawn as it stands but for newlines."""
    return not _ODD.search(text)


def shown(text: str) -> str:
    """A text as it is drawn: no control character, and no character whose width terminals disagree on."""
    if is_plain(text):
        return text.replace("\n", " ")
    bounds = graphemes(text)
    return "".join(form(text[start:end]) for start, end in pairwise(bounds))


def form(cluster: str) -> str:
    """What is drawn for one character.

    Args:
        cluster: its code points.
    """
    found = _FORMS.get(cluster)
    if found is None:
        found = _FORMS[cluster] = _form(cluster)
    return found


def width(cluster: str) -> int:
    """The cells that a character is drawn in, at least one.

    Args:
        cluster: its code points.
    """
    found = _WIDTHS.get(cluster)
    if found is None:
        found = _WIDTHS[cluster] = cell_len(form(cluster))
    return found


def fitted(text: str, cells: int) -> str:
    """A text in exactly so many cells: filled up with blanks, or cut off with an ellipsis.

    Args:
        text: any, a hostile one too.
        cells: at least one.
    """
    drawn = shown(text)
    if cell_len(drawn) > cells:
        drawn = _cut(text, cells - 1) + "…"
    return drawn + " " * (cells - cell_len(drawn))


def _cut(text: str, cells: int) -> str:
    bounds, drawn = graphemes(text), ""
    for start, end in pairwise(bounds):
        further = drawn + form(text[start:end])
        if cell_len(further) > cells:
            break
        drawn = further
    return drawn


# As many entries as different characters were met: some hundreds
_FORMS: dict[str, str] = {"\t": _TAB, "\n": " ", "\r\n": " "}
_WIDTHS: dict[str, int] = {}


def _form(cluster: str) -> str:
    first = cluster[0]
    if "🇦" <= first <= "🇿":
        return "".join(chr(ord(sign) - ord("🇦") + ord("A")) for sign in cluster if "🇦" <= sign <= "🇿")
    if unicodedata.category(first)[0] == "M":
        return _dotted(_CIRCLE + first) if first not in _VARIANTS else _HIDDEN
    if unicodedata.category(first) == "Zs":
        return first if unicodedata.east_asian_width(first) == "F" else " "
    if unicodedata.category(first)[0] in "CZ" or _DISPUTED.match(first):
        return _HIDDEN
    return _safe(_composed(cluster))


def _composed(cluster: str) -> str:
    """A letter with its marks in the fewest code points; of what is glued to a picture, the picture."""
    letters = cluster if len(cluster) == 1 else unicodedata.normalize("NFC", cluster)
    pictured = any(map(_glues, letters[1:])) or not letters[0].isalpha()
    return letters[0] if pictured else _dotted(letters[: _MARKS + 1])


def _dotted(letters: str) -> str:
    """Letters with a dot for each mark that takes a cell to some terminals and none to others."""
    return "".join(_HIDDEN if unicodedata.category(sign) == "Mc" else sign for sign in letters)


def _glues(sign: str) -> bool:
    """Whether a code point is itself neither a mark nor a letter: a joiner, a skin tone, a tag, a variant."""
    return unicodedata.category(sign) not in {"Mn", "Mc", "Me", "Lo"} or sign in _VARIANTS


def _safe(drawn: str) -> str:
    """What is drawn, or a dot where Rich would draw it in no cell at all."""
    return drawn if cell_len(drawn) else _HIDDEN
