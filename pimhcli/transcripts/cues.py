"""When the words of a turn were spoken: the times of the captions that it was joined from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from pimhcli.findings import Finding
from pimhcli.transcripts.segments import spoken
from pimhcli.transcripts.times import clock, milliseconds

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pimhcli.transcripts.drafts import Utterance
    from pimhcli.transcripts.turns import Turn

_HEAD = "start,end,words"


class Cue(msgspec.Struct, frozen=True):
    """A piece of speech as captions had it: when, and how much; not what, and not whose.

    Args:
        start: in milliseconds of the recording.
        end: likewise.
        words: how many.
    """

    start: int
    end: int
    words: int


def of_utterances(pieces: Iterable[Utterance]) -> tuple[Cue, ...]:
    """The cues of a draft, those whose start and end are known.

    Args:
        pieces: as the source gave them.
    """
    return tuple(
        Cue(piece.start, piece.end, spoken(piece.text))
        for piece in pieces
        if piece.start is not None and piece.end is not None
    )


def written(cues: Iterable[Cue]) -> str:
    """The text of the file that stands beside the transcript; nothing confidential is in it."""
    lines = [f"{clock(cue.start)},{clock(cue.end)},{cue.words}" for cue in cues]
    return "\n".join([_HEAD, *lines, ""])


def read(text: str, file: str) -> tuple[tuple[Cue, ...], tuple[Finding, ...]]:
    """The cues of a file; lines that are damaged are found and passed over.

    Args:
        text: the whole file, LF line ends.
        file: its name, for messages.
    """
    cues: list[Cue] = []
    findings: list[Finding] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip() or (number == 1 and line == _HEAD):
            continue
        cue = _cue(line)
        if cue:
            cues.append(cue)
        else:
            findings.append(_damaged(f"{file}:{number}"))
    return tuple(cues), tuple(findings)


def _cue(line: str) -> Cue | None:
    start, end, words = [*line.split(","), "", "", ""][:3]
    begins, ends = milliseconds(start), milliseconds(end)
    if begins is None or ends is None or ends < begins or not (words.isdecimal() and len(words) < 7):
        return None
    return Cue(begins, ends, int(words))


def _damaged(where: str) -> Finding:
    return Finding(
        where,
        "this is no start, end and number of words.",
        "The line was passed over; the times of words near it are less exact.",
        "warning",
    )


def time_at(cues: Sequence[Cue], turn: Turn, offset: int) -> int | None:
    """When the words at an offset were spoken, in milliseconds; None where the turn has no time.

    Within the turn's times the words of its cues are counted off in proportion, so the answer stays near
    after its words were corrected.

    Args:
        cues: of the whole transcript, in order.
        turn: the turn that the offset lies in.
        offset: in the transcript's text, in code points.
    """
    start, end = milliseconds(turn.time), milliseconds(turn.until)
    if start is None or end is None or end < start:
        return start
    within = [cue for cue in cues if start <= cue.start and cue.end <= end and cue.words]
    share = spoken(turn.text, 0, max(offset - turn.start, 0)) / max(turn.words, 1)
    return _after(within or [Cue(start, end, 1)], min(share, 1.0))


def _after(cues: Sequence[Cue], share: float) -> int:
    """When a share of the words of some cues had been spoken."""
    left = share * sum(cue.words for cue in cues)
    for cue in cues:
        if left < cue.words:
            return round(cue.start + (cue.end - cue.start) * left / cue.words)
        left -= cue.words
    return cues[-1].end
