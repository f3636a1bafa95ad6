"""Looks for a quote that is gone, and only in the parts of the new text that no old text became."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pimhcli.transcripts.mapping.words import Piece
    from pimhcli.transcripts.segments import Span

# A search of the whole text took the same sentence said by someone else for the one that was deleted
_LEAST_WINDOW, _LEAST_ALIKE, _MARGIN = 75, 80, 8
_SHORTEST = 12  # characters: shorter words stand in any new text
_WORK = 6_000_000  # pairs of characters compared for one quote at most


class Unclaimed:
    """The stretches of a text that no old text became.

    Args:
        text: the new text.
        pieces: what became of the old text.
    """

    def __init__(self, text: str, pieces: Sequence[Piece]) -> None:
        self._text = text
        self._stretches = [
            (start, end) for start, end in _between(pieces, len(text)) if end - start >= _SHORTEST
        ]
        self._size = sum(end - start for start, end in self._stretches)

    def find(self, quote: str) -> Span | None:
        """The only place of a quote or of words much like it; None where there is none, or several.

        Args:
            quote: the words that are looked for.
        """
        if len(quote) < _SHORTEST:
            return None
        exact = list(islice((at for stretch in self._stretches for at in self._exact(quote, *stretch)), 2))
        if exact:
            return (exact[0], exact[0] + len(quote)) if len(exact) == 1 else None
        return self._alike(quote) if len(quote) * self._size <= _WORK else None

    def _exact(self, quote: str, start: int, end: int) -> Iterator[int]:
        at = self._text.find(quote, start, end)
        while at >= 0:
            yield at
            at = self._text.find(quote, at + 1, end)

    def _alike(self, quote: str) -> Span | None:
        from rapidfuzz import fuzz

        found = []
        for start, end in self._stretches:
            if (end - start) * 5 < len(quote) * 4:
                continue
            window = fuzz.partial_ratio_alignment(
                quote, self._text[start:end], score_cutoff=_LEAST_WINDOW - _MARGIN
            )
            if window:
                place = _whole_words(self._text, start + window.dest_start, start + window.dest_end)
                found.append((fuzz.ratio(quote, self._text[slice(*place)]), place))
        found.sort(reverse=True)
        if not found or found[0][0] < _LEAST_ALIKE:
            return None
        return None if len(found) > 1 and found[0][0] - found[1][0] < _MARGIN else found[0][1]


def _between(pieces: Sequence[Piece], size: int) -> Iterator[Span]:
    claimed = 0
    for start, end in sorted((piece.new, piece.new_end) for piece in pieces):
        yield claimed, start
        claimed = max(claimed, end)
    yield claimed, size


def _whole_words(text: str, start: int, end: int) -> Span:
    while 0 < start < len(text) and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while 0 < end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return start, end
