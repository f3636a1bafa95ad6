"""What coders are compared on: the turns of a transcript, and the units that each consists of."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

from pimhcli.transcripts.roster import HOSTS
from pimhcli.transcripts.segments import sentences
from pimhcli.transcripts.turns import WITHDRAWN

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pimhcli.analysis.voices import Part
    from pimhcli.transcripts.segments import Span

Unit = Literal["turn", "sentence", "character", "free"]


class Stretch(NamedTuple):
    """The words of a turn on which coders are compared.

    Args:
        transcript: the transcript's id.
        number: of the turn.
        speaker: who says it.
        start: offset of its first character in the transcript's text, in code points.
        words: what is said, as the text has it.
    """

    transcript: str
    number: int
    speaker: str
    start: int
    words: str

    @property
    def end(self) -> int:
        """The offset behind its last character."""
        return self.start + len(self.words)

    def within(self, span: Span) -> Span | None:
        """What a span of the text has of it; None for nothing."""
        start, end = max(span[0], self.start), min(span[1], self.end)
        return (start, end) if start < end else None

    @property
    def sentences(self) -> list[Span]:
        """Its sentences, by offsets in the text."""
        return [(self.start + start, self.start + end) for start, end in sentences(self.words)]


def stretches(part: Part, text: str) -> list[Stretch]:
    """The turns that are units: all but those of moderators and observers, and words taken back.

    Args:
        part: one transcript with whose each turn is.
        text: of the transcript.
    """
    return [
        Stretch(part.transcript, turn.number, voice.name, turn.start, text[turn.start : turn.end])
        for turn, voice in part.turns
        if voice.role not in HOSTS and turn.start < turn.end and turn.text != WITHDRAWN
    ]


def size(stretch: Stretch, unit: Unit) -> int:
    """How many units a turn has; freely cut segments are measured in characters."""
    if unit == "turn":
        return 1
    return len(stretch.sentences) if unit == "sentence" else len(stretch.words)


def cells(
    stretch: Stretch, unit: Unit, extents: Sequence[Sequence[Span]]
) -> list[tuple[tuple[bool, ...], int]]:
    """Which coders applied a code in the units of a turn, and in how many units in a row they did.

    Args:
        stretch: the turn.
        unit: of the comparison; characters alike stand together.
        extents: what each coder coded of it, by offsets in the text.
    """
    return [
        (tuple(_touches(part, own) for own in extents), part[1] - part[0] if unit == "character" else 1)
        for part in _parts(stretch, unit, extents)
    ]


def _parts(stretch: Stretch, unit: Unit, extents: Iterable[Iterable[Span]]) -> list[Span]:
    if unit == "turn":
        return [(stretch.start, stretch.end)]
    if unit == "sentence":
        return stretch.sentences
    ends = {end for own in extents for span in own for end in span}
    return list(pairwise(sorted({stretch.start, stretch.end, *ends})))


def _touches(part: Span, own: Iterable[Span]) -> bool:
    return any(start < part[1] and end > part[0] for start, end in own)
