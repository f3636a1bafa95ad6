"""Categories under one heading: their counts and percentages against all people."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pimhcli.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from fractions import Fraction

    from pimhcli.checks.audit.model import Laid, Row
    from pimhcli.findings import Severity

_OFTEN_SEVERAL = re.compile(
    r"symptom|comorbid|co-morbid|condition|diagnos|medication|service|reason|source|activit|barrier|challenge|"
    r"language|experience|type|kind|role|problem|treatment|therap|support|training|complication|device|channel"
)
_MISSING = re.compile(r"missing|not (?:all|every)|no answer|did not answer|unknown|not (?:sum|add)|may not")


def checked(table: Laid) -> Iterator[Finding]:
    """Sums that cannot be, and counts beyond all people.

    Args:
        table: as it is laid out.
    """
    for i, column in enumerate(table.columns):
        yield from _beyond(table, i)
        for rows in _sections(table.rows):
            n = rows[0].n or column.n
            counts = [row.cells[i].count for row in rows]
            if n and None not in counts and not any(row.cells[i].of for row in rows):
                yield from _counted(rows, i, n, sum(filter(None, counts)), table)
            yield from _percents(rows, i)


def _sections(rows: Sequence[Row]) -> list[list[Row]]:
    """The rows under each heading, statistics of numbers left out; those with one row alone too."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        if row.section and not row.is_bare and not re.match(r"(?:sub)?totals?\b", row.label, re.IGNORECASE):
            found.setdefault(row.section, []).append(row)
    return [those for those in found.values() if len(those) > 1]


def _beyond(table: Laid, column: int) -> Iterator[Finding]:
    for row in table.rows:
        cell = row.cells[column]
        n = cell.of or row.n or table.columns[column].n
        is_over = (
            cell.count is not None and n is not None and cell.count > n and cell.count not in table.stated
        )
        if cell.percent is not None and is_over:
            yield Finding(
                cell.place, f"{row.name}: {cell.count} is more than all {n}.", "Look at both numbers."
            )


def _counted(rows: list[Row], column: int, n: int, together: int, table: Laid) -> Iterator[Finding]:
    first = rows[0]
    if any(row.cells[column].percent is None for row in rows) or not any(
        row.cells[column].sure for row in rows
    ):
        return
    place, heading = rows[-1].cells[column].place, first.section
    if together > n and not first.several and together not in table.stated:
        share = f"{_percent(together, n)}% of them"
        message = f"{heading}: the counts add up to {together}, but there are {n} people ({share})."
        yield Finding(place, message, _hint(heading), _severity(heading, together, n))
    missing = n - together
    if 0 < missing <= max(1, n // 10) and not first.several and not _MISSING.search(table.notes):
        message = f"{heading}: the counts add up to {together} of {n}."
        yield Finding(place, message, "Say whether an answer is missing or a category is not shown.", "note")
    if missing > 0 and first.several and not table.notes:
        message = (
            f"{heading}: the counts add up to {together}, so at least {missing} of {n} gave none of these."
        )
        yield Finding(place, message, severity="note")


def _percent(part: int, n: int) -> str:
    from fractions import Fraction

    from pimhcli.numbers import shown

    return shown(Fraction(100 * part, n), 2)


def _hint(heading: str) -> str:
    return (
        f'If a person could give several answers, say so under the table (here: --multi "{_short(heading)}").'
    )


def _short(heading: str) -> str:
    return re.split(r"[,(]", heading)[0].strip()


def _severity(heading: str, together: int, n: int) -> Severity:
    """Far more answers than people look like several a person, which the table merely fails to say."""
    is_near = 4 * (together - n) <= n
    return "error" if is_near and not _OFTEN_SEVERAL.search(heading.casefold()) else "warning"


def _percents(rows: list[Row], column: int) -> Iterator[Finding]:
    """Percentages of a section without counts."""
    cells = [row.cells[column] for row in rows]
    percents = [cell.percent for cell in cells if cell.percent is not None and cell.count is None]
    if len(percents) < len(cells) or rows[0].several:
        return
    together: Fraction = sum((p.value for p in percents), start=percents[0].value * 0)
    slack = sum((p.unit / 2 for p in percents), start=percents[0].unit * 0)
    if together > 100 + slack:
        from pimhcli.numbers import terminating

        message = (
            f"{rows[0].section}: the percentages add up to {terminating(together)}%, "
            "which rounding does not explain."
        )
        hint = _hint(rows[0].section)
        yield Finding(cells[-1].place, message, hint, _severity(rows[0].section, int(together), 100))
