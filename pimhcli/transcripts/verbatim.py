"""Whether a printed quote is what was said: to the word, but for fillers, nearly, by another, or not."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Literal

import msgspec

from pimhcli.folding import fold_name
from pimhcli.transcripts.word_line import FILLERS, Line, Nearest, fragments

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pimhcli.transcripts.word_line import Fragment, Spoken

Grade = Literal["exact", "fillers", "near", "elsewhere", "absent"]
_NEAR = 0.9  # of the words of a quote; with fewer in common it is another one
_LIKE = 0.5  # with fewer it is no help to show what is nearest


class Graded(msgspec.Struct, frozen=True):
    """How a printed quote stands to what was said.

    Args:
        grade: ``exact``; ``fillers`` when only fillers differ; ``near`` when a few words differ;
            ``elsewhere`` when somebody else said it; ``absent`` when nobody did.
        speaker: who said it, or what is nearest to it; empty when several did, or nobody.
        transcript: where.
        turn: the number of the turn it begins in; 0 when nothing is like it.
        difference: the words that differ, as ``… printed [and → to look] before …``; empty for none.
    """

    grade: Grade
    speaker: str = ""
    transcript: str = ""
    turn: int = 0
    difference: str = ""

    @property
    def place(self) -> str:
        """Transcript and turn, as ``fg1, turn 12``."""
        return f"{self.transcript}, turn {self.turn}"


class Talk:
    """All that was said in a study; what it learns of the words serves every quote.

    Args:
        spoken: every turn, transcript by transcript, in order.
        fillers: words, and runs of two, that may be left out of a quote.
    """

    def __init__(self, spoken: Iterable[Spoken], fillers: Iterable[str] = FILLERS) -> None:
        self._spoken = tuple(spoken)
        self._fillers = tuple(fillers)

    def graded(self, quote: str, speaker: str = "") -> Graded:
        """How a quote stands to what was said.

        Words are compared without case and punctuation. An ellipsis stands for any words of the same speaker
        in the same transcript; so does an insertion in brackets, which is nobody's words.

        Args:
            quote: as it is printed.
            speaker: whose it is said to be; empty to look for it with everybody.
        """
        parts = fragments(quote)
        if not parts:
            return Graded("exact")
        own = fold_name(speaker)
        if (at := self._each.find(parts, own)) is not None:
            return self._at("exact", self._each, at)
        if (other := self._found_elsewhere(parts)) is not None:
            return other
        if (at := self._without_fillers.find(fragments(quote, self._fillers), own)) is not None:
            nearest = self._each.nearest(parts, own)
            return self._at("fillers", self._without_fillers, at, nearest.difference if nearest else "")
        return self._near(parts, own)

    def _found_elsewhere(self, parts: list[Fragment]) -> Graded | None:
        """Where somebody else says it, or several together do."""
        if (at := self._each.find(parts)) is not None:
            return self._at("elsewhere", self._each, at)
        if (at := self._all.find(parts)) is not None:
            found = self._at("elsewhere", self._all, at)
            return msgspec.structs.replace(found, speaker="")
        return None

    def _near(self, parts: list[Fragment], own: str) -> Graded:
        mine = self._each.nearest(parts, own)
        if mine and mine.likeness >= _NEAR:
            return self._at("near", self._each, mine.at, mine.difference)
        other = self._each.nearest(parts)
        if other and other.likeness >= _NEAR:
            return self._at("elsewhere", self._each, other.at, other.difference)
        best = max(filter(None, (mine, other)), key=_likeness, default=None)
        if best is None or best.likeness < _LIKE:
            return Graded("absent")
        return self._at("absent", self._each, best.at, best.difference)

    def _at(self, grade: Grade, line: Line, at: int, difference: str = "") -> Graded:
        spoken = line.turn(at)
        return Graded(grade, spoken.speaker, spoken.transcript, spoken.turn, difference)

    @cached_property
    def _each(self) -> Line:
        """What everybody says, each by themselves."""
        return Line(self._by_speaker)

    @cached_property
    def _all(self) -> Line:
        """What everybody says, one after the other."""
        return Line([spoken._replace(speaker="") for spoken in self._spoken], self._spoken)

    @cached_property
    def _without_fillers(self) -> Line:
        return Line(self._by_speaker, fillers=self._fillers)

    @property
    def _by_speaker(self) -> list[Spoken]:
        return sorted(self._spoken, key=lambda one: (one.transcript, one.speaker, one.turn))


def _likeness(nearest: Nearest) -> float:
    return nearest.likeness
