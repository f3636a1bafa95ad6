"""Where a quote stands in a transcript: exactly, or but for white space, quotation marks and dashes."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pimhcli.transcripts.turns import Transcript

# Every white space of Unicode, a no-break space and the line ends included
_SPACES = "".join(filter(str.isspace, map(chr, range(0x3001))))
_ALIKE = str.maketrans(
    {**dict.fromkeys("‘’‚‛`´", "'"), **dict.fromkeys("“”„‟«»", '"'), **dict.fromkeys("‐‑‒–—−", "-")}
    | dict.fromkeys(_SPACES, " ")
)
_RUN = re.compile(r"  +")
_WORD = re.compile(r"\w+")
_SLACK = 120  # characters by which the alignment of a changed quote may be off at its start


class Place(msgspec.Struct, frozen=True):
    """A span of the transcript's text that a quote was found at.

    Args:
        start: offset of its first character, in code points.
        end: offset behind its last.
        exact: whether it is the quote to the letter.
    """

    start: int
    end: int
    exact: bool = True


class Near(msgspec.Struct, frozen=True):
    """The passage most like a quote that stands nowhere.

    Args:
        start: offset in the transcript's text.
        end: offset behind it.
        likeness: 0 to 100.
    """

    start: int
    end: int
    likeness: int


class Finder:
    """Finds quotes in one transcript; what it learns of the text serves every further quote.

    Args:
        transcript: where to look.
    """

    def __init__(self, transcript: Transcript) -> None:
        self.transcript = transcript
        self._text = transcript.text

    def places(self, quote: str, turn: int | None = None) -> tuple[Place, ...]:
        """Every place of a quote: the exact ones if there are any, else those that fold to it.

        Args:
            quote: the words, any white space, quotation marks and dashes.
            turn: the number of the turn that it starts in; None looks everywhere.
        """
        found = self._everywhere(quote)
        if turn is not None:
            wanted = self.transcript.turns[turn - 1]
            found = [place for place in found if self.transcript.turn_at(place.start) is wanted]
        exact = tuple(place for place in found if place.exact)
        return exact or tuple(found)

    def nearest(self, quote: str) -> Near | None:
        """The passage most like a quote, snapped to whole words; None when nothing is like it."""
        # 30 ms that only a quote which stands nowhere has to pay
        from rapidfuzz import fuzz

        wanted = _folded(quote)
        best = fuzz.partial_ratio_alignment(wanted, self._folded, score_cutoff=60)
        if best is None or best.dest_end <= best.dest_start:
            return None
        start, end = self._snapped(wanted, best.dest_start, best.dest_end)
        # never 100: the quote does not stand there
        return Near(self._original(start), self._original(end - 1) + 1, min(int(best.score), 99))

    def _snapped(self, wanted: str, start: int, end: int) -> tuple[int, int]:
        """The window of an alignment, moved to the first words of the quote and to whole words."""
        head = " ".join(wanted.split()[:3])
        found = self._folded.find(head, max(start - _SLACK, 0), start + _SLACK + len(head))
        start = found if found >= 0 else start
        end = max(end, start + 1)
        while start > 0 and self._folded[start - 1].isalnum():
            start -= 1
        while end < len(self._folded) and self._folded[end].isalnum():
            end += 1
        return start, end

    def _everywhere(self, quote: str) -> list[Place]:
        # a letter with an accent may be one code point or two, in the quote or in the text
        forms = (quote, unicodedata.normalize("NFC", quote), unicodedata.normalize("NFD", quote))
        found = {
            self._place(at, len(wanted), quote.strip())
            for wanted in dict.fromkeys(map(_folded, forms))
            for at in self._folded_places(wanted)
        }
        return sorted(found, key=lambda place: place.start)

    def _place(self, folded_start: int, length: int, quote: str) -> Place:
        start, end = self._original(folded_start), self._original(folded_start + length - 1) + 1
        return Place(start, end, exact=self._text[start:end] == quote)

    def _folded_places(self, wanted: str) -> Iterator[int]:
        if not wanted:
            return
        anchor = self._rarest_word(wanted)
        if anchor is None:
            # looking ahead finds places that overlap: "no, no" stands twice in "no, no, no"
            yield from (m.start() for m in re.finditer(f"(?={re.escape(wanted)})", self._folded))
            return
        offset, places = anchor
        for place in places:
            if place >= offset and self._folded.startswith(wanted, place - offset):
                yield place - offset

    def _rarest_word(self, wanted: str) -> tuple[int, list[int]] | None:
        """The word inside the quote that the text has least often: its offset in the quote, and its places.

        The first and the last word are left out: a quote may begin and end within a word.
        """
        inner = list(_WORD.finditer(wanted))[1:-1]
        known = [(m.start(), self._words.get(m[0], [])) for m in inner]
        return min(known, key=lambda word: len(word[1]), default=None)

    @cached_property
    def _folded(self) -> str:
        return _RUN.sub(" ", self._text.translate(_ALIKE))

    @cached_property
    def _words(self) -> dict[str, list[int]]:
        # 10,000 quotes in 10,000 turns: 0.2 s with this index, 4 s by searching the text for each
        places: dict[str, list[int]] = {}
        for match in _WORD.finditer(self._folded):
            places.setdefault(match[0], []).append(match.start())
        return places

    @cached_property
    def _dropped(self) -> tuple[list[int], list[int]]:
        """Where folding dropped blanks: offsets in the folded text, and how many were gone by then."""
        runs = [(m.start(), len(m[0]) - 1) for m in _RUN.finditer(self._text.translate(_ALIKE))]
        gone = list(accumulate(count for _, count in runs))
        return [at - before + 1 for (at, _), before in zip(runs, [0, *gone], strict=False)], gone

    def _original(self, folded: int) -> int:
        offsets, gone = self._dropped
        index = bisect_right(offsets, folded)
        return folded + (gone[index - 1] if index else 0)


def _folded(quote: str) -> str:
    return _RUN.sub(" ", quote.translate(_ALIKE)).strip()
