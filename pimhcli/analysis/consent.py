"""Whose words may be printed: decided here for every table and report."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from pimhcli.folding import fold_name, skeleton

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pimhcli.analysis.passages import Passage
    from pimhcli.questionnaire.answers import Participant
    from pimhcli.questionnaire.items import Item

QUOTE = "quote"


class Consent(msgspec.Struct, frozen=True):
    """What a participant agreed to, as study.yaml says it.

    Args:
        participant: the id, or the label in the transcripts.
        where: the place of the line, for messages.
        quote: whether the participant's words may be printed.
    """

    participant: str
    where: str = ""
    quote: bool = True


class Refusals(msgspec.Struct, frozen=True):
    """Those whose words may not be printed.

    A name that nobody has a row for, and that looks like one of them, counts as it: a slip in a label, such
    as a Cyrillic letter, must not print what was not agreed to.

    Args:
        reasons: where each refuses, by the folded name.
        alike: the same by the skeleton of the name.
        rows: the folded ids of all participants.
    """

    reasons: dict[str, tuple[str, ...]] = {}
    alike: dict[str, tuple[str, ...]] = {}
    rows: frozenset[str] = frozenset()

    def forbids(self, name: str) -> bool:
        """Whether the words of a participant or label may not be printed."""
        # most studies have none: their tables need not pay for it
        return bool(self.reasons) and bool(self.why(name))

    def why(self, name: str) -> tuple[str, ...]:
        """Where a participant refuses: the lines of study.yaml and the items."""
        own = fold_name(name)
        return self.reasons.get(own, ()) or (() if own in self.rows else self.alike.get(skeleton(name), ()))

    def may_quote(self, passage: Passage) -> bool:
        """Whether a passage may be printed: everybody who speaks in it agreed to be quoted."""
        return not any(map(self.forbids, (*passage.participants, *passage.speakers)))


def refusals(said: Iterable[Consent], items: Iterable[Item], people: Iterable[Participant]) -> Refusals:
    """Those whom study.yaml or an answer to the questionnaire forbids to quote; either is enough.

    Args:
        said: the lines of study.yaml.
        items: of the questionnaire.
        people: the participants with their answers.
    """
    rows = {fold_name(person.id): person for person in people}
    asking = [item.id for item in items if item.consent == QUOTE]
    found = [(line.participant, line.where) for line in said if not line.quote]
    found += [
        (person.id, f"the answer to '{item}'")
        for person in rows.values()
        for item in asking
        if person.answers[item].chosen == ("no",)
    ]
    return Refusals(_grouped(found, fold_name), _grouped(found, skeleton), frozenset(rows))


def _grouped(found: Iterable[tuple[str, str]], key: Callable[[str], str]) -> dict[str, tuple[str, ...]]:
    reasons: dict[str, tuple[str, ...]] = {}
    for name, where in found:
        reasons[key(name)] = (*reasons.get(key(name), ()), where)
    return reasons
