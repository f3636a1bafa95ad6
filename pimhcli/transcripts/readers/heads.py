"""Turns from lines: a line that begins one, and the lines after it that go on with it."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import msgspec

from pimhcli.folding import fold_name
from pimhcli.transcripts.drafts import Draft, Utterance, joined
from pimhcli.transcripts.readers.labels import looks_like_words, taken_for_words, unmarked
from pimhcli.transcripts.times import CLOCK, milliseconds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from pimhcli.transcripts.readers.layouts import Source

_BREAK = re.compile(r"[\n\v\f\x85\u2028\u2029]")
_TABS = re.compile(r"\t+")
_FEW = 6  # lines; in a file of fewer one turn tells the layout
# name and time on a line of their own, as Otter and Teams write them: two blanks or a tab between
NAME_AND_TIME = re.compile(
    rf"\s*(?P<speaker>\S[^\t]{{0,80}}?[^\s.?!,;:]|\w)(?:[ \xa0]{{2,20}}|\t)\s{{0,20}}(?P<time>{CLOCK})\s*"
)


def lines_of(source: Source) -> list[str]:
    """Every line of a source, blank ones included, tabs between cells kept."""
    return [line for paragraph in source.paragraphs for line in _BREAK.split(paragraph)]


def head(line: str, pattern: re.Pattern[str]) -> Utterance | None:
    """The turn that a line begins, if it is of a pattern.

    Args:
        line: the whole line.
        pattern: with a group ``speaker``, and any of ``time``, ``end`` and ``text``.
    """
    found = pattern.fullmatch(line)
    return turn_of(found) if found and unmarked(found["speaker"]) else None


def turn_of(found: re.Match[str]) -> Utterance:
    """The turn that a match of such a pattern tells of."""
    told = found.groupdict()
    times = milliseconds(told.get("time") or ""), milliseconds(told.get("end") or "")
    return Utterance(unmarked(told["speaker"]), (told.get("text") or "").strip(), *times)


def seen(source: Source, pattern: re.Pattern[str]) -> bool:
    """Whether lines of a pattern begin the turns of a source: one will do in a file of few lines."""
    lines = [line for line in lines_of(source) if line.strip()]
    begun = sum(head(line, pattern) is not None for line in lines)
    return begun > 1 or (begun == 1 and len(lines) < _FEW)


def draft_of(lines: Iterable[str], pattern: re.Pattern[str], notes: Sequence[str] = ()) -> Draft:
    """The draft of lines whose turns begin with lines of a pattern, those of one speaker in a row joined.

    Args:
        lines: in order.
        pattern: as for ``head``.
        notes: what is to be said of the draft.
    """
    told, doubtful = heads(lines, pattern)
    front, said = gathered(told)
    return whole(Draft("", "", front, said, notes=(*notes, *doubtful)))


def whole(draft: Draft) -> Draft:
    """The draft with broken turns of one speaker joined, and the pieces kept."""
    turns = joined(draft.utterances)
    cues = draft.utterances if len(turns) < len(draft.utterances) else ()
    return msgspec.structs.replace(draft, utterances=turns, cues=cues)


def heads(
    lines: Iterable[str], pattern: re.Pattern[str]
) -> tuple[list[tuple[str, Utterance | None]], tuple[str, ...]]:
    """The lines, each with the turn that it begins, and the notes on what only looks like one.

    Args:
        lines: in order.
        pattern: as for ``head``.
    """
    told = [(line, head(line, pattern)) for line in lines]
    times = Counter(fold_name(begun.speaker) for _, begun in told if begun)

    def is_doubtful(begun: Utterance | None) -> bool:
        # "I left (00:10): no, later" comes once, and a speaker of a program is no sentence
        return bool(begun and times[fold_name(begun.speaker)] == 1 and looks_like_words(begun.speaker))

    words = [(i, begun.speaker) for i, (_, begun) in enumerate(told) if begun and is_doubtful(begun)]
    kept = [(line, None if is_doubtful(begun) else begun) for line, begun in told]
    return kept, taken_for_words(words)


def gathered(
    lines: Iterable[tuple[str, Utterance | None]],
) -> tuple[tuple[str, ...], tuple[Utterance, ...]]:
    """The lines before the first turn, and the turns with all their lines.

    Args:
        lines: each with the turn that it begins, or None.
    """
    front: list[str] = []
    said: list[tuple[Utterance, list[str]]] = []
    for line, begun in lines:
        words = _TABS.sub(" ", line.strip())
        if begun:
            said.append((begun, [_TABS.sub(" ", begun.text)]))
        elif words:
            (said[-1][1] if said else front).append(words)
    turns = (msgspec.structs.replace(turn, text=" ".join(filter(None, pieces))) for turn, pieces in said)
    return tuple(front), tuple(turns)


def without(lines: Iterable[str], is_no_talk: Callable[[str], bool]) -> tuple[list[str], list[str]]:
    """The lines to keep, and those to leave out.

    Args:
        lines: in order.
        is_no_talk: whether a line is no part of the talk.
    """
    kept: list[str] = []
    gone: list[str] = []
    for line in lines:
        (gone if is_no_talk(line) else kept).append(line)
    return kept, gone


def left_out(lines: Sequence[str]) -> tuple[str, ...]:
    """The note on lines that are no part of the talk; none where there are none."""
    return tuple(f"Left out, as nobody said it: '{line.strip()}'." for line in lines)
