"""Words of somebody who may not be quoted, where others say them again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.analysis.consent import runs
from pimhcli.transcripts.roster import NAMELESS

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from pimhcli.analysis.consent import Refusals
    from pimhcli.analysis.voices import Conversation, Voice


def withheld(held: Conversation, refused: Refusals) -> frozenset[str]:
    """The runs of words that somebody who may not be quoted says in a focus group before anybody else does.

    Args:
        held: the focus group.
        refused: whose words may not be printed.
    """
    if refused.is_empty:
        return frozenset()
    is_hidden: dict[str, bool] = {}
    for said in held.turns:
        may_be = _may_be_hidden(said.voice, held.group, refused)
        for words in runs(said.turn.text):
            is_hidden.setdefault(words, may_be)
    return frozenset(words for words, is_so in is_hidden.items() if is_so)


def repeats(text: str, own: AbstractSet[str]) -> bool:
    """Whether a text has any of some runs of words.

    Args:
        text: what is said.
        own: the runs.
    """
    return bool(own) and not own.isdisjoint(runs(text))


def _may_be_hidden(voice: Voice, group: str, refused: Refusals) -> bool:
    """Whether the words of a voice are, or may be, those of somebody who may not be quoted."""
    return refused.forbids(voice.name) or (voice.role in NAMELESS and group in refused.groups)
