"""What git holds of a study that lies in a repository: earlier versions of files, and unfinished merges."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Literal

_SECONDS = 10
# git never asks, never fetches, and never writes into the repository on our behalf
_QUIET = {"GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0"}
# nor does it start what the settings of a repository that came from elsewhere name
_TRUSTING = ("-c", "core.fsmonitor=false")
_UNMERGED = re.compile(r"\d+ [0-9a-f]+ (?P<stage>\d)\t(?P<path>[^\0]+)\0")
_HEADS = ("MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD")  # files that are there as long as it waits
BASE, OURS, THEIRS = 1, 2, 3  # the three versions that git keeps of a file in an unfinished merge


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
    return _told(place, "cat-file", "blob", name)


def unmerged(place: Path) -> dict[str, frozenset[int]]:
    """The files below a folder that a merge left to be decided, each with the versions that git keeps of it.

    Args:
        place: a folder, in a repository or in none; paths are relative to it.
    """
    found: dict[str, frozenset[int]] = {}
    said = _told(place, "ls-files", "--unmerged", "-z", "--", ".") or b""
    for line in _UNMERGED.finditer(said.decode(errors="surrogateescape")):
        found[line["path"]] = found.get(line["path"], frozenset()) | {int(line["stage"])}
    return found


def stage(place: Path, path: str, number: int) -> bytes | None:
    """One of the versions that git keeps of a file in an unfinished merge; None where it has none.

    Args:
        place: a folder within the repository.
        path: of the file, relative to it.
        number: BASE, OURS or THEIRS.
    """
    return _told(place, "cat-file", "blob", f":{number}:./{path}")


def waiting(place: Path) -> Literal["merge", "rebase", ""]:
    """What git waits to go on with; nothing after ``git stash pop``, which only left files in two versions.

    Args:
        place: a folder, in a repository or in none.
    """
    said = _told(place, "rev-parse", "--absolute-git-dir")
    room = Path(os.fsdecode(said).removesuffix("\n")) if said else None
    if room and any((room / name).exists() for name in ("rebase-merge", "rebase-apply")):
        return "rebase"
    return "merge" if room and any((room / name).exists() for name in _HEADS) else ""


def _told(place: Path, *words: str) -> bytes | None:
    """What git answers; None where it has no answer, or there is no git."""
    if work_tree(place) is None:
        return None
    # 12 ms that only those pay who need an answer that is nowhere else
    import subprocess

    try:
        done = subprocess.run(
            ["git", *_TRUSTING, "-C", str(place), *words],
            capture_output=True,
            check=False,
            timeout=_SECONDS,
            stdin=subprocess.DEVNULL,
            env=os.environ | _QUIET,
        )
    except (OSError, subprocess.TimeoutExpired):  # no git on this machine
        return None
    return done.stdout if done.returncode == 0 else None
