"""What captions of all kinds share: cues that stand under a line of times, and who speaks in them."""

from __future__ import annotations

import html
import re
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from pimhcli.folding import fold_name
from pimhcli.transcripts.drafts import Utterance
from pimhcli.transcripts.readers import numbers
from pimhcli.transcripts.readers.labels import looks_like_a_name, unmarked
from pimhcli.transcripts.times import milliseconds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from pimhcli.transcripts.readers.layouts import Source

_TIMES = re.compile(r"\s*(?P<start>[-\d:.,]+) *--?> *(?P<end>[-\d:.,]+)(?:\s|$)")
_PRINTED = re.compile(r"\s*\[(?P<start>[\d:.,]+) *--> *(?P<end>[\d:.,]+)\]\s*(?P<words>.*)")
_NUMBER = re.compile(r"\d+|[0-9a-fA-F-]{8,}(?:/[\w-]+)?")
_ASIDE = re.compile(r"(?:NOTE|STYLE|REGION)(?:\s|$)")
_TAG = re.compile(r"</?(?:(?:b|i|u|c|v|ruby|rt|lang|font)(?:[.\s][^<>]*)?|\d[\d:.]*)/?>", re.IGNORECASE)
# `[SPEAKER_00]: ` of WhisperX, `(speaker 0) ` of whisper.cpp
_BRACKETED = re.compile(
    r"\s*(?:\[(?P<name>[^][]{1,63})\]:|[\[(](?P<voice>(?:speaker|spk)[ _][\d?]+)[\])]:?)\s*", re.IGNORECASE
)
# `- ` and `>> ` before a change of speaker, as television writes it
_CHANGE = re.compile(r"^\s*(?:[-–]\s?|>>+\s*)")
_NUMBER_FIRST = re.compile(r"\s*\d{1,2}\s?[:：]")
_ONE_DIGIT = re.compile(r"(?<![.,])\b\d(?=[:.,]|$)")
_COLON = re.compile(r"\s*(?P<name>[^:<>\[\]]{1,63}?)\s*:(?:\s+|$)")


class Caption(NamedTuple):
    """One cue.

    Args:
        line: the number of its line of times, from 1.
        start: in milliseconds of the recording; None where it is no time.
        end: likewise.
        lines: what it says, line by line.
    """

    line: int
    start: int | None
    end: int | None
    lines: tuple[str, ...]


class Voice(NamedTuple):
    """A part of a cue, and the name that the cue gives its speaker; empty where it gives none."""

    speaker: str
    words: str


def has_times(line: str) -> bool:
    """Whether a line is one of times, such as ``00:00:03.120 --> 00:00:05.430``."""
    return _times(line) is not None


def is_printed(line: str) -> bool:
    """Whether a line is a cue as Whisper prints it."""
    return _PRINTED.fullmatch(line) is not None


def _times(line: str) -> re.Match[str] | None:
    return _TIMES.match(line) if "->" in line else None


def captions(source: Source) -> list[Caption]:
    """The cues of a source, whatever stands between them.

    Args:
        source: lines; numbers and ids above the times, notes and styles are left out.
    """
    lines = source.text.split("\n")
    heads = [(number, times) for number, line in enumerate(lines) if (times := _times(line))]
    nexts = [number for number, _ in heads[1:]]
    # where some have none, a number above the times is what somebody said
    numbered = all(_NUMBER.fullmatch(lines[number - 1].strip()) for number in nexts)
    ends = [*(_end(lines, number, numbered=numbered) for number in nexts), len(lines)]
    return [
        Caption(head + 1, _time(times["start"]), _time(times["end"]), _payload(lines[head + 1 : end]))
        for (head, times), end in zip(heads, ends, strict=False)
    ]


def _end(lines: Sequence[str], following: int, *, numbered: bool) -> int:
    """Where a cue ends: above the id of the one that follows.

    Args:
        lines: of the whole source.
        following: the index of the next line of times.
        numbered: whether every cue has a number or an id.
    """
    has_number = numbered and _NUMBER.fullmatch(lines[following - 1].strip())
    return following - 1 if has_number or not lines[following - 2].strip() else following


def printed(source: Source) -> list[Caption]:
    """The cues of what Whisper prints while it works: ``[00:03.120 --> 00:05.430]  words``.

    Args:
        source: lines; one without times goes on with the cue before it.
    """
    cues: list[Caption] = []
    for number, line in enumerate(source.text.split("\n"), 1):
        found = _PRINTED.fullmatch(line)
        if found:
            cues.append(Caption(number, _time(found["start"]), _time(found["end"]), (found["words"],)))
        elif cues and line.strip():
            cues[-1] = cues[-1]._replace(lines=(*cues[-1].lines, line.strip()))
    return cues


def _time(words: str) -> int | None:
    before_zero = words.startswith("-")
    # `0:0:3.12`, as Teams wrote times once
    time = milliseconds(_ONE_DIGIT.sub(r"0\g<0>", words.removeprefix("-")))
    return -1 if before_zero else time


def _payload(lines: Sequence[str]) -> tuple[str, ...]:
    """What a cue says, without the notes and styles behind it."""
    said: list[str] = []
    aside = False
    for number, line in enumerate(lines):
        starts_block = number > 0 and not lines[number - 1].strip()
        aside = bool(_ASIDE.match(line)) if starts_block else aside
        if line.strip() and not aside:
            said.append(line.strip())
    return tuple(said)


def without_marks(words: str) -> str:
    """Words without the marks of captions, such as ``<i>``, and with ``&amp;`` as ``&``."""
    return html.unescape(_TAG.sub("", words)).replace("\xa0", " ").strip()


def bracketed(caption: Caption) -> list[Voice]:
    """The parts of a cue whose lines start with a name in brackets, as programs write them."""
    return _parted(caption.lines, _after_brackets)


def _after_brackets(line: str) -> Voice | None:
    found = _BRACKETED.match(line)
    if not found:
        return None
    name = found["name"] or found["voice"]
    # whisper.cpp writes ? for a voice that it could not tell
    return Voice("" if "?" in name else name, line[found.end() :])


def _parted(lines: Iterable[str], begun: Callable[[str], Voice | None]) -> list[Voice]:
    """Lines by who says them; one that begins no part goes on with the part before it."""
    parts: list[tuple[str, list[str]]] = [("", [])]
    for line in lines:
        voice = begun(line)
        if voice:
            parts.append((voice.speaker, [voice.words]))
        else:
            parts[-1][1].append(line)
    return [Voice(speaker, " ".join(words)) for speaker, words in parts]


def utterances(caption: Caption, voices: Iterable[Voice]) -> Iterator[Utterance]:
    """What is said in a cue, all of it at the cue's time."""
    for voice in voices:
        words = without_marks(voice.words)
        if words:
            yield Utterance(unmarked(without_marks(voice.speaker)), words, caption.start, caption.end)


def numbered(cues: Sequence[Caption]) -> tuple[list[Caption], tuple[str, ...], tuple[str, ...]]:
    """The cues with ``Speaker 7`` for each 7 that is a speaker, the note on them, and the other numbers.

    Args:
        cues: all of them; marks before a number are left out.
    """
    bare = [_bare(line) if _NUMBER_FIRST.match(_bare(line)) else line for cue in cues for line in cue.lines]
    lines, told = numbers.named(bare, [_bare(cue.lines[0]) for cue in cues if cue.lines])
    words = tuple(dict.fromkeys(label.removesuffix(":") for _, label in numbers.left(lines)))
    rest = iter(lines)
    return [cue._replace(lines=tuple(islice(rest, len(cue.lines)))) for cue in cues], told, words


class Names:
    """Which words before a colon are the name of a speaker, as Zoom writes ``Maya Byrne: Hello.``.

    A label is a name when it is known; when it looks like one (``Dr. Tom O'Shea``), and either comes back or
    starts a cue of a file where at least every fourth cue starts with a label; when it comes back and looks
    like a name in lower case (``maya byrne``); and when it comes as often as every twentieth cue (``iPhone of
    Anna``). ``I mean: yes`` is somebody's words.

    Args:
        cues: all of them.
        known: folded names of participants and moderators.
    """

    def __init__(self, cues: Sequence[Caption], known: frozenset[str]) -> None:
        firsts = [name for cue in cues if cue.lines and (name := _label(cue.lines[0]))]
        labels = [name for cue in cues for line in cue.lines if (name := _label(line))]
        self._times = Counter(map(fold_name, labels))
        self._often = max(len(cues) / 20, 3)
        self._starting = frozenset(firsts if 4 * len(firsts) >= len(cues) else ())
        self._names = known | {fold_name(name) for name in labels if self._is_name(name)}
        self.passed_over = tuple(dict.fromkeys(name for name in labels if fold_name(name) not in self._names))

    def _is_name(self, label: str) -> bool:
        times = self._times[fold_name(label)]
        if looks_like_a_name(label):
            return times > 1 or label in self._starting
        return times >= self._often or (times > 1 and label.islower() and looks_like_a_name(label.title()))

    def voices(self, caption: Caption) -> list[Voice]:
        """The parts of a cue by the names at the start of its lines."""
        return _parted(caption.lines, self._after_colon)

    def _after_colon(self, line: str) -> Voice | None:
        line, name = _bare(line), _label(line)
        found = _COLON.match(line)
        return Voice(name, line[found.end() :]) if found and fold_name(name) in self._names else None


def _bare(line: str) -> str:
    """A line without marks, and without the sign of a change of speaker at its start."""
    return _CHANGE.sub("", _TAG.sub("", line))


def _label(line: str) -> str:
    found = _COLON.match(_bare(line))
    name = unmarked(without_marks(found["name"])) if found else ""
    return name if any(map(str.isalpha, name)) else ""


def named_above(cues: Sequence[Caption]) -> bool:
    """Whether the first line of every cue is a name, as in the first Word documents of Teams."""
    firsts = [cue.lines[0] for cue in cues if len(cue.lines) > 1]
    can_be = len(firsts) == len(cues) > 1 and all(_can_be_a_name(line) for line in firsts)
    return can_be and (len(set(firsts)) * 3 <= len(firsts) or all(map(looks_like_a_name, firsts)))


def _can_be_a_name(line: str) -> bool:
    return len(line) <= 63 and ":" not in line and line[-1] not in ".?!,;…" and any(map(str.isalpha, line))


def under_name(caption: Caption) -> list[Voice]:
    """The words of a cue whose first line is a name."""
    return [Voice(caption.lines[0], " ".join(caption.lines[1:]))]


def going_on(said: Iterable[Utterance]) -> Iterator[Utterance]:
    """What is said, where a cue without a name goes on with the speaker before it."""
    speaker = ""
    for each in said:
        speaker = each.speaker or speaker
        yield Utterance(speaker, each.text, each.start, each.end)
