"""Brings back what a snapshot holds, as one act like any other: it is told, undone and merged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from pimhcli.coding import bringing_back
from pimhcli.coding.book_diff import Happened, between
from pimhcli.coding.comparing import differences
from pimhcli.coding.excerpts import excerpts
from pimhcli.study import codebook_file, history, memo_files, remarked, snapshot_files, snapshots, standing
from pimhcli.study.acting import Plan, desk
from pimhcli.study.codebook_acts import as_it_stands
from pimhcli.study.history import MemoChange
from pimhcli.study.saving import Step
from pimhcli.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pimhcli.coding.acts import Change
    from pimhcli.coding.codebook import Edit
    from pimhcli.coding.excerpts import Coding
    from pimhcli.coding.remarks import Said
    from pimhcli.study.snapshot_files import Held
    from pimhcli.study.standing import CodingsFile
    from pimhcli.study.study import Study


class Shift(msgspec.Struct, frozen=True):
    """How somebody's excerpts of a transcript differ between two states of the study.

    Args:
        transcript: the transcript's id.
        coder: whose excerpts.
        come: how many are there in the second state only.
        go: how many are there in the first only.
        change: how many have other codes, or another memo or star.
    """

    transcript: str
    coder: str
    come: int
    go: int
    change: int


class Restored(Plan, frozen=True, kw_only=True):
    """What a restore would do.

    Args:
        book: what happens to the codebook.
        shifts: what happens to excerpts; those of which nothing changes are left out.
        memos: the files of memos that come, go or change.
        remarks: how many remarks of reviews come, go or change.
        left_out: transcripts that the study has no longer, whose codings are left as they are.
    """

    book: tuple[Happened, ...] = ()
    shifts: tuple[Shift, ...] = ()
    memos: tuple[str, ...] = ()
    remarks: int = 0
    left_out: tuple[str, ...] = ()


def plan(study: Study, coder: str, name: str) -> Restored:
    """Works out what brings the codebook, everybody's codings, the memos and the reviews back.

    Transcripts, answers and study.yaml stay as they are. What was made since leaves tombstones, and the
    snapshot's codings stand where their words stand now.

    Args:
        study: the open study.
        coder: who does it.
        name: of the snapshot.

    Raises:
        UsageError: there is none of this name.
        StudyError: it is damaged.
    """
    held = snapshot_files.held(study.folder, snapshots.called(study, name))
    edits, changes = tuple(_edits(study, held)), tuple(_changes(study, coder, held))
    memos, said = tuple(_memos(study, held)), tuple(_said(study, held))
    of = f"the snapshot '{held.card.name}' of {held.card.at[:10]}"
    if not (edits or changes or memos or said):
        return Restored(f"The study is as in {of} already; nothing changes.")
    told = (
        count(len(edits), "change of the codebook", "changes of the codebook") if edits else "",
        count(sum(len(one.after) for one in changes), "coding") if changes else "",
        count(len(memos), "memo") if memos else "",
        count(len(said), "remark") if said else "",
    )
    sentence = f"Restored {of}: {', '.join(filter(None, told))}."
    record = history.record(
        coder, "snapshot restore", sentence, edits=edits, changes=changes, memos=memos, said=said
    )
    return Restored(
        sentence,
        Step(record),
        book=tuple(between(study.codebook, held.book)),
        shifts=tuple(shifts(now(study), then(study, held))),
        memos=tuple(memo.file for memo in memos),
        remarks=len(said),
        left_out=tuple(sorted({name for name, _ in held.codings}.difference(study.transcript_ids))),
    )


def now(study: Study) -> dict[tuple[str, str], tuple[Coding, ...]]:
    """Everybody's codings as they stand, by transcript and coder."""
    every = [(name, coder) for name in study.transcript_ids for coder in study.coders(name)]
    return {(name, coder): study.codings(name, coder).records for name, coder in every}


def then(study: Study, held: Held) -> dict[tuple[str, str], tuple[Coding, ...]]:
    """The codings of a snapshot where they stand in the transcripts as those are now.

    Args:
        study: the open study; codings of a transcript that it has no longer are left out.
        held: by the snapshot.
    """
    there = {key: file for key, file in held.codings.items() if key[0] in study.transcript_ids}
    return {key: _present(study, file) for key, file in there.items()}


def shifts(
    old: dict[tuple[str, str], tuple[Coding, ...]], new: dict[tuple[str, str], tuple[Coding, ...]]
) -> Iterator[Shift]:
    """How excerpts differ between two states of the study, by transcript and coder.

    Args:
        old: the codings of the one, by transcript and coder.
        new: those of the other.
    """
    for key in sorted({*old, *new}):
        before, after = (_excerpts(key, codings.get(key, ())) for codings in (old, new))
        both = before.keys() & after.keys()
        changed = sum(before[passage] != after[passage] for passage in both)
        shift = Shift(*key, len(after) - len(both), len(before) - len(both), changed)
        if shift.come or shift.go or shift.change:
            yield shift


def _excerpts(key: tuple[str, str], codings: Iterable[Coding]) -> dict[object, object]:
    """What is said of each excerpt, by its passage."""
    return {
        (one.span, one.quote): (frozenset(one.codes), one.memo, one.star, one.wording)
        for one in excerpts(key[0], codings)
    }


def _present(study: Study, file: CodingsFile) -> tuple[Coding, ...]:
    return standing.present(file, study.present(file.transcript)).records


def _edits(study: Study, held: Held) -> Iterator[Edit]:
    """The edits that make the snapshot's codebook of the one that is there, with the lines of each entry."""
    for edit in differences(study.codebook, held.book):
        if edit.after is None:
            yield as_it_stands(study, edit)
        elif edit.before is None:
            lines = codebook_file.lines_of(held.book_text, edit.after.id)
            yield msgspec.structs.replace(edit, lines=lines)
        else:
            yield edit


def _changes(study: Study, coder: str, held: Held) -> Iterator[Change]:
    wanted = then(study, held)
    for name, whose in sorted({*now(study), *wanted}):
        there = desk(study, whose, name, coder)
        change = bringing_back.codings(there, wanted.get((name, whose), ()))
        if change.after:
            yield change


def _memos(study: Study, held: Held) -> Iterator[MemoChange]:
    here = {name: memo_files.text_of(study.root, name) for name in _names(study)}
    for name in sorted({*here, *held.memos}):
        if here.get(name) != held.memos.get(name):
            yield MemoChange(name, here.get(name), held.memos.get(name))


def _names(study: Study) -> Sequence[str]:
    room = study.root / "memos"
    return [path.relative_to(room).as_posix() for path in study.folder.matching(snapshots.MEMOS)]


def _said(study: Study, held: Held) -> Iterator[Said]:
    here = {file.coder: file.records for file in remarked.everybodys(study.folder)[0]}
    for who in sorted({*here, *held.remarks}):
        said = bringing_back.remarks(here.get(who, ()), held.remarks.get(who, ()), history.now())
        yield from said
