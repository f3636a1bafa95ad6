"""SubRip captions (.srt), as Whisper, WhisperX and video programs write them, and what Whisper prints."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

import msgspec

from pimhcli.errors import ProblemsError
from pimhcli.transcripts.readers import vtt
from pimhcli.transcripts.readers.captions import captions, has_times, is_printed, printed
from pimhcli.transcripts.readers.layouts import Layout, Source

if TYPE_CHECKING:
    from pimhcli.transcripts.drafts import Draft

_TOP = 5  # lines; a title may stand above the first cue


def _recognise(source: Source) -> str:
    lines = [line for line in source.text[:2000].split("\n") if line.strip()]
    is_captions = any(map(has_times, lines[:_TOP])) or (lines and is_printed(lines[0]))
    return "a line of times with an arrow at the top" if is_captions else ""


def _read(source: Source, known: frozenset[str]) -> Draft:
    cues = captions(source) or printed(source)
    if not cues:
        raise ProblemsError(
            f"{source.file} has no line of times, so it is no file of captions.",
            hint="A cue of an .srt starts with such as `00:00:03,120 --> 00:00:05,430`.",
        )
    return msgspec.structs.replace(vtt.draft_of(cues, known), front=_above(source))


def _above(source: Source) -> tuple[str, ...]:
    """What stands above the first cue, without its number."""
    lines = takewhile(lambda line: not (has_times(line) or is_printed(line)), source.text.split("\n"))
    return tuple(line.strip() for line in lines if line.strip() and not line.strip().isdecimal())


LAYOUT = Layout("srt", "SubRip captions (SRT)", _recognise, _read)
