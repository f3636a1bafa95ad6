"""Which excerpt could stand for a sub-theme in the paper, so that those are heard who are least heard."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from pimhcli.folding import natural

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pimhcli.analysis.heard import Quoted
    from pimhcli.analysis.passages import Passage

FIT = range(15, 61)  # words; fewer tell little, more are hard to read in a paper
_BEST = 35  # words
_WHOLE = re.compile(r"[“‘\"'(\[]*[^\Wa-z_].*[.!?…][”’\"')\]]*", re.DOTALL)


class Candidate(NamedTuple):
    """An excerpt that could be a key quote.

    Args:
        passage: the excerpt in its transcript.
        heard: who speaks in it how much.
    """

    passage: Passage
    heard: Quoted

    @property
    def words(self) -> int:
        """The words of participants in it."""
        return sum(self.heard.words.values())

    @property
    def is_star(self) -> bool:
        """Whether it is a key quote."""
        return self.passage.excerpt.star

    @property
    def is_fit(self) -> bool:
        """Whether one participant alone says it, in as many words as a paper can print."""
        return len(self.passage.speakers) == 1 and len(self.heard.words) == 1 and self.words in FIT


class Section(NamedTuple):
    """An entry of the codebook with what could be quoted under it.

    Args:
        key: of the entry.
        candidates: key quotes and all others.
    """

    key: str
    candidates: tuple[Candidate, ...]

    @property
    def starred(self) -> list[Candidate]:
        """Its key quotes."""
        return [one for one in self.candidates if one.is_star]


class Suggestion(NamedTuple):
    """An excerpt to be a key quote.

    Args:
        key: of the entry that it would stand for.
        candidate: the excerpt.
        lone: the participant who alone is heard there so far; empty where there is no key quote yet.
    """

    key: str
    candidate: Candidate
    lone: str = ""


def suggested(sections: Sequence[Section]) -> list[Suggestion]:
    """One excerpt for each section that has no key quote, then for each in which one voice alone is heard.

    Each is said by whoever is least heard in the key quotes and the suggestions before it; of these the one
    of the focus group least heard, in whole sentences, nearest to 35 words. Only excerpts of 15 to 60 words
    by one participant are suggested.

    Args:
        sections: in the order of the codebook.
    """
    tally = _Tally(one for section in sections for one in section.starred)
    empty = [section for section in sections if not section.starred]
    return [
        *tally.chosen((section, "") for section in empty),
        *tally.chosen((section, who) for section in sections if (who := _lone(section))),
    ]


class _Tally:
    """How often each participant and each focus group is heard so far.

    Args:
        starred: the key quotes; one that stands under several entries counts once.
    """

    def __init__(self, starred: Iterable[Candidate]) -> None:
        self._taken: set[str] = set()
        self._people: Counter[str] = Counter()
        self._groups: Counter[str] = Counter()
        for one in starred:
            self._take(one)

    def chosen(self, wanting: Iterable[tuple[Section, str]]) -> list[Suggestion]:
        """The best for each section, none twice, and none of the voice that is heard there."""
        found: list[Suggestion] = []
        for section, lone in wanting:
            able = [one for one in section.candidates if self._is_able(one, lone)]
            if able:
                best = min(able, key=self._rank)
                self._take(best)
                found.append(Suggestion(section.key, best, lone))
        return found

    def _is_able(self, one: Candidate, lone: str) -> bool:
        return one.is_fit and one.passage.excerpt.id not in self._taken and lone not in one.heard.words

    def _take(self, one: Candidate) -> None:
        if one.passage.excerpt.id not in self._taken:
            self._taken.add(one.passage.excerpt.id)
            self._people.update(one.heard.words.keys())
            self._groups[one.heard.group] += 1

    def _rank(self, one: Candidate) -> tuple[object, ...]:
        (person,) = one.heard.words
        excerpt = one.passage.excerpt
        is_cut = not _WHOLE.fullmatch(excerpt.quote.strip())
        heard = self._people[person], self._groups[one.heard.group]
        return *heard, is_cut, abs(one.words - _BEST), natural(excerpt.transcript), excerpt.span


def _lone(section: Section) -> str:
    """The only participant heard in the key quotes of a section; empty for several, and for none."""
    names = {name for one in section.starred for name in one.heard.words}
    return names.pop() if len(names) == 1 else ""
