"""The audit of one printed table: all its checks, and what could be checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from pimhcli.checks.audit import alone, grim, groups, layout, medians, percents, ranges, sums
from pimhcli.findings import Finding
from pimhcli.wording import count, together

if TYPE_CHECKING:
    from pimhcli.checks.audit.layout import Asked
    from pimhcli.checks.audit.model import Laid
    from pimhcli.documents.model import Grid

_CHECKS = (percents, alone, sums, groups, grim, medians, ranges)
_NAMES = (("percent", "percentage"), ("mean", "mean"), ("median", "median"), ("sd", "SD"), ("low", "range"))


class Audited(msgspec.Struct, frozen=True):
    """What the audit of a table came to.

    Args:
        table: its place.
        columns: its columns of values, each with how many people it is about, when the table tells.
        findings: in the order of its rows.
        checked: how many numbers of each kind were read.
        unread: cells with numbers that could not be read, each with its place and text.
    """

    table: str
    columns: tuple[tuple[str, int | None], ...]
    findings: tuple[Finding, ...]
    checked: dict[str, int]
    unread: tuple[tuple[str, str], ...]

    @property
    def is_wrong(self) -> bool:
        """Whether something in it cannot be."""
        return any(finding.severity == "error" for finding in self.findings)

    @property
    def summary(self) -> str:
        """What was read, as a sentence."""
        read = [count(number, name) for name, number in self.checked.items() if number]
        not_read = f" {count(len(self.unread), 'cell')} with numbers not read." if self.unread else ""
        return f"{self.table}: {together(read) if read else 'no numbers'} read.{not_read}"


def audited(grid: Grid, asked: Asked) -> Audited:
    """Audits a table.

    Args:
        grid: as it was read from a file.
        asked: what the user tells of it.
    """
    table = layout.laid(grid, asked)
    places = [cell.place for row in table.rows for cell in row.cells]
    found = dict.fromkeys(finding for check in _CHECKS for finding in check.checked(table))
    ordered = sorted(found, key=lambda f: places.index(f.where) if f.where in places else -1)
    columns = tuple((column.title, column.n) for column in table.columns)
    return Audited(grid.where, columns, tuple(ordered), _read(table), _unread(table))


def _read(table: Laid) -> dict[str, int]:
    cells = [cell for row in table.rows for cell in row.cells]
    found = {name: sum(getattr(cell, part) is not None for cell in cells) for part, name in _NAMES}
    lone = sum(cell.count is not None and cell.percent is None for cell in cells)
    return {**found, "other count": lone}


def _unread(table: Laid) -> tuple[tuple[str, str], ...]:
    return tuple((c.place, c.text) for row in table.rows for c in row.cells if c.state == "unread")
