"""Tables of Whisper (.tsv) and whisper.cpp (.csv): start, end, sometimes speaker, and text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.transcripts.drafts import Draft, Utterance, of_cues
from pimhcli.transcripts.readers.layouts import Layout, Source
from pimhcli.transcripts.readers.table_rows import Row, head, rows, time_of
from pimhcli.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterator


def _recognise(source: Source) -> str:
    _, columns = head(source)
    return "columns start, end and text" if {"start", "end", "text"} <= set(columns) else ""


def _read(source: Source, _known: frozenset[str]) -> Draft:
    every = list(rows(source))
    cues = [
        Utterance(row.cells.get("speaker", ""), row.cells.get("text", ""), *map(time_of, _times(row)))
        for row in every
    ]
    return of_cues(cues, list(_about_times(every)))


def _times(row: Row) -> tuple[str, str]:
    return row.cells.get("start", ""), row.cells.get("end", "")


def _about_times(every: list[Row]) -> Iterator[str]:
    wrong = [row.line for row in every if None in map(time_of, _times(row))]
    if wrong:
        yield f"{count(len(wrong), 'row')} had a time that is none, first line {wrong[0]:,}."


LAYOUT = Layout("whisper-table", "Whisper table", _recognise, _read)
