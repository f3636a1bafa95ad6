"""Which labels at the start of paragraphs are speakers, and which only look like one."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import msgspec

from pimhcli.folding import fold, fold_name
from pimhcli.transcripts.drafts import Utterance
from pimhcli.transcripts.readers.label_words import (
    ALSO_LABELS,
    ALSO_NAMES,
    FOR_EXAMPLE,
    FRONT,
    OF_SENTENCES,
    REMARKS,
    ROLES,
    WITHIN_NAMES,
)
from pimhcli.transcripts.roster import UNIDENTIFIED, USUAL
from pimhcli.transcripts.times import milliseconds
from pimhcli.transcripts.turns import label_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# what steers the direction of writing, and the byte-order mark: nobody sees them, and no name has them
_HIDDEN = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
_UNSEEN = dict.fromkeys(map(ord, _HIDDEN))
_TIMES = r"(?P<times>(?:\[[^\]\n]{1,40}\]\s*)?)"
_HEAD = re.compile(rf"{_TIMES}[^:：\n]{{1,90}}[:：]")
# [SPEAKER_00]: and **Anna**: as programs and people set names off
_SET_OFF = re.compile(
    rf"{_TIMES}[\[(<*_]{{1,3}}(?P<name>[^\W\d_][^:：\[\]()<>*\n]{{0,62}})[\])>*_]{{1,3}}\s*[:：]"
)
# [inaudible] Several: as transcribers write it when somebody else is heard first
_MARKED = re.compile(r"\s*(?P<mark>\[[^\]\n]{1,40}\]|\([^()\n]{1,40}\))\s+(?P<rest>\S.*)")
# PX1:yes; neither the time in `John 3:16` nor a web address
_UNSPACED = re.compile(rf"\s*{_TIMES}[^:：\n]{{1,90}}(?:(?<!\s\d)(?<!\s\d\d):(?=\d)|:(?=[^\s\d/:]))")
_LOWER = re.compile(rf"{_TIMES}(?P<first>[^\W\d_])")
_NUMBERED = re.compile(r"[^\W\d_]{1,12}[ _-]?\d+[^\W\d_]?")
_CODE = re.compile(r"[^\W\d_]{0,12}\d+[^\W\d_]?")
_DATE_OR_TIME = re.compile(r"\d+(?:st|nd|rd|th)?|[ap]m|noon|midnight|o'clock")
_ASIDE = re.compile(r"\(.*?\)")
# a stop within: `late.` and what is longer than `Prof.` is no title
_STOP = re.compile(r"\b[a-zà-ÿ]\w{3,}\.|\w{5}\.|[。！？…؟]")
# a stop at the end, but for marks and times behind it
_STOPPED = re.compile(r"[.?!…。？！](?:\s*(?:\[[^\]]*\]|\([^)]*\)|#[^#]*#|[\"'”’»/]))*$")
_TAIL = 200  # characters of a turn, in which its last stop is looked for
_SHOWN = 5  # notes on labels that were taken for words


class Labels:
    """The labels of one source, and which of them are speakers.

    A label is a speaker when the study knows it, when it comes back, or when it looks like a name. Labelled
    lines at the top that are no speech (``Date: 14 May``) are front matter: labels nobody knows, which stand
    once and before every label that comes back. A label with a mark before it, or with no blank behind it,
    is one only where the study knows it or it comes back.

    Args:
        lines: the source's lines, blank ones included, so that they can be counted.
        known: folded names of participants and moderators.
    """

    def __init__(self, lines: Sequence[str], known: frozenset[str]) -> None:
        plain, likely = dict(_voices(lines)), dict(_likely_voices(lines))
        spellings = Counter(said.speaker for said in (*plain.values(), *likely.values()))
        folded = {spelling: fold_name(spelling) for spelling in spellings}
        times: Counter[str] = Counter()
        for spelling, count in spellings.items():
            times[folded[spelling]] += count
        known |= UNIDENTIFIED
        sure = {s for s in spellings if folded[s] in known or (times[folded[s]] > 1 and _may_come_back(s))}
        likely = {
            i: said for i, said in likely.items() if said.speaker in sure or folded[said.speaker] in USUAL
        }
        self._voices = dict(sorted((plain | likely).items()))
        self._speakers = sure | set(filter(looks_like_a_name, spellings))
        self._first = self._first_turn(sure, len(lines))

    def _first_turn(self, sure: set[str], none: int) -> int:
        surely = next((i for i, said in self._voices.items() if said.speaker in sure), None)
        likely = (i for i, said in self._voices.items() if _may_speak(said.speaker))
        if surely is None:
            return next(likely, none)
        return next((i for i in likely if i < surely and _is_speech(self._voices[i])), surely)

    def head(self, index: int) -> Utterance | None:
        """The turn that begins at a line, without the lines that continue it; None where none begins.

        Args:
            index: the line's, counted from 0.
        """
        said = self._voices.get(index)
        return said if said and index >= self._first and said.speaker in self._speakers else None

    @property
    def taken(self) -> list[tuple[int, str]]:
        """What looked like a label and was taken for words, each with the index of its line."""
        taken = [(i, said) for i, said in self._voices.items() if i >= self._first and not self.head(i)]
        # a lower-case one is taken for words by everybody
        return [(i, f"{said.speaker}:") for i, said in taken if not said.speaker[0].islower()]


def taken_for_words(labels: Sequence[tuple[int, str]]) -> tuple[str, ...]:
    """The notes on what looked like a label and is none.

    Args:
        labels: each with the index of its line, counted from 0.
    """
    some = [
        f"'{label}' (line {i + 1}) was taken for words, not for a speaker." for i, label in labels[:_SHOWN]
    ]
    more = len(labels) - len(some)
    return (*some, f"So was the beginning of {more:,} more.") if more else tuple(some)


def voice(line: str) -> Utterance | None:
    """What a line says if it starts with a label: the speaker, the words, and the times before them.

    Args:
        line: without line breaks; the colon may be a wide one, as in Chinese and Japanese.
    """
    line = line.strip().lstrip(_HIDDEN)
    set_off = _SET_OFF.match(line)
    head = set_off or _HEAD.match(line)
    if not head:
        return None
    begin = f"{set_off['times']}{set_off['name']}:" if set_off else unmarked(head[0])
    begin = f"{begin[:-1]}: " if head[0].endswith("：") else begin
    line = begin + line[head.end() :]
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
    if _NUMBERED.fullmatch(label) and not looks_like_words(label):
        return True
    words = _ASIDE.sub("", label).split()
    if not 0 < len(words) < 5 or _is_remark(label) or label.endswith(tuple("?!,;")):
        return False
    return (
        not looks_like_words(label)
        and all(map(_is_of_a_name, words))
        and any(not word[0].islower() or fold(word) not in WITHIN_NAMES for word in words)
    )


def looks_like_words(label: str) -> bool:
    """Whether a label holds a word that sentences have and names have not.

    >>> looks_like_words("We start at"), looks_like_words("Will Young")
    (True, False)
    """
    words = [fold(word) for word in label.split()]
    if len(words) > 1:
        return any(word in OF_SENTENCES and word not in ALSO_NAMES | WITHIN_NAMES for word in words)
    # one letter is a code, such as I for the interviewer
    return bool(words) and len(words[0]) > 1 and words[0] in OF_SENTENCES


def _voices(lines: Sequence[str]) -> Iterator[tuple[int, Utterance]]:
    for i, line in enumerate(lines):
        if said := voice(line) or _in_lower_case(line):
            yield i, said


def _likely_voices(lines: Sequence[str]) -> Iterator[tuple[int, Utterance]]:
    """What looks like a turn where its label is a speaker's elsewhere too."""
    for i, line in enumerate(lines):
        said = None if voice(line) else _after_a_mark(line) or _unspaced(line)
        if said and (looks_like_a_name(said.speaker) or fold_name(said.speaker) in USUAL):
            yield i, said


def _after_a_mark(line: str) -> Utterance | None:
    """What ``[inaudible] Several: Yes`` says: the mark stands among the words then."""
    found = _MARKED.fullmatch(line)
    said = voice(found["rest"]) if found else None
    return msgspec.structs.replace(said, text=f"{found['mark']} {said.text}") if found and said else None


def _unspaced(line: str) -> Utterance | None:
    found = _UNSPACED.match(line)
    return voice(f"{found[0]} {line[found.end() :]}") if found else None


def _in_lower_case(line: str) -> Utterance | None:
    """What ``anna smith: yes`` says: that a stored transcript writes no label so does not make it words."""
    found = _LOWER.match(line.strip())
    if not found or not found["first"].islower():
        return None
    at = found.start("first")
    line = line.strip()
    said = voice(line[:at] + line[at].upper() + line[at + 1 :])
    if said is None or len(said.speaker.split()) > 4 or looks_like_words(said.speaker):
        return None
    return msgspec.structs.replace(said, speaker=said.speaker[0].lower() + said.speaker[1:])


def _is_speech(said: Utterance) -> bool:
    """Whether what stands behind a label at the top of a file is surely said: it has a time, or a stop."""
    return said.start is not None or _STOPPED.search(said.text[-_TAIL:]) is not None


def _may_speak(label: str) -> bool:
    return looks_like_a_name(label) and not any(fold(word) in FRONT for word in label.split())


def _is_of_a_name(word: str) -> bool:
    low = fold(word)
    return bool(not word[0].islower() or _CODE.fullmatch(word) or low in WITHIN_NAMES or low in ROLES)


def _is_remark(label: str) -> bool:
    """Whether a label is never a speaker however often it comes: notes, dates and times of day."""
    words = fold(label).replace(",", "").replace(".", "").split()
    dated = all(_DATE_OR_TIME.fullmatch(word) or word in OF_SENTENCES for word in words)
    is_said = fold(label) in REMARKS or fold(label).endswith(FOR_EXAMPLE) or _STOP.search(label)
    return bool(is_said) or (dated and any(word[0].isdigit() for word in words))


def _may_come_back(label: str) -> bool:
    """Whether a label that comes back is a speaker: no remark, and not ``Also`` or ``My point is``."""
    words = label.split()
    if len(words) > 1:
        are_words = words[-1].islower() and looks_like_words(label)
    else:
        are_words = looks_like_words(label) and fold(label) not in ALSO_NAMES | ALSO_LABELS
    return not are_words and not _is_remark(label)
