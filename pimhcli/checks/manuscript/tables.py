"""Whether the tables of a paper are those of the study, cell by cell, and add up by themselves."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from pimhcli.checks.audit.auditing import audited
from pimhcli.checks.audit.layout import Asked
from pimhcli.checks.audit.numerals import numeral
from pimhcli.findings import Finding
from pimhcli.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pimhcli.checks.manuscript.known import Theme
    from pimhcli.documents.model import Grid
    from pimhcli.tables.model import Table

_NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+)?")
_NOT_LABEL = re.compile(r"\((?:n|%|n, ?%|mean|range|sd|years?|months?)[^)]*\)|[⁰-₟¹²³ᵃ-ᶻ*†‡§]|[^\w\s]")
_STATISTIC = re.compile(r"\W*(?:mean|median|range|sd|min|max)", re.IGNORECASE)
_ALIKE = 3  # rows with the same label make a table the study's own
_MEND = "Print the table anew: pimh table {name}"


class _Row(NamedTuple):
    """A row with numbers: its label, that of the heading above it, and its cells behind the label."""

    label: str
    heading: str
    cells: tuple[str, ...]
    place: str = ""


def wrong(grid: Grid, tables: Sequence[Table], themes: Sequence[Theme]) -> list[Finding]:
    """What is wrong with a table of a paper.

    Args:
        grid: as printed.
        tables: of the study.
        themes: of the codebook.
    """
    own = [finding for table in tables for finding in _against(grid, table)]
    places = {finding.where for finding in own}
    # a cell that is not the study's need not be right by itself
    alone = [
        one for one in audited(grid, Asked()).findings if one.where.partition(", column")[0] not in places
    ]
    return [*own, *alone, *_of_themes(grid, themes)]


def _against(grid: Grid, table: Table) -> Iterator[Finding]:
    ours = _by_label([_Row(*row) for row in _rows([row.cells for row in table.rows])])
    theirs = [_Row(*row) for row in _rows(grid.rows, grid.places)]
    known = [(row, found) for row in theirs if (found := _found(row, ours))]
    if len(known) < min(_ALIKE, len(ours)):
        return
    for row, right in known:
        for printed, cell in zip(row.cells, right.cells, strict=False):
            if not _agree(printed, cell):
                message = f"'{row.label.strip()}' is printed as '{printed.strip()}'; the study has '{cell}'."
                yield Finding(row.place, message, _MEND.format(name=table.name))


def _rows(
    rows: Sequence[tuple[str, ...]], places: Sequence[str] = ()
) -> Iterator[tuple[str, str, tuple[str, ...], str]]:
    """The rows with numbers, each with its label; labels may stand in any of the first columns."""
    heading = last = ""
    for at, row in enumerate(rows):
        label = next((cell for cell in row if cell.strip()), "")
        first = row.index(label) + 1 if label else 0
        values = tuple(cell for cell in row[first:] if _NUMBER.search(cell))
        if values:
            is_statistic = _STATISTIC.match(label) is not None
            yield label, last if is_statistic else heading, values, places[at] if places else ""
        else:
            heading = label or heading
        last = last if _STATISTIC.match(label) else label or last


def _label(text: str) -> str:
    return " ".join(_NOT_LABEL.sub(" ", fold(text)).split())


def _by_label(rows: Sequence[_Row]) -> dict[tuple[str, str], _Row]:
    """Rows by heading and label, and by the label alone where it stands once."""
    found = {(_label(row.heading), _label(row.label)): row for row in rows}
    labels = [_label(row.label) for row in rows]
    return found | {("", one): row for one, row in zip(labels, rows, strict=True) if labels.count(one) == 1}


def _found(row: _Row, ours: Mapping[tuple[str, str], _Row]) -> _Row | None:
    own = _label(row.label)
    return ours.get((_label(row.heading), own)) or ours.get(("", own))


def _agree(printed: str, ours: str) -> bool:
    """Whether the numbers of two cells are the same, as far as both are printed."""
    theirs, own = _NUMBER.findall(printed), _NUMBER.findall(ours)
    return all(_is_same(a, b) for a, b in zip(theirs, own, strict=False))


def _is_same(printed: str, ours: str) -> bool:
    a, b = numeral(printed), numeral(ours)
    coarser = max(a.unit, b.unit)
    return abs(a.value - b.value) <= (coarser / 2 if a.unit != b.unit else Fraction(0))


def _of_themes(grid: Grid, themes: Sequence[Theme]) -> Iterator[Finding]:
    """What a table of themes lacks, and the sub-themes that it has under another theme."""
    names = {_label(theme.name): theme for theme in themes}
    there = [(theme, place) for theme, place in _named(grid, names)]
    if not any(theme.parent for theme, _ in there) or len({theme.name for theme, _ in there}) < _ALIKE:
        return
    yield from _misplaced(there)
    if any(not theme.parent for theme, _ in there):
        lacking = [theme for theme in themes if theme not in {one for one, _ in there}]
        for theme in lacking:
            message = f"the table has no {theme.level} '{theme.name}'."
            yield Finding(grid.where, message, _MEND.format(name="themes"), "warning")


def _named(grid: Grid, names: Mapping[str, Theme]) -> Iterator[tuple[Theme, str]]:
    for row, place in zip(grid.rows, grid.places, strict=True):
        for cell in row:
            for line in cell.split("\n"):
                theme = names.get(_label(line)) or names.get(
                    _label(re.sub(r"^\W*(?:sub-?)?theme \w+\W", "", line, flags=re.IGNORECASE))
                )
                if theme:
                    yield theme, place


def _misplaced(there: Sequence[tuple[Theme, str]]) -> Iterator[Finding]:
    last = ""
    for at, (theme, place) in enumerate(there):
        if not theme.parent:
            # themes side by side are the heads of columns
            if at + 1 < len(there) and not there[at + 1][0].parent:
                return
            last = theme.name
        elif last and theme.parent != last:
            message = f"the sub-theme '{theme.name}' stands under '{last}'; it belongs to '{theme.parent}'."
            yield Finding(place, message, _MEND.format(name="themes"))
