"""The columns of groups against the column of all: people, counts, means and ranges."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from pimhcli.checks.audit import measures
from pimhcli.findings import Finding
from pimhcli.numbers import shown
from pimhcli.wording import together

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pimhcli.checks.audit.measures import Measure
    from pimhcli.checks.audit.model import Laid, Numeral, Row
    from pimhcli.findings import Severity


def checked(table: Laid) -> Iterator[Finding]:
    """What the groups of a table do not add up to.

    Args:
        table: as it is laid out.
    """
    total = table.total
    if total is None:
        return
    groups = [i for i in range(len(table.columns)) if i != total]
    ns = [table.columns[i].n for i in groups]
    everyone = table.columns[total].n
    if None not in ns and everyone is not None and (people := sum(filter(None, ns))) != everyone:
        message = f"the groups have {people} people together, the column of all has {everyone}."
        hint = "If the groups overlap or someone is in none, say so under the table."
        yield Finding(f'{table.where}, column "{table.columns[total].title}"', message, hint, "warning")
        return
    yield from _counts(table.rows, groups, total, is_sure=None not in ns)
    yield from _measured(measures.found(table), groups, total)


def _counts(rows: Sequence[Row], groups: list[int], total: int, *, is_sure: bool) -> Iterator[Finding]:
    whole = [row for row in rows if row.cells[total].count is not None and _known(row, groups)]
    wrong = [row for row in whole if _sum(row, groups) != row.cells[total].count]
    # without n in the heads, groups that rarely add up are no parts of the whole
    if not is_sure and (len(whole) < 3 or 3 * len(wrong) > len(whole)):
        return
    for row in wrong:
        counts = together([str(row.cells[i].count or 0) for i in groups])
        message = (
            f"{row.name}: the groups have {counts}, which is {_sum(row, groups)}, "
            f"and all have {row.cells[total].count}."
        )
        severity: Severity = "error" if is_sure and row.cells[total].sure else "warning"
        yield Finding(row.cells[total].place, message, "One of these counts is wrong.", severity)


def _known(row: Row, groups: list[int]) -> bool:
    cells = [row.cells[i] for i in groups]
    # a dash may be 0 or no answer: it is 0 when another group has a number
    states = [cell.count is not None or cell.state == "nothing" for cell in cells]
    return all(states) and any(cell.count is not None for cell in cells)


def _sum(row: Row, groups: list[int]) -> int:
    return sum(row.cells[i].count or 0 for i in groups)


def _measured(those: list[Measure], groups: list[int], total: int) -> Iterator[Finding]:
    by_name: dict[str, dict[int, Measure]] = {}
    for one in those:
        by_name.setdefault(one.name, {})[one.column] = one
    for columns in by_name.values():
        if total in columns and all(i in columns for i in groups):
            parts = [columns[i] for i in groups]
            yield from _pooled(columns[total], parts)
            yield from _envelope(columns[total], parts)


def pooled(means: Sequence[tuple[int, Numeral]]) -> tuple[Fraction, Fraction]:
    """The least and the greatest mean of all: Σ n·(m ± u/2) / Σ n.

    Args:
        means: of each group, how many people and their mean.
    """
    people = sum(n for n, _ in means)
    least = sum((n * mean.low for n, mean in means), Fraction(0))
    most = sum((n * mean.high for n, mean in means), Fraction(0))
    return least / people, most / people


def _pooled(whole: Measure, parts: list[Measure]) -> Iterator[Finding]:
    means = [(part.bases[0], part.mean) for part in parts if part.bases and part.mean]
    if whole.mean is None or len(means) < len(parts):
        return
    least, most = pooled(means)
    if most < whole.mean.low or whole.mean.high < least:
        ends = (shown(end, whole.mean.decimals + 1) for end in (least, most))
        message = f"{whole.name}: the groups' means give {' to '.join(ends)} for all, not {whole.mean}."
        yield Finding(whole.place, message, "Look at the means, and whether somebody's number is missing.")


def _envelope(whole: Measure, parts: list[Measure]) -> Iterator[Finding]:
    lows, highs = [part.low for part in parts if part.low], [part.high for part in parts if part.high]
    if whole.low is None or whole.high is None or len(lows) < len(parts) or len(highs) < len(parts):
        return
    low, high = min(lows, key=_value), max(highs, key=_value)
    ends = ((low, whole.low), (high, whole.high))
    if any(one.value != other.value for one, other in ends):
        message = (
            f"{whole.name}: the groups range from {low} to {high}, and all from {whole.low} to {whole.high}."
        )
        # 0 and 0.5 may be one number, once rounded and once not
        severity: Severity = "error" if any(_apart(*pair) for pair in ends) else "warning"
        hint = "The range of all is that of the groups together."
        yield Finding(whole.place, message, hint, severity)


def _value(end: Numeral) -> Fraction:
    return end.value


def _apart(one: Numeral, other: Numeral) -> bool:
    return one.high < other.low or other.high < one.low
