"""Tables of NVivo: the columns Timespan, Content and Speaker in any order, from a file or from Word."""

from __future__ import annotations

from pimhcli.transcripts.drafts import Draft, Utterance, of_cues
from pimhcli.transcripts.readers.layouts import Layout, Source
from pimhcli.transcripts.readers.table_rows import Row, head, rows, times_of

_CONTENT = ("content", "transcript")
_SPEAKER = ("speaker", "speakername")
_TIMES = ("timespan", "time", "timestamp")


def _recognise(source: Source) -> str:
    _, columns = head(source)
    found = all(set(columns) & set(names) for names in (_CONTENT, _SPEAKER))
    return "columns Content and Speaker" if found else ""


def _read(source: Source, _known: frozenset[str]) -> Draft:
    return of_cues([_cue(row) for row in rows(source)])


def _cue(row: Row) -> Utterance:
    return Utterance(_cell(row, _SPEAKER), _cell(row, _CONTENT), *times_of(_cell(row, _TIMES)))


def _cell(row: Row, names: tuple[str, ...]) -> str:
    return next((row.cells[name] for name in names if name in row.cells), "")


LAYOUT = Layout("nvivo-table", "NVivo table", _recognise, _read)
