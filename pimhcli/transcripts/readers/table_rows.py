"""Rows of transcripts that are tables: tab-separated, comma-separated, or a table of a Word document."""

from __future__ import annotations

import csv
import io
import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from pimhcli.errors import ProblemsError
from pimhcli.folding import fold_name
from pimhcli.transcripts.times import milliseconds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pimhcli.transcripts.readers.layouts import Source

_LONGEST_CELL = 1_000_000  # characters
_SEPARATORS = ("\t", ",", ";")
_NUMBER = re.compile(r"-?\d{1,12}(?:\.\d{1,9})?")
_TO = re.compile(r"\s+(?:-|–|-->|to)\s+|\s*[-–]\s*(?=\d)")


class Row(NamedTuple):
    """One row of the table, without the head.

    Args:
        line: its number in the file, from 1.
        cells: the cells by their columns' folded names.
    """

    line: int
    cells: dict[str, str]


def head(source: Source) -> tuple[str, list[str]]:
    """The separator of a table's cells, and the folded names of its columns; none for what is no table."""
    first = next((line for line in source.text[:10_000].split("\n") if line.strip()), "")
    separator = max(_SEPARATORS, key=first.count)
    names = [fold_name(cell.strip().strip('"')) for cell in first.split(separator)]
    return separator, names if len(names) > 1 else []


def rows(source: Source) -> Iterator[Row]:
    """The rows under the head that hold anything; cells beyond the head belong to the last column.

    Raises:
        ProblemsError: a row cannot be read.
    """
    separator, names = head(source)
    every = _tabbed(source, len(names)) if separator == "\t" else _quoted(source, separator)
    filled = ((line, record) for line, record in every if any(map(str.strip, record)))
    for line, record in islice(filled, 1, None):
        cells = [*record[: len(names) - 1], separator.join(record[len(names) - 1 :])]
        yield Row(line, {name: cell.strip() for name, cell in zip(names, cells, strict=False)})


def _tabbed(source: Source, width: int) -> Iterator[tuple[int, list[str]]]:
    """Rows as Whisper writes them: a quotation mark is a character as any other, unless it holds a cell.

    A line goes on with the last cell of the row before when it has no tab, or when that cell is not closed.
    """
    first, row, is_open = 1, [""], False
    for number, line in enumerate(source.text.split("\n"), 1):
        tabs = line.count("\t")
        if "\t" in row[0] and (tabs == 0 or (is_open and tabs + 1 < width)):
            row.append(line)
        else:
            yield first, _cells(row)
            first, row = number, [line]
        is_open = _leaves_open(line, is_open=is_open)
    yield first, _cells(row)


def _leaves_open(line: str, *, is_open: bool) -> bool:
    """Whether a quotation mark holds the last cell of a line and is not closed in it."""
    _, tab, last = line.rpartition("\t")
    has_odd = last.count('"') % 2 == 1
    return (has_odd and last.startswith('"')) if tab else is_open != has_odd


def _cells(lines: list[str]) -> list[str]:
    return [_unquoted(cell.strip()) for cell in "\n".join(lines).split("\t")]


def _unquoted(cell: str) -> str:
    is_quoted = len(cell) > 1 and cell[0] == cell[-1] == '"' and '"' not in cell[1:-1].replace('""', "")
    return cell[1:-1].replace('""', '"') if is_quoted else cell


def _quoted(source: Source, separator: str) -> Iterator[tuple[int, list[str]]]:
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(source.text, newline=""), delimiter=separator)
    try:
        for record in reader:
            yield reader.line_num, record
    except csv.Error as error:
        raise ProblemsError(
            f"{source.file}, line {reader.line_num}: the row cannot be read ({error}).",
            hint="Look for a quotation mark that is never closed.",
        ) from error


def time_of(cell: str) -> int | None:
    """The milliseconds of a cell: ``3120`` is milliseconds, ``3.12`` seconds, ``0:00:03.1`` a time."""
    if _NUMBER.fullmatch(cell):
        return round(float(cell) * 1000) if "." in cell else int(cell)
    return milliseconds(cell)


def times_of(cell: str) -> tuple[int | None, int | None]:
    """The start and the end of a cell such as ``0:00:03.1 - 0:00:05.4``; the end may be missing."""
    start, *end = _TO.split(cell.strip(), maxsplit=1)
    return milliseconds(start), milliseconds(end[0]) if end else None
