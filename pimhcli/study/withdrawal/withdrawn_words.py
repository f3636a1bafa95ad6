"""What one participant said and is called: found in any text, and taken out of it."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from pimhcli.analysis.withdrawal import RUN, runs, words_of
from pimhcli.folding import fold_name
from pimhcli.study.unescaped import unescaped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pimhcli.transcripts.segments import Span

WORDS_GONE = "[withdrawn]"
SOMEBODY = "[participant]"
SHORTEST = 4  # words of a quote that can be told from what anybody says

_PARTS = re.compile(r"[^\W\d_]+|\d+")
_JOINER = "[ \u00a0_\\-‐-―−]?"
_CUT_OFF = re.compile(r"(?:\s*\w+)?…")  # how a quote goes on that was too long for a message


class Said:
    """The words of one person that nobody else said.

    Args:
        turns: all that the person said.
        quotes: those parts of it that are excerpts, and count from four words on.
        others: all that others said or wrote.
    """

    def __init__(self, turns: Iterable[str], quotes: Iterable[str], others: Iterable[str]) -> None:
        own = [_folded(turn) for turn in turns]
        foreign = [_folded(text) for text in others]
        self._runs = {run for words in own for run in runs(words)}
        self._runs -= {run for words in foreign for run in runs(words)}
        heard = "|".join(f" {' '.join(words)} " for words in foreign)
        wholes = [words for words in own if len(words) >= RUN]
        wholes += [words for words in map(_folded, quotes) if len(words) >= SHORTEST]
        self._wholes: dict[tuple[str, ...], list[list[str]]] = {}
        for words in wholes:
            if f" {' '.join(words)} " not in heard:
                self._wholes.setdefault(tuple(words[:SHORTEST]), []).append(words)

    def spans(self, text: str) -> list[Span]:
        """Where a text repeats them, as offsets in code points; what overlaps or touches is one."""
        words = words_of(text)
        folded = [word.folded for word in words]
        found: list[tuple[int, int]] = []
        for first, last in self._hits(folded):
            if found and first <= found[-1][1]:
                found[-1] = found[-1][0], max(last, found[-1][1])
            else:
                found.append((first, last))
        return [(words[first].start, words[last - 1].end) for first, last in found]

    def replaced(self, text: str) -> str:
        """A text in which what is repeated of them is said to be withdrawn."""
        parts, at = [], 0
        for start, end in self.spans(text):
            cut = _CUT_OFF.match(text, end)
            parts += [text[at:start], WORDS_GONE]
            at = cut.end() if cut else end
        return "".join([*parts, text[at:]])

    def is_in(self, text: str) -> bool:
        """Whether a text repeats any of them."""
        return next(self._hits(_folded(text)), None) is not None

    def _hits(self, words: Sequence[str]) -> Iterator[tuple[int, int]]:
        for first in range(len(words) - SHORTEST + 1):
            if tuple(words[first : first + RUN]) in self._runs:
                yield first, first + RUN
            for whole in self._wholes.get(tuple(words[first : first + SHORTEST]), ()):
                if words[first : first + len(whole)] == whole:
                    yield first, first + len(whole)


class Mentions:
    """A participant's id as a whole word, in any spelling that names the same.

    Of an id of letters alone only that spelling counts, as it may be a word; one that is a number or one
    letter cannot be told from other words at all.

    Args:
        name: the id, or the label.
        others: everybody else's, which may contain it.
    """

    def __init__(self, name: str, others: Iterable[str]) -> None:
        own = _spelled(name)
        longer = [_spelled(other) for other in others if fold_name(name) in fold_name(other)]
        either = "|".join([*sorted(longer, key=len, reverse=True), f"(?P<own>{own})"])
        flags = re.IGNORECASE if any(map(str.isdigit, name)) else 0
        self.is_sought = any(map(str.isalpha, name)) and len(fold_name(name)) > 1
        self._either = re.compile(rf"(?<![^\W_])(?:{either})(?![^\W_])", flags)

    def spans(self, text: str) -> list[Span]:
        """Where a text names the participant, as offsets in code points."""
        found = self._either.finditer(text) if self.is_sought else ()
        return [one.span() for one in found if one["own"]]

    def replaced(self, text: str) -> str:
        """A text in which something else stands where it names the participant."""
        spans = self.spans(text)
        ends = [(0, 0), *spans, (len(text), len(text))]
        return SOMEBODY.join(text[one[1] : other[0]] for one, other in pairwise(ends))

    def is_in(self, text: str) -> bool:
        """Whether a text names the participant."""
        return bool(self.spans(text))


class Eraser:
    """Takes what a participant said, and what the participant is called, out of texts.

    Args:
        said: the words.
        mentions: the id; None when it may stay.
        kept: names that the study's files refer to one another by, which stay as they are.
    """

    def __init__(self, said: Said, mentions: Mentions | None, kept: Iterable[str]) -> None:
        self._said, self._mentions, self._kept = said, mentions, frozenset(kept)

    def erased(self, text: str) -> str:
        """The text without them."""
        if text in self._kept:
            return text
        rest = self._said.replaced(text)
        return self._mentions.replaced(rest) if self._mentions else rest

    def is_in(self, text: str) -> bool:
        """Whether a text, or a whole file of any format, still holds something of it."""
        plain = unescaped(text)
        return self._said.is_in(plain) or bool(self._mentions and self._mentions.is_in(plain))


def _folded(text: str) -> list[str]:
    return [word.folded for word in words_of(text)]


def _spelled(name: str) -> str:
    """The pattern of a name: what may join its parts may stand there, or not."""
    pattern = _JOINER.join(map(re.escape, _PARTS.findall(name)))
    return pattern if re.fullmatch(pattern, name) else re.escape(name)
