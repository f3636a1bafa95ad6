"""What a reader of any format gives: who said what, in order, before it becomes a transcript of the study."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import msgspec

from pimhcli.folding import fold_name
from pimhcli.transcripts.times import clock, milliseconds
from pimhcli.transcripts.turns import label_of

if TYPE_CHECKING:
    from collections.abc import Sequence

_BLANK = re.compile(r"\s*[\n\v\f\x85\u2028\u2029]\s*|\t+")


class Utterance(msgspec.Struct, frozen=True):
    """What one speaker said, as the source gives it.

    Args:
        speaker: the label.
        text: the words.
        start: when it begins, in milliseconds of the recording; None where the source does not tell.
        end: when it ends, likewise.
    """

    speaker: str
    text: str
    start: int | None = None
    end: int | None = None


class Draft(msgspec.Struct, frozen=True):
    """A transcript as read from its source.

    Args:
        format: what the source was taken for, in words.
        reason: by what it was known to be that.
        front: the paragraphs before the first turn.
        utterances: in order, broken ones of a speaker joined.
        cues: the pieces that the source gave, before any were joined; none where nothing was.
        notes: what was left out or read in a way that the user should know, each a sentence.
    """

    format: str
    reason: str
    front: tuple[str, ...]
    utterances: tuple[Utterance, ...]
    cues: tuple[Utterance, ...] = ()
    notes: tuple[str, ...] = ()


def from_paragraphs(paragraphs: Sequence[str], known: frozenset[str]) -> tuple[list[str], list[Utterance]]:
    """Applies the focus-group rule to paragraphs.

    Labelled lines at the top that are no speech (``Date: 14 May``) stay front matter: a label nobody
    knows, which stands once in the whole file and before every label that comes back.

    Args:
        paragraphs: the source's paragraphs, in order.
        known: folded names of participants and moderators, which are always speakers.

    Returns:
        The paragraphs before the first turn, and the turns.
    """
    lines = [line for p in paragraphs if (line := _BLANK.sub(" ", p.strip()))]
    first = _first_turn(lines, known)
    said: list[Utterance] = []
    for line in lines[first:]:
        if label := label_of(line):
            times = milliseconds(label.time), milliseconds(label.until)
            said.append(Utterance(label.name, line[label.end :], *times))
        else:
            said[-1] = msgspec.structs.replace(said[-1], text=f"{said[-1].text} {line}".strip())
    return lines[:first], said


def _first_turn(lines: list[str], known: frozenset[str]) -> int:
    labels = {i: fold_name(label.name) for i, line in enumerate(lines) if (label := label_of(line))}
    times = Counter(labels.values())
    speakers = (i for i, name in labels.items() if name in known or times[name] > 1)
    return next(speakers, next(iter(labels), len(lines)))


def stored(draft: Draft, rename: dict[str, str]) -> str:
    """The text that the study keeps of a draft: one turn a line.

    Args:
        draft: what was read.
        rename: folded label of the source to label of the study.
    """
    lines = [f"# {line}" for line in draft.front]
    for said in draft.utterances:
        speaker = rename.get(fold_name(said.speaker), said.speaker)
        lines.append(f"{_stamp(said)}{speaker}: {said.text}".rstrip())
    return "\n".join(lines) + "\n"


def _stamp(said: Utterance) -> str:
    if said.start is None:
        return ""
    end = "" if said.end is None else f"-{clock(said.end)}"
    return f"[{clock(said.start)}{end}] "
