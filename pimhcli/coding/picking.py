"""Which entries of a list somebody means while still typing, the likeliest first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pimhcli.coding.codebook import split_path
from pimhcli.folding import sought

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pimhcli.coding.codebook import Code, Codebook, Level

FEWEST = 3  # letters; fewer scattered ones are in nearly every name
WIDEST = 12  # letters that may be skipped between scattered ones
NEAREST = 2  # slips of typing: letters missing, added, changed or swapped

LEVELS: tuple[Level, ...] = ("theme", "sub-theme", "code")

# The kinds of match, best first
_EXACT, _START, _WORD_START, _INSIDE, _SCATTERED, _ELSEWHERE = range(6)

_JOINERS = str.maketrans("-_", "  ")


class Match(NamedTuple):
    """How well a name fits what is typed; the lower, the better.

    Args:
        position: its place in the list.
        kind: start of the name, start of a word, and so on.
        gaps: letters skipped between scattered ones.
    """

    position: int
    kind: int
    gaps: int = 0


class Matcher:
    """Finds names by a part of them, blind to case and accents; hyphen, space and underscore are equal.

    Args:
        names: what is looked for first.
        rests: other words that find each name when nothing in it does; empty for none.
    """

    def __init__(self, names: Iterable[str], rests: Iterable[str] = ()) -> None:
        self.names = tuple(map(plain, names))
        self.rests = tuple(map(plain, rests)) or ("",) * len(self.names)

    def matches(self, typed: str) -> list[Match]:
        """All names that fit, in the order of the list; every name when nothing is typed."""
        words = plain(typed)
        if not words:
            # A hyphen alone is no blank: it must not put just any code under Enter
            return [] if typed.strip() else [Match(place, _START) for place in range(len(self.names))]
        found = []
        word_start = re.compile(r"(?<!\w)" + re.escape(words))
        letters = words.replace(" ", "")
        for position, (name, rest) in enumerate(zip(self.names, self.rests, strict=True)):
            if words in name:
                found.append(Match(position, _inside(name, words, word_start)))
            elif (gaps := _gaps(letters, name)) is not None:
                found.append(Match(position, _SCATTERED, gaps))
            elif words in rest:
                found.append(Match(position, _ELSEWHERE))
        return found

    def best(self, typed: str) -> list[int]:
        """The positions of the names that fit, the best first."""
        found = sorted(self.matches(typed), key=lambda match: (match.kind, match.gaps, match.position))
        return [match.position for match in found]


class Index:
    """A codebook made ready for picking, without what is retired; valid as long as the codebook is.

    Args:
        book: the codebook.
        levels: the levels that can be picked.
    """

    def __init__(self, book: Codebook, levels: Sequence[Level] = LEVELS) -> None:
        self.book = book
        self.codes = tuple(code for code in book.codes if code.level in levels and not code.is_retired)
        self._matcher = Matcher((code.name for code in self.codes), map(self._rest, self.codes))
        self._windows: dict[int, list[tuple[str, int]]] = {}

    def ranked(
        self, words: str, *, recent: Sequence[str] = (), counts: Mapping[str, int] | None = None
    ) -> list[Code]:
        """The entries that typed words may mean, the likeliest first; all when nothing is typed.

        Args:
            words: a part of a name, key, path or definition.
            recent: keys of the codes used last, the latest first; they win ties.
            counts: excerpts by key; the code used more wins the ties that remain.
        """
        latest = {key: place for place, key in reversed(list(enumerate(recent)))}
        used = counts or {}

        def order(match: Match) -> tuple[int, int, int, int, int]:
            key = self.codes[match.position].id
            return match.kind, latest.get(key, len(recent)), -used.get(key, 0), match.gaps, match.position

        ranked = [self.codes[match.position] for match in sorted(self._matcher.matches(words), key=order)]
        meant = self.exact(words)
        if meant is None or (ranked and plain(ranked[0].name) == plain(words)):
            return ranked
        return [meant, *(code for code in ranked if code is not meant)]

    def exact(self, words: str) -> Code | None:
        """The entry with exactly this name, key or path, accents aside; the first of several."""
        wanted = plain(words)
        if not wanted:
            return None
        if found := [code for code in self.book.find(words) if code in self.codes]:
            return found[0]
        names = self._matcher.names
        return self.codes[names.index(wanted)] if wanted in names else None

    def near(self, words: str, limit: int = 3) -> list[Code]:
        """Entries that may have been meant but were misspelt, the nearest first.

        Compared are the name and as many neighbouring words of it as were typed.

        Args:
            words: a name, or a path that ends with it.
            limit: entries at most.
        """
        typed = plain(split_path(words)[-1])
        # In a word of three letters two slips leave nothing of it
        slips = min(NEAREST, len(typed) // 3)
        if not slips:
            return []
        # 20 ms that only an unknown name has to pay
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        windows = self._parts(typed.count(" ") + 1)
        parts = [part for part, _ in windows]
        hits = process.extract(typed, parts, scorer=OSA.distance, score_cutoff=slips, limit=None)
        nearest = sorted((distance, windows[place][1]) for _, distance, place in hits)
        return [self.codes[position] for position in dict.fromkeys(p for _, p in nearest)][:limit]

    def _parts(self, length: int) -> list[tuple[str, int]]:
        """Every name, and every run of so many words in one, with the entry's position."""
        if length not in self._windows:
            self._windows[length] = [
                (part, position)
                for position, name in enumerate(self._matcher.names)
                for part in {name, *_runs(name.split(" "), length)}
            ]
        return self._windows[length]

    def _rest(self, code: Code) -> str:
        return "\n".join((self.book.path(code.id), code.id, *code.former, code.definition))


def plain(text: str) -> str:
    """A text as names are matched: as it is searched, and with blanks for hyphens and underscores.

    >>> plain("Peer_support – Café")
    'peer support cafe'
    """
    return " ".join(sought(text).translate(_JOINERS).split())


def _inside(name: str, words: str, word_start: re.Pattern[str]) -> int:
    if name == words:
        return _EXACT
    if name.startswith(words):
        return _START
    return _WORD_START if word_start.search(name) else _INSIDE


def _gaps(letters: str, name: str) -> int | None:
    """The fewest letters skipped when these stand in the name in order; None when they do not."""
    if len(letters) < FEWEST:
        return None
    fewest = WIDEST + 1
    start = name.find(letters[0])
    while start >= 0:
        end = _end(letters, name, start)
        if end < 0:
            break
        fewest = min(fewest, end - start + 1 - len(letters))
        start = name.find(letters[0], start + 1)
    return fewest if fewest <= WIDEST else None


def _end(letters: str, name: str, start: int) -> int:
    """Where the last letter is met when the first stands at the start; -1 when one is not met."""
    end = start
    for letter in letters[1:]:
        end = name.find(letter, end + 1)
        if end < 0:
            break
    return end


def _runs(words: list[str], length: int) -> Iterable[str]:
    return (" ".join(words[at : at + length]) for at in range(len(words) - length + 1))
