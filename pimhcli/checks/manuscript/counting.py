"""Numbers in prose: in digits or in words."""

from __future__ import annotations

_SMALL = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
_UNITS = "|".join(_SMALL[1:10])
_WORDS = "|".join((rf"(?:{'|'.join(_TENS)})(?:[- ](?:{_UNITS}))?", *reversed(_SMALL)))
NUMBER = rf"(?:\d{{1,4}}|{_WORDS})"
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
ORDINAL = "|".join(_ORDINALS)


def number(words: str) -> int:
    """The number that digits or words stand for.

    >>> number("7"), number("Thirteen"), number("forty-two")
    (7, 13, 42)
    """
    folded = words.casefold()
    if folded.isdecimal():
        return int(folded)
    if folded in _SMALL:
        return _SMALL.index(folded)
    ten, _, unit = folded.replace("-", " ").partition(" ")
    return _TENS[ten] + (_SMALL.index(unit) if unit else 0)


def ordinal(words: str) -> int:
    """The number of an ordinal.

    >>> ordinal("Fourth")
    4
    """
    return _ORDINALS.index(words.casefold()) + 1
