"""One writer at a time in a study, and the name of this machine in it."""

from __future__ import annotations

import os
import re
from contextlib import contextmanager, suppress
from datetime import datetime
from typing import TYPE_CHECKING

from pimhcli.errors import BusyError
from pimhcli.storage.files import replace, saving
from pimhcli.storage.ids import ALPHABET, new_id

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_MACHINE = re.compile(f"[{ALPHABET}]{{4}}")


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
    with saving(root):
        room.mkdir(exist_ok=True)
        try:
            lock.acquire(poll_interval=0.02)
        except Timeout:
            raise _taken(room) from None
    try:
        _sign(room)
        yield
    finally:
        lock.release()


def machine_id(root: Path) -> str:
    """Four base32 characters that tell this machine's copy of the study from others; made once.

    The caller holds the lock, so that two processes do not make two.

    Raises:
        BusyError: the name had to be made and the folder cannot be written to.
    """
    path = root / ".pimh" / "machine"
    with suppress(OSError, UnicodeDecodeError):
        known = path.read_text("utf-8").strip()
        if _MACHINE.fullmatch(known):
            return known
    made = new_id(4)
    replace(path, made.encode() + b"\n")
    return made


def _sign(room: Path) -> None:
    # who holds the lock is told to those who wait; a save does not fail over it
    with suppress(OSError):
        now = datetime.now().astimezone()
        (room / "holder").write_text(f"pid {os.getpid()}, since {now:%H:%M:%S}", "utf-8")


def _taken(room: Path) -> BusyError:
    with suppress(OSError, UnicodeDecodeError):
        holder = (room / "holder").read_text("utf-8")
        return BusyError(
            f"Another pimh is saving in this study ({holder}).",
            hint="Wait until it has finished, or close it, then run the command again.",
        )
    return BusyError("Another pimh is saving in this study.", hint="Run the command again in a moment.")
