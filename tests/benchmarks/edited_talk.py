"""Invented talk, edits of it that remember which word is which, and where excerpts stand afterwards."""

from __future__ import annotations

import string
from itertools import count, pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

NAMES = ["Marianne", "Oliver", "Priya", "Tomasz", "Hannah"]
SPEAKERS = ["Moderator", *(f"PX{number}" for number in range(1, 9))]
_COMMON = """
the I it to and you a of that is was we they have in for not but so on with my at this do be about what just
like if there when me would them as or one don't it's no because all out up had can get really are think know
going people time thing things see say well work day good go back more way then how who
"""
COMMON = _COMMON.split()
RARE = ["".join(part) for part in zip(*[iter("bacedifoguhajekilomunapesiro" * 9)] * 4, strict=False)]
ASIDES = ["Yeah.", "Mm-hm.", "Right.", "Yeah, exactly.", "I agree with that.", "No, not at all.", "Okay."]


class Word(NamedTuple):
    """A word with the marks behind it; its number stays with it whatever becomes of it."""

    number: int
    text: str
    tail: str = ""
    own: bool = True  # no other word was put in its place


class Turn(NamedTuple):
    """A speaker and the words."""

    speaker: str
    words: tuple[Word, ...]


class Excerpt(NamedTuple):
    """A span of the old text, and the numbers of its words; whether the last mark belongs to it."""

    start: int
    end: int
    words: tuple[int, ...]
    with_tail: bool


class Talk:
    """Turns as they are edited.

    Args:
        rng: chance.
        size: how many turns.
    """

    def __init__(self, rng: random.Random, size: int) -> None:
        self.rng, self._numbers = rng, count()
        rare = sorted({"".join(rng.choices(RARE, k=rng.randint(1, 3))) for _ in range(2_000)})
        weights = [1 / rank for rank in range(2, len(rare) + 2)]
        self._phrases = [self._phrase(rare, weights) for _ in range(450)]
        self.turns = [self._turn() for _ in range(size)]

    def text(self) -> str:
        """The stored transcript."""
        return "".join(
            f"{turn.speaker}: {' '.join(word.text + word.tail for word in turn.words)}\n"
            for turn in self.turns
        )

    def places(self) -> dict[int, tuple[int, int, int, bool]]:
        """Of each word: start, end, end with the mark behind it, and whether it is still its own."""
        found, offset = {}, 0
        for turn in self.turns:
            offset += len(turn.speaker) + 2
            for word in turn.words:
                end = offset + len(word.text)
                found[word.number] = offset, end, end + len(word.tail), word.own
                offset = end + len(word.tail) + 1
        return found

    def excerpts(self, number: int) -> list[Excerpt]:
        """As coders make them: phrases, a few words, whole turns, and some that go across turns."""
        places = self.places()
        return [self._excerpt(places) for _ in range(number)]

    def _excerpt(self, places: dict[int, tuple[int, int, int, bool]]) -> Excerpt:
        kind, at = self.rng.random(), self.rng.randrange(len(self.turns) - 2)
        words = self.turns[at].words
        if kind < 0.7:
            size = self.rng.randint(4, 14) if kind < 0.37 else self.rng.randint(1, 3)
            first = self.rng.randrange(max(len(words) - size, 0) + 1)
            words = words[first : first + size]
        elif kind >= 0.9:
            words = words[self.rng.randrange(len(words)) :]
            words += self.turns[at + 1].words
            words = words[: -self.rng.randint(1, 5)] or words
        tail = 0.7 <= kind < 0.9
        end = places[words[-1].number][2 if tail else 1]
        return Excerpt(places[words[0].number][0], end, tuple(word.number for word in words), tail)

    def _phrase(self, rare: list[str], weights: list[float]) -> list[str]:
        size = self.rng.randint(2, 7)
        words = self.rng.choices(COMMON, k=size)
        if self.rng.random() < 0.6:
            words[self.rng.randrange(size)] = self.rng.choices(rare, weights)[0]
        if self.rng.random() < 0.05:
            words[self.rng.randrange(size)] = self.rng.choice(NAMES)
        return words

    def _turn(self) -> Turn:
        if self.rng.random() < 0.2:
            said = self.rng.choice(ASIDES)
        else:
            ranks = (int(len(self._phrases) * self.rng.random() ** 3) for _ in range(self.rng.randint(2, 9)))
            clauses = [" ".join(self._phrases[rank]) for rank in ranks]
            said = "".join(clause + self.rng.choice([" ", ", ", ". ", " "]) for clause in clauses)
            said = said.rstrip(" ,.") + "."
        return Turn(self.rng.choice(SPEAKERS), tuple(self._word(word) for word in said.split()))

    def _word(self, word: str) -> Word:
        text = word.rstrip(",.")
        return Word(next(self._numbers), text, word[len(text) :])

    def _reworded(self, change: Callable[[Word], Word | None]) -> None:
        at = self.rng.randrange(len(self.turns))
        words = list(self.turns[at].words)
        place = self.rng.randrange(len(words))
        new = change(words[place])
        words[place : place + 1] = [new] if new else []
        if words:
            self.turns[at] = self.turns[at]._replace(words=tuple(words))

    def typos(self, number: int) -> None:
        """A letter left out, doubled, exchanged or put for another."""
        for _ in range(number):
            self._reworded(lambda word: word._replace(text=self._mistyped(word.text)))

    def _mistyped(self, text: str) -> str:
        at = self.rng.randrange(len(text))
        kinds = [text[:at] + text[at] * 2 + text[at + 1 :]]
        kinds.append(text[:at] + self.rng.choice(string.ascii_lowercase) + text[at + 1 :])
        if len(text) > 2:
            kinds.append(text[:at] + text[at + 1 :])
            kinds.append(text[:at] + text[at : at + 2][::-1] + text[at + 2 :])
        return self.rng.choice(kinds)

    def wrong_words(self, number: int) -> None:
        """A word put for another; one in five is left out instead."""
        for _ in range(number):
            self._reworded(self._exchanged)

    def _exchanged(self, word: Word) -> Word | None:
        gone = self.rng.random() < 0.2
        return None if gone else word._replace(text=self.rng.choice(COMMON), own=False)

    def names(self, number: int) -> None:
        """Names replaced everywhere, each by words in brackets."""
        new = {name: f"[Person {at}]" for at, name in enumerate(NAMES[:number])}
        self.turns = [
            turn._replace(words=tuple(w._replace(text=new.get(w.text, w.text)) for w in turn.words))
            for turn in self.turns
        ]

    def insert(self, number: int) -> None:
        """New turns anywhere."""
        for _ in range(number):
            self.turns.insert(self.rng.randrange(len(self.turns) + 1), self._turn())

    def delete(self, number: int) -> None:
        """Turns taken out anywhere."""
        for _ in range(number):
            del self.turns[self.rng.randrange(len(self.turns))]

    def move(self, number: int) -> None:
        """One to four turns put somewhere else."""
        for _ in range(number):
            at, size = self.rng.randrange(len(self.turns)), self.rng.randint(1, 4)
            block, self.turns[at : at + size] = self.turns[at : at + size], []
            to = self.rng.randrange(len(self.turns) + 1)
            self.turns[to:to] = block

    def split(self, number: int) -> None:
        """A turn divided, its second part given to someone."""
        for _ in range(number):
            at = self.rng.randrange(len(self.turns))
            turn = self.turns[at]
            if len(turn.words) > 1:
                cut = self.rng.randrange(1, len(turn.words))
                second = Turn(self.rng.choice(SPEAKERS), turn.words[cut:])
                self.turns[at : at + 1] = [turn._replace(words=turn.words[:cut]), second]

    def join(self, number: int) -> None:
        """Two turns made one."""
        for _ in range(number):
            at = self.rng.randrange(len(self.turns) - 1)
            first, second = self.turns[at : at + 2]
            self.turns[at : at + 2] = [first._replace(words=first.words + second.words)]

    def relabel(self) -> None:
        """Every speaker renamed, and every apostrophe made a curly one."""
        self.turns = [
            Turn(
                turn.speaker.replace("PX", "Participant "),
                tuple(w._replace(text=w.text.replace("'", "’")) for w in turn.words),
            )
            for turn in self.turns
        ]


def right_place(excerpt: Excerpt, places: dict[int, tuple[int, int, int, bool]]) -> tuple[int, int] | None:
    """Where an excerpt stands after the edits; None where its words are gone or no longer together."""
    left = [places[number] for number in excerpt.words if number in places]
    if not any(own for *_, own in left):
        return None
    cut = excerpt.words[-1] not in places
    start, end = left[0][0], left[-1][2 if excerpt.with_tail or cut else 1]
    in_order = all(first[0] < second[0] for first, second in pairwise(left))
    size = excerpt.end - excerpt.start
    return (start, end) if in_order and end - start <= 3 * size + 400 else None
