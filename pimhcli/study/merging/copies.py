"""Copies of a study's files that sync programs and editors put beside them, known by their names."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING

from pimhcli.findings import Finding
from pimhcli.study import names

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

    from pimhcli.study.folder import Folder

MERGED = ".pimh/merged"  # where copies go once what they hold is taken over

# what stands between a name and its ending: (conflicted copy …), (1), 2, - Copy, _conflict-…,
# .sync-conflict-…, -DESKTOP-4F2K9, _LOCAL_123
_BETWEEN = re.compile(
    r"( ?\([^()]*\))+| \d+| - .+|_conflict-.+|\.(sync-)?conflict.*|[-_][\w-]+", re.IGNORECASE
)
_BEHIND = re.compile(r"~|\.(orig|bak|old|mine|theirs|r\d+|sync-conflict.*)", re.IGNORECASE)
_SINGLE = ("codebook.yaml", "study.yaml", "questionnaire.yaml", "participants.csv")


def original(name: str, known: Iterable[str]) -> str:
    """The file that another one is a copy of, by their names; empty where it is a copy of none.

    Args:
        name: of the file, without its folder.
        known: names of files that are there or may be, with their endings.
    """
    found = [other for other in known if other != name and _is_copy(name, other)]
    return max(found, key=len, default="")


def _is_copy(name: str, other: str) -> bool:
    stem, ending = PurePath(other).stem, PurePath(other).suffix
    if name.startswith(other):
        return bool(_BEHIND.fullmatch(name[len(other) :]))
    between = name.removeprefix(stem).removesuffix(ending)
    return name == f"{stem}{between}{ending}" and bool(_BETWEEN.fullmatch(between))


def owner(folder: Folder, path: Path, team: Collection[str]) -> str:
    """The coder of whose codings or remarks a file is a copy; empty when it is somebody's own, or nobody's.

    Args:
        folder: the study's.
        path: of the file.
        team: ids of the people whom study.yaml names.
    """
    beside = {other.stem for other in folder.matching(_pattern(folder, path)) if names.is_name(other.stem)}
    if path.suffix == ".jsonl" and path.stem in team:
        return ""
    name = original(path.name, (f"{coder}.jsonl" for coder in {*team, *beside}))
    # OneDrive puts the computer's name behind a hyphen, and people have double names
    if name and path.suffix == ".jsonl" and names.is_name(path.stem) and _is_own(folder, path):
        return ""
    return PurePath(name).stem


def _pattern(folder: Folder, path: Path) -> str:
    return f"{path.parent.relative_to(folder.root).as_posix()}/*.jsonl"


def _is_own(folder: Folder, path: Path) -> bool:
    """Whether what stands in a file is by whom it is named after."""
    return bool(re.search(rb'"by": ?"%s"' % path.stem.encode(), folder.read(path)))


def of_coders(folder: Folder, team: Collection[str]) -> list[tuple[Path, str]]:
    """The copies of codings and of remarks, each with whose they are.

    Args:
        folder: the study's.
        team: ids of the people whom study.yaml names.
    """
    found = []
    for path in (*folder.matching("codings/*/*"), *folder.matching("reviews/*")):
        first = whose = owner(folder, path, team) if path.suffix != ".torn" else ""
        # a copy of a copy
        while whose and (again := owner(folder, path.with_name(f"{whose}.jsonl"), team)):
            whose = again
        if first:
            found.append((path, whose))
    return found


def of_files(folder: Folder) -> list[tuple[Path, str]]:
    """The copies of the study's other files, each with the name of what it is a copy of."""
    transcripts = folder.matching("transcripts/*")
    ids = [path.name for path in transcripts if path.suffix == ".txt" and names.is_name(path.stem)]
    found: list[tuple[Path, tuple[str, ...]]]
    found = [(path, _SINGLE) for path in folder.matching("*") if path.is_file()]
    # two transcripts of one group may have names that begin alike
    found += [(path, tuple(ids)) for path in transcripts if path.is_file() and path.name not in ids]
    return [(path, name) for path, known in found if (name := original(path.name, known))]


def told(folder: Folder, path: Path, name: str) -> Finding:
    """What to do about a copy that is not merged by itself.

    Args:
        folder: the study's.
        path: of the copy.
        name: the file that it is a copy of.
    """
    return Finding(
        path.relative_to(folder.root).as_posix(),
        f"looks like a copy of {name} that a sync program or an editor made; it is not read.",
        f"Compare the two, take over into {name} what is right, then move the copy out of the folder.",
        "warning",
    )
