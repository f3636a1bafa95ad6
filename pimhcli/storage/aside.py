"""Many files replaced as if they were one: all new contents are put aside first, then each goes to its place.

Whoever is killed in between leaves what was put aside, and the next one finishes it: the files are never
left half of the old kind and half of the new.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from pimhcli.errors import BusyError
from pimhcli.storage import files

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


class Part(msgspec.Struct, frozen=True):
    """One file of them.

    Args:
        path: relative to the root.
        data: its new contents; None when it goes.
        seen: digest of the contents that these take the place of; None when there was no file.
    """

    path: str
    data: bytes | None
    seen: str | None


def put(root: Path, parts: Iterable[Part]) -> None:
    """Puts new contents aside; from then on they will be finished, by this process or by the next.

    Args:
        root: the folder that they belong to, in which ``.pimh`` is.
        parts: the files.

    Raises:
        BusyError: one of them changed since it was seen, or the disk refuses; nothing was changed.
    """
    all_parts = list(parts)
    for part in all_parts:
        files.check_unchanged(files.within(root, root / part.path), part.seen)
    files.replace(_place(root), msgspec.json.encode(all_parts))


def is_open(root: Path) -> bool:
    """Whether something was put aside and is not finished."""
    return _place(root).exists()


def finish(root: Path) -> None:
    """Brings what was put aside to its place. The caller holds the lock.

    Args:
        root: the folder.

    Raises:
        BusyError: a file was changed by somebody else in between and was left alone, or the disk refuses.
    """
    try:
        parts = msgspec.json.decode(_place(root).read_bytes(), type=list[Part])
    except (OSError, msgspec.DecodeError):  # there is nothing, or what no pimh wrote
        parts = []
    strange = [part.path for part in parts if not _done(root, part)]
    files.remove(_place(root))
    if strange:
        raise BusyError(
            f"{', '.join(strange)} changed while pimh was at work, and was left as it is now.",
            hint="Run the same command again: it then deals with what is left.",
        )


def _done(root: Path, part: Part) -> bool:
    path = files.within(root, root / part.path)
    now = files.digest(path.read_bytes()) if path.exists() else None
    if now == (None if part.data is None else files.digest(part.data)):
        return True
    if now != part.seen:
        return False
    if part.data is None:
        files.remove(path)
    else:
        files.replace(path, part.data)
    return True


def _place(root: Path) -> Path:
    return root / ".pimh" / "aside.json"
