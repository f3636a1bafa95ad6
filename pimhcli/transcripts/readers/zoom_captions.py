"""Captions saved in Zoom: a name in square brackets and a time of day, the words below."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from pimhcli.transcripts.readers.heads import draft_of, lines_of, seen
from pimhcli.transcripts.readers.layouts import Layout, Source
from pimhcli.transcripts.times import DAY, clock

if TYPE_CHECKING:
    from pimhcli.transcripts.drafts import Draft, Utterance

_HEAD = re.compile(r"\s*\[(?P<speaker>[^\[\]\t]{1,80})\]\s+(?P<time>\d{1,2}:\d\d:\d\d)\s*")


def _recognise(source: Source) -> str:
    return (
        "names in square brackets and times of day, such as '[Name] 10:02:13'" if seen(source, _HEAD) else ""
    )


def _read(source: Source, _known: frozenset[str]) -> Draft:
    draft = draft_of(lines_of(source), _HEAD)
    first = next((said.start for said in draft.utterances if said.start is not None), None)
    if first is None:
        return draft
    note = f"The times are times of day; they were counted from the first one, {clock(first)}."
    return msgspec.structs.replace(
        draft,
        utterances=_counted(draft.utterances, first),
        cues=_counted(draft.cues, first),
        notes=(*draft.notes, note),
    )


def _counted(said: tuple[Utterance, ...], first: int) -> tuple[Utterance, ...]:
    # a group that meets over midnight goes on counting
    return tuple(
        msgspec.structs.replace(one, start=None if one.start is None else (one.start - first) % DAY)
        for one in said
    )


LAYOUT = Layout("zoom-captions", "Captions saved in Zoom", _recognise, _read)
