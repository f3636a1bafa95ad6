"""The history: one record for each act, written before the act, kept for ever."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from heapq import merge
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from pimhcli.coding.acts import Change
from pimhcli.coding.codebook import Edit
from pimhcli.coding.remarks import Said
from pimhcli.errors import UsageError
from pimhcli.questionnaire.changes import AnswerChange
from pimhcli.storage import jsonlines
from pimhcli.storage.files import read_text
from pimhcli.storage.ids import new_id
from pimhcli.study.standing import Reworded

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from pimhcli.findings import Finding


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


class MemoChange(msgspec.Struct, frozen=True, omit_defaults=True):
    """What an act does to one memo.

    Args:
        file: its name in the folder ``memos``.
        before: the whole file as it was; None when it is new.
        after: as it becomes; None when it goes.
    """

    file: str
    before: str | None = None
    after: str | None = None

    @property
    def back(self) -> MemoChange:
        """The change that takes this one back."""
        return MemoChange(self.file, self.after, self.before)


class Record(msgspec.Struct, frozen=True, omit_defaults=True):
    """One act.

    Args:
        at: when, UTC, as 2026-11-23T10:04:11.250Z.
        by: the coder.
        do: what kind of act, such as ``excerpt add``.
        sentence: what was done, as the user was told.
        sources: the files that came in.
        edits: what it did to the codebook.
        changes: what it did to codings, one for a coder and a transcript.
        answers: what it did to answers that were there before.
        reworded: the transcripts in which it replaced words for good.
        memos: what it did to memos.
        said: what it did to remarks of a review, those of one person for the most part.
        noted: changes of the codebook that it found made already, in the file itself.
        id: its name, by which an undo calls it.
        undoes: the id of the record that it takes back.
        redoes: the id of the record that it does again.
    """

    at: str
    by: str
    do: str
    sentence: str
    sources: tuple[Source, ...] = ()
    edits: tuple[Edit, ...] = ()
    changes: tuple[Change, ...] = ()
    answers: tuple[AnswerChange, ...] = ()
    reworded: tuple[Reworded, ...] = ()
    memos: tuple[MemoChange, ...] = ()
    said: tuple[Said, ...] = ()
    noted: tuple[Edit, ...] = ()
    id: str = ""
    undoes: str = ""
    redoes: str = ""

    @property
    def can_be_undone(self) -> bool:
        """Whether it is an act of analysis, on what can be put back, that was not itself an undo."""
        return self.does_something and bool(self.id) and not (self.undoes or self.redoes)

    @property
    def does_something(self) -> bool:
        """Whether there is still what it did: a withdrawal takes codings out of the acts on them too."""
        return bool(any(change.after for change in self.changes) or self.edits or self.memos or self.said)

    def is_about(self, transcript: str) -> bool:
        """Whether it changed codings of a transcript, or was meant for the codebook that all share."""
        if not self.changes or any(edit.after is None for edit in self.edits):
            return bool(self.edits)
        return any(change.transcript == transcript for change in self.changes)


class Lines(NamedTuple):
    """What the histories of a study hold.

    Args:
        records: the acts.
        findings: the lines that are not whole.
    """

    records: list[Record]
    findings: list[Finding]


def now() -> str:
    """The time as records give it: to the millisecond, so that two acts of one second keep their order."""
    return _written(datetime.now(UTC))


def just_after(record: Record) -> str:
    """The moment behind an act: what takes it back is no older, even by a clock that is slow."""
    try:
        return _written(datetime.fromisoformat(record.at) + timedelta(milliseconds=1))
    except (ValueError, TypeError, OverflowError):  # edited by hand
        return ""


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def record(coder: str, do: str, sentence: str, **more: Any) -> Record:  # noqa: ANN401  # fields of Record
    """A new record of this moment.

    Args:
        coder: who acts.
        do: what kind of act.
        sentence: what is done, as the user is told.
        more: the other fields.
    """
    return Record(now(), coder, do, sentence, id=new_id(), **more)


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


def journals(coder: str = "*") -> str:
    """The pattern of the files that can hold acts of a coder, on any machine and in copies of a sync program.

    Args:
        coder: whose; others' whose names begin alike are among them. Everybody's when left out.
    """
    return f"history/{coder}-*.jsonl"


def read(text: str, name: str) -> Lines:
    """The acts of one file of the history.

    Args:
        text: the whole file.
        name: its name, for messages.

    Returns:
        The acts, and a warning for each line that is not whole.
    """
    lines = jsonlines.read(text, f"history/{name}", Record)
    return Lines(lines.records, [msgspec.structs.replace(f, severity="warning") for f in lines.findings])


def together(machines: Sequence[Lines]) -> Lines:
    """The acts of several files, oldest first, each once."""
    # the acts of one machine keep the order of its file, whatever its clock did in between
    records = enumerate(merge(*(lines.records for lines in machines), key=lambda record: record.at))
    # copies that sync programs and merges leave hold the same acts again
    once = {record.id or number: record for number, record in records}
    return Lines(list(once.values()), [finding for lines in machines for finding in lines.findings])


def read_all(root: Path) -> Lines:
    """Everybody's acts, on any machine, oldest first.

    Returns:
        The acts, and a warning for each line that is not whole.
    """
    return together([read(read_text(path), path.name) for path in sorted(root.glob(journals()))])


def undone(records: Iterable[Record]) -> frozenset[str]:
    """The ids of the acts that were taken back and not done again."""
    ids: set[str] = set()
    for record in records:
        ids = (ids | {record.undoes}) - {record.redoes}
    return frozenset(ids - {""})
