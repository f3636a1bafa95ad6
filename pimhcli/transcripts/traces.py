"""Finds what may still tell who somebody is: names, places, dates, numbers, addresses, strange capitals."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

import msgspec

from pimhcli.transcripts.name_shapes import flat, parts
from pimhcli.transcripts.name_words import FAMILIAR, ORDINARY, PARTICLES, PLACES, ROLES, STARTERS, TITLES
from pimhcli.transcripts.pseudonym_key import Entry, Key
from pimhcli.transcripts.pseudonyms import Pseudonymiser, starts_sentence
from pimhcli.transcripts.turns import label_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pimhcli.transcripts.segments import Span

Kind = Literal[
    "name", "part", "perhaps", "label", "e-mail", "phone", "number", "handle", "web", "age",
    "place", "capital", "date",
]  # fmt: skip

MANY_CAPITALS = 0.08  # of the words within sentences: beyond that, capitals tell nothing, as in German
ENOUGH = 100  # words within sentences, before anything is said of their capitals

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_PATTERNS: tuple[tuple[Kind, str], ...] = (
    ("e-mail", r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+"),
    ("web", r"(?:https?://|www\.)[^\s<>\"”)\]]+[^\s<>\"”)\].,;:!?]"),
    ("handle", r"(?<![\w@])@\w{2,30}\b"),
    (
        "date",
        (
            rf"\b(?:{_DAY}(?: of)?[ -]{_MONTH}\b\.?(?:,?[ -]\d{{4}}\b)?"
            rf"|{_MONTH}\.? (?:the )?{_DAY}\b(?!:)(?:,? \d{{4}}\b)?"
            r"|(?:19|20)\d\d([-/.])\d{1,2}\1\d{1,2}|\d{1,2}([-/.])\d{1,2}\2(?:19|20)?\d\d)\b"
        ),
    ),
    ("phone", r"(?<![\w+])(?:\+|00(?=[1-9]))\d(?:[\s().-]{0,2}\d){7,14}\b"),
    ("phone", r"(?<![\w.,])\(?0\d{1,4}\)?(?:[ -]?\d){6,8}\b(?![.,]\d)"),
    ("phone", r"(?<![\w.,])(?:\(\d{3}\) ?|\d{3}[-. ])\d{3}[-.]\d{4}\b"),
    (
        "number",
        (
            r"(?<![\w.,])(?:\d{3} \d{3} \d{4}|\d{3}-\d{2}-\d{4}|\d{6,}|\d{7}[A-W][A-I]?"
            r"|[A-Z]{2}\d{2}(?: ?[A-Z\d]{4}){3,7}|[A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D])\b(?![.,]\d)"
        ),
    ),
    ("place", r"\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b"),
    ("place", r"\b[AC-FHKNPRTV-Y](?:\d\d|6W) [AC-FHKNPRTV-Y\d]{4}\b"),
    ("place", r"(?<=\b[A-Z]{2} )\d{5}(?:-\d{4})?\b"),
    ("age", r"(?:(?<=\baged )|(?<=\bage )|(?<=\bage of ))(?:9\d|1[01]\d)\b"),
    ("age", r"\b(?:9\d|1[01]\d)(?= years? old|[- ]year[- ]old)"),
)
_SEARCHES = tuple(
    (kind, re.compile(pattern, re.IGNORECASE if kind in {"e-mail", "web", "date", "age"} else 0))
    for kind, pattern in _PATTERNS
)
_TIMES = re.compile(r"\b\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d+)?\b")

# What tells of nobody, and what only starts sentences; both may come behind a comma with a capital too
_NOBODY = frozenset(map(flat, FAMILIAR | ROLES | (STARTERS - ORDINARY)))
_TITLES = frozenset(map(flat, TITLES))
_TAKEN_OUT = re.compile(r"xxx+|(.)\1+")

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_GENITIVE = re.compile(r"['’]s?$")
_WITHIN_NAME = re.compile(r"[ \xa0](?:(?:of|the|van|von|der|den|de|del|la|da|di|du|bin|ibn)[ \xa0]){0,2}")
_PLACE_BEFORE = re.compile(r"\b(?:in|at|near|outside|around)\s(?:the\s)?$")
_SPEAKS = re.compile(r"[ \xa0](?:said|says|told|tells|asked|asks|thinks|thought|rang|goes|texted|and I)\b")


class Trace(msgspec.Struct, frozen=True):
    """One place in a text that may tell who somebody is.

    Args:
        kind: what it is: a name of the key, a part of one, a word that perhaps is one, or by its form.
        start: offset in the text, in code points.
        end: offset behind it.
        words: what stands there.
    """

    kind: Kind
    start: int
    end: int
    words: str


class _Word(NamedTuple):
    """A word with a capital.

    Args:
        start: offset in the text.
        end: offset behind it, a genitive's s left out.
        name: its letters, as they are compared.
        opens: it starts a sentence, so that its capital says nothing.
    """

    start: int
    end: int
    name: str
    opens: bool


class Capitals(NamedTuple):
    """The capitals of a text.

    Args:
        words: those that nobody knows, with those before and behind them that belong to the name.
        share: how many of the words within sentences have a capital, known or not; 0 where there are few
            words, and 1 where the script has no capitals.
    """

    words: tuple[Trace, ...]
    share: float

    @property
    def tell(self) -> bool:
        """Whether a capital means that a word is a name, as it does not in German."""
        return self.share <= MANY_CAPITALS


class Tracer:
    """Looks for traces of people in texts.

    Args:
        key: of the names that were replaced, or are to be; None where there is none.
        known: ids, labels and other words that tell of nobody, in any spelling.
    """

    def __init__(self, key: Key | None = None, known: Iterable[str] = ()) -> None:
        key = key or Key()
        told = [*known, *(entry.pseudonym for entry in key.entries)]
        self._whole = frozenset(map(flat, told))
        self._known = _NOBODY | self._whole | {flat(word) for phrase in told for word in parts(phrase)}
        self._names = Pseudonymiser(key)
        self._parts = Pseudonymiser(Key(tuple(_parts_of(key))))

    def traces(self, text: str, *, spoken: bool = False) -> list[Trace]:
        """What may tell who somebody is, in order and apart; no capitals where they tell nothing.

        Args:
            text: of a transcript, a memo or anything else.
            spoken: it is a transcript's, so that labels of speakers count, which name no role and are no id.
        """
        capitals = self.capitals(text, spoken=spoken)
        others = [*_formed(text), *(capitals.words if capitals.tell else ())]
        strange = [one for one in others if flat(one.words) not in self._whole]
        named = list(self._named(text))
        sure = [one for one in named if one.kind != "perhaps"]
        return _apart([*sure, *(self._labels(text) if spoken else ()), *strange, *named])

    def capitals(self, text: str, *, spoken: bool = False) -> Capitals:
        """The capitals that start no sentence and are of no known word.

        Args:
            text: any.
            spoken: it is a transcript's, whose labels are no talk.
        """
        text = _unlabelled(text) if spoken else text
        capitals, small, count = _sorted_words(text)
        within = [word for word in capitals if not word.opens and word.name not in _NOBODY]
        share = _share(len(within), count, small)
        strange = [word for word in capitals if self._is_strange(word, text, small)]
        inside = {word.name for word in strange if not word.opens}
        runs = (_meant(run, text, inside, small) for run in _runs(strange, text) if not _is_title(run))
        return Capitals(tuple(_trace(run, text) for run in runs if run), share)

    def _named(self, text: str) -> Iterator[Trace]:
        for hit in self._names.found(text):
            yield Trace("perhaps" if hit.unsure else "name", hit.start, hit.end, hit.old)
        for hit in self._parts.found(text):
            if not hit.unsure and not hit.old[:1].islower():
                yield Trace("part", hit.start, hit.end, hit.old)

    def _labels(self, text: str) -> Iterator[Trace]:
        for start, end in _label_spans(text):
            if not self._is_nobody(text[start:end]):
                yield Trace("label", start, end, text[start:end])

    def _is_nobody(self, label: str) -> bool:
        words = parts(label)
        return (
            flat(label) in self._known
            or any(word.isdigit() or (len(word) < 5 and word[-1:].isdigit()) for word in words)
            or all(word in ROLES or len(word) == 1 for word in words)
        )

    def _is_strange(self, word: _Word, text: str, small: frozenset[str]) -> bool:
        letters = text[word.start : word.end]
        if word.name in self._known or word.name.removesuffix("s") in self._known:
            return False
        if len(word.name) == 1 or _TAKEN_OUT.match(word.name) or _is_acronym(letters):
            return False
        # a word that is written small elsewhere is a word
        return word.name not in small or word.name in ORDINARY


def _label_spans(text: str) -> Iterator[Span]:
    """Where the labels of speakers stand."""
    start = 0
    for line in text.split("\n"):
        if label := label_of(line):
            at = start + line.index(label.name, len(label.time))
            yield at, at + len(label.name)
        start += len(line) + 1


def _unlabelled(text: str) -> str:
    """A transcript's text of the same length, with blanks for the labels."""
    pieces, behind = [], 0
    for start, end in _label_spans(text):
        pieces += [text[behind:start], " " * (end - start)]
        behind = end
    return "".join([*pieces, text[behind:]])


def _share(capitals: int, others: int, small: frozenset[str]) -> float:
    if sum(word == word.upper() for word in small) * 2 > len(small):
        return 1.0
    return capitals / (capitals + others) if capitals + others >= ENOUGH else 0.0


def _is_acronym(letters: str) -> bool:
    return all(len(part) <= 5 and part.rstrip("s").isupper() for part in letters.split("-"))


def _parts_of(key: Key) -> Iterator[Entry]:
    """The words of the key's names that are of some length and nobody else's."""
    common = PARTICLES | PLACES | TITLES
    taken = {word for entry in key.entries for word in parts(entry.pseudonym)}
    for entry in key.entries:
        for form in entry.forms:
            words = parts(form)
            for word in words if len(words) > 1 else ():
                if word not in common | taken and (len(word) > 2 or not word.isascii()):
                    yield Entry(word, "")


def _formed(text: str) -> Iterator[Trace]:
    """What is known by its form."""
    untimed = _TIMES.sub(lambda time: "\0" * len(time[0]), text)
    for kind, search in _SEARCHES:
        for found in search.finditer(untimed):
            yield Trace(kind, *found.span(), text[found.start() : found.end()])


def _apart(found: Sequence[Trace]) -> list[Trace]:
    """The traces in order; of those that overlap, the one that was looked for first."""
    ranked = sorted(enumerate(found), key=lambda one: (one[1].start, one[0]))
    kept: list[tuple[int, Trace]] = []
    for rank, trace in ranked:
        if not kept or kept[-1][1].end <= trace.start:
            kept.append((rank, trace))
        elif rank < kept[-1][0]:
            kept[-1] = rank, trace
    return [trace for _, trace in kept]


def _sorted_words(text: str) -> tuple[list[_Word], frozenset[str], int]:
    """The words with a capital, the others as they are compared, and how many others there are."""
    capitals: list[_Word] = []
    small: list[str] = []
    for found in _WORD.finditer(text):
        word = _GENITIVE.sub("", found[0])
        if word[0].isupper():
            start = found.start()
            opens = starts_sentence(text[max(start - 12, 0) : start])
            capitals.append(_Word(start, start + len(word), flat(word), opens))
        else:
            small.append(word)
    return capitals, frozenset(map(flat, set(small))), len(small)


def _runs(words: Sequence[_Word], text: str) -> Iterator[list[_Word]]:
    """Words that stand together as one name."""
    run = list(words[:1])
    for before, word in pairwise(words):
        if word.opens or not _WITHIN_NAME.fullmatch(text, before.end, word.start):
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _meant(run: list[_Word], text: str, inside: set[str], small: frozenset[str]) -> list[_Word]:
    """A run without the word that starts a sentence, unless that seems to be a name as well."""
    first = run[0]
    if not first.opens:
        return run
    is_common = first.name in STARTERS or first.name in small
    speaks = not is_common and _SPEAKS.match(text, first.end)
    is_name = first.name in inside or speaks or (len(run) > 1 and not is_common)
    return run if is_name else run[1:]


def _is_title(run: list[_Word]) -> bool:
    return all(word.name in _TITLES for word in run)


def _trace(run: list[_Word], text: str) -> Trace:
    start, end = run[0].start, run[-1].end
    is_place = _PLACE_BEFORE.search(text, max(start - 16, 0), start)
    kind: Kind = "place" if is_place or any(word.name in PLACES for word in run) else "capital"
    return Trace(kind, start, end, text[start:end])
