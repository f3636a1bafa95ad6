"""A table whose rows are turns: a column of names, one of words, and perhaps one of times or numbers."""

from __future__ import annotations

import re
from typing import NamedTuple

from pimhcli.folding import fold
from pimhcli.transcripts.drafts import Draft, Utterance
from pimhcli.transcripts.readers import plain
from pimhcli.transcripts.readers.heads import gathered, left_out, lines_of, without
from pimhcli.transcripts.readers.labels import looks_like_a_name, unmarked
from pimhcli.transcripts.readers.layouts import Layout, Source
from pimhcli.transcripts.times import SPAN, milliseconds

_TIMES = re.compile(rf"[\[(]?{SPAN}[\])]?")
_HEADINGS = frozenset(
    (
        "", "#", "no", "no.", "line", "turn", "time", "timestamp", "timespan", "timecode", "start", "speaker",
        "name", "who", "text", "words", "content", "transcript", "utterance", "speech",
    )
)  # fmt: skip
_SPEAKERS = frozenset(("speaker", "name", "who"))


class _Columns(NamedTuple):
    """Which cells of a row are what, counted from 0; None for none."""

    name: int
    time: int | None
    words: tuple[int, ...]


def _rows(lines: list[str]) -> tuple[list[list[str]], list[list[str]]]:
    """The rows that are headings, and those of the talk."""
    rows = [[cell.strip() for cell in line.split("\t")] for line in lines if "\t" in line.strip(" \n")]
    return list(filter(_is_heading, rows)), [row for row in rows if not _is_heading(row)]


def _is_heading(row: list[str]) -> bool:
    return all(fold(cell) in _HEADINGS for cell in row)


def _columns(lines: list[str]) -> _Columns | None:
    heads, rows = _rows(lines)
    filled = sum(bool(line.strip()) for line in lines)
    width = max(map(len, rows), default=0)
    if len(rows) < 2 or len(rows) * 2 < filled or not 1 < width < 6:
        return None
    cells = [[row[i] for row in rows if len(row) > i and row[i]] for i in range(width)]
    times = [i for i in range(width) if cells[i] and all(map(_TIMES.fullmatch, cells[i]))]
    counts = [i for i in range(width) if cells[i] and all(map(str.isdecimal, cells[i]))]
    others = [i for i in range(width) if cells[i] and i not in {*times, *counts}]
    if len(others) < 2:
        return None
    named = {i for row in heads for i, cell in enumerate(row) if fold(cell) in _SPEAKERS}
    name = next((i for i in others if i in named), others[0])
    if not _are_names(cells[name]):
        return None
    return _Columns(name, times[0] if times else None, tuple(i for i in others if i != name))


def _are_names(cells: list[str]) -> bool:
    """Whether the cells of a column are names: they look like ones, or mostly come back."""
    can_be = all(len(cell) <= 63 and ":" not in cell and cell[-1] not in ".?!…" for cell in cells)
    return can_be and (all(map(looks_like_a_name, cells)) or len(set(cells)) * 3 <= len(cells))


def _turn(line: str, columns: _Columns) -> Utterance | None:
    """The turn that a row begins; a row without a name goes on with the one before."""
    row = [cell.strip() for cell in line.split("\t")]
    if len(row) <= max(columns.words[0], columns.name) or not row[columns.name] or _is_heading(row):
        return None
    # a row may end before its time
    told = _TIMES.fullmatch("".join(row[columns.time :][:1])) if columns.time is not None else None
    words = " ".join(row[i] for i in columns.words if len(row) > i)
    times = (milliseconds(told["time"]), milliseconds(told["end"] or "")) if told else (None, None)
    return Utterance(unmarked(row[columns.name]), words.strip(), *times)


def _recognise(source: Source) -> str:
    return "a table with a column of names" if _columns(lines_of(source)) else ""


def _read(source: Source, known: frozenset[str]) -> Draft:
    lines = lines_of(source)
    columns = _columns(lines)
    if columns is None:
        return plain.draft_of(lines, known)
    lines, headings = without(lines, lambda line: "\t" in line and _is_heading(line.strip().split("\t")))
    front, said = gathered((line, _turn(line, columns)) for line in lines)
    return Draft("", "", front, said, notes=left_out([" ".join(line.split()) for line in headings]))


LAYOUT = Layout("table", "Table of turns", _recognise, _read)
