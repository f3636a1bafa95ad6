"""Who speaks in a transcript, and whether each speaker is a participant or a moderator."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Literal

import msgspec

from pimhcli.folding import fold_name, nearest

if TYPE_CHECKING:
    from pimhcli.transcripts.turns import Transcript

Role = Literal["participant", "moderator", "unknown"]

MODERATORS = frozenset({"moderator", "facilitator", "interviewer", "researcher", "mod"})


class Speaker(msgspec.Struct, frozen=True):
    """One label of a transcript.

    Args:
        label: as it stands in the transcript.
        turns: how many turns.
        words: how many words, marks of transcription left out.
        role: participant, moderator, or unknown.
        participant: the participant's id, when the label names one.
        suggestion: the known name that an unknown label is nearest to.
    """

    label: str
    turns: int
    words: int
    role: Role
    participant: str = ""
    suggestion: str = ""


class Cast(msgspec.Struct, frozen=True):
    """Everyone a transcript of this study may name.

    Args:
        participants: their ids, as loaded.
        moderators: the labels that ``study.yaml`` gives the moderators of its focus groups.
    """

    participants: tuple[str, ...] = ()
    moderators: tuple[str, ...] = ()

    def participant(self, label: str) -> str:
        """The id of the participant whom a label names, or nothing."""
        wanted = fold_name(label)
        return next((known for known in self.participants if fold_name(known) == wanted), "")

    def moderates(self, label: str) -> bool:
        """Whether a label names a moderator, by the study or by the usual words for one."""
        wanted = fold_name(label)
        return wanted in MODERATORS or any(fold_name(name) == wanted for name in self.moderators)

    @property
    def known(self) -> frozenset[str]:
        """The folded names of them all."""
        return frozenset(map(fold_name, (*self.participants, *self.moderators))) | MODERATORS


def roster(transcript: Transcript, cast: Cast) -> tuple[Speaker, ...]:
    """The speakers of a transcript, in order of their first turn.

    Args:
        transcript: as stored or about to be.
        cast: whom the study knows.
    """
    turns: Counter[str] = Counter()
    words: Counter[str] = Counter()
    for turn in transcript.turns:
        turns[turn.speaker] += 1
        words[turn.speaker] += turn.words
    return tuple(_speaker(label, words[label], cast, turns) for label in turns)


def _speaker(label: str, words: int, cast: Cast, all_turns: Counter[str]) -> Speaker:
    turns = all_turns[label]
    if participant := cast.participant(label):
        return Speaker(label, turns, words, "participant", participant)
    if cast.moderates(label):
        return Speaker(label, turns, words, "moderator")
    # a label met more often is the likelier spelling
    others = [*cast.participants, *cast.moderators, *(name for name in all_turns if all_turns[name] > turns)]
    return Speaker(label, turns, words, "unknown", suggestion=nearest(label, others) or "")
