"""The turns that no report prints, because somebody did not agree to be quoted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.analysis.echoes import repeats, withheld
from pimhcli.analysis.passages import passages
from pimhcli.coding.excerpts import Coding, Excerpt
from pimhcli.study.quoting import refused
from pimhcli.study.talking import conversations
from pimhcli.study.withdrawal.withdrawn_words import Mentions

if TYPE_CHECKING:
    from pimhcli.analysis.consent import Refusals
    from pimhcli.analysis.passages import Passage
    from pimhcli.analysis.voices import Conversations
    from pimhcli.study.study import Study


def unprinted(study: Study) -> dict[str, frozenset[int]]:
    """The numbers of the turns that are not printed around quotes, by transcript.

    Whatever holds for an excerpt of a turn holds for the turn. Left out are also turns that repeat words
    which are not printed, and turns that name somebody who may not be quoted: beside a turn that is left out,
    “P4, what do you say?” would tell whose it is.

    Args:
        study: the open study.
    """
    refusing = refused(study)
    if refusing.is_empty:
        return dict.fromkeys(study.transcript_ids, frozenset())
    talk = conversations(study)
    own = {held.group: withheld(held, refusing) for held in talk.groups}
    names = _names(study, talk, refusing)

    def is_hidden(one: Passage) -> bool:
        words = one.excerpt.quote
        return (
            not refusing.may_quote(one)
            or repeats(words, own[one.group])
            or any(n.is_in(words) for n in names)
        )

    return {
        name: frozenset(one.turn for one in _turns(study, name) if is_hidden(one))
        for name in study.transcript_ids
    }


def _names(study: Study, talk: Conversations, refusing: Refusals) -> list[Mentions]:
    """What finds those who may not be quoted where others name them."""
    people = {person.id for person in study.participants}
    people |= {said.voice.name for held in talk.groups for said in held.turns}
    return [Mentions(name, people - {name}) for name in sorted(people) if refusing.forbids(name)]


def _turns(study: Study, name: str) -> list[Passage]:
    """The turns of a transcript in which something is said, as passages."""
    transcript = study.transcript(name)
    whole = (
        Coding("", quote=transcript.text[turn.start : turn.end], start=turn.start, end=turn.end)
        for turn in transcript.turns
        if turn.text
    )
    excerpts = [Excerpt(name, (one,)) for one in whole]
    return passages(transcript, study.version(name), excerpts, study.cast, study.settings.group_of(name))
