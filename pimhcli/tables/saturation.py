"""What each focus group adds to the codes, in the order held, and whether little that is new still comes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.analysis.saturation import Rule, fresh, saturation
from pimhcli.numbers import NOTHING, canonical, percent
from pimhcli.tables.model import Column, Figure, Note, Row, Table
from pimhcli.wording import count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pimhcli.analysis.saturation import Run, Saturation

_SOURCE = "Guest, Namey & Chen 2020"


def build(groups: Sequence[str], codes: Sequence[frozenset[str]], rule: Rule | None = None) -> Table:
    """A focus group a row.

    Args:
        groups: ids of the focus groups, in the order in which they were held.
        codes: keys of what something in each is coded with.
        rule: how saturation is told; None for the usual one.
    """
    found = saturation(fresh(codes), rule)
    runs = {run.last: run for run in found.runs}
    columns = (
        Column("Focus group"),
        *(Column(label, "right", numeric=True) for label in ("Codes", "New", "So far")),
        *((Column("New in the run, of the base", "right"),) if runs else ()),
    )
    rows = tuple(
        Row((group, *map(str, numbers), *((_ratio(runs.get(at)),) if runs else ())))
        for at, (group, numbers) in enumerate(
            zip(groups, zip(map(len, codes), found.new, found.total, strict=True), strict=True), start=1
        )
    )
    figures = tuple(
        Figure(groups[run.last - 1], columns[-1].label, "percent", 100 * run.ratio, run.of)
        for run in found.runs
        if run.ratio is not None
    )
    caption = "New codes by focus group, in the order held"
    return Table("saturation", caption, columns, rows, (_counted(), _told(found)), figures)


def _ratio(run: Run | None) -> str:
    return f"{run.new} of {run.of} ({percent(run.new, run.of, 0)})" if run and run.of else NOTHING


def _counted() -> Note:
    return Note(
        "Codes: entries of the codebook that something in the focus group is coded with. New: those with "
        "which nothing before it is. Another order of the groups gives other numbers."
    )


def _told(found: Saturation) -> Note:
    rule = found.rule
    how = (
        f"Base: the codes of the first {rule.base} focus groups; runs of {rule.run}; threshold "
        f"{canonical(100 * rule.threshold)}% ({_SOURCE})."
    )
    if not found.runs:
        needed = count(rule.base + rule.run, "focus group")
        return Note(f"{how} That needs {needed}, and there are {len(found.new)}: no ratio is given.")
    if not found.at:
        return Note(f"{how} The threshold is not reached.")
    return Note(f"{how} Reached after {count(found.at.first - 1, 'focus group')}: {found.notation}.")
