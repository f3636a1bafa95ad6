"""The append-only history of one coder on one machine: on disk before an act is acknowledged."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, BinaryIO

from pimhcli.storage.files import flush_folder, saving

if TYPE_CHECKING:
    from pathlib import Path

_BLOCK = 4096


def append(path: Path, record: bytes) -> None:
    """Adds one line, or several at once, and waits until the disk has them.

    The file and its folder are made if need be. A last line that a crash tore off is ended first,
    so that the record does not stick to it.

    Args:
        path: the history file.
        record: the line; its final newline is added when it is missing.

    Raises:
        BusyError: the disk refused; the file is as long as it was before.
    """
    with saving(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a+b", buffering=0) as file:
            length = file.seek(0, os.SEEK_END)
            line = record.removesuffix(b"\n") + b"\n"
            try:
                _write(file, line if _ended(file, length) else b"\n" + line)
            except BaseException:
                file.truncate(length)
                raise
        if not length:
            flush_folder(path.parent)


def last(path: Path) -> bytes | None:
    """The last complete line without its newline, read from the end; None when there is none."""
    if not path.exists():
        return None
    with path.open("rb") as file:
        start = file.seek(0, os.SEEK_END)
        tail = b""
        while start and tail.count(b"\n") < 2:
            size = min(_BLOCK, start)
            start = file.seek(start - size)
            tail = file.read(size) + tail
    complete = tail.split(b"\n")[:-1]
    return complete[-1] if complete else None


def _write(file: BinaryIO, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[file.write(rest) :]
    os.fsync(file.fileno())


def _ended(file: BinaryIO, length: int) -> bool:
    if not length:
        return True
    file.seek(length - 1)
    return file.read(1) == b"\n"
