"""How far the coding of each transcript is, which turns are left, and which transcript is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from pimhcli.coding.excerpts import excerpts, locate
from pimhcli.errors import ProblemsError
from pimhcli.study import resuming
from pimhcli.transcripts.roster import HOSTS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from pimhcli.study.study import Study
    from pimhcli.transcripts.roster import Cast
    from pimhcli.transcripts.turns import Transcript


class Figures(msgspec.Struct, frozen=True):
    """How far a transcript is coded.

    Args:
        id: the transcript's name.
        turns: all turns.
        coded: turns that an excerpt touches.
        excerpts: how many.
    """

    id: str
    turns: int
    coded: int
    excerpts: int


class Progress(Figures, frozen=True):
    """How far one coder is in a transcript.

    Args:
        used: when the coder was last in it, in nanoseconds since 1970; 0 for never.
    """

    used: int


def coded_turns(transcript: Transcript, spans: Iterable[tuple[int, int]]) -> frozenset[int]:
    """The numbers of the turns that excerpts touch.

    Args:
        transcript: the transcript.
        spans: where the excerpts stand in its text.
    """
    return frozenset(turn.number for span in spans for turn in transcript.turns_of(*span))


def uncoded(
    transcript: Transcript, coded: Collection[int], cast: Cast, speakers: Iterable[str] | None = None
) -> frozenset[int]:
    """The numbers of the turns that are left to code: no moderator's or observer's, and none without words.

    Args:
        transcript: the transcript.
        coded: the numbers of the turns that excerpts touch.
        cast: who is who.
        speakers: only their turns; none for those of all.
    """
    labels = speakers or {turn.speaker for turn in transcript.turns}
    wanted = {label for label in labels if cast.role(label) not in HOSTS}
    return frozenset(
        turn.number
        for turn in transcript.turns
        if turn.speaker in wanted and turn.words and turn.number not in coded
    )


def choices(study: Study, coder: str) -> tuple[Progress, ...]:
    """Every transcript, the one that the coder was in last first, the others by name.

    Args:
        study: the open study.
        coder: whose progress.
    """
    found = (_progress(study, name, coder) for name in study.transcript_ids)
    return tuple(sorted(found, key=lambda one: -one.used))


def named(study: Study, words: str) -> str:
    """The transcript that a name means; nothing when none is named and there are several.

    Args:
        study: the open study.
        words: as given; empty means the only transcript.

    Raises:
        ProblemsError: there is no transcript in the study.
        UsageError: there is none of that name.
    """
    if not study.transcript_ids:
        raise ProblemsError("There is no transcript yet.", hint="Add one: pimh transcript add FILE")
    return study.called(words).id if words else study.id_of(words)


def _progress(study: Study, name: str, coder: str) -> Progress:
    transcript, version = study.transcript(name), study.version(name)
    own = excerpts(name, study.codings(name, coder).records)
    spans = [span for e in own if (span := locate(e.codings[0], transcript.text, version))]
    used = resuming.last_used(study.root, name, coder)
    return Progress(name, len(transcript.turns), len(coded_turns(transcript, spans)), len(own), used)
