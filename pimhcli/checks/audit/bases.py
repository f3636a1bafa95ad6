"""Of how many people a printed count is: the candidates that a table gives for its denominators."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pimhcli.checks.audit import shares

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pimhcli.checks.audit.model import Cell, Laid, Row

_MOST = 10_000  # people; a percentage of more tells nothing of their number


class Share(NamedTuple):
    """A count with its percentage, and of how many people it is.

    Args:
        row: its row.
        column: the index of its column.
        cell: the cell.
        of: how many people; None when nothing tells.
        own: whether the cell or its row tells that number itself.
        inferred: whether the number was worked out from the percentages.
    """

    row: Row
    column: int
    cell: Cell
    of: int | None
    own: bool
    inferred: bool = False

    @property
    def fits(self) -> bool:
        """Whether the percentage is right, or rightly rounded either way."""
        count, percent = self.cell.count, self.cell.percent
        if count is None or percent is None or not self.of:
            return False
        return shares.judged(count, self.of, percent) in ("right", "tie", "cut")


def found(table: Laid) -> list[Share]:
    """All counts of a table that have a percentage beside them."""
    ofs = [column.n or _inferred(table, i) for i, column in enumerate(table.columns)]
    by_columns = [_share(table, row, i, of) for row, i, of in _places(table, ofs)]
    across = [_across(table, share) for share in by_columns]
    # percentages of a row, where groups and not categories add up to all
    return across if _fitting(across) > _fitting(by_columns) else by_columns


def _places(table: Laid, ofs: list[int | None]) -> Iterator[tuple[Row, int, int | None]]:
    for row in table.rows:
        for i, cell in enumerate(row.cells):
            if cell.count is not None and cell.percent is not None:
                yield row, i, ofs[i]


def _share(table: Laid, row: Row, column: int, of: int | None) -> Share:
    cell = row.cells[column]
    own = cell.of or (row.n if len(table.columns) == 1 else None)
    return Share(row, column, cell, own or of, bool(cell.of), not own and table.columns[column].n is None)


def _across(table: Laid, share: Share) -> Share:
    """The same count, of all who are in its row."""
    counts = [cell.count for i, cell in enumerate(share.row.cells) if i != table.total]
    if share.own or len(counts) < 2 or None in counts:
        return share
    return share._replace(of=sum(filter(None, counts)))


def _fitting(those: list[Share]) -> int:
    return sum(share.fits for share in those)


def _inferred(table: Laid, column: int) -> int | None:
    """The least number of people that most percentages of a column fit; None when there is none."""
    cells = [row.cells[column] for row in table.rows]
    pairs = [(c.count, c.percent) for c in cells if c.count and c.percent and not c.of]
    votes: dict[int, int] = {}
    for count, percent in set(pairs):
        for n in shares.denominators(count, percent):
            if n > _MOST:
                break
            votes[n] = votes.get(n, 0) + 1
    best = max(votes.values(), default=0)
    if best < 3 or best * 3 < 2 * len(set(pairs)):
        return None
    return min(n for n, count in votes.items() if count == best)


def others(table: Laid, share: Share) -> dict[int, str]:
    """Further numbers of people that a count may be of, each with where the table gives it.

    A number that the caption, a note or a label tells, or that missing answers leave, has no words.
    """
    section = [row for row in table.rows if row.section == share.row.section and row.section]
    counts = {row.name: row.cells[share.column].count for row in table.rows if row is not share.row}
    given = {count: name for name, count in reversed(counts.items()) if count}
    told = {*table.stated, *_left(table, share.column, section)} | ({share.row.n} if share.row.n else set())
    return given | dict.fromkeys(told, "")


def _left(table: Laid, column: int, section: list[Row]) -> Iterator[int]:
    """How many are left of a section when those without an answer are taken away."""
    counted = [(row.label.casefold(), row.cells[column].count or 0) for row in section]
    missing = sum(count for label, count in counted if _is_missing(label))
    n = table.columns[column].n
    if len(counted) > 1:
        yield sum(count for _, count in counted)
        yield sum(count for _, count in counted) - missing
    if n:
        yield n - missing
        yield from (
            n - (row.cells[column].count or 0) for row in table.rows if _is_missing(row.name.casefold())
        )


def _is_missing(label: str) -> bool:
    return any(
        word in label
        for word in (
            "missing",
            "unknown",
            "not stated",
            "no answer",
            "not reported",
            "declined",
            "prefer not",
            "no response",
        )
    )
