"""Trint's text, and the form in which a study keeps transcripts: a time in square brackets, then a name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pimhcli.transcripts.readers import plain
from pimhcli.transcripts.readers.heads import draft_of, lines_of, seen, whole
from pimhcli.transcripts.readers.layouts import Layout, Source
from pimhcli.transcripts.times import SPAN

if TYPE_CHECKING:
    from pimhcli.transcripts.drafts import Draft

_TIMES = rf"\[{SPAN}\]"
_NAME = r"(?P<speaker>[^\s:\[\]*][^:\t\[\]]{0,80}?)"
_IN_FRONT = re.compile(rf"\s*{_TIMES}\s*{_NAME}\s*:(?P<text>(?:\s.*)?)")
_TIME_ABOVE = re.compile(rf"\s*{_TIMES}\s*{_NAME}\s*")
_NAME_ABOVE = re.compile(rf"\s*{_NAME}\s*{_TIMES}\s*")


def _form(source: Source) -> re.Pattern[str] | None:
    return next((form for form in (_IN_FRONT, _NAME_ABOVE, _TIME_ABOVE) if seen(source, form)), None)


def _recognise(source: Source) -> str:
    form = _form(source)
    if form is None:
        return ""
    if form is _IN_FRONT:
        return "times in square brackets before the names, such as '[00:00:03] Name:'"
    return "names and times in square brackets on lines of their own"


def _read(source: Source, known: frozenset[str]) -> Draft:
    form = _form(source) or _IN_FRONT
    if form is not _IN_FRONT:
        return draft_of(lines_of(source), form)
    # a person may have typed these, and not for every turn; only known ends tell that a turn was broken
    draft = plain.draft_of(lines_of(source), known)
    return whole(draft) if all(said.end is not None for said in draft.utterances) else draft


LAYOUT = Layout("trint", "Trint, or a transcript with times in front", _recognise, _read)
