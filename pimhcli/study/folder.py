"""The study's folder as it lies on disk, or as it would be once some files were written."""

from __future__ import annotations

from fnmatch import fnmatch
from typing import TYPE_CHECKING

import msgspec

from pimhcli.storage import files

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


class Write(msgspec.Struct, frozen=True):
    """One file of the study to be replaced, or to be taken away.

    Args:
        path: relative to the study's folder.
        data: its new contents; None when it goes.
        seen: digest of the contents it was worked out from; None when it must not exist yet.
        torn: lines of the old contents that could not be read, to be set aside beside it.
    """

    path: str
    data: bytes | None
    seen: str | None
    torn: tuple[str, ...] = ()


class Folder:
    """A study's files, by their paths.

    Args:
        root: the folder.
        planned: writes that count as done, though nothing on disk is touched.
    """

    def __init__(self, root: Path, planned: Iterable[Write] = ()) -> None:
        self.root = root
        self._planned = {write.path: write.data for write in planned}

    def read(self, path: Path) -> bytes:
        """The whole file.

        Raises:
            UsageError: there is no such file, or it may not be read.
        """
        planned = self._planned.get(self._name(path))
        return files.read_bytes(path) if planned is None else planned

    def exists(self, path: Path) -> bool:
        """Whether there is such a file."""
        name = self._name(path)
        return self._planned[name] is not None if name in self._planned else path.exists()

    def matching(self, pattern: str) -> list[Path]:
        """The files that fit a pattern with ``*`` for any part of a name, sorted."""
        there = {path for path in self.root.glob(pattern) if self.exists(path)}
        depth = pattern.count("/")
        new = {
            self.root / name
            for name, data in self._planned.items()
            if data is not None and name.count("/") == depth and fnmatch(name, pattern)
        }
        return sorted(there | new)

    def _name(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()
