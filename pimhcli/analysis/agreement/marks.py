"""What each of several coders made of the same turns, by entry of the codebook."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from pimhcli.analysis.agreement.unitizing import united

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pimhcli.analysis.agreement.stretches import Stretch
    from pimhcli.transcripts.segments import Span


class Coded(NamedTuple):
    """An excerpt of one of the coders.

    Args:
        transcript: the transcript's id.
        coder: the coder's place among those compared.
        span: start and end in the transcript's text.
        entries: the entries of the codebook that count as applied to it.
        is_printable: whether its words may be printed.
    """

    transcript: str
    coder: int
    span: Span
    entries: tuple[str, ...]
    is_printable: bool = True


class Marks(NamedTuple):
    """Where each coder applied one entry.

    Args:
        extents: what each has coded of a turn, by the turn's place; turns in which nobody did are left out.
        segments: the segments of each on the words of all turns laid end to end, those that overlap united.
    """

    extents: dict[int, tuple[list[Span], ...]]
    segments: tuple[list[Span], ...]


class Material(NamedTuple):
    """What is compared.

    Args:
        coders: who.
        stretches: on which turns, transcript by transcript.
        marks: what they made of them, by the key of the entry, in the order of the codebook.
        outside: how many excerpts have no word in any of the turns.
        hidden: the places of the turns whose words may not be printed.
    """

    coders: tuple[str, ...]
    stretches: tuple[Stretch, ...]
    marks: dict[str, Marks]
    outside: int = 0
    hidden: frozenset[int] = frozenset()

    @property
    def length(self) -> int:
        """The characters of all turns."""
        return sum(len(stretch.words) for stretch in self.stretches)


def material(
    coders: Sequence[str], turns: Sequence[Stretch], coded: Iterable[Coded], order: Iterable[str]
) -> Material:
    """Gathers what coders made of turns.

    Args:
        coders: who is compared.
        turns: transcript by transcript, in order.
        coded: their excerpts, of these transcripts or others.
        order: the keys of the entries as they are to stand.
    """
    ground = _Ground(turns)
    found: dict[str, Marks] = {}
    hidden, outside = set[int](), 0
    for excerpt in coded:
        here = ground.within(excerpt)
        outside += not here
        hidden |= set() if excerpt.is_printable else set(here)
        for entry in excerpt.entries if here else ():
            marks = found.setdefault(entry, Marks({}, tuple([] for _ in coders)))
            marks.segments[excerpt.coder].append(ground.segment(here))
            for at, span in here.items():
                own = marks.extents.setdefault(at, tuple([] for _ in coders))
                own[excerpt.coder].append(span)
    ordered = {entry: _tidied(found[entry]) for entry in order if entry in found}
    return Material(tuple(coders), tuple(turns), ordered, outside, frozenset(hidden))


class _Ground:
    """The turns, and where their words stand when they are laid end to end."""

    def __init__(self, turns: Sequence[Stretch]) -> None:
        self._turns = turns
        self._before = [0, *accumulate(len(turn.words) for turn in turns)]
        self._places: dict[str, list[int]] = {}
        for at, turn in enumerate(turns):
            self._places.setdefault(turn.transcript, []).append(at)

    def within(self, excerpt: Coded) -> dict[int, Span]:
        """What an excerpt has of the turns, by their places."""
        places = self._places.get(excerpt.transcript, [])
        first = bisect_right(places, excerpt.span[0], key=lambda at: self._turns[at].end)
        last = bisect_left(places, excerpt.span[1], key=lambda at: self._turns[at].start)
        spans = ((at, self._turns[at].within(excerpt.span)) for at in places[first:last])
        return {at: span for at, span in spans if span}

    def segment(self, here: dict[int, Span]) -> Span:
        """The same as one segment, whatever was said between the turns."""
        first, last = min(here), max(here)
        return self._laid(first, here[first][0]), self._laid(last, here[last][1])

    def _laid(self, at: int, offset: int) -> int:
        return self._before[at] + offset - self._turns[at].start


def _tidied(marks: Marks) -> Marks:
    extents = {at: tuple(map(united, marks.extents[at])) for at in sorted(marks.extents)}
    return Marks(extents, tuple(map(united, marks.segments)))
