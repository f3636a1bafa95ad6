"""Sonix's text: a name, a colon, a time in square brackets, and the words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pimhcli.transcripts.readers.heads import draft_of, lines_of, seen
from pimhcli.transcripts.readers.layouts import Layout, Source
from pimhcli.transcripts.times import CLOCK

if TYPE_CHECKING:
    from pimhcli.transcripts.drafts import Draft

_HEAD = re.compile(rf"\s*(?P<speaker>[^\s:\[][^:\[\t]{{0,80}}?)\s*:\s*\[(?P<time>{CLOCK})\](?P<text>.*)")


def _recognise(source: Source) -> str:
    return (
        "names followed by times in square brackets, such as 'Name: [00:00:03]'"
        if seen(source, _HEAD)
        else ""
    )


def _read(source: Source, _known: frozenset[str]) -> Draft:
    return draft_of(lines_of(source), _HEAD)


LAYOUT = Layout("sonix", "Sonix", _recognise, _read)
