"""The spans that are meant: by a turn, by offsets, or by words of an excerpt."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from pimhcli.coding import placing
from pimhcli.coding.excerpts import locate
from pimhcli.errors import ProblemsError, UsageError
from pimhcli.findings import Finding
from pimhcli.transcripts.quotes import Finder, Place

if TYPE_CHECKING:
    from pimhcli.coding.excerpts import Excerpt
    from pimhcli.study.study import Study
    from pimhcli.transcripts.turns import Transcript, Turn


class Extent(msgspec.Struct, frozen=True):
    """A span as it was asked for: by both offsets, or by a turn.

    Args:
        turn: the number of the turn that it starts in.
        to_turn: the number of the turn that it ends with; None for the same one.
        start: offset of its first character in the transcript's text, in code points.
        end: offset behind its last one.
    """

    turn: int | None = None
    to_turn: int | None = None
    start: int | None = None
    end: int | None = None


def place(extent: Extent, transcript: Transcript) -> Place:
    """Where a span is, without the blanks and labels at its ends.

    Args:
        extent: as it was asked for.
        transcript: the one that it is in.

    Raises:
        UsageError: there is no such turn, the offsets lie elsewhere, or nobody says anything there.
    """
    first = _turn(transcript, extent.turn) if extent.turn is not None else None
    if extent.start is not None and extent.end is not None:
        start, end = _checked(extent.start, extent.end, transcript, first)
    elif first:
        start, end = first.start, _last(transcript, extent, first).end
    else:
        raise UsageError("Which words?", hint="Say it by a turn, or by both offsets.")
    start, end = transcript.said(start, end)
    if start >= end:
        raise UsageError(
            "There is nothing to code here: nobody says anything.",
            hint=f"See the turns with: pimh transcript show {transcript.id}",
        )
    return Place(start, end)


def meant(study: Study, excerpt: Excerpt, quote: str) -> tuple[int, int]:
    """The span that a quote means for an excerpt: where it overlaps with it, else its only place.

    Args:
        study: the open study.
        excerpt: what is to be resized.
        quote: the words that it is to hold.

    Raises:
        ProblemsError: the quote stands nowhere, or in several places away from the excerpt.
    """
    transcript, version = study.transcript(excerpt.transcript), study.version(excerpt.transcript)
    finder = Finder(transcript)
    start, end = locate(excerpt.codings[0], transcript.text, version) or (0, 0)
    near = [place for place in finder.places(quote) if place.start < end and place.end > start]
    if len(near) == 1:
        return near[0].start, near[0].end
    found = placing.place(placing.Order("--quote", excerpt.transcript, quote, ()), finder)
    if isinstance(found, Finding):
        raise ProblemsError(found.message, hint=found.hint)
    return found.start, found.end


def start_within(study: Study, excerpt: Excerpt, words: str) -> int:
    """The offset at which words start inside an excerpt.

    Args:
        study: the open study.
        excerpt: what they are looked for in.
        words: some of it, but not its first ones.

    Raises:
        ProblemsError: they stand there nowhere, or in several places.
    """
    start, end = excerpt.span
    places = Finder(study.transcript(excerpt.transcript)).places(words)
    found = [place.start for place in places if start < place.start and place.end <= end]
    if not found:
        raise ProblemsError(
            f'"{words}" does not stand inside the excerpt {excerpt.id}.', hint=f"Its words: “{excerpt.quote}”"
        )
    if len(found) > 1:
        offsets = ", ".join(map(str, found))
        raise ProblemsError(
            f'"{words}" stands in {len(found)} places of the excerpt {excerpt.id}.',
            hint=f"Give more of the words, or one of the offsets {offsets}: "
            f"pimh excerpt split {excerpt.id} --at OFFSET",
        )
    return found[0]


def _turn(transcript: Transcript, number: int) -> Turn:
    last = len(transcript.turns)
    if not 1 <= number <= last:
        raise UsageError(
            f"{transcript.id} has no turn {number}.",
            hint=f"Its turns are 1 to {last}." if last else "Nobody speaks in it.",
        )
    return transcript.turns[number - 1]


def _last(transcript: Transcript, extent: Extent, first: Turn) -> Turn:
    last = _turn(transcript, extent.to_turn) if extent.to_turn is not None else first
    if last.number < first.number:
        raise UsageError(
            f"Turn {last.number} stands before turn {first.number}.", hint="Give the first turn first."
        )
    return last


def _checked(start: int, end: int, transcript: Transcript, turn: Turn | None) -> tuple[int, int]:
    """Offsets that lie in the transcript, and that begin in the turn if one is named."""
    if not 0 <= start < end <= len(transcript.text):
        raise UsageError(
            f"No words stand from {start} to {end}.",
            hint=f"Offsets in {transcript.id} are 0 to {len(transcript.text)}, the start before the end.",
        )
    if turn and transcript.turn_at(start) is not turn:
        raise UsageError(
            f"The offset {start} is not in turn {turn.number}.",
            hint=f"Offsets count from the start of the transcript; the turn is {turn.start} to {turn.end}.",
        )
    return start, end
