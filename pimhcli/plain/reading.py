"""Where somebody is in a transcript, the ways to other turns, and the spans that words there mean."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from pimhcli.errors import ProblemsError, UsageError
from pimhcli.study.progress import coded_turns, uncoded
from pimhcli.transcripts.quotes import Finder
from pimhcli.transcripts.searching import Searcher, said
from pimhcli.transcripts.segments import sentences
from pimhcli.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pimhcli.coding.excerpts import Excerpt
    from pimhcli.plain.words import Extent
    from pimhcli.study.sitting import Sitting
    from pimhcli.transcripts.segments import Span
    from pimhcli.transcripts.turns import Transcript, Turn


class Reading:
    """A place in a transcript; it starts where the coder stopped.

    Args:
        sitting: the coder at work.
    """

    def __init__(self, sitting: Sitting) -> None:
        place = sitting.place
        self.sitting = sitting
        self.at = max(1, min(place.turn, len(self.transcript.turns)))  # the number of the turn
        self.speakers = tuple(label for label in place.speakers if label in self.labels)
        self.sought = ""  # what was looked for last

    @property
    def transcript(self) -> Transcript:
        """The transcript."""
        return self.sitting.transcript

    @property
    def turn(self) -> Turn:
        """The turn that somebody is at.

        Raises:
            ProblemsError: the transcript has none.
        """
        turns = self.transcript.turns
        if not turns:
            raise ProblemsError(f"{self.sitting.name} has no turns.", hint="Type quit.")
        return turns[self.at - 1]

    @property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences of the turn, as spans of the transcript's text."""
        start, end = self.turn.start, self.turn.end
        found = sentences(self.transcript.text[start:end])
        return tuple((start + first, start + last) for first, last in found)

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """Everyone who speaks, in the order of their first turns."""
        return tuple(dict.fromkeys(turn.speaker for turn in self.transcript.turns))

    @cached_property
    def _finder(self) -> Finder:
        return Finder(self.transcript)

    @cached_property
    def _searcher(self) -> Searcher:
        return Searcher(self.transcript.text)

    def touching(self, excerpts: Iterable[Excerpt]) -> tuple[Excerpt, ...]:
        """Those of some excerpts that touch the turn, by position."""
        turn, of = self.turn, self.transcript.turns_of
        return tuple(e for e in excerpts if turn in of(*e.span))

    def coded(self) -> frozenset[int]:
        """The numbers of the turns that the coder's own excerpts touch."""
        return coded_turns(self.transcript, (e.span for e in self.sitting.excerpts))

    def go(self, number: int) -> None:
        """Goes to a turn, whoever speaks.

        Raises:
            ProblemsError: there is no such turn.
        """
        last = len(self.transcript.turns)
        if not (self.turn and 1 <= number <= last):
            hint = f"Its turns are 1 to {last}."
            raise ProblemsError(f"{self.sitting.name} has no turn {number}.", hint=hint)
        self.at = number

    def step(self, direction: int) -> None:
        """Goes to the next turn of the speakers that are let through, or to the one before.

        Args:
            direction: 1 or -1.

        Raises:
            ProblemsError: there is none.
        """
        turns = self.transcript.turns
        rest = turns[self.turn.number :] if direction > 0 else reversed(turns[: self.at - 1])
        found = next((turn for turn in rest if self._passes(turn)), None)
        if found is None:
            which = "last" if direction > 0 else "first"
            raise ProblemsError(f"Turn {self.at} is the {which}{self._of_speakers()}.", hint="")
        self.at = found.number

    def go_uncoded(self) -> None:
        """Goes to the next turn of a participant without an excerpt, from the end on to the start.

        Raises:
            ProblemsError: there is none.
        """
        left = uncoded(self.transcript, self.coded(), self.sitting.study.cast, self.speakers)
        found = next((turn for turn in self._around() if turn.number in left), None)
        if found:
            self.at = found.number
            return
        whose = ", ".join(self.speakers) or "a participant"
        raise ProblemsError(f"No turn of {whose} is left to code.", hint="")

    def find(self, text: str) -> None:
        """Goes to the next turn that says something, from the end on to the start.

        Args:
            text: any case, accents or not; empty looks again for what was looked for last.

        Raises:
            UsageError: nothing was looked for before.
            ProblemsError: no other turn says it.
        """
        self.sought = text or self.sought
        if not self.sought:
            raise UsageError("What are you looking for?", hint="Example: find shift")
        saying = {turn.number for turn, _ in said(self.transcript, self._searcher.places(self.sought))}
        found = next((turn for turn in self._around() if turn.number in saying), None)
        if found is None:
            raise ProblemsError(f"No turn{self._of_speakers()} says '{self.sought}'.", hint="")
        self.at = found.number

    def span(self, meant: Extent | None) -> Span:
        """The span of the transcript's text that an extent means.

        Args:
            meant: a part of the turn; None for all of it.

        Raises:
            ProblemsError: the turn has no such sentence, or its quote has no single place.
        """
        if meant and meant.quote:
            return self.place(meant.quote)
        own = self.sentences
        first, last = (meant and meant.sentences) or (1, len(own))
        if not own:
            raise ProblemsError(f"There is nothing to code here: turn {self.at} has no words.", hint="")
        if not 1 <= first <= last <= len(own):
            named = f"sentence {first}" if first == last else f"sentences {first}-{last}"
            raise ProblemsError(
                f"Turn {self.at} has no {named}.", hint=f"It has {count(len(own), 'sentence')}."
            )
        return own[first - 1][0], own[last - 1][1]

    def place(self, quote: str) -> Span:
        """The one place of a quote that starts in the turn.

        Raises:
            ProblemsError: none, or several.
        """
        found = self._finder.places(quote, self.turn.number)
        if len(found) == 1:
            return found[0].start, found[0].end
        if found:
            hint = "Take more words of it."
            raise ProblemsError(f"'{quote}' stands {len(found)} times in turn {self.at}.", hint=hint)
        others = (self.transcript.turn_at(place.start) for place in self._finder.places(quote))
        elsewhere = next((turn for turn in others if turn), None)
        hint = f"It stands in turn {elsewhere.number}." if elsewhere else "Type here to see the words."
        raise ProblemsError(f"'{quote}' does not stand in turn {self.at}.", hint=hint)

    def _around(self) -> Iterator[Turn]:
        """The turns of the speakers that are let through, from the next one round to this one."""
        turns = self.transcript.turns
        after = self.turn.number
        return (turn for turn in (*turns[after:], *turns[:after]) if self._passes(turn))

    def _passes(self, turn: Turn) -> bool:
        return not self.speakers or turn.speaker in self.speakers

    def _of_speakers(self) -> str:
        return f" of {', '.join(self.speakers)}" if self.speakers else ""
