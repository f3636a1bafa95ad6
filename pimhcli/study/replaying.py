"""What the history says that the study holds: its acts done again, one after the other, on nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pimhcli.coding.codebook import Code, Edit
    from pimhcli.coding.excerpts import Coding
    from pimhcli.coding.remarks import Remark
    from pimhcli.study.history import Record


class Replay:
    """The study as some acts leave it, as far as the history tells of it.

    Entries that a template or an editor put into codebook.yaml are there only once the history noted them.

    Args:
        records: acts, oldest first.

    Attributes:
        codes: the entries of the codebook, by key.
        gone: the entries that were taken out, as they were last, by key.
        codings: the codings, tombstones included, by transcript, coder and id.
        memos: the memos, by file.
        remarks: the remarks of reviews, tombstones included, by id.
    """

    def __init__(self, records: Iterable[Record] = ()) -> None:
        self.codes: dict[str, Code] = {}
        self.gone: dict[str, Code] = {}
        self.codings: dict[tuple[str, str, str], Coding] = {}
        self.memos: dict[str, str] = {}
        self.remarks: dict[str, Remark] = {}
        for record in records:
            self.do(record)

    def do(self, record: Record) -> None:
        """Does one more act."""
        for edit in (*record.noted, *record.edits):
            self._edit(edit)
        for change in record.changes:
            for coding in change.after:
                self._code((change.transcript, change.coder, coding.id), coding)
        for memo in record.memos:
            self.memos.pop(memo.file, None)
            if memo.after is not None:
                self.memos[memo.file] = memo.after
        for said in record.said:
            known = self.remarks.get(said.after.id)
            if known is None or known.rev < said.after.rev:
                self.remarks[said.after.id] = said.after

    def _edit(self, edit: Edit) -> None:
        if edit.before:
            self.gone[edit.before.id] = self.codes.pop(edit.before.id, edit.before)
        if edit.after:
            self.gone.pop(edit.after.id, None)
            self.codes[edit.after.id] = edit.after

    def _code(self, key: tuple[str, str, str], coding: Coding) -> None:
        # of two clones the higher revision counts, as in the files
        known = self.codings.get(key)
        if known is None or (known.rev, known.at) <= (coding.rev, coding.at):
            self.codings[key] = coding
