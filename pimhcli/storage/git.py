"""What git holds of earlier versions of a file, where the study lies in a git repository."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_SECONDS = 10
# git never asks, never fetches, and never writes into the repository on our behalf
_QUIET = {"GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0"}


def work_tree(place: Path) -> Path | None:
    """The folder of the git repository that a place lies in; None when it lies in none.

    Args:
        place: a file or a folder, which need not exist.
    """
    real = place.resolve()
    return next((folder for folder in (real, *real.parents) if (folder / ".git").exists()), None)


def blob(place: Path, name: str) -> bytes | None:
    """The contents of a file in git, by the first digits of its blob's id; None where git has none.

    Args:
        place: a folder within the repository.
        name: hex digits.
    """
    if work_tree(place) is None:
        return None
    # 12 ms that only a text which is nowhere else has to pay
    import subprocess

    try:
        done = subprocess.run(
            ["git", "-C", str(place), "cat-file", "blob", name],
            capture_output=True,
            check=False,
            timeout=_SECONDS,
            stdin=subprocess.DEVNULL,
            env=os.environ | _QUIET,
        )
    except (OSError, subprocess.TimeoutExpired):  # no git on this machine
        return None
    return done.stdout if done.returncode == 0 else None
