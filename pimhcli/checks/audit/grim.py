"""Whether a mean can be: some sum of the numbers that people give must lead to it (Brown & Heathers 2017)."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING, NamedTuple

from pimhcli import numbers
from pimhcli.checks.audit import measures
from pimhcli.findings import Finding
from pimhcli.wording import together

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pimhcli.checks.audit.measures import Measure
    from pimhcli.checks.audit.model import Laid, Numeral
    from pimhcli.findings import Severity


class Step(NamedTuple):
    """How fine each person's number may be.

    Args:
        size: of one step.
        name: of numbers in such steps.
    """

    size: Fraction
    name: str


def possible(mean: Numeral, n: int, step: Fraction = Fraction(1), items: int = 1) -> bool:
    """Whether a mean can be, with ties allowed both ways.

    Args:
        mean: as it is printed.
        n: how many people.
        step: each answer is a multiple of it.
        items: how many answers make one person's number, when that is their mean.
    """
    grain = step / (n * items)
    return ceil(mean.low / grain) <= floor(mean.high / grain)


def steps(unit: str) -> list[Step]:
    """The steps that are tried, the coarsest first."""
    one = unit.removesuffix("s")
    named = unit or "numbers"
    found = [
        Step(Fraction(1), f"whole {named}"),
        Step(Fraction(1, 2), f"half-{unit}" if unit else "halves"),
        Step(Fraction(1, 4), f"quarter-{unit}" if unit else "quarters"),
    ]
    return [
        *found,
        Step(Fraction(1, 12), "months" if unit == "years" else f"twelfths{f' of a {one}' if one else ''}"),
    ]


def checked(table: Laid) -> Iterator[Finding]:
    """Means that whole numbers do not have, with what they would need.

    Args:
        table: as it is laid out.
    """
    for one in measures.found(table):
        if one.mean is not None and one.bases and not one.is_any:
            yield from _found(one, one.mean)


def _found(one: Measure, mean: Numeral) -> Iterator[Finding]:
    tried = [steps(one.unit)[0]] if one.is_whole or one.items > 1 else _tried(one)
    enough = tried if one.is_partial else tried[:1]
    if any(possible(mean, n, step.size, one.items) for n in one.bases for step in enough):
        return
    told = [_of(one, mean, n, tried) for n in one.bases]
    severity: Severity = "error" if one.is_whole or one.items > 1 else "warning"
    yield Finding(one.place, f"{one.name}: the mean {mean} {'; '.join(told)}.", _hint(one, mean), severity)


def _tried(one: Measure) -> list[Step]:
    """The steps, and that of the decimals of the range when it has some."""
    finest = max((end.decimals for end in (one.low, one.high) if end), default=0)
    own = [Step(Fraction(1, 10**finest), f"numbers with {finest} decimals")] if finest else []
    return [*own, *steps(one.unit)]


def _of(one: Measure, mean: Numeral, n: int, tried: list[Step]) -> str:
    failed = [step.name for step in tried if not possible(mean, n, step.size, one.items)]
    fitting = [step.name for step in tried if step.name not in failed]
    no = f"impossible for {together(failed)}" if failed else ""
    yes = f"possible for {fitting[0]}" if fitting else ""
    return f"of {n} people is {', '.join(filter(None, (no, yes)))}{_without(one, n) if yes else ''}"


def _without(one: Measure, n: int) -> str:
    """Of all people, those with nothing to tell count as 0, which a range that starts above leaves out."""
    is_of_more = len(one.bases) > 1 and n == max(one.bases)
    if not is_of_more or one.low is None or one.low.value <= 0:
        return ""
    return f", but then {n - min(one.bases)} of them with 0 and a range that starts at 0, not {one.low}"


def _hint(one: Measure, mean: Numeral) -> str:
    n = one.bases[0] * one.items
    below, above = (Fraction(k, n) for k in (floor(mean.value * n), ceil(mean.value * n)))
    near = together([numbers.shown(value, mean.decimals) for value in dict.fromkeys((below, above))])
    return f"The nearest means of whole numbers are {near}. Look at the mean, and of how many people it is."
