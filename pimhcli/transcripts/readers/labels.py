"""Which labels at the start of paragraphs are speakers, and which only look like one."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from pimhcli.folding import fold, fold_name
from pimhcli.transcripts.drafts import Utterance
from pimhcli.transcripts.times import milliseconds
from pimhcli.transcripts.turns import label_of

if TYPE_CHECKING:
    from collections.abc import Sequence

# what steers the direction of writing, and the byte-order mark: nobody sees them, and no name has them
_UNSEEN = dict.fromkeys(map(ord, "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"))
_HEAD = re.compile(r"(?:\[[^\]\n]{1,40}\]\s*)?[^:：\n]{1,90}[:：]")
_CODE = re.compile(r"[^\W\d_]{0,12}\d+[^\W\d_]?|[IVX]+")
_DATE_OR_TIME = re.compile(r"\d+(?:st|nd|rd|th)?|[ap]m|noon|midnight|o'clock")

_PARTICLES = frozenset(
    [
        "and",
        "al",
        "bin",
        "d'",
        "da",
        "de",
        "del",
        "della",
        "den",
        "der",
        "di",
        "dos",
        "du",
        "el",
        "la",
        "le",
        "of",
        "ten",
        "ter",
        "van",
        "von",
        "y",
        "zu",
    ]
)
_NEVER = frozenset(["nb", "note", "notes", "ps", "re"])
_OF_SENTENCES = frozenset(
    [
        "a",
        "about",
        "actually",
        "after",
        "again",
        "also",
        "although",
        "always",
        "an",
        "and",
        "another",
        "answer",
        "anyway",
        "are",
        "as",
        "at",
        "basically",
        "because",
        "before",
        "but",
        "by",
        "can",
        "chapter",
        "conclusion",
        "could",
        "day",
        "did",
        "do",
        "does",
        "enough",
        "especially",
        "even",
        "example",
        "fact",
        "figure",
        "finally",
        "first",
        "for",
        "friday",
        "from",
        "generally",
        "had",
        "has",
        "have",
        "he",
        "here",
        "honestly",
        "how",
        "however",
        "i'd",
        "i'll",
        "i'm",
        "i've",
        "if",
        "in",
        "instead",
        "is",
        "issue",
        "it",
        "it's",
        "item",
        "its",
        "just",
        "last",
        "later",
        "like",
        "mainly",
        "maybe",
        "me",
        "monday",
        "mostly",
        "my",
        "never",
        "next",
        "no",
        "now",
        "number",
        "obviously",
        "okay",
        "on",
        "once",
        "one",
        "option",
        "or",
        "other",
        "our",
        "out",
        "page",
        "part",
        "perhaps",
        "plus",
        "point",
        "problem",
        "question",
        "reason",
        "result",
        "rule",
        "same",
        "saturday",
        "second",
        "section",
        "she",
        "should",
        "since",
        "so",
        "some",
        "sometimes",
        "soon",
        "step",
        "still",
        "sunday",
        "table",
        "that",
        "that's",
        "the",
        "their",
        "then",
        "there",
        "there's",
        "these",
        "they",
        "thing",
        "things",
        "third",
        "this",
        "those",
        "though",
        "thursday",
        "to",
        "today",
        "tomorrow",
        "topic",
        "tuesday",
        "until",
        "was",
        "we",
        "wednesday",
        "week",
        "well",
        "were",
        "what",
        "when",
        "where",
        "whether",
        "which",
        "while",
        "who",
        "why",
        "will",
        "with",
        "would",
        "year",
        "yes",
        "yesterday",
        "yet",
        "you",
        "your",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ]
)


class Labels:
    """The labels of one source, and which of them are speakers.

    A label is a speaker when the study knows it, when it comes back, or when it looks like a name. Labelled
    lines at the top that are no speech (``Date: 14 May``) are front matter: labels nobody knows, which stand
    once and before every label that comes back.

    Args:
        lines: the source's lines, blank ones included, so that they can be counted.
        known: folded names of participants and moderators.
    """

    def __init__(self, lines: Sequence[str], known: frozenset[str]) -> None:
        self._lines = lines
        self._known = known
        self._voices = {i: said for i, line in enumerate(lines) if (said := voice(line))}
        self._times = Counter(fold_name(said.speaker) for said in self._voices.values())
        surely = (i for i, said in self._voices.items() if self._surely(said.speaker))
        likely = (i for i, said in self._voices.items() if looks_like_a_name(said.speaker))
        self.first = next(surely, next(likely, len(lines)))

    def head(self, index: int) -> Utterance | None:
        """The turn that begins at a line, without the lines that continue it; None where none begins.

        Args:
            index: the line's, counted from 0.
        """
        said = self._voices.get(index)
        if said is None or index < self.first:
            return None
        return said if self._surely(said.speaker) or looks_like_a_name(said.speaker) else None

    @property
    def notes(self) -> tuple[str, ...]:
        """What looked like a label and was taken for words."""
        taken = [i for i in self._voices if i >= self.first and not self.head(i)]
        some = [
            f"'{self._voices[i].speaker}:' (line {i + 1}) was taken for words, not for a speaker."
            for i in taken[:5]
        ]
        more = len(taken) - len(some)
        return (*some, f"So were {more} more such beginnings of lines.") if more else tuple(some)

    def _surely(self, name: str) -> bool:
        folded = fold_name(name)
        return folded in self._known or (self._times[folded] > 1 and not _is_remark(name))


def voice(line: str) -> Utterance | None:
    """What a line says if it starts with a label: the speaker, the words, and the times before them.

    Args:
        line: without line breaks; the colon may be a wide one, as in Chinese and Japanese.
    """
    line = line.strip().lstrip("".join(map(chr, _UNSEEN)))
    head = _HEAD.match(line)
    if not head:
        return None
    begin = head[0].translate(_UNSEEN)
    wide = begin.endswith("：")
    line = (f"{begin[:-1]}: " if wide else begin) + line[head.end() :]
    label = label_of(line)
    if not label:
        return None
    times = milliseconds(label.time), milliseconds(label.until)
    return Utterance(label.name, line[label.end :].strip(), *times)


def unmarked(name: str) -> str:
    """A name without what steers the direction of writing; a file may have it around any name."""
    return name.translate(_UNSEEN).strip()


def looks_like_a_name(label: str) -> bool:
    """Whether a label that stands only once is a name rather than the first words of a sentence.

    >>> looks_like_a_name("Dr. Tom O'Shea"), looks_like_a_name("My question")
    (True, False)
    """
    words = re.sub(r"\(.*?\)", "", label).split()
    if not words or len(words) > 4 or _is_remark(label):
        return False
    if len(words) > 1 and any(fold(word) in _OF_SENTENCES for word in words):
        return False
    return fold(words[0]) not in _OF_SENTENCES and all(map(_is_of_a_name, words))


def _is_of_a_name(word: str) -> bool:
    return bool(not word[0].islower() or _CODE.fullmatch(word) or fold(word) in _PARTICLES)


def _is_remark(label: str) -> bool:
    """Whether a label is never a speaker however often it comes: notes, dates and times of day."""
    words = fold(label).replace(",", "").replace(".", "").split()
    dated = all(_DATE_OR_TIME.fullmatch(word) or word in _OF_SENTENCES for word in words)
    return label.casefold() in _NEVER or (dated and any(word[0].isdigit() for word in words))
