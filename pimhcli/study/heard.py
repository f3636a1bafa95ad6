"""The quotes of a study with who is heard in them, for its checks and for choosing among them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from pimhcli.analysis.heard import Quoted, voices
from pimhcli.checks.balance import Heard
from pimhcli.folding import natural
from pimhcli.study.quoting import printed, refused
from pimhcli.study.talking import conversations

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pimhcli.analysis.passages import Passage
    from pimhcli.analysis.voices import Conversation
    from pimhcli.study.study import Study


class Hearing:
    """Who is heard where.

    Args:
        study: the open study.
        material: all its passages.
    """

    def __init__(self, study: Study, material: Iterable[Passage]) -> None:
        self._study = study
        self._printed = printed(study, material)

    @cached_property
    def passages(self) -> list[Passage]:
        """The passages that may be printed; words that several coded stand once, starred if anybody's is."""
        found: dict[tuple[str, tuple[int, int]], Passage] = {}
        for passage in sorted(self._printed, key=lambda one: not one.excerpt.star):
            found.setdefault((passage.excerpt.transcript, passage.excerpt.span), passage)
        return sorted(found.values(), key=lambda one: (one.excerpt.transcript, one.excerpt.span))

    @cached_property
    def _talk(self) -> tuple[Conversation, ...]:
        """The focus groups with who speaks each turn."""
        return conversations(self._study).groups

    @cached_property
    def _voices(self) -> dict[tuple[str, int], str]:
        """The participant who speaks each turn, by transcript and number."""
        return {
            (part.transcript, said.turn.number): said.voice.name
            for group in self._talk
            for part in group.parts
            for said in part.turns
            if said.voice.is_counted
        }

    @cached_property
    def _entries(self) -> dict[tuple[str, tuple[int, int]], frozenset[str]]:
        """What the words of each place are coded with by anybody, with all that is above it."""
        book, found = self._study.codebook, dict[tuple[str, tuple[int, int]], frozenset[str]]()
        for passage in self._printed:
            place = passage.excerpt.transcript, passage.excerpt.span
            keys = (key for key in map(book.key_of, passage.excerpt.codes) if key in book.by_key)
            above = frozenset(code.id for key in keys for code in book.line(key))
            found[place] = found.get(place, frozenset()) | above
        return found

    def quoted(self, passage: Passage) -> Quoted:
        """How much of a passage each participant says, and under what it stands."""
        name, (start, end) = passage.excerpt.transcript, passage.excerpt.span
        transcript, words = self._study.transcript(name), dict[str, int]()
        for turn in transcript.turns_of(start, end):
            if person := self._voices.get((name, turn.number)):
                own = transcript.words_between(max(start, turn.start), min(end, turn.end))
                words[person] = words.get(person, 0) + own
        return Quoted(words, passage.group, self._entries[name, (start, end)])

    def heard(self, *, starred: bool | None = None) -> Heard:
        """Who is heard in the quotes of the paper.

        Args:
            starred: whether the key quotes alone are meant; None for: where there are any.
        """
        key_quotes = [passage for passage in self.passages if passage.excerpt.star]
        alone = bool(key_quotes) if starred is None else starred
        everything = [self.quoted(passage) for passage in self.passages]
        quotes = tuple(map(self.quoted, key_quotes)) if alone else tuple(everything)
        people, groups = self._speaking()
        coded = {key: frozenset(names) for key, names in voices(everything).items()}
        withheld = not refused(self._study).is_empty
        return Heard(quotes, alone, people, withheld, groups, coded)

    def _speaking(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The participants who speak and may be quoted, and the focus groups that they speak in."""
        refusing, people, groups = refused(self._study), set[str](), dict[str, None]()
        for group in self._talk:
            own = {said.voice.name for said in group.turns if said.voice.is_counted}
            allowed = {name for name in own if not refusing.forbids(name)}
            people |= allowed
            groups.update({group.group: None} if allowed else {})
        return tuple(sorted(people, key=natural)), tuple(sorted(groups, key=natural))
