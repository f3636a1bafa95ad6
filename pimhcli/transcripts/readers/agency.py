"""What agencies and Express Scribe write: the time of a turn in brackets at the end of its paragraph."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pimhcli.transcripts.readers import numbers, plain
from pimhcli.transcripts.readers.heads import lines_of
from pimhcli.transcripts.readers.labels import voice
from pimhcli.transcripts.readers.layouts import Layout, Source
from pimhcli.transcripts.times import CLOCK

if TYPE_CHECKING:
    from pimhcli.transcripts.drafts import Draft

_AT_THE_END = re.compile(rf"(?P<words>.*\S)\s*[\[(](?P<time>{CLOCK})[\])]\s*")
_NOTE = "A time at the end of a paragraph was taken for the time at which its turn begins."


def _in_front(line: str) -> str:
    """The line with a time at its end moved before its label."""
    found = _AT_THE_END.fullmatch(line)
    if not found or not (said := voice(found["words"])) or said.start is not None or not said.text:
        return line
    return f"[{found['time']}] {found['words'].strip()}"


def _recognise(source: Source) -> str:
    lines, _ = numbers.named(lines_of(source))
    moved = sum(_in_front(line) != line for line in lines)
    turns = sum(voice(line) is not None for line in lines)
    return "times in brackets at the ends of the turns" if moved and moved * 2 >= turns else ""


def _read(source: Source, known: frozenset[str]) -> Draft:
    lines, numbered = numbers.named(lines_of(source))
    moved = list(map(_in_front, lines))
    return plain.draft_of(moved, known, [*numbered, *([_NOTE] if moved != lines else [])])


LAYOUT = Layout("agency", "Express Scribe or an agency", _recognise, _read)
