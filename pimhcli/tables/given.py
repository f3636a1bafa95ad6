"""The answers of some participants to one item, counted and read as numbers once."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, Literal

import msgspec

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from pimhcli.questionnaire.answers import Answer
    from pimhcli.questionnaire.layout import Base

State = Literal["answered", "missing", "declined", "not_asked"]
WITHOUT: tuple[State, ...] = ("missing", "declined", "not_asked")


class Part(msgspec.Struct, frozen=True):
    """One row of counts: those who chose one of some levels, or all who answered, or did not in some way.

    Args:
        label: as the table prints it.
        levels: the levels it counts; none when it counts a state.
        state: whether and why not they answered; empty for levels.
    """

    label: str
    levels: tuple[str, ...] = ()
    state: State | Literal[""] = ""

    @property
    def is_without_answer(self) -> bool:
        """Whether those whom it counts gave no answer."""
        return self.state in WITHOUT


ANSWERED = Part("", state="answered")


class Answers:
    """The answers of some participants to one item.

    Args:
        answers: one for each of them.
    """

    def __init__(self, answers: Sequence[Answer]) -> None:
        self.all = answers
        self._numbers: dict[Base, list[Fraction]] = {}

    def __len__(self) -> int:
        return len(self.all)

    @cached_property
    def ticks(self) -> Counter[str]:
        """How often each level was chosen."""
        return Counter(level for answer in self.all for level in answer.chosen)

    @cached_property
    def states(self) -> Counter[str]:
        """How many answered, declined and so on."""
        return Counter(answer.state for answer in self.all)

    @cached_property
    def answered(self) -> Answers:
        """Those that are one."""
        return Answers([answer for answer in self.all if answer.state == "answered"])

    def count(self, part: Part) -> int:
        """How many participants a row counts; who chose several of its levels counts once."""
        if part.state:
            return self.states[part.state.replace("_", " ")]
        if len(part.levels) == 1:
            return self.ticks[part.levels[0]]
        return sum(not set(part.levels).isdisjoint(answer.chosen) for answer in self.all)

    def numbers(self, base: Base) -> list[Fraction]:
        """The numbers that a mean, median or range is over.

        Args:
            base: ``all`` with the number that stands for those not asked, ``answered`` and ``asked`` without
                it, ``positive`` above zero only.
        """
        if base not in self._numbers:
            those = self.answered if base in ("answered", "asked") else self
            known = [number for answer in those.all if (number := answer.number) is not None]
            self._numbers[base] = [n for n in known if n > 0] if base == "positive" else known
        return self._numbers[base]
