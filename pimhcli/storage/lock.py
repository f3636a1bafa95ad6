"""One writer at a time in a study, and the name of this machine in it."""

from __future__ import annotations

import os
import platform
import re
from contextlib import contextmanager, suppress
from datetime import datetime
from typing import TYPE_CHECKING

from pimhcli.errors import BusyError
from pimhcli.storage.files import replace, saving
from pimhcli.storage.ids import ALPHABET, id_of, new_id

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# a name, and by what it is known whose it is
_MACHINE = re.compile(f"^([{ALPHABET}]{{4}})(?: ([{ALPHABET}]{{8}}))?$", re.MULTILINE)


@contextmanager
def locked(root: Path, *, wait: float = 5.0) -> Iterator[None]:
    """Holds the study's lock; it is free again when the process ends, however it ends.

    Args:
        root: the study folder; ``.pimh`` is made in it.
        wait: seconds to wait for another pimh.

    Raises:
        BusyError: another pimh kept the lock, or the folder cannot be written to.
    """
    from filelock import FileLock, Timeout

    room = root / ".pimh"
    lock = FileLock(room / "lock", timeout=wait)
    with saving(room):
        room.mkdir(exist_ok=True)
        try:
            lock.acquire(poll_interval=0.02)
        except Timeout:
            raise _taken(room) from None
    try:
        _sign(room / "holder")
        yield
    finally:
        lock.release()


class Claim:
    """A name within a study that one process holds until it lets go or ends, however it ends.

    Args:
        root: the study folder.
        name: what is claimed, fit for a file name.

    Raises:
        BusyError: the folder cannot be written to.
    """

    def __init__(self, root: Path, name: str) -> None:
        from filelock import FileLock, Timeout

        room = root / ".pimh" / "claims"
        self.holder = ""  # who has it; empty when this process has
        self._lock = FileLock(room / name, timeout=0)
        with saving(room):
            room.mkdir(parents=True, exist_ok=True)
            note = room / f"{name}.holder"
            try:
                self._lock.acquire()
            except Timeout:
                self.holder = _read(note) or "another process"
            else:
                _sign(note)

    def release(self) -> None:
        """Lets go of it."""
        self._lock.release()


def machine_id(root: Path) -> str:
    """Four base32 characters that tell this machine's copy of the study from others; made once.

    A sync program may carry ``.pimh`` to other computers: there, the name is another.
    The caller holds the lock, so that two processes do not make two.

    Raises:
        BusyError: the name had to be made and the folder cannot be written to.
    """
    path = root / ".pimh" / "machine"
    lines = _MACHINE.findall(_read(path))
    this = id_of(platform.node(), 8)
    known = next((name for name, machine in lines if machine == this), "")
    if not known:
        # before there were several, the name stood alone; it is that of the first machine that comes
        known = next((name for name, machine in lines if not machine), new_id(4))
        others = [f"{name} {machine}" for name, machine in lines if machine]
        replace(path, "".join(f"{line}\n" for line in [*others, f"{known} {this}"]).encode())
    return known


def _sign(note: Path) -> None:
    # who holds the lock is told to those who wait; a save does not fail over it
    with suppress(OSError):
        now = datetime.now().astimezone()
        note.write_text(f"pid {os.getpid()}, since {now:%H:%M:%S}, on {platform.node()}", "utf-8")


def _read(note: Path) -> str:
    with suppress(OSError, UnicodeDecodeError):
        return note.read_text("utf-8")
    return ""


def _taken(room: Path) -> BusyError:
    holder = _read(room / "holder")
    return BusyError(
        f"Another pimh is saving in this study{f' ({holder})' if holder else ''}.",
        hint="Wait until it has finished, or close it, then run the command again.",
    )
