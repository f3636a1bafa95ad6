"""Rows of transcripts that are tables: tab-separated, comma-separated, or a table of a Word document."""

from __future__ import annotations

import csv
import io
import re
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
    before = next(number for number, line in enumerate(source.text.split("\n")) if line.strip())
    records = _tabbed(source) if separator == "\t" else _quoted(source, separator)
    for line, record in records:
        if line > before + 1 and any(map(str.strip, record)):
            cells = [*record[: len(names) - 1], separator.join(record[len(names) - 1 :])]
            yield Row(line, {name: cell.strip() for name, cell in zip(names, cells, strict=False)})


def _tabbed(source: Source) -> Iterator[tuple[int, list[str]]]:
    """Rows as Whisper writes them: a quotation mark is a character as any other, unless it holds a cell."""
    for number, paragraph in enumerate(source.paragraphs, 1):
        yield number, [_unquoted(cell) for cell in paragraph.split("\t")]


def _unquoted(cell: str) -> str:
    quoted = len(cell) > 1 and cell[0] == cell[-1] == '"' and '"' not in cell[1:-1].replace('""', "")
    return cell[1:-1].replace('""', '"') if quoted else cell


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
