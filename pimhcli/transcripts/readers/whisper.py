"""JSON of Whisper, WhisperX, faster-whisper and whisper.cpp."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import msgspec

from pimhcli.errors import ProblemsError
from pimhcli.transcripts.drafts import Draft, Utterance, joined
from pimhcli.transcripts.readers.json_text import as_type, loaded, looks_like_json, milliseconds_of
from pimhcli.transcripts.readers.layouts import Layout, Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_CHANGE = "[SPEAKER_TURN]"


class _Word(msgspec.Struct):
    word: str = ""
    start: float | None = None
    end: float | None = None
    speaker: str | None = None


class _Segment(msgspec.Struct):
    """A segment of Whisper; its times are seconds."""

    text: str = ""
    start: float | None = None
    end: float | None = None
    speaker: str | None = None
    words: list[_Word] | None = None


class _Segments(msgspec.Struct):
    segments: list[_Segment]


class _Offsets(msgspec.Struct):
    """Milliseconds."""

    start: float | None = msgspec.field(default=None, name="from")
    end: float | None = msgspec.field(default=None, name="to")


class _Piece(msgspec.Struct):
    """A segment of whisper.cpp."""

    text: str = ""
    offsets: _Offsets = msgspec.field(default_factory=_Offsets)
    speaker: str | float | None = None
    speaker_turn_next: bool = False


class _Pieces(msgspec.Struct):
    transcription: list[_Piece]


def _recognise(source: Source) -> str:
    return "JSON" if looks_like_json(source) else ""


def _read(source: Source, _known: frozenset[str]) -> Draft:
    value = loaded(source)
    if isinstance(value, list):
        value = {"segments": value}
    if isinstance(value, dict) and "word_segments" in value and not value.get("segments"):
        value = {"segments": [{"words": value["word_segments"]}]}
    if isinstance(value, dict) and "segments" in value:
        return _of_whisper(as_type(value, _Segments, source))
    if isinstance(value, dict) and "transcription" in value:
        return _of_cpp(as_type(value, _Pieces, source))
    raise ProblemsError(
        f"{source.file} is JSON, but holds neither `segments` nor `transcription`.",
        hint="pimh reads the JSON of Whisper, WhisperX and whisper.cpp; export others as .vtt or .txt.",
    )


def _of_whisper(whole: _Segments) -> Draft:
    cues = tuple(cue for segment in whole.segments for cue in _cues(segment) if cue.text)
    return _draft(joined(cues), cues, "Whisper JSON", "`segments` of JSON")


def _of_cpp(whole: _Pieces) -> Draft:
    stretches = list(_stretches(whole.transcription))
    turns = tuple(chain.from_iterable(map(joined, stretches)))
    return _draft(turns, tuple(chain.from_iterable(stretches)), "whisper.cpp JSON", "`transcription` of JSON")


def _draft(turns: tuple[Utterance, ...], cues: tuple[Utterance, ...], title: str, reason: str) -> Draft:
    return Draft(title, reason, (), turns, cues if len(turns) < len(cues) else ())


def _cues(segment: _Segment) -> Iterator[Utterance]:
    """A segment, or its parts where its words are of different speakers."""
    words = segment.words or []
    speakers = {word.speaker for word in words if word.speaker}
    start, end = milliseconds_of(segment.start), milliseconds_of(segment.end)
    times = _first(words) if start is None else start, _last(words) if end is None else end
    text = segment.text.strip() or _spaced(words)
    if len(speakers) > 1:
        yield from _parts(text, words, *times)
    else:
        speaker = segment.speaker or next(iter(speakers), "")
        yield Utterance(speaker, text, *times)


def _spaced(words: Iterable[_Word]) -> str:
    """The words as a text; some programs write each with the blank before it."""
    said = [word.word for word in words]
    return ("" if any(word[:1].isspace() for word in said) else " ").join(said).strip()


def _parts(text: str, words: list[_Word], start: int | None, end: int | None) -> Iterator[Utterance]:
    """A segment cut where its speaker changes; a word without a speaker goes on with the one before."""
    runs = _runs(words)
    cuts = [*_places(text, runs)[1:], len(text)]
    at = 0
    for number, (run, cut) in enumerate(zip(runs, cuts, strict=True)):
        begins = start if number == 0 else _first(run)
        ends = end if number == len(runs) - 1 else _last(run)
        speaker = next(word.speaker for word in run if word.speaker)
        yield Utterance(speaker, text[at:cut].strip(), begins, ends)
        at = cut


def _runs(words: Iterable[_Word]) -> list[list[_Word]]:
    """The words by speaker; those before the first who is named are the first one's."""
    runs: list[list[_Word]] = [[]]
    speaker = ""
    for word in words:
        if speaker and word.speaker and word.speaker != speaker:
            runs.append([])
        speaker = word.speaker or speaker
        runs[-1].append(word)
    return runs


def _places(text: str, runs: Iterable[list[_Word]]) -> list[int]:
    """Where each run begins in the text; words that do not stand there take no room."""
    places: list[int] = []
    at = 0
    for run in runs:
        for number, word in enumerate(run):
            found = text.find(word.word.strip(), at)
            if number == 0:
                places.append(max(found, at))
            at = max(found + len(word.word.strip()), at)
    return places


def _first(run: Iterable[_Word]) -> int | None:
    return next((milliseconds_of(word.start) for word in run if word.start is not None), None)


def _last(run: list[_Word]) -> int | None:
    return next((milliseconds_of(word.end) for word in reversed(run) if word.end is not None), None)


def _stretches(pieces: Iterable[_Piece]) -> Iterator[list[Utterance]]:
    """The pieces up to each change of speaker; who speaks then, whisper.cpp mostly does not tell."""
    stretch: list[Utterance] = []
    for piece in pieces:
        words = piece.text.replace(_CHANGE, " ").strip()
        if words:
            stretch.append(Utterance(_voice(piece.speaker), words, *_offsets(piece.offsets)))
        if piece.speaker_turn_next or _CHANGE in piece.text:
            yield stretch
            stretch = []
    yield stretch


def _offsets(offsets: _Offsets) -> tuple[int | None, int | None]:
    seconds = (None if time is None else time / 1000 for time in (offsets.start, offsets.end))
    start, end = map(milliseconds_of, seconds)
    return start, end


def _voice(speaker: str | float | None) -> str:
    """``Speaker 0`` for the number of a voice; nothing for ``?``, which whisper.cpp could not tell."""
    name = f"{speaker:g}" if isinstance(speaker, float) else (speaker or "").strip(" ?")
    return f"Speaker {name}" if name.isdecimal() else name


LAYOUT = Layout("whisper", "Whisper JSON", _recognise, _read)
