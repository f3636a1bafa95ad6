"""When in the recording something was said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.storage import files
from pimhcli.transcripts import cues
from pimhcli.transcripts.times import clock

if TYPE_CHECKING:
    from pimhcli.analysis.passages import Passage
    from pimhcli.study.study import Study
    from pimhcli.transcripts.cues import Cue


def time_of(study: Study, passage: Passage) -> str:
    """The second at which a passage begins, as ``00:03:12``; nothing where it is not known.

    Args:
        study: the open study; damaged lines of the times are added to its findings.
        passage: an excerpt in its transcript.
    """
    start, _ = passage.excerpt.span
    transcript = study.transcript(passage.excerpt.transcript)
    turn = transcript.turn_at(start) if passage.stands else None
    time = cues.time_at(_cues(study, transcript.id), turn, start) if turn else None
    return "" if time is None else clock(time // 1000 * 1000)


def _cues(study: Study, transcript: str) -> tuple[Cue, ...]:
    """The times of the pieces that a transcript was joined from; none where it was not."""
    path = study.root / "transcripts" / f"{transcript}.cues.csv"
    if not study.folder.exists(path):
        return ()
    found, damaged = cues.read(files.decoded(path, study.folder.read(path)), f"transcripts/{path.name}")
    study.findings += damaged
    return found
