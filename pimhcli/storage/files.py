"""Reads whole files, and replaces them so that a crash leaves the old or the new one, never half of one."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import shutil
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pimhcli.errors import BusyError, StudyError, UsageError
from pimhcli.folding import did_you_mean
from pimhcli.storage.ids import new_id

if TYPE_CHECKING:
    from collections.abc import Iterator

ANYTHING: Final = "anything"  # never equal to a digest

_AN_HOUR = 3600
# what git writes around the two versions of some lines
_CONFLICT = tuple(re.compile(marker, re.MULTILINE) for marker in (r"^<{7} ", r"^={7}$", r"^>{7} "))
# Windows: a virus scanner or a sync client holds a file for a moment after it was written.
_PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8, 1.0) if os.name == "nt" else ()
_FULL = ("the disk is full", "Free some space, then run the command again.")
_NOT_ALLOWED = ("you have no permission to write there", "Ask the owner of the folder, or copy the study.")
_NO_FOLDER = ("there is a file where a folder has to be", "Move the file away, then run the command again.")
_REASONS = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EFBIG: ("the file would be larger than this system allows", "Ask who looks after this computer."),
    errno.EACCES: _NOT_ALLOWED,
    errno.EPERM: _NOT_ALLOWED,
    errno.EROFS: ("the disk is read-only", "Copy the study to a disk that can be written to."),
    errno.EEXIST: _NO_FOLDER,
    errno.ENOTDIR: _NO_FOLDER,
}


def digest(data: bytes) -> str:
    """The SHA-256 of the bytes, as 64 hex digits."""
    return hashlib.sha256(data).hexdigest()


def shown(path: Path) -> str:
    """The path as a message gives it: relative when it lies below the current folder."""
    absolute, here = path.absolute(), Path.cwd()
    if absolute == here:
        return here.name or str(here)
    return str(absolute.relative_to(here) if absolute.is_relative_to(here) else path)


def within(root: Path, path: Path) -> Path:
    """The place a path really leads to, symbolic links followed.

    Args:
        root: the folder it has to stay in.
        path: absolute, or relative to root.

    Raises:
        UsageError: it leads out of root.
    """
    try:
        real = (root / path).resolve()
    except ValueError:  # a zero byte, which no path can hold
        real = Path()
    if not real.is_relative_to(root.resolve()):
        raise UsageError(
            f"{path} leads outside of the folder {shown(root)}.",
            hint="Name a place within the folder, and replace a link by the file itself.",
        )
    return real


def size(path: Path) -> int:
    """How many bytes a file has.

    Raises:
        UsageError: there is no such file, or it may not be looked at.
    """
    try:
        return path.stat().st_size
    except OSError as error:
        reason, hint = _unread(path, error)
        raise UsageError(f"{shown(path)} cannot be read: {reason}.", hint=hint) from error


def read_bytes(path: Path) -> bytes:
    """The whole file.

    Raises:
        UsageError: there is no such file, it is a folder, or it may not be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        reason, hint = _unread(path, error)
        raise UsageError(f"{shown(path)} cannot be read: {reason}.", hint=hint) from error


def read_text(path: Path) -> str:
    """The whole file as text with LF line ends, the byte order mark stripped.

    Raises:
        UsageError: as in read_bytes.
        StudyError: it is not UTF-8, or git left both versions of a merge in a .yaml, .csv or .txt file.
    """
    return decoded(path, read_bytes(path))


def decoded(path: Path, data: bytes) -> str:
    """The text of a file's bytes, with LF line ends, the byte order mark stripped.

    Args:
        path: the file, for messages.
        data: all of it.

    Raises:
        StudyError: it is not UTF-8, or git left both versions of a merge in a .yaml, .csv or .txt file.
    """
    try:
        text = line_feeds(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise _not_utf8(path, data, error.start) from error
    if path.suffix.lower() in {".yaml", ".csv", ".txt"}:
        _refuse_conflict(path, text)
    return text


def encoded(name: str, text: str) -> bytes:
    """A text as UTF-8; a .csv starts with the byte-order mark by which Excel knows UTF-8.

    Args:
        name: the file's name, by whose ending a .csv is known.
        text: its contents.
    """
    return text.encode("utf-8-sig" if name.lower().endswith(".csv") else "utf-8")


def replace(path: Path, data: bytes, *, seen: str | None = ANYTHING) -> None:
    """Gives a file new contents, whole or not at all; missing folders are made.

    Args:
        path: the file; a symbolic link stays one, and what it points to is replaced.
        data: the new contents.
        seen: digest of the contents that the change was worked out from, None when the file must
            not exist yet, ANYTHING to write in any case.

    Raises:
        BusyError: the file is no longer what was seen, or the disk refused; nothing was changed.
    """
    real = Path(os.path.realpath(path))
    check_unchanged(path, seen)
    with saving(path):
        real.parent.mkdir(parents=True, exist_ok=True)
        _swap(real, data)


def remove(path: Path) -> None:
    """Takes a file away; one that is gone already is no error.

    Raises:
        BusyError: the disk refused.
    """
    with saving(path):
        path.unlink(missing_ok=True)
        flush_folder(path.parent)


def below(folder: Path) -> Iterator[Path]:
    """Every file in a folder and in those within it, sorted; not what git keeps, and not through links.

    Args:
        folder: where to look.
    """
    for path in sorted(folder.iterdir()):
        if path.is_symlink() or path.name == ".git":
            continue
        if path.is_dir():
            yield from below(path)
        elif path.is_file():
            yield path


def check_unchanged(path: Path, seen: str | None) -> None:
    """Refuses when a file is no longer what was seen.

    Args:
        path: the file.
        seen: as in replace.

    Raises:
        BusyError: it changed, came or went.
    """
    with saving(path):
        if seen in (ANYTHING, _digest_on_disk(path)):
            return
    raise BusyError(
        f"{shown(path)} changed on disk since it was read; nothing was written.",
        hint="Run the command again: it then starts from the file as it is now.",
    )


@contextmanager
def saving(path: Path) -> Iterator[None]:
    """Turns what the system says when a path cannot be written into a BusyError in plain words."""
    try:
        yield
    except OSError as error:
        fallback = (error.strerror or str(error), "Mend this, then run the command again.")
        reason, hint = _REASONS.get(error.errno or 0, fallback)
        raise BusyError(f"{shown(path)} was not saved: {reason}.", hint=hint) from error


def flush_folder(folder: Path) -> None:
    """Makes a new or renamed file of the folder survive a power cut, where the system can."""
    if os.name == "nt":
        return
    # some network drives cannot do it; the file itself was flushed before
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def sweep(folder: Path) -> None:
    """Removes the temporary files that killed processes left in the folder an hour ago or more."""
    for left in folder.glob(".*.tmp"):
        with suppress(OSError):
            if left.stat().st_mtime < time.time() - _AN_HOUR:
                left.unlink()


def _swap(path: Path, data: bytes) -> None:
    temporary = path.with_name(f".{path.name}.{new_id(8)}.tmp")
    try:
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            shutil.copymode(path, temporary)
        _rename(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)
    flush_folder(path.parent)


def _rename(temporary: Path, path: Path) -> None:
    for pause in _PAUSES:
        try:
            temporary.replace(path)
        except PermissionError:
            time.sleep(pause)
        else:
            return
    temporary.replace(path)


def _digest_on_disk(path: Path) -> str | None:
    return digest(path.read_bytes()) if path.exists() else None


def _unread(path: Path, error: OSError) -> tuple[str, str]:
    if path.is_dir():
        return "it is a folder", "Name a file in it."
    if isinstance(error, PermissionError):
        return "you have no permission", "Ask its owner, or copy it to a place of your own."
    if not path.parent.is_dir():
        return f"there is no folder {shown(path.parent)}", "Check how the folder is spelled."
    if isinstance(error, FileNotFoundError):
        names = (entry.name for entry in path.parent.iterdir())
        return "there is no such file", did_you_mean(path.name, names) or "Check its name and its folder."
    return error.strerror or str(error), "Check the disk that it lies on."


def _not_utf8(path: Path, data: bytes, start: int) -> StudyError:
    line = line_feeds(data[:start].decode("utf-8", "replace")).count("\n") + 1
    found = "UTF-16 text" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else _as_windows(data[start])
    return StudyError(
        f"{shown(path)}:{line}: expected text saved as UTF-8, found {found}.",
        hint="Save it again with the encoding UTF-8 (in Excel: the file type 'CSV UTF-8').",
    )


def _as_windows(byte: int) -> str:
    character = bytes([byte]).decode("cp1252", "replace")
    return f"the byte {byte:#04x}, which is '{character}' in Windows-1252"


def _refuse_conflict(path: Path, text: str) -> None:
    marker = _CONFLICT[0].search(text)
    if marker and (path.suffix.lower() != ".txt" or _is_whole(text, marker.end())):
        line = text.count("\n", 0, marker.start()) + 1
        raise StudyError(
            f"{shown(path)}:{line}: git left two versions of these lines for you to choose from.",
            hint="To see both and choose: pimh resolve",
        )


def _is_whole(text: str, start: int) -> bool:
    """Whether the other markers of a conflict follow: people may talk of arrows."""
    for marker in _CONFLICT[1:]:
        found = marker.search(text, start)
        if not found:
            return False
        start = found.end()
    return True


def line_feeds(text: str) -> str:
    """The text with LF line ends, whatever they were."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
