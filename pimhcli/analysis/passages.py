"""Excerpts with who speaks in them and where: the material that counts, tables and the report are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from pimhcli.coding.excerpts import Excerpt, locate
from pimhcli.transcripts.roster import NAMELESS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pimhcli.transcripts.roster import Cast
    from pimhcli.transcripts.turns import Transcript


class Passage(msgspec.Struct, frozen=True):
    """An excerpt in its transcript.

    Args:
        excerpt: what was coded.
        turn: the number of the turn it starts in; 0 when its words stand nowhere now.
        last_turn: the number of the turn it ends in.
        speakers: the labels of all who speak in it, in order.
        participants: those of them who are participants, by id.
        group: the focus group it comes from.
        nameless: those of the labels that may be anybody: several voices at once, somebody who could not be
            told, and ``Speaker 2`` where nobody has said who that is.
    """

    excerpt: Excerpt
    turn: int
    last_turn: int
    speakers: tuple[str, ...]
    participants: tuple[str, ...]
    group: str
    nameless: tuple[str, ...] = ()

    @property
    def stands(self) -> bool:
        """Whether the quote stands in the transcript as it is now."""
        return self.turn > 0

    @property
    def place(self) -> str:
        """Transcript and turn, as ``fg1, turn 12`` or ``fg1, turns 12–13``."""
        if not self.stands:
            return self.excerpt.transcript
        turns = f"turn {self.turn}" if self.turn == self.last_turn else f"turns {self.turn}–{self.last_turn}"
        return f"{self.excerpt.transcript}, {turns}"


def passages(
    transcript: Transcript, version: str, excerpts: Iterable[Excerpt], cast: Cast, group: str
) -> list[Passage]:
    """The passages of one transcript, in the order of its excerpts.

    Args:
        transcript: the transcript as it is now.
        version: the id of its text.
        excerpts: of any coders.
        cast: who is who.
        group: the focus group that the transcript belongs to.
    """
    people = {
        label: _voice(label, cast) for label in dict.fromkeys(turn.speaker for turn in transcript.turns)
    }
    return [_passage(transcript, version, excerpt, people, group) for excerpt in excerpts]


class _Voice(NamedTuple):
    """Whose a label is: the participant's id, if it names one, and whether it may be anybody's."""

    participant: str
    nameless: bool


def _voice(label: str, cast: Cast) -> _Voice:
    """Whose a label is; before answers are loaded, everyone of no other role is a participant."""
    role = cast.role(label)
    if not cast.participants:
        return _Voice(label if role == "unknown" else "", role in NAMELESS)
    return _Voice(cast.participant(label), role in NAMELESS or cast.is_unverified(label))


def _passage(
    transcript: Transcript, version: str, excerpt: Excerpt, people: dict[str, _Voice], group: str
) -> Passage:
    span = locate(excerpt.codings[0], transcript.text, version)
    turns = transcript.turns_of(*span) if span else ()
    if not turns:
        return Passage(excerpt, 0, 0, (), (), group)
    speakers = tuple(dict.fromkeys(turn.speaker for turn in turns))
    participants = tuple(person for label in speakers if (person := people[label].participant))
    nameless = tuple(label for label in speakers if people[label].nameless)
    numbers = [turn.number for turn in turns]
    return Passage(excerpt, numbers[0], numbers[-1], speakers, participants, group, nameless)
