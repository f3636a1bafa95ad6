"""The history: one record for each act, written before the act, kept for ever."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import msgspec

from pimhcli.coding.acts import Change
from pimhcli.coding.codebook import Code
from pimhcli.errors import UsageError
from pimhcli.questionnaire.changes import AnswerChange

if TYPE_CHECKING:
    from pathlib import Path


class Source(msgspec.Struct, frozen=True, omit_defaults=True):
    """A file that came in.

    Args:
        file: its name, without its folder.
        sha256: of the whole file.
        sheet: the sheet of a workbook that was read.
        transcript: the transcript it became.
    """

    file: str
    sha256: str
    sheet: str = ""
    transcript: str = ""


class Record(msgspec.Struct, frozen=True, omit_defaults=True):
    """One act.

    Args:
        at: when, UTC, as 2026-11-23T10:04:11.250Z.
        by: the coder.
        do: what kind of act, such as ``excerpt add``.
        sentence: what was done, as the user was told.
        sources: the files that came in.
        codes: the codebook entries it made.
        changes: what it did to codings.
        answers: what it did to answers that were there before.
    """

    at: str
    by: str
    do: str
    sentence: str
    sources: tuple[Source, ...] = ()
    codes: tuple[Code, ...] = ()
    changes: tuple[Change, ...] = ()
    answers: tuple[AnswerChange, ...] = ()


def now() -> str:
    """The time as records give it: to the millisecond, so that two acts of one second keep their order."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def encode(record: Record) -> bytes:
    """The record as one line of the history.

    Raises:
        UsageError: a file's name or a typed text holds a character that no file can hold.
    """
    try:
        return msgspec.json.encode(record)
    except UnicodeEncodeError as error:
        raise UsageError(
            "A file name or a text that was typed holds a broken character.",
            hint="Rename the file, or type the text anew. Nothing was changed.",
        ) from error


def decode(line: bytes) -> Record | None:
    """The record of a line; None when the line is not whole."""
    try:
        return msgspec.json.decode(line, type=Record)
    except msgspec.DecodeError:
        return None


def journal(root: Path, coder: str, machine: str) -> Path:
    """The file that this coder's acts on this machine go to."""
    return root / "history" / f"{coder}-{machine}.jsonl"
