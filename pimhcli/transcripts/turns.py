"""A transcript as stored: one turn a line, ``Name: words``, with ``#`` lines of front matter before them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from pimhcli.transcripts.segments import spoken, trimmed, whole
from pimhcli.transcripts.times import CLOCK

if TYPE_CHECKING:
    from pimhcli.transcripts.segments import Span

# The focus-group rule of MAXQDA: a contribution starts its paragraph with a name of at most 63
# characters and a colon; a paragraph without a name continues the turn before it.
_LABEL = re.compile(
    rf"(?:\[(?P<time>{CLOCK})(?:\s*[-–]\s*(?P<until>{CLOCK}))?\]\s*)?"
    r"(?P<name>[^\s:\[\](){}#*_=<>|/\\.,;!?…•\-–—\"'“”‘’«»][^:：\n\t]{0,62}?)\s*(?::(?=\s|$)|：)\s*"
)
CHAT = "[chat]"  # what the words of a turn that was typed begin with
WITHDRAWN = "[contribution withdrawn]"  # what stands in place of words that were taken back
_PLAIN = re.compile(r"\S+(?:\s\d+)?")


class Turn(msgspec.Struct, frozen=True):
    """One person's uninterrupted contribution.

    Args:
        number: counted from 1 over all turns; computed for show, never stored.
        speaker: the label as it stands in the transcript.
        start: offset of the first spoken character in the transcript's text, in code points.
        end: offset behind the last one.
        text: what was said.
        time: the time before the label at which it begins, as written; empty where there is none.
        until: the time at which it ends, likewise.
    """

    number: int
    speaker: str
    start: int
    end: int
    text: str
    time: str = ""
    until: str = ""

    @property
    def words(self) -> int:
        """The words spoken, marks of transcription left out."""
        return spoken(self.text)


class Label(msgspec.Struct, frozen=True):
    """A speaker's name at the start of a paragraph, its times, and where the words begin behind it."""

    name: str
    time: str
    until: str
    end: int


class Transcript(msgspec.Struct, frozen=True, dict=True):
    """A transcript's text and what it consists of.

    Args:
        id: its name in the study, such as ``fg1``.
        text: the stored text, LF line ends; offsets count its code points.
        front: lines before the first turn.
        turns: in order.
    """

    id: str
    text: str
    front: tuple[str, ...]
    turns: tuple[Turn, ...]

    @cached_property
    def _starts(self) -> list[int]:
        return [turn.start for turn in self.turns]

    @cached_property
    def _ends(self) -> list[int]:
        return [turn.end for turn in self.turns]

    @cached_property
    def _first_line(self) -> int:
        """The offset at which the line of the first turn starts: before it nobody speaks."""
        return self.text.rfind("\n", 0, self.turns[0].start) + 1 if self.turns else len(self.text)

    def said(self, start: int, end: int) -> Span:
        """A span of whole characters without the blanks and labels at its ends; empty where nothing was said.

        Args:
            start: offset in the text.
            end: offset behind the span.
        """
        start, end = whole(self.text, start, end)
        turns = self.turns[bisect_right(self._ends, start) : bisect_left(self._starts, end)]

        def within(turn: Turn) -> Span:
            return trimmed(self.text, max(start, turn.start), min(end, turn.end))

        first = next((span for span in map(within, turns) if span[0] < span[1]), (start, start))
        last = next((span for span in map(within, reversed(turns)) if span[0] < span[1]), (start, start))
        return first[0], last[1]

    def words_between(self, start: int, end: int) -> int:
        """The words said in a span; labels of turns and marks of transcription in it do not count.

        Args:
            start: offset in the text.
            end: offset behind the span.
        """
        turns = self.turns[bisect_right(self._ends, start) : bisect_left(self._starts, end)]
        return sum(
            spoken(self.text[turn.start : turn.end], max(start - turn.start, 0), end - turn.start)
            for turn in turns
        )

    def turn_at(self, offset: int) -> Turn | None:
        """The turn in whose words or label an offset lies; None in the front matter."""
        return next(iter(self.turns_of(offset, offset)), None)

    def turns_of(self, start: int, end: int) -> tuple[Turn, ...]:
        """The turns that a span begins in and goes on through, in order; none from the front matter on."""
        if start < self._first_line:
            return ()
        # a turn's label lies before its words, and belongs to no other turn
        first = min(bisect_right(self._ends, start), len(self.turns) - 1)
        return self.turns[first : max(bisect_left(self._starts, end), first + 1)]


def label_of(paragraph: str) -> Label | None:
    """The speaker's label that a paragraph starts with, if it starts with one.

    A label has a letter (so ``17:30:`` is none), and is not the first words of a sentence: one that
    starts in lower case is a single word, or one with a number (so ``for example:`` is none, and
    ``speaker 2:`` is one).
    """
    found = _LABEL.match(paragraph)
    if not found:
        return None
    name = found["name"]
    # what a time stands before is no sentence
    is_sentence = name[0].islower() and not found["time"] and not _PLAIN.fullmatch(name)
    if is_sentence or not any(map(_is_of_a_name, name)):
        return None
    return Label(name, found["time"] or "", found["until"] or "", found.end())


def _is_of_a_name(character: str) -> bool:
    return character.isalpha() or ord(character) > 0xFFFF  # some people are an emoji


def parse(text: str, name: str = "") -> Transcript:
    """Reads a stored transcript.

    Args:
        text: the file's text, LF line ends.
        name: the transcript's id.
    """
    front: list[str] = []
    turns: list[Turn] = []
    offset = 0
    # splitlines would end a line at U+2028 and its like too, which may stand within a turn
    for line in text.split("\n"):
        _take(line, offset, front, turns)
        offset += len(line) + 1
    return Transcript(name, text, tuple(front), tuple(turns))


def _take(line: str, offset: int, front: list[str], turns: list[Turn]) -> None:
    words = line.rstrip()
    if not words:
        return
    label = None if (not turns and words.startswith("#")) else label_of(words)
    if label:
        start, end = offset + label.end, offset + len(words)
        number, said = len(turns) + 1, words[label.end :]
        turns.append(Turn(number, label.name, start, max(start, end), said, label.time, label.until))
    elif turns:
        last = turns[-1]
        turns[-1] = msgspec.structs.replace(
            last, end=offset + len(words), text=f"{last.text} {words.strip()}"
        )
    else:
        front.append(words.removeprefix("#").strip())
