"""A text as the mapping compares it: lines, and words and punctuation marks within them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import NamedTuple

from pimhcli.transcripts.turns import label_of

# Scripts that write no blanks between words: each character is a word of its own
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3"
_TOKEN = re.compile(
    rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+(?:['’ʼ][^\W_{_UNSPACED}]+)*|[^\w\s]|[^\W{_UNSPACED}]|\S"
)
_WORD = re.compile(r"[^\W_]+")
_LONGEST_LABEL = 160  # characters, times before the name included
_MOST = 0.9  # of the turns are there still, when it is only the lines that changed
_LONGEST_TURN = 20_000  # characters of several lines that are compared as one
_FOLDED = str.maketrans("‘’ʼ“”‐‑–—", "'''\"\"----")


class Token(NamedTuple):
    """A word or a punctuation mark: where it stands, and what it is compared by."""

    start: int
    end: int
    key: str


class Line(NamedTuple):
    """A line that is not blank, without the blanks around it; or a whole turn, where turns are compared.

    Args:
        start: offset of its first character, in code points.
        said: offset of the first character behind the speaker's label.
        end: offset behind its last character.
        speaker: the name in the label; empty where there is none.
    """

    start: int
    said: int
    end: int
    speaker: str


class Lines:
    """A text and its lines that are not blank.

    Args:
        text: any text; a transcript has a turn a line.
        by_turn: whether a line without a label goes on with the line before.
    """

    def __init__(self, text: str, *, by_turn: bool = False) -> None:
        self.text, self._by_turn = text, by_turn

    @cached_property
    def places(self) -> list[Line]:
        """Where the lines stand."""
        found: list[Line] = []
        offset = 0
        for whole in self.text.split("\n"):
            words = whole.strip()
            if words:
                start = offset + len(whole) - len(whole.lstrip())
                label = label_of(words[:_LONGEST_LABEL])
                said = min(label.end, len(words)) if label else 0
                speaker = label.name if label else ""
                line = Line(start, start + said, start + len(words), speaker)
                last = found[-1] if found and self._by_turn else None
                if last and last.speaker and not label and line.end - last.start <= _LONGEST_TURN:
                    found[-1] = last._replace(end=line.end)
                else:
                    found.append(line)
            offset += len(whole) + 1
        return found

    @cached_property
    def whole(self) -> list[str]:
        """The lines to the letter."""
        return [self.text[line.start : line.end] for line in self.places]

    @cached_property
    def said(self) -> list[str]:
        """What is said in each line: no label, and case and typographic marks do not count."""
        return [folded(self.text[line.said : line.end]) for line in self.places]

    @cached_property
    def speakers(self) -> frozenset[str]:
        """The names in the labels."""
        return frozenset(line.speaker for line in self.places)

    def words_of(self, number: int) -> str:
        """The bare words of a line; a line without any is like no other.

        Args:
            number: the line's, counted from 0.
        """
        return " ".join(_WORD.findall(self.said[number]))

    @cached_property
    def _starts(self) -> list[int]:
        return [line.start for line in self.places]

    def lines_from(self, start: int, end: int) -> int:
        """How many lines begin in a span, one at its end included."""
        return max(bisect_right(self._starts, end) - bisect_left(self._starts, start), 0)

    def said_from(self, offset: int) -> int:
        """The offset itself, or that behind the label which begins there."""
        at = bisect_left(self._starts, offset)
        return self.places[at].said if self._starts[at : at + 1] == [offset] else offset

    def letters(self, start: int, end: int) -> int:
        """How many letters and digits are said in a span; labels do not count.

        Args:
            start: offset of the span, in code points.
            end: offset behind it.
        """
        first = max(bisect_right(self._starts, start) - 1, 0)
        said = (
            self.text[max(line.said, start) : min(line.end, end)]
            for line in self.places[first : bisect_left(self._starts, end)]
        )
        return sum(map(len, _WORD.findall("\n".join(said))))

    def tokens(self, first: int, last: int) -> list[Token]:
        """What is said from one line up to another, labels left out.

        Args:
            first: number of the first line.
            last: number of the line behind the last one.
        """
        return [
            token for line in self.places[first:last] for token in tokenised(self.text, line.said, line.end)
        ]


def compared(old: str, new: str) -> tuple[Lines, Lines]:
    """Two versions by their lines; by their turns, when an editor wrapped the lines of one of them.

    Args:
        old: the text before.
        new: the text now.
    """
    lines = Lines(old), Lines(new)
    fewest, most = sorted(sum(bool(line.speaker) for line in one.places) for one in lines)
    before, now = (sum(not line.speaker for line in one.places) for one in lines)
    is_wrapped = fewest > _MOST * most and abs(before - now) > (1 - _MOST) * most
    return (Lines(old, by_turn=True), Lines(new, by_turn=True)) if is_wrapped else lines


def tokenised(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The words and marks of a text, or of a part of it.

    Args:
        text: any text.
        start: offset of the part, in code points.
        end: offset behind it; None for the end of the text.
    """
    found = _TOKEN.finditer(text, start, len(text) if end is None else end)
    return [Token(*token.span(), folded(token[0])) for token in found]


def folded(words: str) -> str:
    """Words without the difference of case, of straight and curly quotes, and of dashes."""
    # the usual case: translating takes ten times as long
    return words.lower() if words.isascii() else words.translate(_FOLDED).casefold()
