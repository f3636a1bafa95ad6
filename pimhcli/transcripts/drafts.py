"""What a reader of any format gives: who said what, in order, before it becomes a transcript of the study."""

from __future__ import annotations

import re
from collections import Counter

import msgspec

from pimhcli.folding import fold_name
from pimhcli.transcripts.turns import label_of

_BLANK = re.compile(r"\s*[\n\v\f\x85\u2028\u2029]\s*|\t+")


class Utterance(msgspec.Struct, frozen=True):
    """What one speaker said, as the source gives it."""

    speaker: str
    text: str
    time: str = ""


class Draft(msgspec.Struct, frozen=True):
    """A transcript as read from its source.

    Args:
        format: what the source was taken for, and why, in words.
        front: the paragraphs before the first turn.
        utterances: in order.
    """

    format: str
    front: tuple[str, ...]
    utterances: tuple[Utterance, ...]


def from_paragraphs(paragraphs: list[str], form: str, known: frozenset[str]) -> Draft:
    """Applies the focus-group rule to paragraphs.

    Labelled lines at the top that are no speech (``Date: 14 May``) stay front matter: a label nobody
    knows, which stands once in the whole file and before every label that comes back.

    Args:
        paragraphs: the source's paragraphs, in order.
        form: the format in words.
        known: folded names of participants and moderators, which are always speakers.
    """
    lines = [line for p in paragraphs if (line := _BLANK.sub(" ", p.strip()))]
    first = _first_turn(lines, known)
    utterances: list[Utterance] = []
    for line in lines[first:]:
        if label := label_of(line):
            utterances.append(Utterance(label.name, line[label.end :], label.time))
        else:
            last = utterances[-1]
            utterances[-1] = msgspec.structs.replace(last, text=f"{last.text} {line}".strip())
    return Draft(form, tuple(lines[:first]), tuple(utterances))


def _first_turn(lines: list[str], known: frozenset[str]) -> int:
    labels = {i: fold_name(label.name) for i, line in enumerate(lines) if (label := label_of(line))}
    times = Counter(labels.values())
    speakers = (i for i, name in labels.items() if name in known or times[name] > 1)
    return next(speakers, next(iter(labels), len(lines)))


def stored(draft: Draft, rename: dict[str, str]) -> str:
    """The text that the study keeps of a draft: one turn a line.

    Args:
        draft: what was read.
        rename: folded label of the source to the label of the study.
    """
    lines = [f"# {line}" for line in draft.front]
    for said in draft.utterances:
        stamp = f"[{said.time}] " if said.time else ""
        speaker = rename.get(fold_name(said.speaker), said.speaker)
        lines.append(f"{stamp}{speaker}: {said.text}".rstrip())
    return "\n".join(lines) + "\n"
