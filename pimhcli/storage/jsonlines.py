"""JSON Lines: one typed record a line, and no line lost because another is broken."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

import msgspec

from pimhcli.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable

T = TypeVar("T")


class Lines(msgspec.Struct, Generic[T], frozen=True):
    """What a file of records holds.

    Args:
        records: the lines that are whole, in the order of the file.
        bad: the lines that are not: 1-based line number and the words as they stand, so that who
            writes the file again can set them aside.
        findings: one for each bad line.
    """

    records: list[T]
    bad: list[tuple[int, str]]
    findings: list[Finding]


def read(text: str, file: str, kind: type[T]) -> Lines[T]:
    """The records of a file; blank lines are skipped.

    Args:
        text: the file's text, LF line ends.
        file: its name, as messages give it.
        kind: the type of a record, usually a msgspec Struct.
    """
    decode = msgspec.json.Decoder(kind).decode
    lines: Lines[T] = Lines([], [], [])
    keep = lines.records.append
    # not splitlines: a text may hold other line separators, such as U+2028
    for number, line in enumerate(text.split("\n"), start=1):
        if not line or line.isspace():
            continue
        try:
            keep(decode(line))
        except (msgspec.DecodeError, UnicodeEncodeError) as error:
            lines.bad.append((number, line))
            lines.findings.append(_broken(f"{file}:{number}", error))
    return lines


def write(records: Iterable[object]) -> bytes:
    """The records as UTF-8, one compact JSON object a line, each line ended."""
    return msgspec.json.Encoder().encode_lines(records)


def _broken(where: str, error: Exception) -> Finding:
    found = (
        f"({error})" if isinstance(error, msgspec.ValidationError) else "(it is torn or was edited by hand)"
    )
    return Finding(
        where,
        f"expected one whole record, found a line that is none {found}.",
        "Every other line was read. Mend this line, or take it from a backup or from git.",
    )
