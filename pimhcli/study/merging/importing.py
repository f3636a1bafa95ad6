"""Takes in what a coder did in another copy of the study, by id, so that nothing newer is overwritten."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, TypeVar

import msgspec

from pimhcli.coding import hand_edits, remarks
from pimhcli.coding.comparing import differences, edited
from pimhcli.coding.excerpts import Coding
from pimhcli.coding.reconciling import reconciled
from pimhcli.coding.remarks import Remark
from pimhcli.decoding import decode
from pimhcli.errors import ProblemsError
from pimhcli.findings import Finding
from pimhcli.storage import files, jsonlines, texts, yamlfile
from pimhcli.study import codebook_file, history, names, remarked, settings
from pimhcli.study.codebook_acts import as_they_stand
from pimhcli.study.folder import Write
from pimhcli.study.history import MemoChange
from pimhcli.study.merging import coming_back, merged_in
from pimhcli.study.merging.codebook_sides import book_of, kept
from pimhcli.study.merging.histories import Histories
from pimhcli.study.replaying import Replay
from pimhcli.study.saving import Step
from pimhcli.study.standing import carried
from pimhcli.study.study import Study
from pimhcli.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pimhcli.coding.acts import Change
    from pimhcli.coding.codebook import Code, Edit
    from pimhcli.coding.reconciling import Side
    from pimhcli.study.merging.merged_in import Taken
    from pimhcli.study.merging.parcels import Parcel

T = TypeVar("T")

_LEFT = ("study.yaml", "questionnaire.yaml")  # what is compared and never taken over
_LONGEST = 255  # bytes of a name on the usual disks


class Arrived(msgspec.Struct, frozen=True):
    """What came of one coder's codings of a transcript.

    Args:
        transcript: its id.
        coder: whose they are.
        new: codings that were not here.
        changed: those that say something else there, later than here.
        removed: those that were removed there.
        same: those that say the same, or were changed later here.
        gone: those that were removed or undone here, and stay so.
    """

    transcript: str
    coder: str
    new: int
    changed: int
    removed: int
    same: int
    gone: int


class Plan(msgspec.Struct, frozen=True):
    """What an import would do.

    Args:
        sentence: the same in words.
        step: the act; None when all of it is here already.
        codings: what came, by coder and transcript.
        codes: what becomes of entries of the codebook, in words.
        memos: files of memos that come or change.
        remarks: how many remarks of reviews come.
        told: what there is to know besides.
    """

    sentence: str
    step: Step | None
    codings: tuple[Arrived, ...] = ()
    codes: tuple[str, ...] = ()
    memos: tuple[str, ...] = ()
    remarks: int = 0
    told: tuple[Finding, ...] = ()


def plan(study: Study, coder: str, parcel: Parcel, side: Side = "ours", *, anyway: bool = False) -> Plan:
    """Works out what there is to take in.

    Args:
        study: the open study.
        coder: who imports it.
        parcel: what came.
        side: which side counts where both changed the same part of the codebook.
        anyway: whether it may be that of another study.

    Raises:
        ProblemsError: it is a copy of another study, or cannot be read.
    """
    return _Import(study, coder, parcel, side, anyway=anyway).planned()


class _Import:
    """One import, part by part."""

    def __init__(self, study: Study, coder: str, parcel: Parcel, side: Side, *, anyway: bool) -> None:
        self._study, self._coder, self._parcel, self._side = study, coder, parcel, side
        self._told = [
            Finding(name, "has no place in a study; it was left out.", "", "warning")
            for name in parcel.nobodys
        ]
        if not anyway:
            self._refuse_another_study()
        self._histories = Histories(study, parcel)
        self._taken: list[Taken] = []
        self._arrived: list[Arrived] = []
        self._kept: frozenset[str] = frozenset()  # keys of entries that stay though one side took them out
        self._back = ""  # what came back with them, in words

    def planned(self) -> Plan:
        self._codings()
        said = tuple(
            one for path, data in self._parcel.of("reviews/*.jsonl") for one in self._remarks(path, data)
        )
        memos = tuple(self._memos())
        edits = tuple(self._codebook())
        self._tell_of_the_rest()
        changes = self._changes(edits)
        writes = self._histories.writes()
        sentence = self._sentence(len(said), len(memos), len(edits))
        step = None
        if changes or said or memos or edits or writes:
            noted = tuple(hand_edits.found(Replay(self._histories.both).codes, self._study.codebook))
            record = history.record(
                self._coder, "import", sentence, changes=changes, said=said, memos=memos, edits=edits,
                noted=noted if edits or writes else (),
            )  # fmt: skip
            step = Step(record, writes, tuple(self._texts()))
        return Plan(
            sentence,
            step,
            tuple(self._arrived),
            tuple(hand_edits.told(edit, edited(self._study.codebook, edits)) for edit in edits),
            tuple(change.file for change in memos),
            len(said),
            tuple(self._told),
        )

    def _refuse_another_study(self) -> None:
        data = self._parcel.files.get("study.yaml")
        if data is None:
            return
        text = files.line_feeds(data.decode("utf-8-sig", "replace"))
        theirs, _ = settings.read(yamlfile.parse(text, f"{self._parcel.name}/study.yaml"))
        if theirs.id != self._study.settings.id:
            raise ProblemsError(
                f"{self._parcel.name} is a copy of another study, '{theirs.title}': its id is "
                f"{theirs.id or 'none'}, that of this one is {self._study.settings.id or 'none'}.",
                hint="Check which folder you named. If they are one study all the same: --anyway",
            )

    def _codings(self) -> None:
        for path, data in self._parcel.of("codings/*/*.jsonl"):
            _, transcript, file = PurePosixPath(path).parts
            coder = file.removesuffix(".jsonl")
            if transcript not in self._study.transcript_ids:
                self._tell(path, f"there is no transcript {transcript} here; these codings were left out.",
                           "Add the transcript first: pimh transcript add FILE")  # fmt: skip
            elif not names.is_name(coder):
                self._tell(
                    path, "its name is that of no coder; it was left out.", "Name it, and say --of ben."
                )
            else:
                self._of_coder(path, data, transcript, coder)

    def _of_coder(self, path: str, data: bytes, transcript: str, coder: str) -> None:
        lines = self._lines(path, data, Coding)
        mine = self._study.codings(transcript, coder).stored
        copied = self._elsewhere(transcript, coder)
        rows = [coding for coding in lines if copied.get(coding.id) != (coding.rev, coding.at)]
        if left := len(lines) - len(rows):
            what = (
                f"{count(left, 'coding')} of another coder stand in it as they are here; they were left out."
            )
            self._tell(path, what, "A file that began as a copy of another holds that coder’s codings too.")
        behind = [carried(coding, self._study.reworded) for coding in rows]
        taken = merged_in.codings(transcript, coder, mine, behind)
        self._taken.append(taken)
        live = sum(not coding.deleted for coding in rows)
        same = max(live - taken.new - taken.changed - taken.gone, 0)
        self._arrived.append(
            Arrived(transcript, coder, taken.new, taken.changed, taken.removed, same, taken.gone)
        )
        if taken.both:
            what = f"{count(len(taken.both), 'coding')} were changed here and there; the later change counts."
            self._tell(path, what, f"They are: {', '.join(taken.both[:8])}.")
        team = [member.id for member in self._study.settings.team]
        if taken.change.after and team and coder not in team:
            self._tell("study.yaml", f"{coder} is not in the team.", "Add a line under team.")

    def _elsewhere(self, transcript: str, coder: str) -> dict[str, tuple[int, str]]:
        """The codings of all others in a transcript, by id."""
        others = (other for other in self._study.coders(transcript) if other != coder)
        files_ = (self._study.codings(transcript, other).stored for other in others)
        return {coding.id: (coding.rev, coding.at) for stored in files_ for coding in stored}

    def _remarks(self, path: str, data: bytes) -> tuple[remarks.Said, ...]:
        coder = PurePosixPath(path).stem
        if not names.is_name(coder):
            self._tell(path, "its name is that of no coder; it was left out.", "")
            return ()
        rows = [msgspec.structs.replace(row, by=coder) for row in self._lines(path, data, Remark)]
        return merged_in.remarks(remarked.of(self._study.folder, coder).records, rows)

    def _memos(self) -> Iterator[MemoChange]:
        """Memos that are not here, and those that were changed there since."""
        for path, data in self._parcel.of("memos/*.md"):
            name = PurePosixPath(path).name
            if why := _no_memo(name, data):
                self._tell(path, f"{why}; it was left out.", "")
                continue
            theirs, here = self._text(path, data), self._study.root / path
            ours = files.read_text(here) if self._study.folder.exists(here) else None
            if theirs == ours or self._histories.has_memo(name, theirs):
                continue
            if ours is None or self._histories.has_changed_memo(name, ours):
                yield MemoChange(name, ours, theirs)
            else:
                self._tell(
                    path,
                    "is another one there; yours stays.",
                    "Compare the two, and write into yours what is missing.",
                )

    def _codebook(self) -> tuple[Edit, ...]:
        data = self._parcel.files.get("codebook.yaml")
        if data is None:
            return ()
        ours, theirs = self._study.codebook, book_of(self._text("codebook.yaml", data), "that came in")
        base = self._histories.base(ours, theirs)
        used = {c.code for taken in self._taken for c in taken.change.after if not c.deleted}
        found = reconciled(base, ours, theirs, {}, used)
        answers = {clash.id: self._side for clash in found.clashes}
        found = reconciled(base, ours, theirs, answers, used)
        for clash in found.clashes:
            entry = clash.ours or clash.theirs
            what = f"the {clash.what} of '{entry.name if entry else clash.key}' was changed here and there"
            self._tell(
                "codebook.yaml",
                f"{what}; {'yours stays' if self._side == 'ours' else 'theirs counts'}.",
                _both(clash.what, clash.ours, clash.theirs),
            )
        self._kept = kept(base, ours, theirs, found.book)
        return tuple(as_they_stand(self._study, differences(ours, found.book)))

    def _changes(self, edits: Sequence[Edit]) -> tuple[Change, ...]:
        """What is done to codings: what came, and what comes back with entries that stay."""
        came = [taken.change for taken in self._taken if taken.change.after]
        if not self._kept:
            return tuple(came)
        path = self._study.root / "codebook.yaml"
        text = codebook_file.edited(files.decoded(path, self._study.folder.read(path)), edits)
        writes = (Write(path.name, text.encode(), None), *coming_back.writes(self._study, came))
        study = Study(self._study.root, planned=writes)
        back = coming_back.changes(study, self._coder, self._kept, self._histories.both)
        self._back = coming_back.sentence(study.codebook, back)
        return tuple(coming_back.by_file([*came, *back]))

    def _texts(self) -> Iterator[str]:
        """The versions of transcripts that codings were made on and that nobody has here."""
        wanted = {c.text for taken in self._taken for c in taken.change.after if c.text}
        unknown = {
            name for name in wanted if name not in self._study.reworded and not self._study.older(name)
        }
        for path, data in self._parcel.of("transcripts/*.txt", ".pimh/texts/*.txt"):
            text = self._text(path, data)
            if texts.version(text) in unknown:
                yield text

    def _tell_of_the_rest(self) -> None:
        for path, data in self._parcel.of("transcripts/*.txt", *_LEFT):
            here = self._study.root / path
            is_here = self._study.folder.exists(here)
            if is_here and files.line_feeds(
                self._study.folder.read(here).decode(errors="replace")
            ) == self._text(path, data):
                continue
            what = (
                "is another version there; yours stays." if is_here else "is not here, and was not taken in."
            )
            hint = (
                "Excerpts made on it are found by their words: pimh transcript sync"
                if is_here
                else "pimh transcript add"
            )
            self._told.append(Finding(path, what, "" if path in _LEFT else hint, "note"))

    def _text(self, path: str, data: bytes) -> str:
        return files.decoded(Path(self._parcel.name) / path, data)

    def _lines(self, path: str, data: bytes, kind: type[T]) -> list[T]:
        lines = jsonlines.read(self._text(path, data), path, kind)
        if lines.bad:
            self._tell(
                path, f"{count(len(lines.bad), 'line')} of it cannot be read; the others were taken in.", ""
            )
        return lines.records

    def _tell(self, where: str, what: str, hint: str) -> None:
        self._told.append(Finding(where, what, hint, "warning"))

    def _sentence(self, said: int, memos: int, edits: int) -> str:
        others = (
            count(edits, "change of the codebook", "changes of the codebook") if edits else "",
            count(memos, "memo") if memos else "",
            count(said, "remark") if said else "",
        )
        parts = [*_by_coder(self._arrived), *filter(None, others)]
        if gone := sum(one.gone for one in self._arrived) if not parts else 0:
            what = f"{count(gone, 'coding')} of it removed or undone here, and left so"
            return f"Nothing of {self._parcel.name} is new; {what}. After an undo: pimh redo"
        if not parts:
            return f"All that {self._parcel.name} holds is here already."
        return f"Took in {'; '.join(parts)} from {self._parcel.name}.{self._back and ' ' + self._back}"


def _no_memo(name: str, data: bytes) -> str:
    """Why a file could not be read as a memo here; empty where it could."""
    if not name.isprintable() or "\\" in name or len(name.encode()) > _LONGEST:
        return "its name is none that a file has everywhere"
    try:
        decode(data, name)
    except ProblemsError as error:
        return error.message.removesuffix(".")
    return ""


def _by_coder(arrived: Iterable[Arrived]) -> Iterator[str]:
    """What came of each coder, in words; nothing for those of whom nothing came."""
    for coder, group in groupby(sorted(arrived, key=lambda one: one.coder), key=lambda one: one.coder):
        those = list(group)
        new, changed, removed = (sum(getattr(o, k) for o in those) for k in ("new", "changed", "removed"))
        if new or changed or removed:
            yield f"of {coder}: {count(new, 'coding')} new, {changed:,} changed, {removed:,} removed"


def _both(what: str, ours: Code | None, theirs: Code | None) -> str:
    said = [getattr(code, what, code.name) if code else "(taken out)" for code in (ours, theirs)]
    return f"Here: {said[0]!r}. There: {said[1]!r}."
