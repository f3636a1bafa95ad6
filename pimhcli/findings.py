"""What a reader or a check has to say about data: a value, never an exception."""

from __future__ import annotations

from typing import Literal

import msgspec

Severity = Literal["error", "warning", "note"]


class Finding(msgspec.Struct, frozen=True):
    """One thing found in the data.

    Args:
        where: the place as a user would look for it: ``study.yaml:9:3``, ``answers.xlsx, cell B7``.
        message: what was found and what was expected.
        hint: what to do; empty when the message says it.
        severity: an error stops the command, a warning is shown, a note explains.
    """

    where: str
    message: str
    hint: str = ""
    severity: Severity = "error"

    def __str__(self) -> str:
        return f"{self.where}: {self.message}" + (f" {self.hint}" if self.hint else "")


def errors(findings: list[Finding]) -> list[Finding]:
    """The findings that stop a command."""
    return [finding for finding in findings if finding.severity == "error"]
