"""The memos of a study, each with what it hangs on, and the notes on excerpts beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from pimhcli.coding.memos import Kind, Memo, On
from pimhcli.study import memo_files
from pimhcli.study.material import all_excerpts, meant
from pimhcli.study.memo_meant import Asked, on
from pimhcli.study.memo_targets import Target, Targets, of_excerpt

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pimhcli.findings import Finding
    from pimhcli.study.memo_files import MemoFile
    from pimhcli.study.study import Study


class Choice(msgspec.Struct, frozen=True):
    """Which memos are wanted.

    Args:
        asked: those on this, and on parts of it: turns and excerpts of a transcript, what is under a theme.
        kind: those on something of this kind; None for any.
        by: this coder's.
        words: those that hold all of these.
    """

    asked: Asked = Asked()
    kind: Kind | None = None
    by: str = ""
    words: str = ""


class Listed(NamedTuple):
    """A memo, or the note that a coder wrote on an excerpt while coding.

    Args:
        memo: the memo; a note has the id of its excerpt.
        target: what it hangs on.
        file: that it is; None for a note.
    """

    memo: Memo
    target: Target
    file: MemoFile | None = None

    @property
    def is_note(self) -> bool:
        """Whether it is a note on an excerpt, which stands with the coding."""
        return self.file is None


def listed(study: Study, choice: Choice) -> list[Listed]:
    """The memos and notes of a study, newest last; what is wrong with files is added to its findings.

    Args:
        study: the open study.
        choice: which of them.

    Raises:
        UsageError: it names what the study does not have.
        ProblemsError: likewise.
    """
    is_on = _Within(study, on(study, choice.asked))
    found, warnings = everything(study)
    study.findings += warnings
    coders = {*(one.memo.by for one in found if one.memo.by), *(one.id for one in study.settings.team)}
    by = meant("coder", choice.by, coders)
    kept = (one for one in found if _fits(one.memo, choice, by) and is_on(one.target))
    return sorted(kept, key=lambda one: one.memo.at)


def everything(study: Study) -> tuple[list[Listed], list[Finding]]:
    """All memos of a study, oldest first, then all notes.

    Args:
        study: the open study.

    Returns:
        The memos and notes, and warnings of what is wrong with files.
    """
    found, unread = memo_files.every(study)
    targets = Targets(study)
    own = [finding for one in found for finding in one.findings]
    return [*(_listed(targets, one) for one in found), *notes(study)], [*unread, *own]


def with_target(study: Study, file: MemoFile) -> Listed:
    """A memo with what it hangs on.

    Args:
        study: the open study.
        file: of the memo.
    """
    return _listed(Targets(study), file)


def _listed(targets: Targets, file: MemoFile) -> Listed:
    return Listed(file.memo, targets.of(file.memo), file)


def notes(study: Study) -> list[Listed]:
    """The notes that coders wrote on excerpts.

    Args:
        study: the open study.
    """
    return [
        Listed(
            Memo(e.id, On("excerpt", e.id), e.coder, e.codings[0].since, text=e.memo), of_excerpt(study, e)
        )
        for e in all_excerpts(study)
        if e.memo
    ]


class _Within:
    """Whether a target is what is wanted, or a part of it.

    Args:
        study: the open study.
        wanted: the study for everything.
    """

    def __init__(self, study: Study, wanted: On) -> None:
        self._study = study
        self._wanted = Targets(study).of(Memo(on=wanted))

    def __call__(self, target: Target) -> bool:
        wanted = self._wanted
        if wanted.kind == "study":
            return True
        if wanted.kind == "transcript":
            return target.transcript == wanted.name
        if wanted.kind == "turn":
            return (target.transcript, target.turn) == (wanted.transcript, wanted.turn)
        if wanted.kind == "code" and target.kind == "code":
            return wanted.name in self._line(target.name)
        return (target.kind, target.name) == (wanted.kind, wanted.name)

    def _line(self, key: str) -> Iterable[str]:
        book = self._study.codebook
        return (code.id for code in book.line(key)) if key in book.by_key else ()


def _fits(memo: Memo, choice: Choice, by: str) -> bool:
    if choice.kind not in {None, memo.on.kind} or by not in {"", memo.by}:
        return False
    return memo.holds(choice.words)
