"""The exchanges that quotes come from, as far as they may be printed."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from pimhcli.analysis import exchange
from pimhcli.study.talking import conversations
from pimhcli.study.unprinted import unprinted
from pimhcli.transcripts.turns import WITHDRAWN

if TYPE_CHECKING:
    from pimhcli.analysis.exchange import Line
    from pimhcli.analysis.passages import Passage
    from pimhcli.analysis.voices import Said
    from pimhcli.study.study import Study


class Exchanges:
    """Gives quotes with the talk around them.

    Args:
        study: the open study.
        around: how many turns before and after a quote are wanted.
    """

    def __init__(self, study: Study, around: int = 0) -> None:
        self._study, self._around = study, around

    def lines(self, passage: Passage) -> tuple[Line, ...]:
        """A quote in its exchange; none for a quote of one turn when no talk around it is wanted.

        Args:
            passage: one that may be printed.
        """
        if not self._around and passage.turn == passage.last_turn:
            return ()  # most reports need not look at who speaks each turn
        name = passage.excerpt.transcript
        hidden = self._hidden[name] if self._around else frozenset[int]()

        def may_print(said: Said) -> bool:
            return said.turn.number not in hidden and said.turn.text != WITHDRAWN

        text = self._study.transcript(name).text
        return exchange.lines(passage, self._said[name], text, self._around, may_print)

    @cached_property
    def _said(self) -> dict[str, tuple[Said, ...]]:
        groups = conversations(self._study).groups
        return {part.transcript: part.turns for held in groups for part in held.parts}

    @cached_property
    def _hidden(self) -> dict[str, frozenset[int]]:
        return unprinted(self._study)
