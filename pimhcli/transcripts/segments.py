"""What a turn's text consists of: sentences, words, and the characters as a reader counts them."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Span = tuple[int, int]

# Scripts in which every code point is a character; what may join with others starts a search
_JOINING = re.compile(
    r"[^\n\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u05d0-\u05ea\u1e00-\u1fff\u2010-\u2027\u2030-\u205e"
    r"\u20a0-\u20bf\u3001-\u3029\u3041-\u3096\u30a1-\u30fa\u3400-\u4dbf\u4e00-\u9fff\uff01-\uff60]"
)
_ZWJ, _ZWNJ = "\u200d", "\u200c"
_MARK, _CONTROL, _PICTURE, _FLAG, _LEAD, _VOWEL, _TAIL, _OPEN, _CLOSED, _OTHER = range(10)
# Hangul: a syllable is written as one code point, open or closed by a tail, or piece by piece
_JOINS = {
    _LEAD: {_LEAD, _VOWEL, _OPEN, _CLOSED},
    _VOWEL: {_VOWEL, _TAIL},
    _OPEN: {_VOWEL, _TAIL},
    _CLOSED: {_TAIL},
    _TAIL: {_TAIL},
}
# Any mark stands for all marks once they are mapped to it
_SOME_MARK = "\u0300"

_APOSTROPHES = "'’ʼ\\-‐‑"
_WORD = re.compile(rf"[^\W_](?:[^\W_]|{_SOME_MARK})*(?:[{_APOSTROPHES}](?:[^\W_]|{_SOME_MARK})+)*")

# Marks of transcription are kept in the text and are no words: [laughs], ((nods)), (0.5). One may hold
# brackets once more; an opening one is looked past no further, or a turn of nothing else took 15 s
_UNSPOKEN = re.compile(r"\[[^][]*(?:\[[^][]*\][^][]*)*\]|\(\([^()]*(?:\([^()]*\)[^()]*)*\)\)|\([\d.]+\)")

_CLOSING = "\"'”’»)\\]}"
_OPENING = "\"'“‘«([{¿¡"
# Stops of scripts that write no blank behind them end a sentence at once
_STOP = re.compile(rf"(?P<stop>[.!?…؟۔।]+)(?P<closing>[{_CLOSING}]*)(?=\s|$)|[。！？]+[{_CLOSING}」』）]*")
_NEXT = re.compile(rf"\s*[{_OPENING}]*(?P<letter>\S)?")
_LAST = re.compile(rf"[^\s{_OPENING}]+$")
_WITH_STOPS = re.compile(r"[^\W\d_]{1,2}(?:\.[^\W\d_]{1,2})+")
# Short forms: before what belongs to them; at the end of a sentence too; before numbers
_INSIDE = frozenset(
    {"dr", "mr", "mrs", "ms", "mx", "prof", "st", "rev", "capt", "sgt", "lt", "fr", "sr"}
    | {"e.g", "i.e", "eg", "ie", "cf", "viz", "vs", "approx", "ca", "fig", "figs"}
)
_MAYBE = frozenset({"etc", "al", "jr", "inc", "ltd", "co", "dept", "univ", "min", "mins", "hr", "hrs", "yrs"})
_BEFORE_NUMBERS = frozenset({"no", "nos", "nr", "p", "pp", "vol", "ch", "art", "sec", "para"})


def trimmed(text: str, start: int, end: int) -> Span:
    """The span without its outer blanks; an empty one at the start when it holds nothing else.

    Args:
        text: the text that the offsets count, in code points.
        start: offset of the first character.
        end: offset behind the last one.
    """
    part = text[start:end]
    if not part.strip():
        return start, start
    first = start + len(part) - len(part.lstrip())
    # a mark that stands on a blank is drawn with it
    first -= first > start and _kind(text[first]) == _MARK and _kind(text[first - 1]) != _CONTROL
    return first, start + len(part.rstrip())


def whole(text: str, start: int, end: int) -> Span:
    """The span, widened until it cuts no character as a reader counts them.

    Args:
        text: the text that the offsets count, in code points.
        start: offset of the first character.
        end: offset behind the last one.
    """
    return _starts_around(text, start)[0], _starts_around(text, end)[-1]


def words(text: str) -> tuple[Span, ...]:
    """The words; an apostrophe or a hyphen inside one belongs to it, punctuation to none."""
    return tuple(found.span() for found in _WORD.finditer(_with_one_mark(text)))


def spoken(text: str, start: int = 0, end: int | None = None) -> int:
    """How many words are spoken; those within marks of transcription are not.

    Args:
        text: one turn's.
        start: offset in it, in code points.
        end: offset behind the part that counts; None for the end of the text.
    """
    # a mark that the part begins or ends in is none the less a mark
    heard = _UNSPOKEN.sub(lambda mark: " " * len(mark[0]), text) if "[" in text or "(" in text else text
    return len(words(heard[start:end]))


def sentences(text: str) -> tuple[Span, ...]:
    """The sentences without outer blanks; what has no stop is one, nothing but blanks is none.

    Args:
        text: one turn's.
    """
    ends = [found.end() for found in _STOP.finditer(text) if _ends_sentence(text, found)]
    spans = (trimmed(text, start, end) for start, end in zip([0, *ends], [*ends, len(text)], strict=True))
    return tuple((start, end) for start, end in spans if start < end)


def graphemes(text: str) -> Sequence[int]:
    """The offsets at which a character as a reader counts them starts, and the end of the text.

    Emoji of several code points, flags, letters with combining marks, Hangul syllables in pieces and CR LF
    are one each; any other control is always its own.
    """
    if not _JOINING.search(text):
        return range(len(text) + 1)
    return [*_starts(text), len(text)]


def _starts_around(text: str, offset: int) -> list[int]:
    """Where the character that an offset lies in starts and ends; the offset alone where one starts."""
    first = last = offset
    while not _surely_starts(text, first):
        first -= 1
    while not _surely_starts(text, last):
        last += 1
    starts = [first + at for at in graphemes(text[first:last])]
    behind = bisect_left(starts, offset)
    return [starts[behind]] if starts[behind] == offset else starts[behind - 1 : behind + 1]


def _surely_starts(text: str, at: int) -> bool:
    # no ASCII joins with what stands before it, but for the LF of CR LF
    return not 0 < at < len(text) or (text[at].isascii() and text[at] != "\n")


def _ends_sentence(text: str, found: re.Match[str]) -> bool:
    stop = found["stop"]
    following = _NEXT.match(text, found.end())
    letter = (following and following["letter"]) or ""
    if stop is None:
        return not letter or _kind(text[found.end()]) != _MARK
    if not letter:
        return True
    if stop == ".":
        # no word with a stop behind it is longer, and a long turn is not looked through again
        before = _LAST.search(text, max(found.start() - 24, 0), found.start())
        return not before or not _is_short_form(before, letter)
    if stop.endswith(("...", "…")):
        # a pause, unless what follows starts anew
        return not letter.islower()
    return not (letter.islower() and re.search("[\"'”’»]", found["closing"]))


def _is_short_form(before: re.Match[str], letter: str) -> bool:
    """Whether a stop only shortens its word: Dr. Smith, J. Smith, 5 p.m. today, and the 1. of a list."""
    word = before[0]
    low = word.casefold()
    if low in _INSIDE or (len(word) == 1 and word.isupper() and word != "I"):
        return True
    if low in _MAYBE or _WITH_STOPS.fullmatch(word):
        return not letter.isupper()
    if low in _BEFORE_NUMBERS:
        return letter.isdigit()
    return word.isdigit() and not before.string[: before.start()].strip()


def _with_one_mark(text: str) -> str:
    return text.translate(_MARKS) if _JOINING.search(text) else text


class _Marks(dict[int, int]):
    """Maps each mark to one of them and everything else to itself, as it meets them."""

    def __missing__(self, code: int) -> int:
        self[code] = ord(_SOME_MARK) if unicodedata.category(chr(code))[0] == "M" else code
        return self[code]


_MARKS = _Marks()


def _starts(text: str) -> Iterator[int]:
    before, picture, flags = _CONTROL, False, 0
    for at, character in enumerate(text):
        kind = _kind(character)
        joined = _joins(before, kind, odd_flags=flags % 2 == 1) or (
            kind == _PICTURE and picture and text[at - 1] == _ZWJ
        )
        if not joined and not (character == "\n" and text[at - 1 : at] == "\r"):
            yield at
            picture = kind == _PICTURE
        flags = flags + 1 if kind == _FLAG else 0
        before = kind


def _joins(before: int, kind: int, *, odd_flags: bool) -> bool:
    if kind == _MARK:
        return before != _CONTROL
    return kind in _JOINS.get(before, ()) or (before == kind == _FLAG and odd_flags)


class _Kinds(dict[str, int]):
    """The kind of each character that was met."""

    def __missing__(self, character: str) -> int:
        self[character] = _kind_of(character)
        return self[character]


_KINDS = _Kinds()
_kind = _KINDS.__getitem__


def _kind_of(character: str) -> int:
    code, category = ord(character), unicodedata.category(character)
    if category[0] == "M" or character in "\u0e33\u0eb3" + _ZWJ + _ZWNJ or _is_modifier(code):
        return _MARK
    if category in {"Cc", "Cf", "Cs", "Zl", "Zp"}:
        return _CONTROL
    if 0x1F1E6 <= code <= 0x1F1FF:
        return _FLAG
    return _PICTURE if _is_picture(code) else _hangul(code)


def _is_modifier(code: int) -> bool:
    """Skin tones, and the tags that tell one black flag from another."""
    return 0x1F3FB <= code <= 0x1F3FF or 0xE0020 <= code <= 0xE007F


def _is_picture(code: int) -> bool:
    return 0x1F000 <= code <= 0x1FAFF or 0x2190 <= code <= 0x2BFF or code in {0xA9, 0xAE, 0x203C, 0x2049}


def _hangul(code: int) -> int:
    if 0x1100 <= code <= 0x115F or 0xA960 <= code <= 0xA97C:
        return _LEAD
    if 0x1160 <= code <= 0x11A7 or 0xD7B0 <= code <= 0xD7C6:
        return _VOWEL
    if 0x11A8 <= code <= 0x11FF or 0xD7CB <= code <= 0xD7FB:
        return _TAIL
    if 0xAC00 <= code <= 0xD7A3:
        return _CLOSED if (code - 0xAC00) % 28 else _OPEN
    return _OTHER
