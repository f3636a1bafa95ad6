"""A search in the transcript: what was looked for, where it stands, and which of the places comes next."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from pimhcli.transcripts.searching import Searcher, said

if TYPE_CHECKING:
    from pimhcli.transcripts.segments import Span
    from pimhcli.transcripts.turns import Transcript


class Hit(NamedTuple):
    """A place that was found.

    Args:
        start: its offset, in code points.
        end: offset behind it.
        number: its number among all places, from 1.
        wrapped: whether the step to it went beyond the last place, or the first.
    """

    start: int
    end: int
    number: int
    wrapped: bool


class Search:
    """What is looked for in a transcript.

    Args:
        transcript: to search.
    """

    def __init__(self, transcript: Transcript) -> None:
        self.sought = ""  # what n and N look for
        self.hits: tuple[Span, ...] = ()  # as they are highlighted now
        self._transcript = transcript

    def look_for(self, words: str) -> None:
        """Highlights the places of some words; of none, none."""
        # the cursor cannot stand in a label or a heading, and would not get past what is found there
        self.hits = tuple(span for _, span in said(self._transcript, self._searcher.places(words)))

    def keep(self, words: str) -> None:
        """Makes some words the ones that the next steps look for; none keeps the ones before."""
        self.sought = words.strip() or self.sought

    def hide(self) -> None:
        """Highlights nothing; the next step finds the places again."""
        self.hits = ()

    def step(self, offset: int, step: int) -> Hit | None:
        """The next place of what is sought; behind the last comes the first.

        Args:
            offset: where the cursor is.
            step: 1 for the place after it, -1 for the one before.
        """
        if not self.hits:
            self.look_for(self.sought)
        if not self.hits:
            return None
        if step > 0:
            index = bisect_right(self.hits, offset, key=itemgetter(0))
        else:
            index = bisect_left(self.hits, offset, key=itemgetter(0)) - 1
        inside = index % len(self.hits)
        return Hit(*self.hits[inside], inside + 1, inside != index)

    @cached_property
    def _searcher(self) -> Searcher:
        return Searcher(self._transcript.text)
