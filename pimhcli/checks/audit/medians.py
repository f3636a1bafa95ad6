"""Whether a median can be: one person's number, or the middle of two."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from pimhcli.checks.audit import grim, measures
from pimhcli.findings import Finding
from pimhcli.wording import together

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pimhcli.checks.audit.measures import Measure
    from pimhcli.checks.audit.model import Laid, Numeral


def possible(median: Numeral, n: int, step: Fraction = Fraction(1)) -> bool:
    """Whether a median can be: a multiple of the step for an odd number of people, of half of it for an even.

    Args:
        median: as it is printed.
        n: how many people.
        step: each answer is a multiple of it.
    """
    return grim.possible(median, 1 if n % 2 else 2, step)


def checked(table: Laid) -> Iterator[Finding]:
    """Medians that whole numbers do not have.

    Args:
        table: as it is laid out.
    """
    for one in measures.found(table):
        if (
            one.median is not None
            and one.bases
            and not (one.is_any or one.is_partial)
            and not any(possible(one.median, n) for n in one.bases)
        ):
            yield _found(one, one.median)


def _found(one: Measure, median: Numeral) -> Finding:
    n = one.bases[0]
    tried = grim.steps(one.unit)
    failed = [step.name for step in tried if not possible(median, n, step.size)]
    fitting = [step.name for step in tried if step.name not in failed]
    yes = f", possible for {fitting[0]}" if fitting and not one.is_whole else ""
    no = tried[0].name if one.is_whole else together(failed)
    who = "one person's number" if n % 2 else "the middle of two people's numbers"
    message = f"{one.name}: the median {median} of {n} people is impossible for {no}{yes}."
    return Finding(one.place, message, f"Of {n} people it is {who}.", "error" if one.is_whole else "warning")
