"""The one tree of exceptions: what failed, what to do about it, and the exit code.

PimhError
├── UsageError         2   the command was given something it cannot use
├── ProblemsError      1   the input was read, and has problems: each is a finding
├── StudyError         3   there is no study here, or one of its own files is invalid
├── BusyError          4   the study is locked, or a file changed since it was read
└── BugError          70   pimh itself is wrong; what happened is in a log
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pimhcli.findings import Finding


class PimhError(Exception):
    """An operation that failed for a reason the user can mend.

    Args:
        message: what is wrong, naming the file and the line or cell where there is one.
        hint: what to do next, a full sentence.
        findings: every problem met, when there is more to list than one sentence holds.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, *, hint: str, findings: Sequence[Finding] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.findings = tuple(findings)


class ProblemsError(PimhError):
    """The input was read whole and has problems; nothing was written."""


class UsageError(PimhError):
    """The command was given an argument or option it cannot use."""

    exit_code = 2


class StudyError(PimhError):
    """No study here, or a file of the study is invalid."""

    exit_code = 3


class BusyError(PimhError):
    """Another pimh holds the lock, or a file changed on disk since it was read."""

    exit_code = 4


class BugError(PimhError):
    """An error of pimh itself; the hint names the log."""

    exit_code = 70
