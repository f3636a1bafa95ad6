"""The words of many turns in one line, in which the words of a quote are found."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from pimhcli.folding import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

FILLERS = (
    "um", "uhm", "umm", "uh", "uhh", "em", "emm", "erm", "er", "err", "eh", "ehm", "ah", "mm", "mmm", "hm",
    "hmm", "mhm", "äh", "ähm", "like", "well", "you know", "i mean", "sort of", "kind of",
)  # fmt: skip
_CUT = re.compile(r"\[\s*(?:…|\.{2,})\s*\]|\(\s*(?:…|\.{3,})\s*\)|…|\.{3,}|(?:[.:]\s+){2,}[.:](?!\w)")
_INSERTED = re.compile(r"(?<![^\W_])\[[^][]*\](?![^\W_])")
_TOKEN = re.compile(r"[^\s–—/]+")
_BRACKETED = re.compile(r"\[([^][]*)\]")
_MEANT = "%‰&€$£"  # punctuation and signs that are said
_COMMON = 400  # places of a word; a word that is met more often tells little of where a quote stands
_SHIFT = 4  # words by which a quote may have moved within one neighbourhood
_TRIED = 3  # neighbourhoods
_SLACK = 6  # words to either side of one
_AROUND = 3  # words that are shown on either side of what differs

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
        likeness: the part of the quote's words that stand there, of 1.
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
    found = [_without(list(_tokens(piece)), fillers) for piece in pieces]
    return [fragment for fragment in found if fragment]


def _tokens(text: str) -> Iterator[Token]:
    for match in _TOKEN.finditer(_INSERTED.sub(" ", text)):
        both = (_BRACKETED.sub(r"\1", match[0]), _BRACKETED.sub("", match[0]))
        if readings := tuple(filter(None, map(_bare, dict.fromkeys(both)))):
            yield Token(match[0], readings)


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


def _without(tokens: Fragment, fillers: Iterable[str]) -> Fragment:
    """The words without fillers; at the second word of a run of two both are taken."""
    left_out = frozenset(fillers)
    kept: Fragment = []
    for token in tokens if left_out else ():
        pair = f"{kept[-1].readings[0]} {token.readings[0]}" if kept else ""
        if pair in left_out:
            kept.pop()
        elif token.readings[0] not in left_out:
            kept.append(token)
    return kept if left_out else tokens


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
            tokens = _without(list(_tokens(one.text)), fillers)
            if tokens and (one.transcript, one.speaker) != last:
                starts.append(len(self._words))
                last = one.transcript, one.speaker
            self._words += [token.readings[0] for token in tokens]
            self._written += [token.written for token in tokens]
            self._turn_of += [number] * len(tokens)
        return starts

    def turn(self, at: int) -> Spoken:
        """The turn that a word stands in."""
        return self._turns[self._turn_of[at]]

    def find(self, parts: Sequence[Fragment], own: Callable[[Spoken], bool] | None = None) -> int | None:
        """The word that a quote begins with; None where it is not said in order by one speaker.

        Args:
            parts: of the quote.
            own: whether a turn is by whoever may have said it; None for everybody.
        """
        if not parts:
            return None
        first, *others = [list(self._places_of(part)) for part in parts]
        lengths = [len(part) for part in parts]
        for start in first:
            if (own is None or own(self.turn(start))) and self._follow(start, others, lengths):
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
            if start < 0 or start + len(part) > self._end_of[anchor] or self._end_of[start] != self._end_of[anchor]:
                continue
            if all(self._words[start + at] in token.readings for at, token in enumerate(part)):
                yield start

    def _count(self, word: str) -> int:
        return len(self._places.get(word, ()))

    def nearest(
        self, parts: Sequence[Fragment], own: Callable[[Spoken], bool] | None = None
    ) -> Nearest | None:
        """The place most like a quote; None when nothing is like it.

        Args:
            parts: of the quote.
            own: whether a turn is by whoever may have said it; None for everybody.
        """
        found = [self._nearest_of(part, own) for part in parts]
        words = sum(map(len, parts))
        same = sum(one.likeness * len(part) for one, part in zip(found, parts, strict=True) if one)
        worst = min(filter(None, found), key=lambda one: one.likeness, default=None)
        return worst and Nearest(worst.at, same / words, worst.difference)

    def _nearest_of(self, part: Fragment, own: Callable[[Spoken], bool] | None) -> Nearest | None:
        candidates = [self._compared(part, start) for start in self._neighbourhoods(part, own)]
        return max(candidates, key=lambda one: one.likeness, default=None)

    def _neighbourhoods(self, part: Fragment, own: Callable[[Spoken], bool] | None) -> Iterator[int]:
        """Where many words of a part stand about as far from each other as in it."""
        votes = Counter[int]()
        for at, token in enumerate(part):
            places = self._places.get(token.readings[0], ())
            for place in places if len(places) <= _COMMON else ():
                if own is None or own(self.turn(place)):
                    votes[(place - at) // _SHIFT] += 1
        near = {shift: count + votes.get(shift + 1, 0) for shift, count in votes.items()}
        for shift in sorted(near, key=lambda one: -near[one])[:_TRIED]:
            yield shift * _SHIFT

    def _compared(self, part: Fragment, start: int) -> Nearest:
        # 30 ms that only a quote which stands nowhere has to pay
        from rapidfuzz.distance import Levenshtein

        middle = min(max(start + len(part) // 2, 0), len(self._words) - 1)
        until = min(self._end_of[middle], start + len(part) + _SLACK + _SHIFT)
        first = next(
            at for at in range(max(start - _SLACK, 0), middle + 1) if self._end_of[at] == self._end_of[middle]
        )
        printed = [token.readings[0] for token in part]
        codes = list(Levenshtein.opcodes(printed, self._words[first:until]))
        # words said before and behind the quote are none that it lacks
        while codes and codes[0].tag == "insert":
            del codes[0]
        while codes and codes[-1].tag == "insert":
            del codes[-1]
        edits = sum(
            max(c.src_end - c.src_start, c.dest_end - c.dest_start) for c in codes if c.tag != "equal"
        )
        at = first + (codes[0].dest_start if codes else 0)
        shown = " ".join(self._shown(part, first, code) for code in codes)
        return Nearest(min(at, len(self._words) - 1), max(1 - edits / len(part), 0), _around(shown, codes))
