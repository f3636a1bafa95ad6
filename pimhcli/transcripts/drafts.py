"""What a reader of any format gives: who said what, in order, before it becomes a transcript of the study."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from pimhcli.folding import fold_name
from pimhcli.transcripts.times import LONGEST, clock
from pimhcli.transcripts.turns import label_of
from pimhcli.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

UNIDENTIFIED = "Unidentified"  # the speaker of what nobody is known to have said
PAUSE = 2_000  # milliseconds; after a longer one a speaker's next words are a new turn

_BREAK = re.compile(r"[\n\r\v\f\t\x85\u2028\u2029]")
_WHITE = re.compile(r"\s+")
# JSON can hold what no text file may
_NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff]")
_AROUND_NAMES = " \t:[](){}#*_=<>|/\\.,;!?…•-–—\"'“”‘’«»"


class Utterance(msgspec.Struct, frozen=True):
    """What one speaker said, as the source gives it.

    Args:
        speaker: the label; empty where the source does not tell whose words these are.
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


def joined(cues: Iterable[Utterance], pause: int = PAUSE) -> tuple[Utterance, ...]:
    """Turns out of the pieces that captions come in: what one speaker says without a long pause is one.

    Args:
        cues: the pieces, in order.
        pause: the longest silence within a turn, in milliseconds; where times are not known there is none.
    """
    runs: list[list[Utterance]] = []
    heard: int | None = None
    for cue in cues:
        silence = 0 if cue.start is None or heard is None else cue.start - heard
        if runs and silence <= pause and _is_same(runs[-1][0].speaker, cue.speaker):
            runs[-1].append(cue)
            heard = None if cue.end is None else max(heard or 0, cue.end)
        else:
            runs.append([cue])
            heard = cue.end
    return tuple(map(_together, runs))


def _is_same(speaker: str, other: str) -> bool:
    return speaker == other or fold_name(speaker) == fold_name(other)


def _together(run: Sequence[Utterance]) -> Utterance:
    first, last = run[0], run[-1]
    if first is last:
        return first
    # nobody knows when a turn ends whose last piece does not tell
    end = None if last.end is None else max(cue.end for cue in run if cue.end is not None)
    text = " ".join(cue.text for cue in run).strip()
    return msgspec.structs.replace(first, text=text, end=end)


def of_cues(cues: Sequence[Utterance], notes: Sequence[str] = ()) -> Draft:
    """A draft of captions, pieces of one speaker joined; those without words are left out.

    Args:
        cues: the pieces, in order.
        notes: what the reader has to say.
    """
    spoken = tuple(cue for cue in cues if cue.text.strip())
    turns = joined(spoken)
    return Draft("", "", (), turns, spoken if len(turns) < len(spoken) else (), tuple(notes))


def one_line(words: str) -> str:
    """Words without line breaks and tabs, which would end a turn; other blanks stay as they are."""
    words = _NO_TEXT.sub("\N{REPLACEMENT CHARACTER}", words.strip())
    if not _BREAK.search(words):
        return words
    return _WHITE.sub(lambda white: " " if _BREAK.search(white[0]) else white[0], words)


def label(words: str) -> str:
    """The label nearest to a speaker's name that a stored transcript can hold.

    >>> label("O'Shea, Tom (he/him)"), label("maya byrne"), label("0"), label("")
    ("O'Shea, Tom (he/him)", 'Maya byrne', 'Speaker 0', 'Unidentified')
    """
    name = " ".join(one_line(words).replace(":", " ").split())
    bare = name.lstrip(_AROUND_NAMES)
    bare = bare.rstrip(_AROUND_NAMES.replace(")", "") if "(" in bare else _AROUND_NAMES)
    tries = (name, bare, bare[:1].upper() + bare[1:], f"Speaker {bare}" if bare else UNIDENTIFIED)
    short = (each[:63].rstrip() for each in tries)
    return next((each for each in short if _is_label(each)), UNIDENTIFIED)


def _is_label(name: str) -> bool:
    found = label_of(f"{name}:")
    return found is not None and found.name == name


def tidied(draft: Draft) -> Draft:
    """The draft as a stored transcript can hold it: labels, words on one line, and times that can be.

    Args:
        draft: as a reader made it.
    """
    pieces = draft.cues or draft.utterances
    wrong = [number for number, said in enumerate(pieces, 1) if _times(said) != (said.start, said.end)]
    return msgspec.structs.replace(
        draft,
        front=tuple(line for words in draft.front if (line := one_line(words))),
        utterances=tuple(_tidy(draft.utterances)),
        cues=tuple(_tidy(draft.cues)),
        notes=(*draft.notes, *_about_times(wrong)),
    )


def _tidy(said: Iterable[Utterance]) -> Iterator[Utterance]:
    labels: dict[str, str] = {}
    for each in said:
        if each.speaker not in labels:
            labels[each.speaker] = label(each.speaker)
        yield Utterance(labels[each.speaker], one_line(each.text), *_times(each))


def _times(said: Utterance) -> tuple[int | None, int | None]:
    """When it begins and ends, without what cannot be."""
    start = said.start if said.start is not None and 0 <= said.start < LONGEST else None
    can_be = start is not None and said.end is not None and start <= said.end < LONGEST
    return start, said.end if can_be else None


def _about_times(wrong: Sequence[int]) -> Iterator[str]:
    if wrong:
        yield (
            f"Times that cannot be, such as an end before its start, were left out of "
            f"{count(len(wrong), 'piece')}, first of piece {wrong[0]:,}."
        )


def stored(draft: Draft) -> str:
    """The text that the study keeps of a draft: one turn a line."""
    front = (f"# {line}" for line in draft.front)
    turns = (f"{_stamp(said)}{said.speaker}: {said.text}".rstrip() for said in draft.utterances)
    return "\n".join([*front, *turns, ""])


def _stamp(said: Utterance) -> str:
    if said.start is None:
        return ""
    end = "" if said.end is None else f"-{clock(said.end)}"
    return f"[{clock(said.start)}{end}] "
