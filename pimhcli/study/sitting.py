"""One coder at work on one transcript: every act is on disk before it returns."""

from __future__ import annotations

from contextlib import suppress
from functools import cached_property, partial
from typing import TYPE_CHECKING, Concatenate, NamedTuple, ParamSpec

from pimhcli.coding.excerpts import Excerpt, excerpts, locate
from pimhcli.errors import BusyError, PimhError, ProblemsError
from pimhcli.storage.lock import Claim
from pimhcli.study import edited, history, resuming, saving, syncing, undoing
from pimhcli.study.others import NOBODY, Others, made_by_others
from pimhcli.study.study import Study

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from pimhcli.coding.codebook import Codebook
    from pimhcli.findings import Finding
    from pimhcli.study.acting import Plan
    from pimhcli.study.history import Record
    from pimhcli.study.resuming import Place
    from pimhcli.transcripts.turns import Transcript

P = ParamSpec("P")
Stamp = tuple[int, int]  # of a file: its time and its size

_TAKEN_BLINDLY = "{} was edited since it was coded; the excerpts were taken along."
_STAYS = (
    "This cannot be taken back: the codebook is everybody's, and an entry that others may use stays in it."
)


class Signature(NamedTuple):
    """What tells cheaply whether files changed.

    Args:
        own: of the codebook, the transcript and the coder's own codings.
        others: of the codings of the other coders.
    """

    own: dict[str, Stamp]
    others: dict[str, Stamp]


class Sitting:
    """One coder at work on one transcript.

    Args:
        root: the study's folder.
        transcript: the transcript's id.
        coder: who codes.
        blind: whether nothing that others coded is to be seen or counted, all sitting long.

    Attributes:
        taken_along: how the excerpts came through edits of the transcript since they were coded; empty
            when there were none.
        shows_others: whether the excerpts of the other coders are shown; never in a blind sitting.

    Raises:
        PimhError: the study cannot be read, or has no such transcript.
    """

    def __init__(self, root: Path, transcript: str, coder: str, *, blind: bool = False) -> None:
        self.coder = coder
        self.blind = blind
        self.shows_others = not blind
        self.taken_along = _taken_along(root, transcript, coder, blind=blind)
        self.study = Study(root)
        self.transcript: Transcript = self.study.transcript(transcript)
        self.version = self.study.version(transcript)
        self.began = history.now()
        self.agreed_to_go_back = False  # whether undo may reach into earlier sittings
        self._signature = self._signed()
        self._others_changed = False  # since their excerpts were read
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
    def others(self) -> tuple[Excerpt, ...]:
        """The excerpts of the other coders, by position; none while they are not shown."""
        return self._others.excerpts if self.shows_others else ()

    @property
    def beside(self) -> tuple[str, ...]:
        """Who else has excerpts here, shown or not; nobody that a blind sitting would tell of."""
        return self._others.coders

    @property
    def unread(self) -> tuple[Finding, ...]:
        """Warnings of what cannot be read in the other coders' files."""
        return self._others.unread

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """What was found in all files that the sitting has read, each thing once."""
        return tuple(dict.fromkeys((*self.study.findings, *self.unread)))

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
        return self._back(undoing.undo)

    def redo(self) -> Plan:
        """Does the act again that was undone last."""
        return self._back(undoing.redo)

    def _back(self, act: Callable[[Study, str, str], Plan]) -> Plan:
        try:
            return self.do(act, self.name)
        except undoing.InUseError:
            if self.blind:  # who uses it is not for a blind sitting to know
                raise ProblemsError(_STAYS, hint="Take away what you coded with it instead.") from None
            raise

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

    @cached_property
    def _others(self) -> Others:
        return NOBODY if self.blind else made_by_others(self.study, self.name, self.coder)

    def _reload(self) -> None:
        before, self._signature = self._signature, self._signed()
        self._others_changed |= before.others != self._signature.others
        fresh = Study(self.study.root, self.study)
        # everything is read before anything is taken over, so that a broken file changes nothing
        fresh.codebook, fresh.codings(self.name, self.coder)
        self._edited = fresh.version(self.name) != self.version
        # what is shown is the text as it was opened, and the excerpts stand in that
        if not self._edited:
            self.study = fresh
            self.__dict__.pop("excerpts", None)
            self._look_at_others()

    def _look_at_others(self) -> None:
        """Has the others' excerpts read again if their files changed: an own act leaves them as they are."""
        if self._others_changed:
            self.__dict__.pop("_others", None)
            self._others_changed = False

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

    def _signed(self) -> Signature:
        root, name = self.study.root, self.transcript.id
        own = root / "codings" / name / f"{self.coder}.jsonl"
        paths = (root / "codebook.yaml", root / "transcripts" / f"{name}.txt", own)
        # a blind sitting takes no notice of what others do
        others = () if self.blind else _codings_in(own.parent)
        return Signature(_stamps(paths), _stamps(path for path in others if path != own))


def _taken_along(root: Path, transcript: str, coder: str, *, blind: bool) -> str:
    study = Study(root)
    name = study.called(transcript).id
    # whoever can only read sees them in the right place all the same, and so does who cannot read all of them
    with suppress(PimhError):
        if edited.state(study, name).unsaved:
            plan = saving.perform(root, partial(syncing.plan, transcript=name, coder=coder), study)
            # the figures are of all coders
            return _TAKEN_BLINDLY.format(name) if blind else plan.sentence
    return ""


def _codings_in(folder: Path) -> list[Path]:
    with suppress(OSError):  # the folder goes while it is looked through
        return list(folder.glob("*.jsonl"))
    return []


def _stamps(paths: Iterable[Path]) -> dict[str, Stamp]:
    return {path.name: _stamp(path) for path in paths}


def _stamp(path: Path) -> Stamp:
    # there may be no such file, or not any more: git takes files away while it puts others there
    with suppress(OSError):
        stat = path.stat()
        return stat.st_mtime_ns, stat.st_size
    return 0, 0


def _in_words(error: PimhError) -> str:
    return f"{error.message} {error.hint}".strip()
