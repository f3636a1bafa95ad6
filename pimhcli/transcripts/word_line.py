"""The words of many turns in one line, in which the words of a quote are found."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pimhcli.folding import fold, fold_name
from pimhcli.transcripts.word_differences import Words, compared

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

FILLERS = (
    "um", "uhm", "umm", "uh", "uhh", "em", "emm", "erm", "er", "err", "eh", "ehm", "ah", "mm", "mmm", "hm",
    "hmm", "mhm", "äh", "ähm", "like", "well", "you know", "i mean", "sort of", "kind of",
)  # fmt: skip
_CUT = re.compile(r"\[\s*(?:…|\.{2,})\s*\]|\(\s*(?:…|\.{3,})\s*\)|…|\.{3,}|(?:[.:]\s+){2,}[.:](?!\w)")
_INSERTED = re.compile(r"(?<![^\W_])\[[^][]*\](?![^\W_])")
_TOKEN = re.compile(r"[^\s–—/]+")
_BRACKETED = re.compile(r"\[([^][]*)\]")
_MEANT = "%‰&€$£"  # punctuation and signs that are said
_TELLING = 8  # words of a quote, the rarest, that tell where it may stand
_SHIFT = 4  # words by which a quote may have moved within one neighbourhood
_TRIED = 3  # neighbourhoods
_SLACK = 6  # words to either side of one

Word = tuple[str, ...]


class Spoken(NamedTuple):
    """One turn.

    Args:
        transcript: id of its transcript.
        turn: its number.
        speaker: the participant's id, or the label of one who has none.
        text: what was said.
    """

    transcript: str
    turn: int
    speaker: str
    text: str


class Token(NamedTuple):
    """A word of a quote.

    Args:
        written: as it is printed.
        readings: what may have been said in its place: one word, or two where letters of it are in brackets.
    """

    written: str
    readings: Word


Fragment = list[Token]


class Nearest(NamedTuple):
    """The place most like a quote.

    Args:
        at: the word it begins with.
        likeness: the words that are the same, of all words of the quote and the place, from 0 to 1.
        difference: the words that differ, with some around them.
    """

    at: int
    likeness: float
    difference: str


def fragments(quote: str, fillers: Iterable[str] = ()) -> list[Fragment]:
    """What stands between the ellipses and insertions of a quote, word by word.

    Args:
        quote: as it is printed.
        fillers: words, and runs of two, that are left out.
    """
    pieces = _CUT.split(_INSERTED.sub(" … ", quote))
    found = [_without(list(tokens(piece)), fillers) for piece in pieces]
    return [fragment for fragment in found if fragment]


def tokens(text: str) -> Iterator[Token]:
    """The words of a text, without insertions."""
    for match in _TOKEN.finditer(_INSERTED.sub(" ", text)):
        if readings := _readings(match[0]):
            yield Token(match[0], readings)


@lru_cache(maxsize=50_000)
def _readings(token: str) -> Word:
    both = (_BRACKETED.sub(r"\1", token), _BRACKETED.sub("", token))
    return tuple(filter(None, dict.fromkeys(map(_bare, both))))


def _bare(token: str) -> str:
    """A word as it is compared: folded, without the punctuation around it and the hyphens in it."""
    start, end = 0, len(token)
    while start < end and _is_point(token[start]):
        start += 1
    while end > start and _is_point(token[end - 1]):
        end -= 1
    return fold(token[start:end]).replace("-", "")


def _is_point(character: str) -> bool:
    return not character.isalnum() and (
        unicodedata.category(character)[0] in "PSZ" and character not in _MEANT
    )


def _without(words: Fragment, fillers: Iterable[str]) -> Fragment:
    """The words without fillers; at the second word of a run of two both are taken."""
    left_out = frozenset(fillers)
    kept: Fragment = []
    for token in words if left_out else ():
        pair = f"{kept[-1].readings[0]} {token.readings[0]}" if kept else ""
        if pair in left_out:
            kept.pop()
        elif token.readings[0] not in left_out:
            kept.append(token)
    return kept if left_out else words


class Line:
    """Words in one line, of which no quote reaches from one speaker or transcript to the next.

    Args:
        spoken: the turns, those of one speaker in one transcript next to each other.
        shown: the turns as they are told of, where they are others.
        fillers: words that are left out.
    """

    def __init__(
        self, spoken: Sequence[Spoken], shown: Sequence[Spoken] = (), fillers: Iterable[str] = ()
    ) -> None:
        self._turns = tuple(shown or spoken)
        self._speakers = [fold_name(one.speaker) for one in spoken]
        self._words: list[str] = []
        self._written: list[str] = []
        self._turn_of: list[int] = []
        self._end_of: list[int] = []  # for each word, where the words of its speaker end
        self._places: dict[str, list[int]] = {}
        starts = self._filled(spoken, tuple(fillers))
        for start, end in zip(starts, [*starts[1:], len(self._words)], strict=True):
            self._end_of += [end] * (end - start)
        for at, word in enumerate(self._words):
            self._places.setdefault(word, []).append(at)

    def _filled(self, spoken: Sequence[Spoken], fillers: Sequence[str]) -> list[int]:
        """Takes in the words, and gives where each speaker's begin."""
        starts, last = list[int](), ("", "")
        for number, one in enumerate(spoken):
            said = _without(list(tokens(one.text)), fillers)
            if said and (one.transcript, one.speaker) != last:
                starts.append(len(self._words))
                last = one.transcript, one.speaker
            self._words += [token.readings[0] for token in said]
            self._written += [token.written for token in said]
            self._turn_of += [number] * len(said)
        return starts

    def _is_of(self, at: int, speaker: str) -> bool:
        return not speaker or self._speakers[self._turn_of[at]] == speaker

    def turn(self, at: int) -> Spoken:
        """The turn that a word stands in."""
        return self._turns[self._turn_of[at]]

    def find(self, parts: Sequence[Fragment], speaker: str = "") -> int | None:
        """The word that a quote begins with; None where it is not said in order by one speaker.

        Args:
            parts: of the quote.
            speaker: whose words to look among, folded; empty for everybody's.
        """
        if not parts:
            return None
        first, *others = [list(self._places_of(part)) for part in parts]
        lengths = [len(part) for part in parts]
        for start in first:
            if self._is_of(start, speaker) and self._follow(start, others, lengths):
                return start
        return None

    def _follow(self, start: int, others: Sequence[list[int]], lengths: Sequence[int]) -> bool:
        """Whether the other parts of a quote come behind the first, said by the same speaker."""
        end, at = self._end_of[start], start + lengths[0]
        for places, length in zip(others, lengths[1:], strict=True):
            index = bisect_left(places, at)
            if index == len(places) or places[index] + length > end:
                return False
            at = places[index] + length
        return True

    def _places_of(self, part: Fragment) -> Iterator[int]:
        """Where all words of a part stand in a row."""
        offset = min(range(len(part)), key=lambda at: sum(map(self._count, part[at].readings)))
        anchors = sorted({place for word in part[offset].readings for place in self._places.get(word, ())})
        for anchor in anchors:
            start = anchor - offset
            if (
                start < 0
                or start + len(part) > self._end_of[anchor]
                or self._end_of[start] != self._end_of[anchor]
            ):
                continue
            if all(self._words[start + at] in token.readings for at, token in enumerate(part)):
                yield start

    def _count(self, word: str) -> int:
        return len(self._places.get(word, ()))

    def nearest(self, parts: Sequence[Fragment], speaker: str = "") -> Nearest | None:
        """The place most like a quote; None when nothing is like it.

        Args:
            parts: of the quote.
            speaker: whose words to look among, folded; empty for everybody's.
        """
        found = [self._nearest_of(part, speaker) for part in parts]
        words = sum(map(len, parts))
        same = sum(one.likeness * len(part) for one, part in zip(found, parts, strict=True) if one)
        worst = min(filter(None, found), key=lambda one: one.likeness, default=None)
        return worst and Nearest(worst.at, same / words, worst.difference)

    def _nearest_of(self, part: Fragment, speaker: str) -> Nearest | None:
        candidates = [self._compared(part, start) for start in self._neighbourhoods(part, speaker)]
        return max(candidates, key=lambda one: one.likeness, default=None)

    def _neighbourhoods(self, part: Fragment, speaker: str) -> Iterator[int]:
        """Where many words of a part stand about as far from each other as in it."""
        votes = Counter[int]()
        telling = sorted(range(len(part)), key=lambda at: self._count(part[at].readings[0]))
        known = [at for at in telling if self._count(part[at].readings[0])]
        for at in known[:_TELLING]:
            for place in self._places[part[at].readings[0]]:
                if self._is_of(place, speaker):
                    votes[(place - at) // _SHIFT] += 1
        near = {shift: count + votes.get(shift + 1, 0) for shift, count in votes.items()}
        for shift in sorted(near, key=lambda one: -near[one])[:_TRIED]:
            yield shift * _SHIFT

    def _compared(self, part: Fragment, start: int) -> Nearest:
        middle = min(max(start + len(part) // 2, 0), len(self._words) - 1)
        until = min(self._end_of[middle], start + len(part) + _SLACK + _SHIFT)
        own = self._end_of[middle]
        first = next(at for at in range(max(start - _SLACK, 0), middle + 1) if self._end_of[at] == own)
        printed = Words([token.readings[0] for token in part], [token.written for token in part])
        found = compared(printed, Words(self._words[first:until], self._written[first:until]))
        return Nearest(min(first + found.at, len(self._words) - 1), found.likeness, found.difference)
