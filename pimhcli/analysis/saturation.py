"""Saturation: how much each further source adds to the codes (Guest, Namey & Chen 2020, PLoS ONE 15)."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from collections.abc import Set as AbstractSet

BASE = 4  # sources that the later ones are measured by
RUN = 2  # sources that are looked at together
THRESHOLD = Fraction(5, 100)


class Rule(NamedTuple):
    """How saturation is told.

    Args:
        base: the first sources, by whose codes the later ones are measured.
        run: how many later sources are looked at together; each run shares all but one with the next.
        threshold: the share of new information, 0 to 1, at or under which nothing new is said to come.
    """

    base: int = BASE
    run: int = RUN
    threshold: Fraction = THRESHOLD


class Run(NamedTuple):
    """Some sources in a row.

    Args:
        first: the first of them, counted from 1.
        last: the last.
        new: codes that are new in them.
        of: codes of the base.
    """

    first: int
    last: int
    new: int
    of: int

    @property
    def ratio(self) -> Fraction | None:
        """New codes to those of the base; None when the base has none."""
        return Fraction(self.new, self.of) if self.of else None


class Saturation(NamedTuple):
    """What the sources add, one after the other.

    Args:
        rule: how it is told.
        new: codes that are new in each source.
        total: codes known after each.
        runs: those after the base, up to the end.
        at: the first run at or under the threshold; None when there is none.
    """

    rule: Rule
    new: tuple[int, ...]
    total: tuple[int, ...]
    runs: tuple[Run, ...]
    at: Run | None

    @property
    def reached(self) -> int | None:
        """The source with which it is reached: the last one before that run; None when it never is."""
        return self.at.first - 1 if self.at else None

    @property
    def notation(self) -> str:
        """As the authors write it: ``6+2``, six sources and a run of two that showed it; empty when never."""
        return f"{self.reached}+{self.rule.run}" if self.at else ""


def fresh(sources: Iterable[AbstractSet[str]]) -> tuple[int, ...]:
    """How many codes each source has that none before it had.

    Args:
        sources: the codes of each, in order.
    """
    seen: set[str] = set()
    found = []
    for codes in sources:
        found.append(len(codes - seen))
        seen |= codes
    return tuple(found)


def saturation(new: Sequence[int], rule: Rule | None = None) -> Saturation:
    """When little that is new comes.

    Args:
        new: codes that are new in each source, in order.
        rule: how it is told; None for a base of 4, runs of 2 and a threshold of 5 percent.
    """
    rule = rule or Rule()
    of = sum(new[: rule.base])
    starts = range(rule.base, len(new) - rule.run + 1)
    # a run that begins right after the base is the first; each next one begins a source later
    runs = tuple(Run(at + 1, at + rule.run, sum(new[at : at + rule.run]), of) for at in starts)
    at = next((one for one in runs if one.ratio is not None and one.ratio <= rule.threshold), None)
    total = tuple(sum(new[: last + 1]) for last in range(len(new)))
    return Saturation(rule, tuple(new), total, runs, at)
