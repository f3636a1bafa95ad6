"""The histories of two copies of a study: what both tell, what only one tells, and what they come from."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import msgspec

from pimhcli.coding.codebook import Codebook
from pimhcli.storage import files
from pimhcli.study import history, late, names
from pimhcli.study.folder import Write
from pimhcli.study.replaying import Replay
from pimhcli.study.study import Study

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pimhcli.coding.codebook import Code
    from pimhcli.study.history import Record
    from pimhcli.study.merging.parcels import Parcel


class Histories:
    """Those of a study and of a copy that came.

    Args:
        study: the open study.
        parcel: the copy.

    Attributes:
        both: all acts of either, each once, oldest first.
    """

    def __init__(self, study: Study, parcel: Parcel) -> None:
        self._study = study
        self._files = {
            path: data
            for path, data in parcel.of("history/*.jsonl")
            if names.is_name(PurePosixPath(path).stem)
        }
        ours = [
            self._read(path.name, study.folder.read(path))
            for path in study.folder.matching(history.journals())
        ]
        theirs = [self._read(PurePosixPath(path).name, data) for path, data in self._files.items()]
        self._ours, self._theirs = history.together(ours).records, history.together(theirs).records
        self.both = history.together([*ours, *theirs]).records

    def _read(self, name: str, data: bytes) -> history.Lines:
        return history.read(files.line_feeds(data.decode("utf-8-sig", "replace")), name)

    def base(self, ours: Codebook, theirs: Codebook) -> Codebook:
        """The codebook that both come from, as far as the histories tell.

        Args:
            ours: that of the study.
            theirs: that of the copy.
        """
        shared = {record.id for record in self._ours} & {record.id for record in self._theirs}
        known = Replay(record for record in self.both if record.id in shared).codes
        touched = [
            _befores(record for record in records if record.id not in shared)
            for records in (self._ours, self._theirs)
        ]
        here, there = ({code.id: code for code in book.codes} for book in (ours, theirs))
        for key in {**here, **there}:
            if key in known:
                continue
            was = touched[0].get(key) or touched[1].get(key)
            # of an entry that a history never told of, the side that did not touch it has it as it was
            same = [side.get(key) for side, by in zip((here, there), touched, strict=True) if key not in by]
            if was or (self._theirs and len(same) == 1 and same[0]):
                known[key] = was or same[0]  # type: ignore[assignment]
        return Codebook(tuple(known.values()))

    def has_memo(self, name: str, text: str) -> bool:
        """Whether a memo had these words here once."""
        changes = (change for record in self._ours for change in record.memos if change.file == name)
        return any(text in (change.before, change.after) for change in changes)

    def has_changed_memo(self, name: str, text: str) -> bool:
        """Whether a memo had these words there once, and then others."""
        changes = (change for record in self._theirs for change in record.memos if change.file == name)
        return any(change.before == text for change in changes)

    def writes(self) -> tuple[Write, ...]:
        """The files of the history with what only the copy tells."""
        known = {record.id for record in self._ours}
        found: dict[str, Write] = {}
        for path, data in self._files.items():
            lines = [line for line in data.splitlines() if _id(line) not in {"", *known}]
            here = self._study.root / path
            mine = self._study.folder.read(here) if self._study.folder.exists(here) else None
            if lines:
                new = b"".join(line + b"\n" for line in lines)
                whole = (mine or b"") + (b"\n" if mine and not mine.endswith(b"\n") else b"") + new
                found[path] = Write(path, whole, None if mine is None else files.digest(mine))
        planned = Study(self._study.root, planned=found.values())
        for write in late.writes(planned):
            found[write.path] = msgspec.structs.replace(found.get(write.path, write), data=write.data)
        return tuple(found.values())


def _id(line: bytes) -> str:
    record = history.decode(line)
    return record.id if record else ""


def _befores(records: Iterable[Record]) -> dict[str, Code | None]:
    """The entries that some acts changed, by key, as they were before the first; None for new ones."""
    found: dict[str, Code | None] = {}
    for record in records:
        for edit in (*record.noted, *record.edits):
            key = edit.before.id if edit.before else edit.after.id if edit.after else ""
            found.setdefault(key, edit.before)
    return found
