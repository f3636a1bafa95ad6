"""Which study the command is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from pimhcli.study.study import Study

named: Path | None = None  # what -C gave; the root command sets it before any other runs


def root() -> Path:
    """The study's folder.

    Raises:
        StudyError: there is none.
    """
    from pimhcli.study import root as roots

    return roots.find(named)


def opened() -> Study:
    """The study, open."""
    from pimhcli.study.study import Study

    return Study(root())
