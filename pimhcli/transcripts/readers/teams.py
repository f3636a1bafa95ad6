"""The document of Teams: one paragraph a turn, a name and a time on its first line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pimhcli.transcripts.readers.heads import (
    NAME_AND_TIME,
    draft_of,
    head,
    left_out,
    lines_of,
    seen,
    without,
)
from pimhcli.transcripts.readers.layouts import Layout, Source

if TYPE_CHECKING:
    from pimhcli.transcripts.drafts import Draft

_STARTED = re.compile(r"\s*\S.* started transcription\s*")
_STOPPED = re.compile(r"\s*\S.* stopped transcription\s*")


def _recognise(source: Source) -> str:
    if not seen(source, NAME_AND_TIME):
        return ""
    if any(map(_STARTED.fullmatch, lines_of(source))):
        return "the line '… started transcription'"
    within = any("\n" in p and head(p.split("\n")[0], NAME_AND_TIME) for p in source.paragraphs)
    return "paragraphs whose first line is a name and a time" if within else ""


def _read(source: Source, _known: frozenset[str]) -> Draft:
    lines, stopped = without(lines_of(source), lambda line: bool(_STOPPED.fullmatch(line)))
    return draft_of(lines, NAME_AND_TIME, left_out(stopped))


LAYOUT = Layout("teams", "Teams", _recognise, _read)
