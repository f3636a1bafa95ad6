"""Looks for a quote in a text whose earlier version is not known: by its words and those around it."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from pimhcli.transcripts.mapping.tokens import folded, tokenised
from pimhcli.transcripts.mapping.words import pieces

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORD = re.compile(r"\w+")
_MANY = 400  # places of a word: from here on it tells nothing about a place
_PART = 6  # characters of the context
_NEAR = 5  # what nearness counts for, beside a likeness of 0 to 100
_FAR = 20_000  # characters, behind which no place is near
_LOOKED_AT = 4  # the stretches with most of the quote's words
_LONGEST = 20_000  # characters of a quote that are compared


class Quote(msgspec.Struct, frozen=True):
    """A quote as it stood in an earlier version.

    Args:
        words: to the letter.
        pre: the characters before it; empty when they are not known.
        post: the characters behind it.
        start: offset that it had, in code points.
    """

    words: str
    pre: str = ""
    post: str = ""
    start: int = 0


class Candidate(NamedTuple):
    """A place that a quote may stand at now.

    Args:
        score: by which places are compared: likeness of the context, and nearness.
        likeness: of the words, 0 to 100; 100 to the letter.
        context: likeness of what stands around them, 0 to 100.
        start: offset in the text, in code points.
        end: offset behind the place.
    """

    score: float
    likeness: float
    context: float
    start: int
    end: int


class Quoted:
    """Finds quotes in one text; what it learns of the text serves every further quote.

    Args:
        text: where to look.
    """

    def __init__(self, text: str) -> None:
        self._text = text

    def exact(self, quote: Quote) -> list[Candidate]:
        """The places of a quote to the letter, the one with the likest context first.

        Of a quote that stands everywhere they are those with a part of its context, or the nearest.
        """
        if not quote.words:
            return []
        places = self._places(quote)
        return sorted((self._candidate(quote, at, at + len(quote.words), 100) for at in places), reverse=True)

    def _places(self, quote: Quote) -> list[int]:
        places, at = [], self._text.find(quote.words)
        while at >= 0:
            places.append(at)
            at = self._text.find(quote.words, at + 1)
        if not quote.pre and not quote.post:
            places = [at for at in places if self._is_whole(at, at + len(quote.words))] or places
        if len(places) <= _MANY:
            return places
        before, behind, size = quote.pre[-_PART:], quote.post[:_PART], len(quote.words)
        fitting = [
            at
            for at in places
            if (before and self._text.endswith(before, 0, at))
            or (behind and self._text.startswith(behind, at + size))
        ]
        return sorted(fitting or places, key=lambda at: abs(at - quote.start))[:_MANY]

    def _is_whole(self, start: int, end: int) -> bool:
        """Whether a place begins and ends where words do."""
        around = self._text[max(start - 1, 0) : start + 1], self._text[end - 1 : end + 1]
        return not any(len(two) == 2 and two.isalnum() for two in around)

    def alike(self, quote: Quote) -> list[Candidate]:
        """The places of words much like a quote, in the same surroundings, the likest first."""
        from rapidfuzz import fuzz

        found = []
        for start, end in self._stretches(quote):
            place = self._place(quote, start, end)
            if place:
                words = self._text[slice(*place)]
                found.append(
                    self._candidate(quote, *place, fuzz.ratio(quote.words[:_LONGEST], words[:_LONGEST]))
                )
        return sorted(set(found), key=lambda one: one.likeness + one.score, reverse=True)

    def _candidate(self, quote: Quote, start: int, end: int, likeness: float) -> Candidate:
        from rapidfuzz import fuzz

        sides = [
            fuzz.ratio(quote.pre, self._text[max(start - len(quote.pre), 0) : start]),
            fuzz.ratio(quote.post, self._text[end : end + len(quote.post)]),
        ]
        context = sum(sides) / 2
        nearness = _NEAR * (1 - min(abs(start - quote.start) / _FAR, 1))
        return Candidate(context + nearness, likeness, context, start, end)

    @cached_property
    def _words(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = {}
        for found in _WORD.finditer(self._text):
            places.setdefault(folded(found[0]), []).append(found.start())
        return places

    def _stretches(self, quote: Quote) -> Iterator[tuple[int, int]]:
        """The stretches, as long as a quote with its context, that hold most of its rarer words."""
        whole = quote.pre + quote.words[:_LONGEST] + quote.post
        size = max(len(whole), 1)
        votes: Counter[int] = Counter()
        for word in {folded(word) for word in _WORD.findall(whole)}:
            places = self._words.get(word, ())
            if len(places) <= _MANY:
                for shelf in {at // size for at in places}:
                    votes[shelf] += 1
                    votes[shelf - 1] += 1
        near = quote.start // size
        best = sorted(votes, key=lambda shelf: (-votes[shelf], abs(shelf - near)))
        for shelf in best[:_LOOKED_AT]:
            yield max(shelf * size - size // 2, 0), (shelf + 2) * size + size // 2

    def _place(self, quote: Quote, start: int, end: int) -> tuple[int, int] | None:
        """What became of the quote's first and last word, the stretch taken for its surroundings."""
        whole = quote.pre + quote.words[:_LONGEST] + quote.post
        first, last = len(quote.pre), len(quote.pre) + len(quote.words[:_LONGEST])
        found = [
            piece
            for piece in pieces(tokenised(whole), tokenised(self._text, start, end), sure=True)
            if piece.start < last and piece.end > first
        ]
        return (found[0].new, found[-1].new_end) if found else None
