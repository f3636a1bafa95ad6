"""The studies and commands that the tests of this room share, disks that refuse, and processes that die."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from building import asked, coded, pimh, source, study
from cloning import here, there

from pimhcli.storage import files
from pimhcli.study.sitting import Sitting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

__all__ = ["asked", "coded", "here", "pimh", "source", "study", "there"]


class ReadOnly:
    """Refuses, like a read-only disk, everything that would change a folder."""

    folder: str = ""

    def __call__(self, event: str, args: tuple[Any, ...]) -> None:
        changes = event in {"os.mkdir", "os.rename", "os.remove", "os.truncate", "os.link"} or (
            event == "open" and isinstance(args[2], int) and args[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        )
        if self.folder and changes and os.fspath(args[0]).startswith(self.folder):
            raise OSError(30, os.strerror(30), args[0])


WATCH = ReadOnly()
sys.addaudithook(WATCH)


@pytest.fixture
def read_only(coded: Path) -> Iterator[Path]:
    """The coded study on a disk that cannot be written to."""
    WATCH.folder = str(coded)
    yield coded
    WATCH.folder = ""


@pytest.fixture
def sitting(coded: Path) -> Iterator[Sitting]:
    """Anna at work on fg1, where she has two excerpts already."""
    one = Sitting(coded, "fg1", "anna")
    yield one
    one.close()


@pytest.fixture
def killed_before(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], AbstractContextManager[None]]:
    """The process dies when it is about to replace a file of a name."""

    @contextmanager
    def killed(name: str) -> Iterator[None]:
        whole = files.replace

        def replace(path: Path, data: bytes, **seen: Any) -> None:
            if path.name == name:
                raise KeyboardInterrupt
            whole(path, data, **seen)

        with monkeypatch.context() as during:
            during.setattr(files, "replace", replace)
            yield

    return killed
