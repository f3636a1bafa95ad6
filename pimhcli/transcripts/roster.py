"""Who speaks in a transcript: a participant, a moderator, an observer, several at once, or nobody known."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Literal

import msgspec

from pimhcli.folding import fold_name, nearest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pimhcli.transcripts.turns import Transcript

Role = Literal["participant", "moderator", "observer", "several", "unidentified", "unknown"]

# The usual words for those who have no name, folded; the commonest German ones too
MODERATORS = frozenset(
    {
        "moderator", "mod", "comoderator", "facilitator", "cofacilitator", "interviewer", "researcher",
        "moderatorin", "interviewerin", "interviewleiter", "interviewleiterin",
    }
)  # fmt: skip
OBSERVERS = frozenset(
    {
        "observer", "notetaker", "assistantmoderator", "scribe", "rapporteur",
        "beobachter", "beobachterin", "protokollant", "protokollantin",
    }
)  # fmt: skip
SEVERAL = frozenset(
    {
        "several", "severalvoices", "severalspeakers", "severalparticipants", "all", "everyone", "everybody",
        "group", "multiplespeakers", "multiplevoices", "multipleparticipants", "both", "many", "chorus",
        "alle", "mehrere",
    }
)  # fmt: skip
UNIDENTIFIED = frozenset(
    {
        "unidentified", "unidentifiedspeaker", "unidentifiedparticipant", "unidentifiedvoice",
        "unidentifiedmale", "unidentifiedfemale", "unknown", "unknownspeaker", "unknownparticipant",
        "unknownvoice", "unclear", "inaudiblespeaker", "malevoice", "femalevoice", "unbekannt",
        "withdrawn",  # whoever took the words back, see study.withdrawal.withdrawing
    }
)  # fmt: skip
WORDS: Mapping[Role, frozenset[str]] = {
    "moderator": MODERATORS,
    "observer": OBSERVERS,
    "several": SEVERAL,
    "unidentified": UNIDENTIFIED,
}
USUAL = MODERATORS | OBSERVERS | SEVERAL | UNIDENTIFIED
HOSTS: tuple[Role, ...] = ("moderator", "observer")
NAMELESS: tuple[Role, ...] = ("several", "unidentified")

_NUMBER = re.compile(r"\d+$")
_BETWEEN = re.compile(r"\s*[/&+,]\s*|\s+(?:and|und)\s+", re.IGNORECASE)
# What programs call those whom they tell apart by the sound of their voices
_BY_A_PROGRAM = re.compile(r"(?:speaker|sprecher|spk)(?:[\s_-]*\d+|[\s_-]+[a-z])", re.IGNORECASE)


def is_of_a_program(label: str) -> bool:
    """Whether a label is what a program calls a voice that it told apart, such as ``SPEAKER_00``."""
    return _BY_A_PROGRAM.fullmatch(label) is not None


class Speaker(msgspec.Struct, frozen=True):
    """One label of a transcript.

    Args:
        label: as it stands in the transcript.
        turns: how many turns.
        words: how many words, marks of transcription left out.
        role: participant, moderator, observer, several voices at once, somebody who could not be told, or
            unknown.
        participant: the participant's id, when the label names one.
        suggestion: the known name that an unknown label is nearest to.
        unverified: whether a program told the voice apart, as ``Speaker 2``, and nobody has said whose it is.
    """

    label: str
    turns: int
    words: int
    role: Role
    participant: str = ""
    suggestion: str = ""
    unverified: bool = False

    @property
    def is_counted(self) -> bool:
        """Whether the words are one participant's, as far as one can tell."""
        return self.role in {"participant", "unknown"}


class Cast(msgspec.Struct, frozen=True):
    """Everyone a transcript of this study may name.

    Args:
        participants: their ids, as loaded.
        moderators: the labels that ``study.yaml`` gives the moderators of its focus groups.
        observers: the labels that it gives those who only look on or take notes.
    """

    participants: tuple[str, ...] = ()
    moderators: tuple[str, ...] = ()
    observers: tuple[str, ...] = ()

    def participant(self, label: str) -> str:
        """The id of the participant whom a label names, or nothing."""
        wanted = fold_name(label)
        return next((known for known in self.participants if fold_name(known) == wanted), "")

    def role(self, label: str) -> Role:
        """What a label stands for; an id is its participant's, whatever else the word means."""
        return "participant" if self.participant(label) else self.otherwise(label)

    def otherwise(self, label: str) -> Role:
        """What a label stands for where it is no participant's id: by the study, else by the usual words."""
        own = fold_name(label)
        if own in map(fold_name, self.moderators):
            return "moderator"
        if own in map(fold_name, self.observers):
            return "observer"
        word = _NUMBER.sub("", own)
        usual = next((role for role, words in WORDS.items() if word in words), None)
        return usual or ("several" if self._is_of_several(label) else "unknown")

    def is_unverified(self, label: str) -> bool:
        """Whether a program told the voice of a label apart, and nobody has said whose it is."""
        return is_of_a_program(label) and self.role(label) == "unknown"

    def _is_of_several(self, label: str) -> bool:
        """Whether a label such as ``P1/P2`` is made of participants."""
        names = _BETWEEN.split(label)
        return len(names) > 1 and all(map(self.participant, names))

    @property
    def known(self) -> frozenset[str]:
        """The folded names of them all; the usual word for an observer mostly stands in front matter."""
        named = (*self.participants, *self.moderators, *self.observers)
        return frozenset(map(fold_name, named)) | MODERATORS


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
    role = cast.otherwise(label)
    if role != "unknown":
        return Speaker(label, turns, words, role)
    if cast.is_unverified(label):
        return Speaker(label, turns, words, role, unverified=True)
    # a label met more often is the likelier spelling
    others = [name for name in all_turns if all_turns[name] > turns]
    others = [*cast.participants, *cast.moderators, *cast.observers, *others]
    return Speaker(label, turns, words, role, suggestion=nearest(label, others) or "")
