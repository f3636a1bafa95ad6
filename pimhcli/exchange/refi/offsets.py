"""How a file counts positions in its texts, told by the evidence; each becomes code points of LF text.

Programs differ in whether a line end of two characters counts one or two, whether an emoji counts one
(code points) or two (UTF-16 units, as NVivo counts), and whether a byte order mark counts.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING, Literal, NamedTuple

from pimhcli.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Newlines = Literal["lf", "raw"]
Unit = Literal["cp", "utf16"]
Counted = Literal["", "cp", "utf16"]
Ends = Literal["", "lf", "raw"]
UNITS: tuple[Counted, ...] = ("cp", "utf16")
NEWLINES: tuple[Ends, ...] = ("lf", "raw")

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_MOST = 400  # selections that are looked at
_THIN = Fraction(1, 20)  # a margin below which the evidence settles nothing
_QUOTE, _OUT = 6, -5  # what a quote that stands there counts, and a position that is nowhere
_LF_ONLY = ("atlas", "qualcoder", "pimh")  # programs that count a line end as one, whatever it is


class Convention(NamedTuple):
    """How positions are counted.

    Args:
        newlines: whether a line end of two characters counts one (lf) or two (raw).
        unit: code points or UTF-16 units.
        bom: whether the byte order mark counts.
    """

    newlines: Newlines = "lf"
    unit: Unit = "cp"
    bom: bool = False

    def __str__(self) -> str:
        """The same in words."""
        units = "UTF-16 units" if self.unit == "utf16" else "code points"
        ends = "two" if self.newlines == "raw" else "one"
        return f"{units}, a line end as {ends}{', the byte order mark too' if self.bom else ''}"


_PLAIN = Convention()


class Span(NamedTuple):
    """A passage as a file has it.

    Args:
        start: the position of its beginning.
        end: the position of its end.
        quote: its words, or some other title.
    """

    start: int
    end: int
    quote: str = ""


class Wish(NamedTuple):
    """What the user says of how positions are counted; empty for what the evidence is to tell."""

    newlines: Ends = ""
    unit: Counted = ""


class Detected:
    """A text, and how the file counts positions in it.

    Args:
        text: LF line ends, no byte order mark.
        convention: how positions are counted.
        extra: the offsets in the text of what counts two.
        margin: by how much this fits better than the next best, from 0 to 1; None where there was nothing
            to choose.
        is_thin: whether the evidence settles nothing.
    """

    def __init__(
        self,
        text: str,
        convention: Convention = _PLAIN,
        extra: Sequence[int] = (),
        margin: Fraction | None = None,
        *,
        is_thin: bool = False,
    ) -> None:
        self.text, self.convention, self.margin, self.is_thin = text, convention, margin, is_thin
        self._extra, self._shift = extra, int(convention.bom)
        self._behind = [offset + number + 2 + self._shift for number, offset in enumerate(extra)]

    def at(self, position: int) -> int | None:
        """The offset in the text that a position means; None where it is nowhere.

        One within a character is that character's.
        """
        passed = bisect_right(self._behind, position)
        offset = position - self._shift - passed
        if passed < len(self._extra):
            offset = min(offset, self._extra[passed]) if offset == self._extra[passed] + 1 else offset
        return offset if 0 <= offset <= len(self.text) else None

    def back(self, offset: int) -> int:
        """The position of an offset in the text."""
        return offset + self._shift + bisect_left(self._extra, offset)


def detected(raw: str, spans: Sequence[Span], origin: str, wish: Wish, *, inline: bool = False) -> Detected:
    """A text with the convention that its passages fit best.

    Args:
        raw: the text as the file has it, with its line ends and its byte order mark.
        spans: the passages of it.
        origin: the program that made the file, whose habit decides where the evidence does not.
        wish: what the user says.
        inline: whether the text stood in the XML, where a line end of two characters became one.
    """
    has_bom = raw.startswith("\ufeff")
    body = raw[has_bom:]
    text = body.replace("\r\n", "\n").replace("\r", "\n")
    looked = spans[:: max(len(spans) // _MOST, 1)][:_MOST]
    tried = [
        Detected(text, convention, extra)
        for convention, extra in _candidates(body, text, has_bom=has_bom, inline=inline)
        if wish.newlines in {"", convention.newlines} and wish.unit in {"", convention.unit}
    ]
    usual = _usual(origin, inline=inline)
    tried = tried or [Detected(text, Convention(wish.newlines or "lf", wish.unit or "cp"))]
    tried.sort(key=lambda one: sum(a != b for a, b in zip(one.convention, usual, strict=True)))
    folded = [fold(span.quote.removesuffix("…").removesuffix("...")) for span in looked]
    scores = [_score(one, looked, folded) for one in tried]
    best = max(range(len(tried)), key=lambda number: (scores[number], -number))
    chosen = tried[best]
    places = _places(chosen, spans)
    others = [
        scores[number] for number, one in enumerate(tried) if number != best and _places(one, spans) != places
    ]
    if not others:
        return chosen
    most = sum(3 + _QUOTE * bool(quote) for quote in folded)
    margin = Fraction(scores[best] - max(others), most)
    return Detected(text, chosen.convention, chosen._extra, margin, is_thin=margin < _THIN)  # noqa: SLF001  # its own


def _candidates(
    body: str, text: str, *, has_bom: bool, inline: bool
) -> Iterator[tuple[Convention, list[int]]]:
    """The conventions that can differ for a text, with the offsets of what counts two."""
    if inline:
        ends = [found.start() for found in re.finditer("\n", text)]
    else:
        ends = [found.start() - number for number, found in enumerate(re.finditer("\r\n", body))]
    astral = [found.start() for found in _ASTRAL.finditer(text)]
    newlines: tuple[Newlines, ...] = ("lf", "raw") if ends else ("lf",)
    units: tuple[Unit, ...] = ("cp", "utf16") if astral else ("cp",)
    for newline, unit, bom in product(newlines, units, (False, True) if has_bom else (False,)):
        extra = sorted((ends if newline == "raw" else []) + (astral if unit == "utf16" else []))
        yield Convention(newline, unit, bom), extra


def _usual(origin: str, *, inline: bool) -> Convention:
    program = origin.casefold()
    is_one = inline or any(name in program for name in _LF_ONLY)
    return Convention("lf" if is_one else "raw", "utf16" if "nvivo" in program else "cp")


def _places(one: Detected, spans: Sequence[Span]) -> list[tuple[int | None, int | None]]:
    return [(one.at(span.start), one.at(span.end)) for span in spans]


def _score(one: Detected, spans: Sequence[Span], quotes: Sequence[str]) -> int:
    return sum(_fit(one, span, quote) for span, quote in zip(spans, quotes, strict=True))


def _fit(one: Detected, span: Span, quote: str) -> int:
    start, end, text = one.at(span.start), one.at(span.end), one.text
    if start is None or end is None or start > end:
        return _OUT
    fits = (not _in_word(text, start)) + (not _in_word(text, end)) + (not text[start : start + 1].isspace())
    # a quote may be cut, and its blanks changed
    words = fold(text[start : min(end, start + 4 * len(quote) + 40)])
    return fits + _QUOTE * ((bool(quote) and words == quote) or (len(quote) > 30 and words.startswith(quote)))


def _in_word(text: str, offset: int) -> bool:
    return 0 < offset < len(text) and text[offset - 1].isalnum() and text[offset].isalnum()


def decoded(data: bytes) -> tuple[str, str]:
    """The text of a member with its byte order mark, and the encoding where it is not UTF-8.

    Args:
        data: the whole member.
    """
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if data.startswith(mark):
            return data.decode(encoding, "replace"), "UTF-16"
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace"), "Windows-1252"
