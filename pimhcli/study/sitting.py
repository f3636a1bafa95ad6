"""One coder at work on one transcript: every act is on disk before it returns."""

from __future__ import annotations

from contextlib import suppress
from functools import cached_property, partial
from typing import TYPE_CHECKING, Concatenate, ParamSpec

from pimhcli.coding.excerpts import Excerpt, excerpts, locate
from pimhcli.errors import BusyError, PimhError
from pimhcli.storage.lock import Claim
from pimhcli.study import edited, history, resuming, saving, syncing, undoing
from pimhcli.study.study import Study

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pimhcli.coding.codebook import Codebook
    from pimhcli.study.acting import Plan
    from pimhcli.study.history import Record
    from pimhcli.study.resuming import Place
    from pimhcli.transcripts.turns import Transcript

P = ParamSpec("P")


class Sitting:
    """One coder at work on one transcript.

    Args:
        root: the study's folder.
        transcript: the transcript's id.
        coder: who codes.

    Attributes:
        taken_along: how the excerpts came through edits of the transcript since they were coded; empty
            when there were none.

    Raises:
        PimhError: the study cannot be read, or has no such transcript.
    """

    def __init__(self, root: Path, transcript: str, coder: str) -> None:
        self.coder = coder
        self.taken_along = _taken_along(root, transcript, coder)
        self.study = Study(root)
        self.transcript: Transcript = self.study.transcript(transcript)
        self.version = self.study.version(transcript)
        self.began = history.now()
        self.agreed_to_go_back = False  # whether undo may reach into earlier sittings
        self._signature = self._signed()
        self._edited = False  # whether the transcript was, since it was opened
        self._claim: Claim | None = None
        self.read_only = self._why_read_only()

    @property
    def book(self) -> Codebook:
        """The codebook."""
        return self.study.codebook

    @property
    def name(self) -> str:
        """The transcript's id."""
        return self.transcript.id

    @cached_property
    def excerpts(self) -> tuple[Excerpt, ...]:
        """The coder's excerpts whose words stand in the transcript, by position."""
        return tuple(e for e in self._all() if self._span(e))

    @property
    def lost(self) -> tuple[Excerpt, ...]:
        """The coder's excerpts whose words stand there no longer, or not for certain."""
        return tuple(e for e in self._all() if not self._span(e))

    @property
    def place(self) -> Place:
        """Where the coder stopped last time."""
        return resuming.load(self.study.root, self.name, self.coder)

    def keep(self, place: Place) -> None:
        """Keeps where the coder is; a sitting that cannot write keeps nothing.

        Raises:
            BusyError: the folder cannot be written to any more.
        """
        if self._claim and not self._claim.holder:
            resuming.keep(self.study.root, self.name, self.coder, place)

    def do(self, act: Callable[Concatenate[Study, str, P], Plan], *args: P.args, **kwargs: P.kwargs) -> Plan:
        """Carries an act out on the study as it is on disk; once it returns, the act is saved.

        Args:
            act: one of the functions of acting, codebook_acts or undoing.
            args: what it takes behind the study and the coder.
            kwargs: likewise.

        Raises:
            PimhError: the act is not possible, or the disk refuses; the study is as it was. A study that
                cannot be read once the act is saved raises nothing: it makes the sitting read only.
        """
        if self.read_only:
            raise BusyError("Nothing can be changed here.", hint=self.read_only)

        def work_out(fresh: Study) -> Plan:
            if fresh.version(self.name) != self.version:
                raise BusyError("Nothing was changed.", hint=self._changed())
            return act(fresh, self.coder, *args, **kwargs)

        plan = saving.perform(self.study.root, work_out, self.study)
        try:
            self._reload()
        except PimhError as error:
            self.read_only = _in_words(error)
        return plan

    def undo(self) -> Plan:
        """Takes back the coder's last act on this transcript."""
        return self.do(undoing.undo, self.name)

    def redo(self) -> Plan:
        """Does the act again that was undone last."""
        return self.do(undoing.redo, self.name)

    def goes_back_to(self) -> Record | None:
        """The act of an earlier sitting that undo would take back, and that was not agreed to yet."""
        done = undoing.stack(self.study, self.coder, self.name).done
        if self.agreed_to_go_back or not done or done[-1].at >= self.began:
            return None
        return done[-1]

    def refresh(self) -> bool:
        """Takes in what others changed on disk since, also that the other window was closed.

        Returns:
            Whether there was anything.
        """
        changed, before = self._signed() != self._signature, self.read_only
        if not changed and not (self._claim and self._claim.holder):
            return False
        try:
            if changed:
                self._reload()
            self.read_only = self._why_read_only()
        except PimhError as error:  # a file that somebody is about to mend is read again when it changes
            self.read_only = _in_words(error)
        return changed or self.read_only != before

    def close(self) -> None:
        """Lets others code this transcript as this coder."""
        if self._claim:
            self._claim.release()

    def _all(self) -> list[Excerpt]:
        return excerpts(self.name, self.study.codings(self.name, self.coder).records)

    def _span(self, excerpt: Excerpt) -> tuple[int, int] | None:
        return locate(excerpt.codings[0], self.transcript.text, self.version)

    def _reload(self) -> None:
        self._signature = self._signed()
        fresh = Study(self.study.root, self.study)
        # everything is read before anything is taken over, so that a broken file changes nothing
        fresh.codebook, fresh.codings(self.name, self.coder)
        self._edited = fresh.version(self.name) != self.version
        # what is shown is the text as it was opened, and the excerpts stand in that
        if not self._edited:
            self.study = fresh
            self.__dict__.pop("excerpts", None)

    def _why_read_only(self) -> str:
        return self._changed() if self._edited else self._why_not_claimed()

    def _why_not_claimed(self) -> str:
        try:
            if self._claim is None or self._claim.holder:
                self._claim = Claim(self.study.root, f"{self.name}.{self.coder}")
        except BusyError as error:
            return error.message
        if self._claim.holder:
            return f"{self.coder} codes {self.name} in another window ({self._claim.holder})."
        return ""

    def _changed(self) -> str:
        return (
            f"transcripts/{self.name}.txt changed on disk. "
            "Leave and come back: your excerpts are then taken along."
        )

    def _signed(self) -> tuple[tuple[int, int], ...]:
        """What tells cheaply whether a file changed: time and size of each."""
        root, name = self.study.root, self.transcript.id
        paths = (
            root / "codebook.yaml",
            root / "transcripts" / f"{name}.txt",
            root / "codings" / name / f"{self.coder}.jsonl",
        )
        return tuple(map(_stamp, paths))


def _taken_along(root: Path, transcript: str, coder: str) -> str:
    study = Study(root)
    if not edited.state(study, study.called(transcript).id).unsaved:
        return ""
    try:
        return saving.perform(root, partial(syncing.plan, transcript=transcript, coder=coder), study).sentence
    except BusyError:  # whoever can only read sees them in the right place all the same
        return ""


def _stamp(path: Path) -> tuple[int, int]:
    # there may be no such file, or not any more: git takes files away while it puts others there
    with suppress(OSError):
        stat = path.stat()
        return stat.st_mtime_ns, stat.st_size
    return 0, 0


def _in_words(error: PimhError) -> str:
    return f"{error.message} {error.hint}".strip()
