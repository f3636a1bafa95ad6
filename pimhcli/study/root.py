"""Finds the study that a command is about."""

from __future__ import annotations

import os
from pathlib import Path

from pimhcli.errors import StudyError

MARK = "study.yaml"


def find(named: Path | None = None) -> Path:
    """The study's folder: the one named, the one PIMH_STUDY names, or the nearest above with a study.yaml.

    Args:
        named: the folder given with ``-C``.

    Raises:
        StudyError: there is no study there.
    """
    if given := _named(named):
        return _given(given)
    here = Path.cwd()
    if found := enclosing(here):
        return found
    raise StudyError(
        f"There is no study in {here} or above it.",
        hint="Go into your study folder (cd my-study), name it with -C, or start one: pimh init my-study",
    )


def is_named(named: Path | None) -> bool:
    """Whether ``-C`` or PIMH_STUDY says which study is meant."""
    return _named(named) is not None


def enclosing(folder: Path) -> Path | None:
    """The nearest study at or above a folder."""
    return next((place for place in (folder, *folder.parents) if (place / MARK).is_file()), None)


def _named(named: Path | None) -> Path | None:
    variable = os.environ.get("PIMH_STUDY")
    return named or (Path(variable) if variable else None)


def _given(folder: Path) -> Path:
    if (folder / MARK).is_file():
        return folder.resolve()
    what = "has no study.yaml, so it is no study" if folder.is_dir() else "is no folder"
    raise StudyError(f"{folder} {what}.", hint=f"Check the name, or start a study there: pimh init {folder}")
