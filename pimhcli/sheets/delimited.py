"""Reads a sheet out of the text of a .csv file, whatever its separator."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from pimhcli.findings import Finding
from pimhcli.sheets.cells import Cell, Sheet, indent, known_among, unguarded

if TYPE_CHECKING:
    from _csv import Reader
    from collections.abc import Iterator

_SEPARATORS = (",", ";", "\t")
_LONGEST_CELL = 1_000_000  # characters
_DECLARED = re.compile(r'"?sep=(.)"?(?:\r\n|\r|\n)', re.IGNORECASE)


def read(text: str, file: str, known: frozenset[str]) -> tuple[Sheet | None, list[Finding]]:
    """The sheet, and what is wrong with its rows.

    Args:
        text: the whole file.
        file: its name, for messages.
        known: folded headers that are expected; they tell the separator when several could be it.
    """
    text = text.removeprefix("\ufeff")
    declared = _DECLARED.match(text)
    body = text[declared.end() :] if declared else text
    separator = declared[1] if declared else _separator(body, known)
    findings: list[Finding] = []
    records = _records(body, separator, file, 1 if declared else 0, findings)
    header = next(records, None)
    if header is None:
        return None, findings or [Finding(file, "the file is empty.", "Export the answers again.")]
    rows = tuple(row for row in (_fitted(r, len(header), file, findings) for r in records) if row)
    return Sheet(file, "", header, rows), findings


def _separator(text: str, known: frozenset[str]) -> str:
    def score(separator: str) -> tuple[int, int]:
        try:
            header = next((row for row in _reader(text, separator) if any(row)), [])
        except csv.Error:
            return (0, 0)
        return (known_among(header, known), len(header))

    return max(_SEPARATORS, key=score)


def _reader(text: str, separator: str) -> Reader:
    csv.field_size_limit(_LONGEST_CELL)
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)


def _records(
    text: str, separator: str, file: str, skipped: int, findings: list[Finding]
) -> Iterator[tuple[Cell, ...]]:
    """The records that are not blank; one that cannot be read ends them with a finding."""
    reader = _reader(text, separator)
    start = skipped + 1
    try:
        for record in reader:
            place = f"line {start}"
            cells = tuple([Cell(place, unguarded(value.strip()), indent=indent(value)) for value in record])
            if any(record) and any(cell.text for cell in cells):
                yield cells
            start = reader.line_num + skipped + 1
    except csv.Error as error:
        findings.append(_unreadable(error, f"{file}, line {start}"))


def _unreadable(error: csv.Error, where: str) -> Finding:
    words = str(error)
    if "unexpected end" in words:
        return Finding(
            where,
            "a quotation mark opens here and is never closed.",
            "Close or remove it; what follows was not read.",
        )
    if "expected after" in words:
        return Finding(
            where,
            "a quotation mark closes in the middle of a cell.",
            'Write a quotation mark within a cell twice: "". What follows was not read.',
        )
    return Finding(
        where,
        f"the row cannot be read ({words}).",
        "Look for a stray quotation mark; what follows was not read.",
    )


def _fitted(record: tuple[Cell, ...], width: int, file: str, findings: list[Finding]) -> tuple[Cell, ...]:
    """The record as wide as the header; empty, with a finding, when it does not fit."""
    if len(record) >= width and not any(cell.text for cell in record[width:]):
        return record[:width]
    findings.append(
        Finding(
            f"{file}, {record[0].place}",
            f"the row has {len(record)} cells, the header has {width}.",
            "Look for a missing or stray separator, or put a text that holds one in quotation marks.",
        )
    )
    return ()
