"""Which study the command is about."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pimhcli.study.study import Study

named: Path | None = None  # what -C gave in this run


def root() -> Path:
    """The study's folder.

    Raises:
        StudyError: there is none.
    """
    from pimhcli.study import root as roots

    return roots.find(named)


def is_near() -> bool:
    """Whether a study is named or stands around the current folder, be it a good one or not."""
    from pimhcli.study import root as roots

    return roots.is_named(named) or roots.enclosing(Path.cwd()) is not None


def opened() -> Study:
    """The study, open.

    Raises:
        StudyError: there is none.
        BusyError: an act that was interrupted could not be finished.
    """
    from pimhcli.study.finishing import finish
    from pimhcli.study.study import Study

    folder = root()
    finish(folder)
    return Study(folder)
