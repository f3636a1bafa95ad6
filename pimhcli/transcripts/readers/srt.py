"""SubRip captions (.srt), as Whisper, WhisperX and video programs write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.errors import ProblemsError
from pimhcli.transcripts.readers import vtt
from pimhcli.transcripts.readers.captions import captions, has_times
from pimhcli.transcripts.readers.layouts import Layout, Source

if TYPE_CHECKING:
    from pimhcli.transcripts.drafts import Draft

_TOP = 5  # lines; a title may stand above the first cue


def _recognise(source: Source) -> str:
    lines = [line for line in source.text[:2000].split("\n") if line.strip()]
    return "a line of times with an arrow at the top" if any(map(has_times, lines[:_TOP])) else ""


def _read(source: Source, known: frozenset[str]) -> Draft:
    cues = captions(source)
    if not cues:
        raise ProblemsError(
            f"{source.file} has no line of times, so it is no file of captions.",
            hint="A cue of an .srt starts with such as `00:00:03,120 --> 00:00:05,430`.",
        )
    return vtt.draft_of(cues, known)


LAYOUT = Layout("srt", "SubRip captions (SRT)", _recognise, _read)
