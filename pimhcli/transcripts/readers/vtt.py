"""WebVTT captions of Zoom, Teams and others: names before a colon, or voice tags."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pimhcli.errors import ProblemsError
from pimhcli.transcripts.drafts import Draft, of_cues
from pimhcli.transcripts.readers.captions import (
    Caption,
    Names,
    Voice,
    bracketed,
    captions,
    going_on,
    named_above,
    numbered,
    under_name,
    utterances,
)
from pimhcli.transcripts.readers.layouts import Layout, Source

if TYPE_CHECKING:
    from collections.abc import Sequence

_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?(?:\s([^<>]*))?>", re.IGNORECASE)
_SHOWN = 3  # labels that a note names


def _recognise(source: Source) -> str:
    first = source.text[:200].lstrip("\ufeff \n")
    return "the line WEBVTT at the top" if re.match(r"WEBVTT(?:\s|$)", first) else ""


def _read(source: Source, known: frozenset[str]) -> Draft:
    cues = captions(source)
    if not cues:
        raise ProblemsError(
            f"{source.file}, line 1: WEBVTT stands at the top, but no line of times was found.",
            hint="A cue starts with such as `00:00:03.120 --> 00:00:05.430`: export the captions again.",
        )
    return draft_of(cues, known)


def draft_of(cues: Sequence[Caption], known: frozenset[str]) -> Draft:
    """The draft of captions that name speakers in tags, in brackets, before a colon, or not at all.

    Args:
        cues: in order.
        known: folded names of participants and moderators.
    """
    for voices in (_tagged, bracketed):
        said = [piece for cue in cues for piece in utterances(cue, voices(cue))]
        if any(piece.speaker for piece in said):
            return of_cues(said, _about_times(cues))
    if named_above(cues):
        said = [piece for cue in cues for piece in utterances(cue, under_name(cue))]
        return of_cues(said, _about_times(cues))
    cues, told, words = numbered(cues)
    names = Names(cues, known)
    said = [piece for cue in cues for piece in utterances(cue, names.voices(cue))]
    about = _about_labels((*names.passed_over, *words))
    return of_cues(list(going_on(said)), [*_about_times(cues), *told, *about])


def _tagged(caption: Caption) -> list[Voice]:
    """The parts of a cue by its voice tags; two voices in one cue are two parts."""
    # before, name, words, name, words …
    before, *rest = _VOICE.split(" ".join(caption.lines))
    pairs = zip(rest[::2], rest[1::2], strict=True)
    return [Voice("", before), *(Voice(name or "", words) for name, words in pairs)]


def _about_times(cues: Sequence[Caption]) -> list[str]:
    wrong = [cue.line for cue in cues if cue.start is None or cue.end is None]
    return [f"Line {wrong[0]:,} ({len(wrong):,} such lines in all) has a time that is none."] if wrong else []


def _about_labels(passed_over: Sequence[str]) -> list[str]:
    shown = ", ".join(f"'{name}:'" for name in passed_over[:_SHOWN])
    more = f" and {len(passed_over) - _SHOWN} more" if len(passed_over) > _SHOWN else ""
    return [f"Taken for words and not for speakers: {shown}{more}."] if passed_over else []


LAYOUT = Layout("vtt", "WebVTT captions", _recognise, _read)
