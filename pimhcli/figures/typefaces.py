"""Which typeface has the letters of some words: Pillow's own, one of the machine, or none."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

from pimhcli.folding import bare

# the usual ones, each with its bold letters, then those of further scripts
_FILES = (
    ("", ""),  # Pillow's own: ASCII and a few marks, in one weight
    ("Arial.ttf", "Arial Bold.ttf"),
    ("arial.ttf", "arialbd.ttf"),
    ("LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf"),
    ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"),
    ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf"),
    ("NotoSansHebrew-Regular.ttf", "NotoSansHebrew-Bold.ttf"),
    ("NotoSansArabic-Regular.ttf", "NotoSansArabic-Bold.ttf"),
    ("NotoSansCJK-Regular.ttc", "NotoSansCJK-Bold.ttc"),
    ("msyh.ttc", "msyhbd.ttc"),
    ("YuGothR.ttc", "YuGothB.ttc"),
    ("malgun.ttf", "malgunbd.ttf"),
    ("PingFang.ttc", "PingFang.ttc"),
    ("Arial Unicode.ttf", "Arial Unicode.ttf"),
    ("DroidSansFallbackFull.ttf", "DroidSansFallbackFull.ttf"),
)
_PLAIN = str.maketrans({"–": "-", "—": "-", "−": "-", "•": "*", "★": "*", "·": "."})
_NO_LETTER = "\U0010ffff"  # what a typeface draws for it, it draws for every letter that it lacks
_TRIED = 40.0  # dots of a letter, enough to see whether it is one


class Set(NamedTuple):
    """Words as they are drawn.

    Args:
        words: with a question mark for each letter that no typeface has.
        file: of the typeface; empty for Pillow's own.
    """

    words: str
    file: str


def typeset(words: str, *, bold: bool = False) -> Set:
    """Words with the first typeface that has all their letters.

    Args:
        words: any.
        bold: whether they are bold.
    """
    file = _file("".join(sorted(set(words))), bold=bold)
    return Set(words, file) if file is not None else Set(_plain(words), "")


def lacking(words: str) -> str:
    """The letters of some words that are drawn as question marks; empty where a typeface has all.

    Args:
        words: any.
    """
    if _file("".join(sorted(set(words)))) is not None:
        return ""
    return "".join(sorted({letter for letter in words if _plain(letter) == "?" != letter}))


@cache
def font(file: str, size: float) -> Any:  # noqa: ANN401  # one of two kinds of font
    """A typeface in a size.

    Args:
        file: of the typeface; empty for Pillow's own.
        size: of its letters, in dots.

    Raises:
        OSError: it is not on this machine.
    """
    from PIL import ImageFont

    return ImageFont.truetype(file, size) if file else ImageFont.load_default(size)


@cache
def _file(letters: str, *, bold: bool = False) -> str | None:
    """The file of the first typeface that has some letters; None where none has them all."""
    return next((pair[bold] for pair in _FILES if _has(pair[bold], letters)), None)


@cache
def _has(file: str, letters: str) -> bool:
    """Whether a typeface is there and has some letters."""
    try:
        face = font(file, _TRIED)
    except OSError:
        return False
    none = bytes(face.getmask(_NO_LETTER))
    return all(letter.isspace() or bytes(face.getmask(letter)) != none for letter in letters)


def _plain(words: str) -> str:
    """Words in the letters that Pillow's own typeface has; a question mark stands for any other."""
    letters = bare(words.translate(_PLAIN))
    return "".join(letter if _has("", letter) else "?" for letter in letters)
