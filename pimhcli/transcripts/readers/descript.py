"""Descript's Markdown: the name in bold, with its time before or behind it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pimhcli.transcripts.readers.heads import draft_of, lines_of, seen
from pimhcli.transcripts.readers.layouts import Layout, Source
from pimhcli.transcripts.times import CLOCK

if TYPE_CHECKING:
    from pimhcli.transcripts.drafts import Draft

_NAME = r"\*\*(?P<speaker>[^*:\t]{1,80}?)\s*(?::\*\*|\*\*:)"
_HEAD = re.compile(rf"\s*(?:\[(?P<time>{CLOCK})\]\s*)?{_NAME}(?P<text>.*)")


def _recognise(source: Source) -> str:
    return "names in bold, such as '**Name:**'" if seen(source, _HEAD) else ""


def _read(source: Source, _known: frozenset[str]) -> Draft:
    return draft_of(lines_of(source), _HEAD)


LAYOUT = Layout("descript", "Descript", _recognise, _read)
