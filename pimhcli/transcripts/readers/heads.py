"""Turns from lines: a line that begins one, and the lines after it that go on with it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from pimhcli.transcripts.drafts import Draft, Utterance, joined
from pimhcli.transcripts.readers.labels import unmarked
from pimhcli.transcripts.times import CLOCK, milliseconds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from pimhcli.transcripts.readers.layouts import Source

_BREAK = re.compile(r"[\n\v\f\x85\u2028\u2029]")
_TABS = re.compile(r"\t+")
# name and time on a line of their own, as Otter and Teams write them: two blanks or a tab between
NAME_AND_TIME = re.compile(
    rf"\s*(?P<speaker>\S[^\t]{{0,80}}?[^\s.?!,;:])(?:[ \xa0]{{2,}}|\t)\s*(?P<time>{CLOCK})\s*"
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
    if not found or not unmarked(found["speaker"]):
        return None
    told = found.groupdict()
    times = milliseconds(told.get("time") or ""), milliseconds(told.get("end") or "")
    return Utterance(unmarked(told["speaker"]), (told.get("text") or "").strip(), *times)


def seen(source: Source, pattern: re.Pattern[str]) -> bool:
    """Whether lines of a pattern begin the turns of a source: one will do in a file of few lines."""
    lines = [line for line in lines_of(source) if line.strip()]
    count = sum(head(line, pattern) is not None for line in lines)
    return count > 1 or (count == 1 and len(lines) < 6)


def draft_of(lines: Iterable[str], pattern: re.Pattern[str], notes: Sequence[str] = ()) -> Draft:
    """The draft of lines whose turns begin with lines of a pattern, those of one speaker in a row joined.

    Args:
        lines: in order.
        pattern: as for ``head``.
        notes: what is to be said of the draft.
    """
    front, said = gathered((line, head(line, pattern)) for line in lines)
    turns = joined(said)
    return Draft("", "", front, turns, said if len(turns) < len(said) else (), tuple(notes))


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
    whole = (msgspec.structs.replace(turn, text=" ".join(filter(None, pieces))) for turn, pieces in said)
    return tuple(front), tuple(whole)


def without(lines: Iterable[str], left_out: Callable[[str], bool]) -> tuple[list[str], list[str]]:
    """The lines to keep, and those to leave out.

    Args:
        lines: in order.
        left_out: whether a line is no part of the talk.
    """
    kept: list[str] = []
    gone: list[str] = []
    for line in lines:
        (gone if left_out(line) else kept).append(line)
    return kept, gone


def left_out(lines: Sequence[str]) -> tuple[str, ...]:
    """The note on lines that are no part of the talk; none where there are none."""
    return tuple(f"Left out, as nobody said it: '{line.strip()}'." for line in lines)
