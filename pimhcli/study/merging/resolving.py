"""What merges and sync programs left in two versions is made one again: files in conflict, and copies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from pimhcli.coding import hand_edits
from pimhcli.coding.excerpts import Coding, latest
from pimhcli.coding.reconciling import Side
from pimhcli.errors import BusyError, PimhError, ProblemsError, UsageError
from pimhcli.findings import Finding
from pimhcli.folding import did_you_mean
from pimhcli.storage import files, git, jsonlines
from pimhcli.study import coders, history, saving
from pimhcli.study.folder import Write
from pimhcli.study.merging import codebook_sides, coming_back, conflicts, copies, copying
from pimhcli.study.merging.codebook_sides import Sides, made_one
from pimhcli.study.merging.conflicts import CODEBOOK, Conflict, Question, Settled
from pimhcli.study.replaying import Replay
from pimhcli.study.saving import Step
from pimhcli.study.study import PARTICIPANTS, Study
from pimhcli.wording import count

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
    from pathlib import Path

    from pimhcli.coding.acts import Change
    from pimhcli.coding.codebook import Edit

    Work = Callable[[Mapping[str, Side]], Settled]

_HOW = "To make one of them: pimh resolve"


class Dealt(msgspec.Struct, frozen=True):
    """A file that was dealt with, and how, in words."""

    path: str
    what: str


class Plan(msgspec.Struct, frozen=True):
    """What resolving would do.

    Args:
        sentence: the same in words.
        step: the act; None when there is nothing to do, or when something is still to be decided.
        dealt: the files.
        questions: what there is to decide, all of it.
        open: those that no answer was given to.
        told: what there is to know besides.
        finish: the commands that finish it in git; none outside of git, or while other files are in conflict.
        is_rebase: whether git puts one's own work upon that of others: what came in is one's own then.
    """

    sentence: str
    step: Step | None = None
    dealt: tuple[Dealt, ...] = ()
    questions: tuple[Question, ...] = ()
    open: tuple[Question, ...] = ()
    told: tuple[Finding, ...] = ()
    finish: tuple[str, ...] = ()
    is_rebase: bool = False


class Answers(msgspec.Struct, frozen=True):
    """What was decided.

    Args:
        given: by the ids of questions.
        rest: what counts for all others; None for nothing.
    """

    given: dict[str, Side] = {}
    rest: Side | None = None

    def also(self, question: Question, side: Side) -> Answers:
        """These and one more."""
        return Answers({**self.given, question.id: side}, self.rest)

    def to(self, question: Question) -> Side | None:
        """The answer to a question; None where there is none."""
        rest = self.rest if self.rest in (None, *question.choices) else "ours"
        return self.given.get(question.id, rest)


def plan(root: Path, coder: str, answers: Answers, only: Sequence[str] = ()) -> Plan:
    """Works out what becomes of everything that was left in two versions.

    Args:
        root: the study's folder; its files need not be readable yet.
        coder: who resolves it, as ``--coder`` names.
        answers: what was decided.
        only: paths of files; none for all.

    Raises:
        UsageError: one of the files is in no conflict.
        PimhError: what would come of it cannot be read.
    """
    return _Resolving(root, coder, answers, only).plan()


def carry_out(root: Path, coder: str, answers: Answers, only: Sequence[str] = ()) -> Plan:
    """Resolves it, whole or not at all.

    Args:
        root: the study's folder.
        coder: as for plan.
        answers: to every question.
        only: as for plan.

    Raises:
        BusyError: there is more to decide than there was, another pimh is at work, or the disk refuses.
    """

    def work_out(_study: Study) -> Plan:
        found = plan(root, coder, answers, only)
        if found.open:
            raise BusyError(
                "The files changed meanwhile; there is more to decide now.", hint="Run: pimh resolve"
            )
        return found

    return saving.rework(root, work_out)


class _Resolving:
    """One resolution, file by file."""

    def __init__(self, root: Path, coder: str, answers: Answers, only: Sequence[str]) -> None:
        self._root, self._coder, self._answers = root, coder, answers
        self._is_all = not only
        found = conflicts.found(root)
        self._conflicts = _chosen(found, only)
        self._others = [one for one in found if one not in self._conflicts]
        self._questions: dict[str, Question] = {}
        self._dealt: list[Dealt] = []
        self._told: list[Finding] = []
        self._writes: dict[str, Write] = {}
        self._kept: set[str] = set()  # keys of entries that stay though one side took them out

    def plan(self) -> Plan:
        # the history says who changed what, and the codings what is coded: the codebook comes after them
        for conflict in self._conflicts:
            if conflict.path != CODEBOOK or conflict.gone:
                self._take(lambda answers, one=conflict: conflicts.settled(one, answers))  # type: ignore[misc]
        for name, sides in () if self._open else self._books():
            self._take(lambda answers, one=name, two=sides: self._book(one, two, answers))  # type: ignore[misc]
        return self._undecided() if self._open else self._decided()

    @property
    def _open(self) -> tuple[Question, ...]:
        return tuple(one for one in self._questions.values() if self._answers.to(one) is None)

    def _study(self) -> Study:
        """The study as it would be so far."""
        return Study(self._root, planned=self._writes.values())

    def _take(self, work: Work) -> None:
        """Settles a file; the answer to one question may raise another."""
        answers: dict[str, Side] = {}
        while True:
            done = work(answers)
            self._questions |= {question.id: question for question in done.questions}
            given = {one.id: side for one in done.questions if (side := self._answers.to(one))}
            if given.keys() <= answers.keys():
                break
            answers |= given
        self._writes[done.write.path] = done.write
        self._dealt.append(Dealt(done.write.path, done.what))

    def _books(self) -> list[tuple[str, Sides]]:
        """The pairs of versions that the codebook is to be made of, one after the other."""
        found = [
            (CODEBOOK, codebook_sides.of_conflict(self._root, one))
            for one in self._conflicts
            if one.path == CODEBOOK and not one.gone
        ]
        path = self._root / CODEBOOK
        if not found and self._is_all and path.exists():
            doubles = codebook_sides.of_doubles(files.read_text(path))
            found += [(CODEBOOK, doubles)] if doubles else []
        copied = copying.codebooks(self._study().folder) if self._is_all else ()
        for copy in copied:
            found.append((copy.relative_to(self._root).as_posix(), Sides("", "", files.read_text(copy))))
        return found

    def _book(self, name: str, sides: Sides, answers: Mapping[str, Side]) -> Settled:
        study, path = self._study(), self._root / CODEBOOK
        if name != CODEBOOK:  # a copy is taken into what has come of the others
            sides = sides._replace(ours=files.decoded(path, study.folder.read(path)))
        whole = made_one(name, sides, answers, used(study), records(study))
        self._kept |= whole.kept
        why = "was taken out on one side and stays: others hang under it now."
        notes = [Finding(CODEBOOK, f"'{entry}' {why}", "", "note") for entry in whole.brought_back]
        # an answer makes it anew, and says the same again
        self._told = [*dict.fromkeys((*self._told, *notes))]
        write = Write(CODEBOOK, whole.text.encode(), files.digest(files.read_bytes(path)))
        return Settled(write, count(len(whole.questions), "clash", "clashes"), whole.questions)

    def _undecided(self) -> Plan:
        left = self._open
        sentence = f"{count(len(left), 'thing')} to decide first."
        return Plan(
            sentence,
            None,
            tuple(self._dealt),
            tuple(self._questions.values()),
            left,
            tuple(self._told),
            is_rebase=git.waiting(self._root) == "rebase",
        )

    def _decided(self) -> Plan:
        study = self._study()
        _refuse_unreadable(study, self._writes)
        taken = copying.taken(study, self._writes.values()) if self._is_all else copying.Taken()
        self._dealt += [Dealt(path, what) for path, what in taken.dealt]
        self._told += taken.told
        self._told += [Finding(one.path, "a merge left two versions of it.", _HOW) for one in self._others]
        self._told += _left_to_git(self._root, [one.path for one in (*self._conflicts, *self._others)])
        writes = {**self._writes, **{write.path: write for write in taken.writes}}
        if not writes:
            return Plan("There is nothing to resolve.", told=tuple(self._told), finish=_finish(self._root))
        sentence = f"Resolved {', '.join(dict.fromkeys(one.path for one in self._dealt))}."
        edits = _noted(study) if CODEBOOK in writes else ()
        who = coders.current(study.settings, self._coder)
        back, what = self._codings_back(who, writes)
        changes = tuple(coming_back.by_file([*taken.changes, *back]))
        sentence = " ".join(filter(None, (sentence, what)))
        record = history.record(who, "resolve", sentence, changes=changes, said=taken.said, noted=edits)
        return Plan(
            sentence,
            Step(record, tuple(writes.values())),
            tuple(self._dealt),
            tuple(self._questions.values()),
            told=tuple(self._told),
            finish=() if self._others else _finish(self._root),
        )

    def _codings_back(self, who: str, writes: dict[str, Write]) -> tuple[list[Change], str]:
        """Brings back what was coded with entries that stay though one side took them out, and says so."""
        if not self._kept:
            return [], ""
        study = Study(self._root, planned=writes.values())
        kept = self._kept & {code.id for code in study.codebook.codes}
        back = coming_back.changes(study, who, kept, records(study))
        writes.update({write.path: write for write in coming_back.writes(study, back)})
        return back, coming_back.sentence(study.codebook, back)


def left(study: Study) -> list[Finding]:
    """What merges and sync programs left to be resolved.

    Args:
        study: the open study.
    """
    folder = study.folder
    team = [member.id for member in study.settings.team]
    two = [(one.path, "a merge left two versions of it.") for one in conflicts.found(study.root)]
    of_coders = [
        (path, f"looks like a copy of {coder}’s and is not read.")
        for path, coder in copies.of_coders(folder, team)
    ]
    books = [
        (path, f"looks like a copy of {CODEBOOK} and is not read.") for path in copying.codebooks(folder)
    ]
    two += [(path.relative_to(study.root).as_posix(), what) for path, what in (*of_coders, *books)]
    others = [copies.told(folder, path, name) for path, name in copies.of_files(folder) if name != CODEBOOK]
    return [*(Finding(where, what, _HOW) for where, what in two), *others]


def _finish(root: Path) -> tuple[str, ...]:
    if not git.unmerged(root):
        return ()
    # the message of the commit is there: no editor has to be known
    after = {"merge": "git commit --no-edit", "rebase": "git -c core.editor=true rebase --continue"}
    return tuple(filter(None, ("git add --all", after.get(git.waiting(root), ""))))


def _left_to_git(root: Path, known: Collection[str]) -> Iterator[Finding]:
    """The files in two versions that are not put together here."""
    for path in sorted(git.unmerged(root).keys() - {*known}):
        if not conflicts.is_undecided(root, path):
            continue
        if path.startswith("reports/"):
            yield Finding(path, "a merge left two versions of it.", "Make it again: pimh report", "warning")
        else:
            hint = f"Choose one: git checkout --ours '{path}', or with --theirs"
            yield Finding(
                path, "a merge left two versions of it, which only git can tell apart.", hint, "warning"
            )


def _chosen(found: list[Conflict], only: Sequence[str]) -> list[Conflict]:
    paths = [conflict.path for conflict in found]
    for name in only:
        if name not in paths:
            hint = did_you_mean(name, paths) or f"There are: {', '.join(paths) or 'none'}."
            raise UsageError(f"{name} is in no conflict.", hint=hint)
    return [conflict for conflict in found if not only or conflict.path in only]


def records(study: Study) -> list[history.Record]:
    """Everybody's acts, oldest first, in a study as it would be.

    Args:
        study: the open study.
    """
    paths = study.folder.matching(history.journals())
    texts = [(files.decoded(path, study.folder.read(path)), path.name) for path in paths]
    return history.together([history.read(text, name) for text, name in texts]).records


def used(study: Study) -> frozenset[str]:
    """The keys that live codings hold, whether their transcripts can be read or not.

    Args:
        study: the open study.
    """
    keys: set[str] = set()
    for path in study.folder.matching("codings/*/*.jsonl"):
        lines = jsonlines.read(files.decoded(path, study.folder.read(path)), path.name, Coding)
        keys |= {coding.code for coding in latest(lines.records) if not coding.deleted}
    return frozenset(keys)


def _noted(study: Study) -> tuple[Edit, ...]:
    """What the histories of both sides, one after the other, do not tell of the codebook."""
    return tuple(hand_edits.found(Replay(records(study)).codes, study.codebook))


def _refuse_unreadable(study: Study, writes: Mapping[str, Any]) -> None:
    """Stops before a file is written that nothing could read afterwards."""
    parts: dict[str, Callable[[], object]] = {
        CODEBOOK: lambda: study.codebook,
        "study.yaml": lambda: study.settings,
        "questionnaire.yaml": lambda: study.questionnaire,
        PARTICIPANTS: lambda: study.participants,
    }
    for name in writes:
        folder, _, last = name.partition("/")
        if name in parts:
            _refuse_unless_read(name, parts[name])
        elif folder == "transcripts" and study.folder.exists(study.root / name):
            _refuse_without_turns(study, last.removesuffix(".txt"))


def _refuse_unless_read(name: str, read: Callable[[], object]) -> None:
    try:
        read()
    except PimhError as error:
        raise ProblemsError(
            f"As it was decided, {name} could not be read: {error.message} Nothing was written.",
            hint=f"Run it again and decide otherwise; or write into {name} what is right, by hand.",
            findings=error.findings,
        ) from error


def _refuse_without_turns(study: Study, transcript: str) -> None:
    if transcript in study.transcript_ids and not study.transcript(transcript).turns:
        raise UsageError(
            f"transcripts/{transcript}.txt would be left without a turn.", hint="Choose the other side."
        )
