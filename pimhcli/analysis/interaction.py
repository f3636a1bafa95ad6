"""Who follows whom: whether the participants of a focus group talk with each other or with the moderator."""

from __future__ import annotations

from collections import Counter
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pimhcli.analysis.voices import Conversation, Part, Voice


class Following(NamedTuple):
    """Who follows whom in a focus group.

    Args:
        group: the focus group.
        people: the participants as people count.
        others: moderators and all who are no participants.
        times: how often the second of two speaks right after the first.
        typed: how many turns were typed in the chat, and follow nobody.
    """

    group: str
    people: tuple[Voice, ...]
    others: tuple[Voice, ...]
    times: Counter[tuple[Voice, Voice]]
    typed: int = 0

    @property
    def voices(self) -> tuple[Voice, ...]:
        """All who speak, participants first."""
        return (*self.people, *self.others)

    def after(self, voice: Voice) -> int:
        """How often others speak right after one."""
        return sum(self.times[voice, other] for other in self.voices)

    def before(self, voice: Voice) -> int:
        """How often one speaks right after others."""
        return sum(self.times[other, voice] for other in self.voices)

    def among(self, voice: Voice) -> int:
        """How often one speaks right after a participant."""
        return sum(self.times[other, voice] for other in self.people)


def following(held: Conversation) -> Following:
    """Who follows whom; what one says in several turns on end is said once.

    What was typed in the chat is left out: it stands where it was sent, whoever was speaking then.

    Args:
        held: the focus group.
    """
    times = Counter(pair for part in held.parts for pair in pairwise(_in_turn(part)))
    typed = sum(said.is_typed for said in held.turns)
    return Following(held.group, tuple(held.people), tuple(held.others), times, typed)


def _in_turn(part: Part) -> list[Voice]:
    return [voice for voice, _ in groupby(said.voice for said in part.turns if not said.is_typed)]
