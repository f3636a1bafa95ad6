"""Speakers who are bare numbers: ``7: Yes.`` becomes ``Speaker 7: Yes.``, as a label has a letter."""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from pimhcli.transcripts.readers.labels import looks_like_a_name, voice
from pimhcli.transcripts.times import CLOCK

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# in front a time, or the sign of a change of speaker; behind the colon a blank, as in no `17:30` and no `7:1`
_FRONT = rf"(?:[\[(#][^\[\]()#]{{1,40}}[\])#]\s*|{CLOCK}\s+|[-–>]{{1,3}}\s*)?"
# `[7]:` and `#7:` as well
_LABEL = re.compile(
    rf"^(?P<front>\s{{0,20}}{_FRONT})[\[(#*]{{0,2}}(?P<number>\d{{1,2}})[\])*]{{0,2}}"
    r"(?P<colon>\s?(?::(?=\s|$)|：))"
)
_LIST = 3  # points that a list has at least


def named(lines: Sequence[str], starts: Sequence[str] | None = None) -> tuple[list[str], tuple[str, ...]]:
    """The lines with ``Speaker 7`` for each 7 that is a speaker, and the note on them; none where none is.

    A number is a speaker when it comes back; where several do, one that stands once is one too. What only
    counts 1, 2, 3 within the turns of others is a list.

    Args:
        lines: blank ones included; as many come back.
        starts: those of them in which a number must come back; None for all.
    """
    speakers = _speakers(lines if starts is None else starts)
    if not speakers:
        return list(lines), ()
    shown = ", ".join(map(str, sorted(speakers)))
    told = (
        f"Bare numbers before a colon were taken for speakers, each called Speaker and its number: {shown}."
    )
    return [_LABEL.sub(lambda found: _renamed(found, speakers), line) for line in lines], (told,)


def left(lines: Sequence[str]) -> list[tuple[int, str]]:
    """The numbers before a colon that are no speakers, each with the index of its line.

    Args:
        lines: as ``named`` gives them.
    """
    return [(i, f"{found['number']}:") for i, line in enumerate(lines) if (found := _LABEL.match(line))]


def _renamed(found: re.Match[str], speakers: frozenset[int]) -> str:
    number = int(found["number"])
    return f"{found['front']}Speaker {number}{found['colon']}" if number in speakers else found[0]


def _numbers(lines: Sequence[str]) -> Iterator[int]:
    return (int(found["number"]) for line in lines if (found := _LABEL.match(line)))


def _speakers(lines: Sequence[str]) -> frozenset[int]:
    times = Counter(_numbers(lines))
    back = frozenset(number for number, count in times.items() if count > 1)
    if not back or _are_lists(lines) or _are_before_labels(lines):
        return frozenset()
    return frozenset(times) if len(back) > 1 else back


def _are_lists(lines: Sequence[str]) -> bool:
    """Whether all that the numbers do is to count, from 1 and within the turns of those who have names."""
    runs = [list(_numbers(list(run))) for named, run in groupby(lines, _is_named) if not named]
    counts = all(run == list(range(1, len(run) + 1)) and len(run) >= _LIST for run in runs if run)
    return counts and any(map(_is_named, lines))


def _is_named(line: str) -> bool:
    said = voice(line)
    return said is not None and looks_like_a_name(said.speaker)


def _are_before_labels(lines: Sequence[str]) -> bool:
    """Whether the numbers count the lines, as in ``12: Moderator: Well?``."""
    rests = [line[found.end() :] for line in lines if (found := _LABEL.match(line))]
    return sum(map(_is_named, rests)) * 2 > len(rests)
