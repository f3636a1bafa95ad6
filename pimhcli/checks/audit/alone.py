"""Percentages without counts: whether any whole number of people has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.checks.audit import shares
from pimhcli.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pimhcli.checks.audit.model import Cell, Laid, Row

_FEWER = 5  # people without an answer, at most, that are tried before anything is said


def checked(table: Laid) -> Iterator[Finding]:
    """Percentages that no count of the people of their column has.

    Args:
        table: as it is laid out.
    """
    for row in table.rows:
        for column, cell in zip(table.columns, row.cells, strict=True):
            n = cell.of or row.n or column.n
            if cell.percent is not None and cell.count is None and n:
                yield from _found(table, row, cell, n)


def _found(table: Laid, row: Row, cell: Cell, n: int) -> Iterator[Finding]:
    percent = cell.percent
    if percent is None or shares.numerators(n, percent):
        return
    if any(shares.numerators(of, percent) for of in table.stated):
        return
    fewer = [of for of in range(n - 1, max(n - _FEWER, 0), -1) if shares.numerators(of, percent)]
    hint = (
        f"It is possible for {fewer[0]} people: were all {n} asked?" if fewer else "Of how many people is it?"
    )
    yield Finding(cell.place, f"{row.name}: no count of {n} people is {percent}%.", hint, "warning")
