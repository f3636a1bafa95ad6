"""The document of Google Meet: times on lines of their own, names and words; its AI summary is no data."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pimhcli.folding import fold
from pimhcli.transcripts.readers import numbers, plain
from pimhcli.transcripts.readers.heads import left_out, lines_of, without
from pimhcli.transcripts.readers.labels import voice
from pimhcli.transcripts.readers.layouts import Layout, Source
from pimhcli.transcripts.readers.nvivo import timed, times_alone
from pimhcli.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pimhcli.transcripts.drafts import Draft

_SUMMARY = frozenset(
    (
        "notes",
        "meeting notes",
        "summary",
        "details",
        "suggested next steps",
        "next steps",
        "decisions",
        "attachments",
    )
)
_ENDED = re.compile(r"\s*(?:Transcription ended after .*|This editable transcript was computer generated.*)")
_STAMP = re.compile(r"\s*\d\d:\d\d:\d\d\s*")
_PICTURES = re.compile(r"^[^\w(]+")


def _heading(line: str) -> str:
    return _PICTURES.sub("", fold(line)) if len(line) < 120 else ""


def _begins_transcript(line: str) -> bool:
    return bool(re.fullmatch(r"(?:.* )?transcript", _heading(line)))


def _recognise(source: Source) -> str:
    lines = lines_of(source)
    if not times_alone(source):
        return ""
    if any(map(_ENDED.fullmatch, lines)):
        return "the line 'Transcription ended after …'"
    return (
        "the heading 'Transcript' and times on lines of their own"
        if any(map(_begins_transcript, lines))
        else ""
    )


def _without_summary(lines: list[str]) -> tuple[list[str], int]:
    """The lines outside of the AI summary, and how many paragraphs of it there were."""
    kept: list[str] = []
    dropped, within = 0, False
    for line, talk in zip(lines, _talk(lines), strict=True):
        within = (within or _heading(line) in _SUMMARY) and not (talk or _begins_transcript(line))
        dropped += within and bool(line.strip())
        # a blank line in its stead, so that lines are counted as in the file
        kept.append("" if within else line)
    return kept, dropped


def _talk(lines: list[str]) -> Iterator[bool]:
    """Whether each line surely stands among what people said, where `Notes` is a word and no heading.

    The talk goes from a time above a name to the line that ends it, or else to the last time.
    """
    last = max(
        (i for i, line in enumerate(lines) if _STAMP.fullmatch(line) or _ENDED.fullmatch(line)), default=0
    )
    within = above = False
    for i, line in enumerate(lines):
        within = (within or (above and voice(line) is not None)) and i <= last and not _ENDED.fullmatch(line)
        above = _STAMP.fullmatch(line) is not None or (above and not line.strip())
        yield within


def _read(source: Source, known: frozenset[str]) -> Draft:
    lines, dropped = _without_summary(lines_of(source))
    lines, footer = without(lines, lambda line: bool(_ENDED.fullmatch(line)))
    lines, numbered = numbers.named(lines)
    lines, notes = timed(lines)
    if dropped:
        notes = (
            *notes,
            f"Left out: {count(dropped, 'paragraph')} of a summary that a program wrote and nobody said.",
        )
    return plain.draft_of(lines, known, (*numbered, *notes, *left_out(footer)))


LAYOUT = Layout("meet", "Google Meet", _recognise, _read)
