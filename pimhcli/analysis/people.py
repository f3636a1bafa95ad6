"""The people of the study, one by one: what each answered and said, and what was coded of it."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from pimhcli.analysis.consent import Refusals
from pimhcli.folding import fold_name, natural
from pimhcli.transcripts.roster import Cast, Speaker, roster

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pimhcli.analysis.passages import Passage
    from pimhcli.questionnaire.answers import Answer, Participant
    from pimhcli.questionnaire.items import Item
    from pimhcli.transcripts.turns import Transcript


class Talk(msgspec.Struct, frozen=True):
    """What one label says in one transcript.

    Args:
        transcript: the transcript's id.
        group: the focus group it belongs to.
        line: the line of the file in which the label speaks first, counted from 1.
        speaker: the label, with turns and words.
    """

    transcript: str
    group: str
    line: int
    speaker: Speaker

    @property
    def name(self) -> str:
        """Who speaks: the participant's id, or the label where it names none."""
        return self.speaker.participant or self.speaker.label

    @property
    def where(self) -> str:
        """The place of the first turn, as a message names it."""
        return f"transcripts/{self.transcript}.txt:{self.line}"


class Sources(NamedTuple):
    """What is known of all of them.

    Args:
        items: of the questionnaire.
        participants: with their answers.
        talks: of all transcripts.
        material: every coder's passages.
        printed: those of them that the report prints.
        refused: whose words may not be printed.
    """

    items: Sequence[Item] = ()
    participants: Sequence[Participant] = ()
    talks: Sequence[Talk] = ()
    material: Sequence[Passage] = ()
    printed: Sequence[Passage] = ()
    refused: Refusals = Refusals()


class Person(msgspec.Struct, frozen=True):
    """One who has a row in participants.csv, or speaks as one person who is no moderator or observer.

    Args:
        id: the id, or the label of one without a row.
        row: whether there is a row.
        answered: questions answered.
        asked: questions asked; what follows from other answers is not one.
        talks: what is said under the name, by transcript.
        of_words: the words of all people together; none of moderators, observers or nameless voices.
        excerpts: excerpts of all coders in which the person speaks.
        printed: those of them that the report prints.
        refuses: where it is said that the words may not be printed; empty when nobody says so.
        unanswered: the items that ask for consent and have no answer; the words are not printed then either.
    """

    id: str
    row: bool
    answered: int
    asked: int
    talks: tuple[Talk, ...]
    of_words: int
    excerpts: int
    printed: int
    refuses: tuple[str, ...]
    unanswered: tuple[str, ...]

    @property
    def may_quote(self) -> bool:
        """Whether the words may be printed."""
        return not self.refuses and not self.unanswered

    @property
    def groups(self) -> tuple[str, ...]:
        """The focus groups in which the person speaks."""
        return tuple(dict.fromkeys(talk.group for talk in self.talks))

    @property
    def turns(self) -> int:
        """Turns in all transcripts."""
        return sum(talk.speaker.turns for talk in self.talks)

    @property
    def words(self) -> int:
        """Words in all transcripts."""
        return sum(talk.speaker.words for talk in self.talks)

    @property
    def share(self) -> Fraction:
        """The part of all people's words that are this person's, of 1; 0 where nobody says a word."""
        return Fraction(self.words, self.of_words or 1)


def talks(transcript: Transcript, cast: Cast, group: str) -> list[Talk]:
    """Who speaks in a transcript, in order of their first turn.

    Args:
        transcript: as it is now.
        cast: whom the study knows.
        group: the focus group it belongs to.
    """
    first: dict[str, int] = {}
    for turn in transcript.turns:
        first.setdefault(turn.speaker, turn.start)
    return [
        Talk(transcript.id, group, transcript.text.count("\n", 0, first[one.label]) + 1, one)
        for one in roster(transcript, cast)
    ]


def people(known: Sources) -> list[Person]:
    """Everybody with a row, then those who speak without one, as people count.

    Moderators and observers are none of them; nor are several voices at once, and somebody unidentified.

    Args:
        known: what is known of them all.
    """
    said = _by_name(talk for talk in known.talks if talk.speaker.is_counted)
    rows = {person.id: person for person in sorted(known.participants, key=lambda one: natural(one.id))}
    with_row = set(map(fold_name, rows))
    others = sorted((own[0].name for name, own in said.items() if name not in with_row), key=natural)
    words = sum(talk.speaker.words for own in said.values() for talk in own)
    coded, printed = _speaking(known.material), _speaking(known.printed)
    return [
        Person(
            name,
            name in rows,
            *_answered(known.items, rows[name].answers if name in rows else {}),
            tuple(said.get(fold_name(name), ())),
            words,
            coded[fold_name(name)],
            printed[fold_name(name)],
            known.refused.why(name),
            known.refused.unanswered(name),
        )
        for name in (*rows, *others)
    ]


def speaks_in(name: str, passage: Passage) -> bool:
    """Whether a person speaks in a passage."""
    return fold_name(name) in _names(passage)


def _names(passage: Passage) -> set[str]:
    return set(map(fold_name, (*passage.participants, *passage.speakers)))


def _speaking(material: Iterable[Passage]) -> Counter[str]:
    """In how many passages each speaks, by folded name."""
    return Counter(name for passage in material for name in _names(passage))


def _by_name(found: Iterable[Talk]) -> dict[str, list[Talk]]:
    own: dict[str, list[Talk]] = {}
    for talk in found:
        own.setdefault(fold_name(talk.name), []).append(talk)
    return own


def _answered(items: Iterable[Item], answers: dict[str, Answer]) -> tuple[int, int]:
    """How many questions were answered, and how many were asked."""
    states = [answers[item.id].state for item in items if item.derived is None and item.id in answers]
    return states.count("answered"), len(states) - states.count("not asked")
