"""Saves an act, history first, under the lock; and finishes what a killed process began."""

from __future__ import annotations

import os
from contextlib import suppress
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

import msgspec

from pimhcli.coding.acts import applied
from pimhcli.coding.codebook import alike
from pimhcli.coding.comparing import edited
from pimhcli.decoding import decode
from pimhcli.errors import BusyError, StudyError
from pimhcli.storage import aside, files, journal, jsonlines, lock, texts
from pimhcli.storage.aside import Part
from pimhcli.study import codebook_file, codebook_noting, history, memo_files, remarked
from pimhcli.study.folder import Write
from pimhcli.study.history import Record
from pimhcli.study.standing import TORN, CodingsFile
from pimhcli.study.study import Study

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from pimhcli.coding.acts import Change
    from pimhcli.coding.codebook import Codebook, Edit
    from pimhcli.coding.remarks import Said
    from pimhcli.study.history import MemoChange


class Step(msgspec.Struct, frozen=True):
    """An act worked out and not yet done: what a dry run shows and the run carries out.

    Args:
        record: what goes into the history; codes and codings are saved from it.
        writes: other files.
        keep: texts that transcripts have now, in which the codings stand from then on.
    """

    record: Record
    writes: tuple[Write, ...] = ()
    keep: tuple[str, ...] = ()


class Planned(Protocol):
    """What a command worked out: its own figures, and the step; None when there is nothing to do."""

    @property
    def step(self) -> Step | None:
        """The act."""


P = TypeVar("P", bound=Planned)


def perform(root: Path, work_out: Callable[[Study], P], earlier: Study | None = None) -> P:
    """Works an act out on the study as it is now and does it, all under the lock.

    Args:
        root: the study's folder.
        work_out: gives the plan; whatever it raises leaves the study as it was. It is called again when
            the codebook was changed by hand, which is noted first.
        earlier: the study as it was read before, to save reading again what is the same.

    Returns:
        The plan that was carried out.

    Raises:
        BusyError: another pimh holds the lock, or the disk refuses.
        StudyError: a history that the act goes by is no text.
    """
    with lock.locked(root):
        _settle(root)
        study = Study(root, earlier)
        plan = work_out(study)
        if plan.step and plan.step.record.edits and _noted(study, plan.step.record.by):
            study = Study(root, study)
            plan = work_out(study)
        if plan.step and study.unread:
            raise study.unread[0]
        if plan.step:
            _save(study, plan.step)
    return plan


def _noted(study: Study, coder: str) -> bool:
    """Takes note of entries that were changed by hand: an act on one of them would hide what they were."""
    edits = codebook_noting.of_entries(codebook_noting.noticed(study))
    if edits:
        _save(study, Step(*codebook_noting.noting(study, coder, edits)))
    return bool(edits)


def commit(root: Path, plan: Planned) -> None:
    """Does what was worked out before, and what the user has agreed to since.

    Raises:
        BusyError: a file changed since the plan was made, or as for perform.
    """
    perform(root, lambda _: plan)


def rework(root: Path, work_out: Callable[[Study], P]) -> P:
    """Works an act out that rewrites files all over the study, its history among them, and does it whole.

    Args:
        root: the study's folder.
        work_out: gives the plan; whatever it raises leaves the study as it was.

    Returns:
        The plan that was carried out.

    Raises:
        BusyError: another pimh holds the lock, a file changed meanwhile, or the disk refuses.
    """
    with lock.locked(root):
        # what cannot be read is told by the act itself, unless it is the one that mends it
        with suppress(StudyError):
            _settle(root)
        plan = work_out(Study(root))
        if plan.step:
            aside.put(root, [Part(w.path, w.data, w.seen) for w in _with_record(root, plan.step)])
            aside.finish(root)
    return plan


def _with_record(root: Path, step: Step) -> list[Write]:
    """The writes of a step, its record at the end of the history that it belongs to."""
    name = history.journal(root, step.record.by, lock.machine_id(root)).relative_to(root).as_posix()
    line = history.encode(step.record) + b"\n"
    held = _held(root / name)
    digest = None if held is None else files.digest(held)
    before = {write.path: write for write in step.writes}
    journaled = before.get(name, Write(name, held or b"", digest))
    ended = (journaled.data or b"").removesuffix(b"\n")
    data = ended + b"\n" + line if ended else line
    return [*(before | {name: msgspec.structs.replace(journaled, data=data)}).values()]


def _save(study: Study, step: Step) -> None:
    root, record = study.root, step.record
    # whatever cannot be saved is refused here, before the history tells of it
    line, coded = history.encode(record), _coded(study, record)
    for write in (*step.writes, *coded):
        files.check_unchanged(files.within(root, root / write.path), write.seen)
    _keep_texts(study, step)
    # The files of a load hold more than its record does, so they go first; codes and codings can be
    # made again from the record, so the record goes first.
    _write(root, step.writes)
    path = history.journal(root, record.by, lock.machine_id(root))
    length = path.stat().st_size if path.exists() else 0
    # the last one of the files is never there to be taken back
    before = [_Before(root / write.path, write.data, _held(root / write.path)) for write in coded[:-1]]
    journal.append(path, line)
    try:
        _write(root, coded)
    except BusyError:
        _take_back(path, length, before)
        raise
    _mark_settled(root, path)


class _Before(NamedTuple):
    """A file that an act is about to replace: what it is to hold, and what it holds; None when it is new."""

    path: Path
    new: bytes | None
    old: bytes | None


def _held(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


def _take_back(path: Path, length: int, before: Iterable[_Before]) -> None:
    """Leaves no trace of an act that the disk refused; if it refuses this too, the next act finishes it.

    Args:
        path: the history that tells of the act.
        length: what the history was before, in bytes.
        before: the files that the act may have replaced.
    """
    with suppress(BusyError, OSError):
        for file in before:
            if _held(file.path) != file.new:
                continue
            if file.old is None:
                file.path.unlink()
            else:
                files.replace(file.path, file.old)
        if length:
            os.truncate(path, length)
        else:
            path.unlink()


def _coded(study: Study, record: Record) -> tuple[Write, ...]:
    """The codebook, the codings, the memos and the remarks that a record changes, as they become."""
    codebook = (_codebook_write(study.root, record.edits),) if record.edits else ()
    before = (study.codings(change.transcript, change.coder) for change in record.changes)
    codings = map(_codings_write, before, record.changes)
    said = groupby(sorted(record.said, key=_who), key=_who)
    remarks = (remarked.write(remarked.of(study.folder, who), [*group]) for who, group in said)
    memos = (_memo_write(study.root, change) for change in record.memos)
    return (*codebook, *codings, *memos, *remarks)


def _who(said: Said) -> str:
    return said.after.by


def _memo_write(root: Path, change: MemoChange) -> Write:
    path = root / memo_files.FOLDER / change.file
    held = _held(path)
    now = None if held is None else decode(held, files.shown(path)).text
    # an editor may have saved the same words in other bytes, made the change itself, or taken the file away
    is_known = now in (change.before, change.after, None)
    before = held if is_known else None if change.before is None else change.before.encode()
    seen = None if before is None else files.digest(before)
    data = None if change.after is None else change.after.encode()
    return Write(f"{memo_files.FOLDER}/{change.file}", data, seen)


def _codebook_write(root: Path, edits: Sequence[Edit]) -> Write:
    path = root / "codebook.yaml"
    data = files.read_bytes(path)
    text = codebook_file.edited(files.decoded(path, data), edits)
    return Write(path.name, text.encode(), files.digest(data))


def _codings_write(before: CodingsFile, change: Change) -> Write:
    data = jsonlines.write(applied(before.stored, change))
    return Write(f"codings/{before.transcript}/{before.coder}.jsonl", data, before.seen, before.torn)


def _keep_texts(study: Study, step: Step) -> None:
    # the version that codings are made on is kept, to find their places again after an edit
    new = {write.path.removeprefix("transcripts/").removesuffix(".txt") for write in step.writes}
    coded = {change.transcript for change in step.record.changes} - new
    for text in dict.fromkeys([*(study.transcript(name).text for name in sorted(coded)), *step.keep]):
        texts.keep(study.root, text)


def _write(root: Path, writes: Iterable[Write]) -> None:
    for write in writes:
        path = files.within(root, root / write.path)
        files.sweep(path.parent)
        for line in write.torn:
            journal.append(path.with_suffix(TORN), line.encode())
        if write.data is None:
            files.remove(path)
        else:
            files.replace(path, write.data, seen=write.seen)


def _settle(root: Path) -> None:
    if aside.is_open(root):
        aside.finish(root)
    _finish_last(root)


def _finish_last(root: Path) -> None:
    """Does again the last act of this machine's histories if the process that wrote it never finished."""
    for path in sorted((root / "history").glob(f"*-{lock.machine_id(root)}.jsonl")):
        if _is_settled(root, path):
            continue
        # an act added to a file that was saved in another encoding since could never be undone
        files.read_text(path)
        line = journal.last(path)
        record = history.decode(line) if line else None
        if record:
            _finish(root, record)
        _mark_settled(root, path)


def _finish(root: Path, record: Record) -> None:
    study = Study(root)
    edits = tuple(_open_edits(study.codebook, record.edits))
    changes = tuple(change for change in record.changes if _is_missing(study, change))
    memos = tuple(one for one in record.memos if memo_files.text_of(root, one.file) == one.before)
    said = tuple(one for one in record.said if _is_unsaid(study, one))
    left = msgspec.structs.replace(record, edits=edits, changes=changes, memos=memos, said=said)
    _write(root, _coded(study, left))


def _open_edits(book: Codebook, edits: Iterable[Edit]) -> Iterator[Edit]:
    for edit in edits:
        if _is_open(book, edit):
            yield edit
            book = edited(book, [edit])


def _is_unsaid(study: Study, said: Said) -> bool:
    known = remarked.of(study.folder, said.after.by).records
    return all(one.rev < said.after.rev for one in known if one.id == said.after.id)


def _is_open(book: Codebook, edit: Edit) -> bool:
    """Whether an edit of the codebook was not made yet."""
    if edit.before is None:
        return bool(edit.after and edit.after.id not in book.by_key)
    return alike(book.by_key.get(edit.before.id), edit.before)


def _is_missing(study: Study, change: Change) -> bool:
    revisions = {c.id: c.rev for c in study.codings(change.transcript, change.coder).records}
    return any(revisions.get(coding.id, 0) < coding.rev for coding in change.after)


def _mark(root: Path, path: Path) -> Path:
    return root / ".pimh" / f"{path.stem}.settled"


def _is_settled(root: Path, path: Path) -> bool:
    with suppress(OSError):
        return _mark(root, path).read_bytes() == b"%d" % path.stat().st_size
    return False


def _mark_settled(root: Path, path: Path) -> None:
    # no fsync, and none on a full disk: a mark that is lost only makes the next act look once more
    with suppress(OSError):
        _mark(root, path).write_text(str(path.stat().st_size), "utf-8")
