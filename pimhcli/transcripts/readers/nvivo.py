"""NVivo's text: paragraphs that start with a time, or have one above, and then the speaker's name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pimhcli.transcripts.readers import numbers, plain
from pimhcli.transcripts.readers.heads import lines_of
from pimhcli.transcripts.readers.labels import looks_like_a_name, voice
from pimhcli.transcripts.readers.layouts import Layout, Source
from pimhcli.transcripts.times import SPAN
from pimhcli.wording import count

if TYPE_CHECKING:
    from pimhcli.transcripts.drafts import Draft

_TIMES = rf"[\[(]?{SPAN}[\])]?"
_ALONE = re.compile(rf"\s*{_TIMES}\s*")
_IN_FRONT = re.compile(rf"\s*{_TIMES}[ \t\xa0]+(?P<rest>\S.*)")


def timed(lines: list[str]) -> tuple[list[str], tuple[str, ...]]:
    """The lines with each time moved to the label behind it, and the notes on times that have none.

    Args:
        lines: blank ones included; as many come back, so that they can be counted.
    """
    out: list[str] = []
    waiting = ""
    lost = 0
    for line in lines:
        alone, front = _ALONE.fullmatch(line), _IN_FRONT.fullmatch(line)
        stamp, words = waiting, line
        if alone:
            stamp, words = _stamp(alone), ""
        elif front and _is_named(front["rest"]):
            stamp, words = _stamp(front), front["rest"]
        begins = bool(words.strip()) and voice(words) is not None
        lost += bool(waiting) and (stamp != waiting or (bool(words.strip()) and not begins))
        out.append(f"{stamp}{words.strip()}" if begins else words)
        waiting = "" if words.strip() else stamp
    return out, _notes(lost + bool(waiting))


def times_alone(source: Source) -> int:
    """How many lines of a source are a time and nothing else."""
    return sum(_ALONE.fullmatch(line) is not None for line in lines_of(source))


def _is_named(line: str) -> bool:
    said = voice(line)
    return said is not None and looks_like_a_name(said.speaker)


def _stamp(found: re.Match[str]) -> str:
    return f"[{found['time']}-{found['end']}] " if found["end"] else f"[{found['time']}] "


def _notes(lost: int) -> tuple[str, ...]:
    if not lost:
        return ()
    return (f"Left out: {count(lost, 'time')} before no speaker's name.",)


def _recognise(source: Source) -> str:
    lines, _ = numbers.named(lines_of(source))
    if times_alone(source) and any(line.startswith("[") for line in set(timed(lines)[0]) - set(lines)):
        return "times on lines of their own above the names"
    starts = [found for line in lines if (found := _IN_FRONT.fullmatch(line))]
    named = sum(_is_named(found["rest"]) for found in starts)
    return "times before the names, such as '0:00:03 Name:'" if named * 2 > len(starts) else ""


def _read(source: Source, known: frozenset[str]) -> Draft:
    named, numbered = numbers.named(lines_of(source))
    lines, notes = timed(named)
    return plain.draft_of(lines, known, (*numbered, *notes))


LAYOUT = Layout("nvivo", "NVivo", _recognise, _read)
