"""Undo and redo: acts of their own that take another back, so that the history is never rewritten."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import msgspec

from pimhcli.coding import acts, remarks
from pimhcli.coding.codebook import Edit, alike
from pimhcli.coding.comparing import edited
from pimhcli.coding.editing import place
from pimhcli.errors import ProblemsError
from pimhcli.folding import fold_name
from pimhcli.study import history, memo_files, remarked
from pimhcli.study.acting import Plan, desk
from pimhcli.study.codebook_acts import as_it_stands
from pimhcli.study.saving import Step

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pimhcli.coding.acts import Change
    from pimhcli.coding.codebook import Code, Codebook
    from pimhcli.coding.remarks import Said
    from pimhcli.study.history import MemoChange, Record
    from pimhcli.study.study import Study

T = TypeVar("T")


class Back(Plan, frozen=True, kw_only=True):
    """What an undo or a redo would do.

    Args:
        act: the record that it takes back: the act, or its undo.
    """

    act: Record


class InUseError(ProblemsError):
    """That an act cannot be taken back because what it added to the codebook is used by now."""


class Stack:
    """The acts that can be undone and those that can be redone, the next one last.

    Args:
        records: a coder's history, oldest first.
        transcript: only acts on this transcript, and those on the codebook; empty for all.
    """

    def __init__(self, records: Iterable[Record], transcript: str = "") -> None:
        self.done: list[Record] = []
        self.undone: list[tuple[Record, Record]] = []  # the act, and the undo that took it back
        self._acts: dict[str, Record] = {}
        for record in records:
            self._take(record, transcript)

    def _take(self, record: Record, transcript: str) -> None:
        if record.undoes:
            self._undo(record)
        elif record.redoes:
            self._redo(record.redoes)
        elif record.can_be_undone and (not transcript or record.is_about(transcript)):
            self._acts[record.id] = record
            self.done.append(record)
            self.undone.clear()

    def _undo(self, record: Record) -> None:
        if record.does_something:
            self.undone += [(act, record) for act in self.done if act.id == record.undoes]
        self.done = [act for act in self.done if act.id != record.undoes]

    def _redo(self, key: str) -> None:
        # it may be among the undone no longer: an act on another transcript clears them, and does not
        # stop whoever works on this one from doing it again
        self.undone = [pair for pair in self.undone if pair[0].id != key]
        if key in self._acts:
            self.done.append(self._acts[key])


def stack(study: Study, coder: str, transcript: str = "") -> Stack:
    """What a coder can undo and redo now.

    Args:
        study: the open study.
        coder: whose acts.
        transcript: only those on this transcript; empty for all.
    """
    return Stack(study.acts_of(coder), transcript)


def undo(study: Study, coder: str, transcript: str = "") -> Back:
    """Takes the last act back.

    Args:
        study: the open study.
        coder: whose act.
        transcript: only acts on this transcript; empty for all.

    Raises:
        ProblemsError: there is none, or what it did was changed since by somebody else.
    """
    act = _last(stack(study, coder, transcript).done, "undo")
    return _reversed(study, coder, act, f"Undid: {act.sentence}", undoes=act.id)


def redo(study: Study, coder: str, transcript: str = "") -> Back:
    """Does the act again that was undone last.

    Args:
        study: the open study.
        coder: whose act.
        transcript: only acts on this transcript; empty for all.

    Raises:
        ProblemsError: there is none, or what it did was changed since by somebody else.
    """
    act, taken_back = _last(stack(study, coder, transcript).undone, "redo")
    return _reversed(study, coder, taken_back, f"Did again: {act.sentence}", redoes=act.id)


def _last(stacked: Sequence[T], what: str) -> T:
    if not stacked:
        raise ProblemsError(f"There is nothing to {what}.", hint="The history shows every act: pimh log")
    return stacked[-1]


def _reversed(study: Study, coder: str, record: Record, sentence: str, **of: str) -> Back:
    changes = tuple(_change_back(study, coder, record, change) for change in record.changes)
    edits = tuple(_edits_back(study, record, changes))
    _refuse_without_code(study, record, changes, edits)
    memos = tuple(_memo_back(study, record, change) for change in reversed(record.memos))
    said = tuple(_said_back(study, record, one) for one in reversed(record.said))
    do = next(iter(of)).removesuffix("es")
    back = history.record(coder, do, sentence, changes=changes, edits=edits, memos=memos, said=said, **of)
    step = Step(msgspec.structs.replace(back, at=max(back.at, history.just_after(record))))
    first = next((change for change in changes if change.after), None)
    if first is None:
        return Back(sentence, step, act=record)
    return Back(sentence, step, first.transcript, _span(first), act=record)


def _change_back(study: Study, coder: str, record: Record, change: Change) -> Change:
    back = acts.revert(desk(study, change.coder, change.transcript, coder), change)
    if back is None:
        raise _refusal(
            record, f"a coding of {change.transcript} was changed since, or is gone", "See by whom: pimh log."
        )
    return back


def _edits_back(study: Study, record: Record, changes: Sequence[Change]) -> Iterator[Edit]:
    """The edits that take those of a record back, each worked out once those before it are done."""
    book = study.codebook
    for edit in reversed(record.edits):
        back = _edit_back(study, book, record, edit)
        book = edited(book, [back])
        yield back
    made = {edit.after.id: edit.after for edit in record.edits if edit.after and not edit.before}
    for entry in made.values():
        # what is merged again goes on being found by the key
        if entry.id not in book.by_key:
            _refuse_if_used(study, record, entry, changes)
    # of an entry that the act changed twice, the first is how it was
    was = {edit.before.id: edit.before for edit in reversed(record.edits) if edit.before}
    for entry in was.values():
        if entry.id not in made:
            _refuse_without_place(book, record, entry)


def _edit_back(study: Study, book: Codebook, record: Record, edit: Edit) -> Edit:
    known = {code.id: code for code in book.codes}
    if edit.after is None:
        if edit.before and edit.before.id in known:
            raise _refusal(record, f"'{edit.before.name}' is in the codebook again", "Take it out first.")
        return edit.back
    if not alike(known.get(edit.after.id), edit.after):
        raise _refusal(
            record,
            f"'{book.name_of(edit.after.id)}' was changed in codebook.yaml since",
            "Give it the words there that it had then.",
        )
    if edit.before:
        return edit.back
    if book.children(edit.after.id):
        raise _refusal(record, f"'{edit.after.name}' has entries under it now", "Take them from there first.")
    return as_it_stands(study, Edit(before=edit.after, place=place(book, edit.after)))


def _refuse_without_place(book: Codebook, record: Record, entry: Code) -> None:
    """Stops before the codebook gets an entry under one that is gone, or two of one name in one place."""
    if entry not in book.codes:
        raise _refusal(
            record, f"what '{entry.name}' was under is in the codebook no longer", "Put that back first."
        )
    twins = [c for c in book.children(entry.parent) if _called(c) == _called(entry)]
    if any(twin.id != entry.id for twin in twins):
        raise _refusal(record, f"another '{entry.name}' is in the codebook now", "Rename that one first.")


def _memo_back(study: Study, record: Record, change: MemoChange) -> MemoChange:
    now = memo_files.text_of(study.root, change.file)
    elsewhere = memo_files.renamed(study, change.file, change.after) if now is None and change.after else ""
    if elsewhere:
        what = f"is called memos/{elsewhere} now"
    elif now in (change.after, change.before, None):
        return change.back
    else:
        what = "is there again" if change.after is None else "was changed since"
    raise _refusal(record, f"memos/{change.file} {what}", "Move it out of the folder memos first.")


def _said_back(study: Study, record: Record, said: Said) -> Said:
    known = {remark.id: remark for remark in remarked.of(study.folder, said.after.by).records}
    now = known.get(said.after.id)
    back = remarks.taken_back(said, now, history.now()) if now else None
    if back is None:
        raise _refusal(record, "what was said in the review was changed since", "See: pimh review list.")
    if back.after.deleted and (answers := remarked.answers(study.folder, back.after.id)):
        raise _refusal(record, f"{answers[-1].by} answered it since", "Who answered takes that back first.")
    return back


def _refuse_without_code(
    study: Study, record: Record, changes: Iterable[Change], edits: Iterable[Edit]
) -> None:
    """Stops before codings come back whose code was taken out since."""
    entries = (*study.codebook.codes, *(edit.after for edit in edits if edit.after))
    known = {key for entry in entries for key in (entry.id, *entry.former)}
    for change in changes:
        here = {(coding.id, coding.code) for coding in change.before}
        back = (c for c in change.after if not c.deleted and (c.id, c.code) not in here)
        if gone := next((coding.code for coding in back if coding.code not in known), ""):
            raise _refusal(record, f"its code '{gone}' is in the codebook no longer", "Put it back first.")


def _called(entry: Code) -> tuple[str, str]:
    return entry.level, fold_name(entry.name)


def _refuse_if_used(study: Study, record: Record, entry: Code, changes: Sequence[Change]) -> None:
    going = {coding.id for change in changes for coding in change.after}
    # what had a key that the codebook lacked until it was put back has such a key again
    first = record.at if record.do == "codebook restore" else ""
    for transcript in study.transcript_ids:
        for coder in study.coders(transcript):
            records = study.codings(transcript, coder).records
            live = (c.code for c in records if not c.deleted and c.id not in going and c.since >= first)
            if any(study.codebook.key_of(code) == entry.id for code in live):
                seen = f"See them: pimh excerpt list --code {entry.id}."
                refused = _refusal(record, f"'{entry.name}' is used by other excerpts now", seen)
                raise InUseError(refused.message, hint=refused.hint)


def _refusal(record: Record, why: str, first: str) -> ProblemsError:
    """That an act cannot be taken back, with what would have to be done first."""
    wish = "done again" if record.undoes else "undone"
    return ProblemsError(
        f"This cannot be {wish}: {why}.", hint=f"{first} It was, on {record.at[:10]}: {record.sentence}"
    )


def _span(change: Change) -> tuple[int, int]:
    """Where the change is seen: at its first coding that lives, else where the first was."""
    lives = [coding for coding in change.after if not coding.deleted]
    return (lives or change.after)[0].span
