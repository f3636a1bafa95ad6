"""Who speaks how much in a focus group: turns, words, speaking time, and how evenly they are shared."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING, Literal, NamedTuple

from pimhcli.analysis.voices import Voice
from pimhcli.transcripts.times import milliseconds

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pimhcli.analysis.voices import Conversation, Part, Said
    from pimhcli.transcripts.turns import Turn

EVERYBODY = Voice("All participants")

How = Literal["written", "estimated", "endless", "unknown", "typed"]


class Length(NamedTuple):
    """How long a turn is.

    Args:
        time: in milliseconds; None where it is not known.
        how: ``written`` with its end, ``estimated`` by the beginning of the next turn, ``endless`` where
            nothing follows that would end it, ``unknown`` without times, ``typed`` in the chat.
    """

    time: int | None
    how: How


class Speech(NamedTuple):
    """What one says in a focus group.

    Args:
        voice: who.
        turns: how many.
        words: how many, marks of transcription left out.
        time: in milliseconds; None where a turn's is not known.
    """

    voice: Voice
    turns: int
    words: int
    time: int | None


class Participation(NamedTuple):
    """Who speaks how much in a focus group.

    Args:
        group: the focus group.
        people: the participants as people count.
        others: moderators and all who are no participants.
        lengths: how many turns of all are how long in which way.
    """

    group: str
    people: tuple[Speech, ...]
    others: tuple[Speech, ...]
    lengths: Counter[How]

    @property
    def everybody(self) -> Speech:
        """All participants together."""
        return together(EVERYBODY, self.people)

    @property
    def gini(self) -> Fraction | None:
        """How unevenly the participants' words are shared."""
        return gini([one.words for one in self.people])


def participation(held: Conversation) -> Participation:
    """Who speaks how much.

    Args:
        held: the focus group.
    """
    lengths = [pair for part in held.parts for pair in zip(part.turns, _lengths(part), strict=True)]
    return Participation(
        held.group,
        tuple(_speech(voice, lengths) for voice in held.people),
        tuple(_speech(voice, lengths) for voice in held.others),
        Counter(length.how for _, length in lengths),
    )


def together(voice: Voice, all_of: Sequence[Speech]) -> Speech:
    """What several say, as if one said it.

    Args:
        voice: what they are called together.
        all_of: what each says.
    """
    turns, words = sum(one.turns for one in all_of), sum(one.words for one in all_of)
    return Speech(voice, turns, words, _sum(one.time for one in all_of))


def gini(amounts: Sequence[int]) -> Fraction | None:
    """Gini's coefficient, 2Σi·x₍ᵢ₎/(nΣx) − (n+1)/n: 0 where all have alike; None where nobody has anything.

    Args:
        amounts: what each has, such as words; none is negative.

    >>> gini([3, 1])
    Fraction(1, 4)
    """
    n, everything = len(amounts), sum(amounts)
    if not everything:
        return None
    ranked = sum(rank * amount for rank, amount in enumerate(sorted(amounts), start=1))
    return Fraction(2 * ranked, n * everything) - Fraction(n + 1, n)


def corrected(coefficient: Fraction, n: int) -> Fraction | None:
    """Gini's coefficient times n/(n−1), so that it reaches 1 in small groups too; None for a group of one."""
    return coefficient * Fraction(n, n - 1) if n > 1 else None


def _speech(voice: Voice, lengths: Iterable[tuple[Said, Length]]) -> Speech:
    own = [(said.turn, length.time) for said, length in lengths if said.voice == voice]
    return Speech(voice, len(own), sum(turn.words for turn, _ in own), _sum(time for _, time in own))


def _sum(times: Iterable[int | None]) -> int | None:
    total = 0
    for time in times:
        if time is None:
            return None
        total += time
    return total


def _lengths(part: Part) -> list[Length]:
    found: list[Length] = []
    following: Turn | None = None
    for said in reversed(part.turns):
        if said.is_typed:
            found.append(Length(0, "typed"))
        else:
            found.append(_length(said.turn, following))
            following = said.turn
    return found[::-1]


def _length(turn: Turn, following: Turn | None) -> Length:
    """How long a turn is; to where the next one begins, if its own end is not written."""
    begin, end = milliseconds(turn.time), milliseconds(turn.until)
    if begin is None:
        return Length(None, "unknown")
    if end is not None and end >= begin:
        return Length(end - begin, "written")
    after = milliseconds(following.time) if following else -1
    if after is None:
        return Length(None, "unknown")
    # a recording that begins anew has ended before
    return Length(after - begin, "estimated") if after >= begin else Length(0, "endless")
