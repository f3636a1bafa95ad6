"""Sonix's text, and documents of Rev: a name, a colon, a time in brackets, and the words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pimhcli.transcripts.readers import plain
from pimhcli.transcripts.readers.heads import lines_of, seen, whole
from pimhcli.transcripts.readers.layouts import Layout, Source
from pimhcli.transcripts.times import CLOCK

if TYPE_CHECKING:
    from pimhcli.transcripts.drafts import Draft

_HEAD = re.compile(
    rf"\s*(?P<speaker>[^\s:\[][^:\[\t]{{0,80}}?)\s*:\s*[\[(](?P<time>{CLOCK})[\])](?P<text>.*)"
)


def _recognise(source: Source) -> str:
    if not seen(source, _HEAD):
        return ""
    return "names followed by times in brackets, such as 'Name: [00:00:03]'"


def _read(source: Source, known: frozenset[str]) -> Draft:
    draft = plain.draft_of([_in_front(line) for line in lines_of(source)], known)
    # where only some turns have a time a person has typed it
    return whole(draft) if all(said.start is not None for said in draft.utterances) else draft


def _in_front(line: str) -> str:
    found = _HEAD.fullmatch(line)
    return f"[{found['time']}] {found['speaker']}: {found['text'].strip()}" if found else line


LAYOUT = Layout("sonix", "Sonix", _recognise, _read)
