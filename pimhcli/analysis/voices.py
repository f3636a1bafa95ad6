"""Who speaks each turn of a focus group: participants by id, all others by their label."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from pimhcli.folding import fold_name, natural
from pimhcli.transcripts.roster import Role, roster
from pimhcli.transcripts.turns import CHAT, WITHDRAWN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pimhcli.transcripts.roster import Cast, Speaker
    from pimhcli.transcripts.turns import Transcript, Turn


class Voice(msgspec.Struct, frozen=True):
    """One who speaks.

    Args:
        name: the participant's id, or the label where it names none.
        role: participant, moderator, or whatever else the label stands for.
        is_counted: whether the words are one participant's, as far as one can tell, and still there.
        is_withdrawn: whether the participant took back all that was said.
    """

    name: str
    role: Role = "participant"
    is_counted: bool = True
    is_withdrawn: bool = False


class Said(NamedTuple):
    """A turn and whose it is."""

    turn: Turn
    voice: Voice

    @property
    def is_typed(self) -> bool:
        """Whether it was typed in the chat of a meeting, where it takes no time to say."""
        return self.turn.text.startswith(CHAT)


class Part(NamedTuple):
    """One transcript of a focus group.

    Args:
        transcript: its id.
        turns: in order.
    """

    transcript: str
    turns: tuple[Said, ...]


class Conversation(NamedTuple):
    """One focus group as it was held.

    Args:
        group: the focus group.
        parts: its transcripts.
        silent: participants who belong to it and never speak.
    """

    group: str
    parts: tuple[Part, ...]
    silent: tuple[str, ...] = ()

    @property
    def turns(self) -> list[Said]:
        """The turns of all its transcripts."""
        return [said for part in self.parts for said in part.turns]

    @property
    def people(self) -> list[Voice]:
        """Its participants as people count, those who never speak among them."""
        heard = {said.voice for said in self.turns if said.voice.is_counted}
        return sorted(heard | set(map(Voice, self.silent)), key=lambda voice: natural(voice.name))

    @property
    def others(self) -> list[Voice]:
        """Moderators and whoever else is no participant, in the order in which they first speak."""
        return list(dict.fromkeys(said.voice for said in self.turns if not said.voice.is_counted))


class Conversations(NamedTuple):
    """All that was said in a study.

    Args:
        groups: its focus groups.
        nowhere: participants who never speak, where there are several groups they may belong to.
    """

    groups: tuple[Conversation, ...]
    nowhere: tuple[str, ...] = ()

    @property
    def strangers(self) -> tuple[str, ...]:
        """Those who count as participants and are none of whom there are answers, if there are any."""
        people = {voice for group in self.groups for voice in group.people}
        if not self.nowhere and all(voice.role == "unknown" for voice in people):
            return ()
        return tuple(sorted((voice.name for voice in people if voice.role == "unknown"), key=natural))


def talk(held: Iterable[tuple[str, Transcript]], cast: Cast) -> Conversations:
    """Who speaks each turn of each focus group.

    A participant who never speaks belongs to the group if there is but one; one who withdrew counts no more.

    Args:
        held: each focus group with a transcript of it.
        cast: whom the study knows.
    """
    parts: dict[str, list[Part]] = {}
    for group, transcript in held:
        parts.setdefault(group, []).append(_part(transcript, cast))
    groups = tuple(Conversation(group, tuple(own)) for group, own in parts.items())
    heard = {said.voice.name for group in groups for said in group.turns}
    silent = tuple(person for person in cast.participants if person not in heard)
    if len(groups) == 1:
        return Conversations((groups[0]._replace(silent=silent),))
    return Conversations(groups, tuple(sorted(silent, key=natural)))


def _part(transcript: Transcript, cast: Cast) -> Part:
    voices = _voices(roster(transcript, cast))
    said = [Said(turn, voices[turn.speaker]) for turn in transcript.turns]
    still_there = {voice for turn, voice in said if turn.text != WITHDRAWN}
    return Part(transcript.id, tuple(_marked(one, withdrawn=one.voice not in still_there) for one in said))


def _marked(said: Said, *, withdrawn: bool) -> Said:
    voice = said.voice
    if not (withdrawn and voice.is_counted):
        return said
    return said._replace(voice=msgspec.structs.replace(voice, is_counted=False, is_withdrawn=True))


def _voices(speakers: Iterable[Speaker]) -> dict[str, Voice]:
    """The voice of each label; spellings of one name are one voice."""
    known: dict[str, Voice] = {}
    found: dict[str, Voice] = {}
    for one in speakers:
        name = one.participant or one.label
        found[one.label] = known.setdefault(fold_name(name), Voice(name, one.role, one.is_counted))
    return found
