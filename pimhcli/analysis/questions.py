"""The moderators' questions, who speaks to each of them, and who agrees or dissents there."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import east_asian_width

from pimhcli.analysis.consent import Refusals
from pimhcli.analysis.echoes import repeats, withheld
from pimhcli.folding import fold_name
from pimhcli.transcripts.segments import sentences, spoken

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from pimhcli.analysis.passages import Passage
    from pimhcli.analysis.voices import Conversation, Part, Said, Voice
    from pimhcli.coding.codebook import Codebook

AGREE = frozenset({"agree", "agreed", "agrees", "agreement"})
DISSENT = frozenset({"dissent", "dissents", "disagree", "disagrees", "disagreement"})
EVERYBODY_AGREES = Refusals()
LEAST = 3  # words of a question; "Really?" and "And P3?" only prompt

# the last three: Greek, Arabic, Armenian
_MARK = re.compile("[?？⁇⁈⁉‽\u037e\u061f\u055e]")
_UNHEARD = re.compile(r"\[[^][]*\]")


class Reactions(NamedTuple):
    """The entries of the codebook that stand for a reaction to others, by key.

    Args:
        agree: those of agreement.
        dissent: those of dissent.
    """

    agree: frozenset[str] = frozenset()
    dissent: frozenset[str] = frozenset()

    @property
    def are_known(self) -> bool:
        """Whether the codebook has any."""
        return bool(self.agree or self.dissent)


class Reply(NamedTuple):
    """What a participant does between a question and the next.

    Args:
        turns: how many; 0 for one who is silent.
        agrees: whether an excerpt of it is coded as agreement.
        dissents: whether one is coded as dissent.
    """

    turns: int = 0
    agrees: bool = False
    dissents: bool = False


class Question(NamedTuple):
    """A question and what follows until the next.

    Args:
        words: the first sentence that asks; empty where it may not be printed.
        asker: whose it is.
        transcript: the id of the transcript it stands in.
        first: the number of the turn that asks.
        last: the number of the last turn that asks it, where it is asked again before anybody has spoken.
        replies: what each who speaks does, by participant.
    """

    words: str
    asker: Voice
    transcript: str
    first: int
    last: int
    replies: dict[Voice, Reply]


class Asked(NamedTuple):
    """The questions of a focus group.

    Args:
        group: the focus group.
        people: its participants as people count.
        questions: in order.
        before: the participants' turns before the first question of a transcript.
    """

    group: str
    people: tuple[Voice, ...]
    questions: tuple[Question, ...]
    before: int


def reactions(book: Codebook, agree: Sequence[str] = (), dissent: Sequence[str] = ()) -> Reactions:
    """What the codebook has for agreement and dissent, with all that hangs under it.

    Args:
        book: the codebook.
        agree: keys or names of the entries that stand for agreement; empty for those that are called so.
        dissent: the same of dissent.
    """
    return Reactions(_meant(book, agree, AGREE), _meant(book, dissent, DISSENT))


def question_in(text: str) -> str:
    """The first sentence of a turn that asks something; empty where none does.

    It has a question mark and at least three words; in scripts without blanks between words, two letters
    are taken for one. Marks of transcription neither ask nor count.

    >>> question_in("Right? So, what has changed?")
    'So, what has changed?'
    >>> question_in("Really?")
    ''
    """
    heard = _UNHEARD.sub(" ", text)
    asking = (heard[start:end] for start, end in sentences(heard) if _MARK.search(heard, start, end))
    return next((" ".join(one.split()) for one in asking if _words(one) >= LEAST), "")


def asked(
    held: Conversation, material: Iterable[Passage], codes: Reactions, refused: Refusals = EVERYBODY_AGREES
) -> Asked:
    """The questions of a focus group with who speaks to them.

    Args:
        held: the focus group.
        material: the coded passages, in which agreement and dissent show.
        codes: what these are coded with.
        refused: whose words may not be printed.
    """
    coded = list(material)
    before, questions = 0, list[Question]()
    for part in held.parts:
        early, stretches = _stretches(part)
        before += early
        own = [passage for passage in coded if passage.excerpt.transcript == part.transcript]
        questions += [_question(part.transcript, stretch, own, codes) for stretch in stretches]
    hidden = withheld(held, refused)
    shown = (
        one._replace(words="") if refused.forbids(one.asker.name) or repeats(one.words, hidden) else one
        for one in questions
    )
    return Asked(held.group, tuple(held.people), tuple(shown), before)


class _Stretch(NamedTuple):
    """The turns that ask a question, and those up to the next."""

    asking: list[Said]
    answering: list[Said]


def _stretches(part: Part) -> tuple[int, list[_Stretch]]:
    """How many turns the participants have before the first question, and what follows it by question."""
    before, found = 0, list[_Stretch]()
    for said in part.turns:
        asks = said.voice.role == "moderator" and question_in(said.turn.text)
        if asks and found and not found[-1].answering:
            found[-1].asking.append(said)
        elif asks:
            found.append(_Stretch([said], []))
        elif said.voice.is_counted and found:
            found[-1].answering.append(said)
        else:
            before += said.voice.is_counted
    return before, found


def _question(name: str, stretch: _Stretch, coded: Sequence[Passage], codes: Reactions) -> Question:
    first, last = stretch.asking[0], stretch.asking[-1]
    agree = _reacting(stretch, coded, codes.agree)
    dissent = _reacting(stretch, coded, codes.dissent)
    turns = Counter(said.voice for said in stretch.answering)
    replies = {voice: Reply(number, voice in agree, voice in dissent) for voice, number in turns.items()}
    return Question(
        question_in(first.turn.text), first.voice, name, first.turn.number, last.turn.number, replies
    )


def _reacting(stretch: _Stretch, coded: Iterable[Passage], keys: frozenset[str]) -> set[Voice]:
    """Those who speak there in a passage coded with one of some entries."""
    spans = [(p.turn, p.last_turn) for p in coded if not keys.isdisjoint(p.excerpt.codes)]
    return {
        said.voice for said in stretch.answering for first, last in spans if first <= said.turn.number <= last
    }


def _meant(book: Codebook, names: Sequence[str], usual: Collection[str]) -> frozenset[str]:
    """The keys, former ones too, of some entries and of all under them."""
    if names:
        heads = [code for name in names for code in book.find(name)]
    else:
        heads = [code for code in book.codes if fold_name(code.name) in usual]
    under = frozenset[str]().union(*(book.under(code.id) for code in heads))
    return frozenset(key for key, code in book.by_key.items() if code.id in under)


def _words(sentence: str) -> int:
    wide = sum(map(str.isalpha, (c for c in sentence if east_asian_width(c) in {"W", "F"})))
    return max(spoken(sentence), wide // 2)
