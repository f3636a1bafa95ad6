"""Lays out a printed table: its columns with their n, its rows with their headings, its cells read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pimhcli.checks.audit import cells, heads, saying, sections, trimming
from pimhcli.checks.audit.model import Cell, Column, Laid, Row
from pimhcli.checks.audit.numerals import has_decimal_comma
from pimhcli.folding import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pimhcli.checks.audit.heads import Head
    from pimhcli.checks.audit.sections import Label
    from pimhcli.documents.model import Grid

_WHOLE = re.compile(r"\d+")


class Asked(NamedTuple):
    """What the user tells of a table.

    Args:
        n: how many people it is about; None when the table tells.
        multi: headings under which a person may count more than once.
    """

    n: int | None = None
    multi: tuple[str, ...] = ()


class _Plan(NamedTuple):
    """A table before its cells are read.

    Args:
        body: without what stands around it.
        heads: its columns of values.
        labels: of its rows.
        values: its rows under the head.
        places: of each cell of those, by row and column.
    """

    body: trimming.Body
    heads: list[Head]
    labels: list[Label]
    values: list[tuple[str, ...]]
    places: list[list[str]]


def laid(grid: Grid, asked: Asked) -> Laid:
    """The table as an audit sees it.

    Args:
        grid: as it was read from a file.
        asked: what the user tells of it.
    """
    body = trimming.trimmed(grid)
    if len(body.rows) < 2 or len(body.rows[0]) < 2 or heads.is_long(body.rows):
        return Laid(grid.where, (), ())
    plan = _planned(body)
    around = [body.caption, *body.notes]
    read = _rows(plan, asked, has_decimal_comma(cell for row in plan.values for cell in row))
    columns, rows = _columns(plan, read, asked)
    return Laid(
        grid.where, columns, rows, tuple(sorted(_stated(around, rows))), saying.folded(" ".join(around))
    )


def _planned(body: trimming.Body) -> _Plan:
    rows = body.rows
    head = heads.depth(rows)
    first = heads.labels(rows, head)
    if heads.is_turned(rows, head, first):
        return _turned(body)
    found = heads.heads(rows, head, first)
    values, places = rows[head:], body.places[head:]
    titles = {i: one.title for one in found for i in one.indices}
    spots = [[f'{p}, column "{titles.get(i, i + 1)}"' for i in range(len(rows[0]))] for p in places]
    return _Plan(body, found, sections.labelled(values, first), values, spots)


def _turned(body: trimming.Body) -> _Plan:
    """A table whose groups stand in rows, with rows and columns exchanged."""
    rows = [tuple(column) for column in zip(*body.rows, strict=True)]
    spots = [[f'{place}, column "{row[0]}"' for place in body.places] for row in rows[1:]]
    return _Plan(body, heads.heads(rows, 1, 1), sections.labelled(rows[1:], 1), rows[1:], spots)


def _rows(plan: _Plan, asked: Asked, decimal_comma: bool) -> list[Row]:  # noqa: FBT001
    marked = {mark: note for note in plan.body.notes if (mark := saying.note_mark(note))}
    said_by_all = saying.says_several(
        " ".join([plan.body.caption, *(n for n in plan.body.notes if not saying.note_mark(n))])
    )
    found, headings = list[Row](), dict[str, str]()
    for label in plan.labels:
        if label.is_heading:
            headings[label.text] = label.text
            continue
        words = f"{label.section} {label.text}"
        notes = " ".join(marked[m] for m in saying.marks(words) if m in marked)
        said = _said(plan, label, decimal_comma)
        row = Row(
            saying.unmarked(label.text), saying.unmarked(label.section),
            tuple(_cell(plan, label.row, one, said[i]) for i, one in enumerate(plan.heads)),
            saying.people(label.text) or saying.people(label.section) or saying.people(notes),
            said_by_all or saying.says_several(f"{words} {notes}") or _is_asked(label, asked),
            saying.folded(words), saying.is_bare(label.text), saying.folded(notes),
        )  # fmt: skip
        found.append(row)
    return found


def _said(plan: _Plan, label: Label, decimal_comma: bool) -> list[list[cells.Said]]:  # noqa: FBT001
    """What is said beside each cell of a row, by column and part."""
    near = [saying.statistics(label.text), saying.statistics(label.section.rpartition(": ")[2])]
    caption = saying.statistics(f"{plan.body.rows[0][0]} {plan.body.caption}")
    return [
        [cells.Said(tuple(filter(None, [*_ranked(near, says), caption])), decimal_comma) for says in one.says]
        for one in plan.heads
    ]


def _ranked(
    near: list[tuple[saying.Statistics, ...]], head: tuple[saying.Statistics, ...]
) -> list[tuple[saying.Statistics, ...]]:
    """A column that holds one statistic alone, such as %, is what its head says."""
    is_one = len(head) == 1 and len(head[0]) == 1 and head[0] != ("count",)
    return [head, *near] if is_one else [*near, head]


def _cell(plan: _Plan, row: int, head: Head, said: Sequence[cells.Said]) -> Cell:
    return cells.joined([
        cells.read(plan.values[row][i], plan.places[row][i], one)
        for i, one in zip(head.indices, said, strict=True)
    ])  # fmt: skip


def _is_asked(label: Label, asked: Asked) -> bool:
    return any(_begins(words, name) for name in asked.multi for words in (label.section, label.text))


def _begins(words: str, name: str) -> bool:
    return saying.folded(saying.unmarked(words)).startswith(saying.folded(name))


def unknown(grids: Sequence[Grid], asked: Asked) -> list[tuple[str, str]]:
    """The headings that the user named and no table has, each with what to do."""
    labels = [row[0].strip() for grid in grids for row in grid.rows if row[0].strip()]
    prefixes = [name for name in asked.multi if not any(_begins(label, name) for label in labels)]
    return [(name, did_you_mean(name, labels) or "Name it as the table does.") for name in prefixes]


def _columns(plan: _Plan, rows: list[Row], asked: Asked) -> tuple[tuple[Column, ...], tuple[Row, ...]]:
    """The columns with their n, and the rows without the one that tells it."""
    teller = next((row for row in rows[:1] if heads.tells_people(row.label) and not row.section), None)
    told = [heads.whole(cell.text) for cell in teller.cells] if teller else [None] * len(plan.heads)
    numbers = [saying.people(one.title) or told[i] for i, one in enumerate(plan.heads)]
    totals = [one.is_total for one in plan.heads]
    notes = " ".join(note for note in plan.body.notes if not saying.note_mark(note))
    given = asked.n or saying.people(plan.body.caption) or saying.people(notes)
    for i, n in enumerate(numbers):
        if n is None and (len(numbers) == 1 or totals[i]):
            numbers[i] = given
    parts = [n for n, is_total in zip(numbers, totals, strict=True) if not is_total]
    if None not in parts and parts:
        numbers = [n or sum(filter(None, parts)) for n in numbers]
    columns = [Column(one.title, n, total) for one, n, total in zip(plan.heads, numbers, totals, strict=True)]
    return tuple(columns), tuple(row for row in rows if row is not teller or None in told)


def _stated(around: Iterable[str], rows: Iterable[Row]) -> set[int]:
    """Numbers of people that caption, notes and labels tell."""
    told = {int(number) for text in around for number in _WHOLE.findall(text) if len(number) < 7}
    return (told | {row.n for row in rows if row.n}) - {0, 1}
