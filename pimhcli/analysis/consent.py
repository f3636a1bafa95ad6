"""Whose words may be printed: decided here for every table and report."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from pimhcli.folding import fold, fold_name, skeleton

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pimhcli.analysis.passages import Passage
    from pimhcli.coding.codebook import Code
    from pimhcli.questionnaire.answers import Participant
    from pimhcli.questionnaire.items import Item

QUOTE = "quote"
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_TELLING = 3  # words; so many in a row are somebody's own
_RUN = 5  # words
_LETTERS = 10  # of two words that are


class Consent(msgspec.Struct, frozen=True):
    """What a participant agreed to, as study.yaml says it.

    Args:
        participant: the id, or the label in the transcripts.
        where: the place of the line, for messages.
        quote: whether the participant's words may be printed; None where the line does not say it.
        share: whether the data may be shared, likewise.
    """

    participant: str
    where: str = ""
    quote: bool | None = True
    share: bool | None = None


class Refusals(msgspec.Struct, frozen=True):
    """Those whose words may not be printed: who refused, and who was asked and did not agree.

    A name that nobody has a row for, and that looks like one of them, counts as it: a slip in a label, such
    as a Cyrillic letter, must not print what was not agreed to.

    Args:
        reasons: where each refuses, by the folded name.
        alike: the same by the skeleton of the name.
        rows: the folded ids of all participants.
        agreed: for each item that asks for consent the folded names of those who need not be asked any more;
            empty where nobody was asked.
        groups: the focus groups in which a voice without a name may be that of somebody who did not agree.
    """

    reasons: dict[str, tuple[str, ...]] = {}
    alike: dict[str, tuple[str, ...]] = {}
    rows: frozenset[str] = frozenset()
    agreed: dict[str, frozenset[str]] = {}
    groups: frozenset[str] = frozenset()

    @property
    def is_empty(self) -> bool:
        """Whether the words of everybody may be printed."""
        return not self.reasons and not self.agreed

    def forbids(self, name: str) -> bool:
        """Whether the words of a participant or label may not be printed."""
        # most studies have none: their tables need not pay for it
        return not self.is_empty and bool(self.why(name) or self.unanswered(name))

    def why(self, name: str) -> tuple[str, ...]:
        """Where a participant refuses: the lines of study.yaml and the items."""
        own = fold_name(name)
        return self.reasons.get(own, ()) or (() if own in self.rows else self.alike.get(skeleton(name), ()))

    def unanswered(self, name: str) -> tuple[str, ...]:
        """The items that ask for consent and have no answer of a participant who did not refuse."""
        if not self.agreed or self.why(name):
            return ()
        own = fold_name(name)
        return tuple(item for item, names in self.agreed.items() if own not in names)

    def may_quote(self, passage: Passage) -> bool:
        """Whether a passage may be printed: everybody who speaks in it agreed to be quoted.

        Several voices at once, and somebody who could not be told, may be anybody of the focus group.
        """
        if passage.nameless and passage.group in self.groups:
            return False
        names = (*passage.participants, *passage.speakers)
        return not any((self.why if name in passage.nameless else self.forbids)(name) for name in names)


def refusals(
    said: Iterable[Consent],
    items: Iterable[Item],
    people: Iterable[Participant],
    moderators: Iterable[str] = (),
) -> Refusals:
    """Those whom study.yaml or an answer to the questionnaire forbids to quote; either is enough.

    Where the questionnaire asks, silence is no consent: it takes a yes, there or in study.yaml. Before
    anybody has answered, it decides nothing.

    Args:
        said: the lines of study.yaml.
        items: of the questionnaire.
        people: the participants with their answers.
        moderators: the labels of those who are not asked.
    """
    lines = tuple(said)
    rows = {fold_name(person.id): person for person in people}
    asking = [item.id for item in items if item.consent == QUOTE]
    found = [(line.participant, line.where) for line in lines if line.quote is False]
    found += [
        (person.id, f"the answer to '{item}'")
        for person in rows.values()
        for item in asking
        if person.answers[item].chosen == ("no",)
    ]
    settled = {fold_name(line.participant) for line in lines if line.quote}
    settled |= set(map(fold_name, moderators)) - rows.keys()
    agreed = {
        item: frozenset(
            settled | {name for name, one in rows.items() if one.answers[item].chosen == ("yes",)}
        )
        for item in (asking if rows else ())
    }
    return Refusals(_grouped(found, fold_name), _grouped(found, skeleton), frozenset(rows), agreed)


def in_vivo(codes: Iterable[Code], withheld: Iterable[Passage]) -> list[Code]:
    """The entries of a codebook that are called by words of passages that may not be printed.

    A name counts of three words or more, or of two that have ten letters together: shorter ones stand in
    anybody's talk.

    Args:
        codes: the entries.
        withheld: the passages.
    """
    said = "|".join(f" {_words(passage.excerpt.quote)} " for passage in withheld)
    return [code for code in codes if _is_telling(name := _words(code.name)) and f" {name} " in said]


def quoting(codes: Iterable[Code], withheld: Iterable[Passage]) -> list[Code]:
    """The entries of a codebook whose definitions repeat words of passages that may not be printed.

    Args:
        codes: the entries.
        withheld: the passages.
    """
    said = {run for passage in withheld for run in runs(passage.excerpt.quote)}
    return [code for code in codes if not said.isdisjoint(runs(code.definition))]


def runs(text: str) -> set[str]:
    """Every five words of a text that follow each other; two people hardly say five alike."""
    words = _words(text).split()
    return {" ".join(words[i : i + _RUN]) for i in range(len(words) - _RUN + 1)}


def _words(text: str) -> str:
    """The words of a text alone, with a space between two."""
    return " ".join(_WORD.findall(fold(text)))


def _is_telling(name: str) -> bool:
    words = name.count(" ") + 1
    return words >= _TELLING or (words == _TELLING - 1 and sum(map(str.isalpha, name)) >= _LETTERS)


def _grouped(found: Iterable[tuple[str, str]], key: Callable[[str], str]) -> dict[str, tuple[str, ...]]:
    reasons: dict[str, tuple[str, ...]] = {}
    for name, where in found:
        reasons[key(name)] = (*reasons.get(key(name), ()), where)
    return reasons
