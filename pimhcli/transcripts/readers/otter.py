"""Otter's text: a name and a time on a line of their own, the words below."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pimhcli.transcripts.readers.heads import NAME_AND_TIME, draft_of, left_out, lines_of, seen, without
from pimhcli.transcripts.readers.layouts import Layout, Source

if TYPE_CHECKING:
    from pimhcli.transcripts.drafts import Draft

_FOOTER = re.compile(r"\s*Transcribed by \S*otter\.ai\S*\s*", re.IGNORECASE)


def _recognise(source: Source) -> str:
    if not seen(source, NAME_AND_TIME):
        return ""
    signed = any(map(_FOOTER.fullmatch, lines_of(source)))
    return "the line 'Transcribed by otter.ai'" if signed else "names and times on lines of their own"


def _read(source: Source, _known: frozenset[str]) -> Draft:
    lines, footer = without(lines_of(source), lambda line: bool(_FOOTER.fullmatch(line)))
    return draft_of(lines, NAME_AND_TIME, left_out(footer))


LAYOUT = Layout("otter", "Otter", _recognise, _read)
