"""Transcripts of f4 and MAXQDA: times such as #00:00:09-0#, mostly behind the words that they time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from pimhcli.transcripts.drafts import Utterance
from pimhcli.transcripts.readers import numbers, plain
from pimhcli.transcripts.readers.heads import lines_of
from pimhcli.transcripts.readers.labels import voice
from pimhcli.transcripts.readers.layouts import Layout, Source
from pimhcli.transcripts.times import milliseconds

if TYPE_CHECKING:
    from pimhcli.transcripts.drafts import Draft

_STAMP = re.compile(r"#(\d{1,3}:\d\d(?::\d\d)?)(?:-(\d{1,3}))?#")
_IN_FRONT = re.compile(r"\s*(#\d{1,3}:\d\d(?::\d\d)?(?:-\d{1,3})?#)\s*(\S.*)")


def _recognise(source: Source) -> str:
    return "times such as #00:00:09-0#" if _STAMP.search(source.text) else ""


def _read(source: Source, known: frozenset[str]) -> Draft:
    named, numbered = numbers.named(lines_of(source))
    draft = plain.draft_of(list(map(_behind_the_label, named)), known, numbered)
    in_front = sum(_STAMP.match(said.text) is not None for said in draft.utterances)
    begins = in_front * 2 > len(draft.utterances)
    cues: list[Utterance] = []
    said: list[Utterance] = []
    last: int | None = 0  # the first words begin with the recording
    for turn in draft.utterances:
        pieces, last = _pieces(turn, last, begins=begins)
        cues += pieces
        said.append(_whole(pieces) if pieces else turn)
    return msgspec.structs.replace(
        draft, utterances=tuple(said), cues=tuple(cues) if len(cues) > len(said) else ()
    )


def _behind_the_label(line: str) -> str:
    """The line with a time before its label moved behind it."""
    found = _IN_FRONT.fullmatch(line)
    if not found or not (said := voice(found[2])):
        return line
    return f"{said.speaker}: {found[1]} {said.text}"


def _pieces(turn: Utterance, last: int | None, *, begins: bool) -> tuple[list[Utterance], int | None]:
    """What stands between the times in a turn, and the last of the times.

    Args:
        turn: as written.
        last: the time before it.
        begins: whether a time tells when the words behind it begin, rather than when those before it end.
    """
    parts = _STAMP.split(turn.text)
    times = [_time(*stamp) for stamp in zip(parts[1::3], parts[2::3], strict=True)]
    starts, ends = [None if begins else last, *times], [*times, None]
    pieces = zip(map(str.strip, parts[::3]), starts, ends, strict=True)
    return [Utterance(turn.speaker, *piece) for piece in pieces if piece[0]], times[-1] if times else last


def _whole(pieces: list[Utterance]) -> Utterance:
    words = " ".join(piece.text for piece in pieces)
    return Utterance(pieces[0].speaker, words, pieces[0].start, pieces[-1].end)


def _time(words: str, rest: str | None) -> int | None:
    return milliseconds(f"{words}.{rest}" if rest else words)


LAYOUT = Layout("f4", "f4 or MAXQDA, with times", _recognise, _read)
