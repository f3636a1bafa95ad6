"""What all figures share: their width, the sizes of their letters, their colours, and how wide words are."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import combining, east_asian_width, normalize

from pimhcli.coding.colours import hues
from pimhcli.figures.model import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pimhcli.coding.codebook import Codebook
    from pimhcli.figures.model import Anchor

WIDTH = 482.0  # points; 170 mm, which journals print across both columns
SIZE, SMALL = 9.0, 8.0  # points of letters; the least that journals print is 7
LEADING = 1.25  # from one line to the next, in sizes of the letters
INK, GREY, FAINT = "#1a1a1a", "#595959", "#d9d9d9"

GROUND = "#f0f0f0"  # what coloured marks stand on

# Okabe & Ito's, which people of any colour vision tell apart, in the order of the names of colours; all but
# the first darker, so that each stands out from its ground in grey too
PALETTE = ("#0072b2", "#008560", "#b07600", "#c24e00", "#b05a8a", "#2c82b5")
_PALE = 0.85  # of white in the ground that words stand on

# in sizes of the letters: no less than in Arial or in Pillow's own typeface
_WIDTHS = {"iljI.,:;|!'’‘ftr()[]/-·• ": 0.33, "cksvxyzJ": 0.55, "mMw%&": 0.9, "W@…—": 1.02}
_WIDTH_OF = {letter: width for letters, width in _WIDTHS.items() for letter in letters}
_BOLDER = 1.08


def colours(book: Codebook) -> dict[str, str]:
    """The colour of each theme, as red, green and blue: the one it was given, else the next one.

    Args:
        book: the codebook.
    """
    usual = {key: PALETTE[number] for key, number in hues(book).items()}
    own = {code.id: code.colour for code in book.themes() if code.colour.startswith("#")}
    return {code.id: (usual | own)[code.id] for code in book.themes()}


def pale(colour: str) -> str:
    """A colour that is nearly white, for words to stand on.

    >>> pale("#000000")
    '#d9d9d9'
    """
    parts = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(255 * _PALE + part * (1 - _PALE)):02x}" for part in parts)


def width(words: str, size: float = SIZE, *, bold: bool = False) -> float:
    """How wide words are at most, in points; the typeface that draws them is not known.

    Args:
        words: on one line.
        size: of the letters, in points.
        bold: whether they are bold.
    """
    return sum(map(_em, normalize("NFD", words))) * size * (_BOLDER if bold else 1)


def _em(letter: str) -> float:
    if letter in _WIDTH_OF:
        return _WIDTH_OF[letter]
    if combining(letter):
        return 0
    if east_asian_width(letter) in {"W", "F"}:
        return 1
    if letter.isascii():
        return 0.79 if letter.isupper() else 0.63
    return 1.02 if letter.isupper() else 0.75


def wrapped(words: str, room: float, size: float = SIZE, *, bold: bool = False) -> list[str]:
    """Words as lines, each as wide as the room or less; one at least.

    Args:
        words: any.
        room: in points.
        size: of the letters, in points.
        bold: whether they are bold.
    """
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if width(longer, size, bold=bold) <= room:
            lines[-1] = longer
        else:
            lines += _broken(word, room, size, bold=bold)
    return list(filter(None, lines)) or [""]


def _broken(word: str, room: float, size: float, *, bold: bool) -> list[str]:
    """A word in as many parts as it needs: one, but for scripts without blanks and for mere strings."""
    parts = [""]
    for letter in word:
        if parts[-1] and width(parts[-1] + letter, size, bold=bold) > room:
            parts.append("")
        parts[-1] += letter
    return parts


def cut(words: str, room: float, size: float = SIZE) -> str:
    """Words on one line, with an ellipsis where they had to be cut.

    Args:
        words: any.
        room: in points.
        size: of the letters, in points.
    """
    first, *more = wrapped(words, room, size)
    if not more:
        return first
    while first and width(f"{first}…", size) > room:
        first = first[:-1]
    return f"{first.rstrip()}…"


def stacked(lines: Sequence[Text], x: float, top: float, anchor: Anchor = "start") -> list[Text]:
    """Lines of words one under the other.

    Args:
        lines: whose places do not matter yet.
        x: where each begins, or ends, in points.
        top: of the first, in points.
        anchor: which part of them stands at x.
    """
    placed = []
    for line in lines:
        placed.append(Text(x, top + line.size, line.words, line.size, anchor, line.bold, line.fill))
        top += line.size * LEADING
    return placed


def height(lines: Sequence[Text]) -> float:
    """How high lines of words are together, in points."""
    return sum(line.size * LEADING for line in lines)
