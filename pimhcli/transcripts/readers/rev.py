"""Rev's text and documents: a name, a time in round brackets and a colon, the words below."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pimhcli.transcripts.readers.heads import draft_of, lines_of, seen
from pimhcli.transcripts.readers.layouts import Layout, Source
from pimhcli.transcripts.times import CLOCK

if TYPE_CHECKING:
    from pimhcli.transcripts.drafts import Draft

_HEAD = re.compile(rf"\s*(?P<speaker>\S[^:\t]{{0,80}}?)\s*\((?P<time>{CLOCK})\)\s*:(?P<text>(?:\s.*)?)")


def _recognise(source: Source) -> str:
    return "names with times in round brackets, such as 'Name (00:03):'" if seen(source, _HEAD) else ""


def _read(source: Source, _known: frozenset[str]) -> Draft:
    return draft_of(lines_of(source), _HEAD)


LAYOUT = Layout("rev", "Rev", _recognise, _read)
