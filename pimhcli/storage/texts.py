"""Earlier versions of transcripts, in the study's cache or in git: what a text was when it was coded."""

from __future__ import annotations

import hashlib
import re
from contextlib import suppress
from typing import TYPE_CHECKING

from pimhcli.storage import git
from pimhcli.storage.files import line_feeds, replace

if TYPE_CHECKING:
    from pathlib import Path

_VERSION = re.compile("[0-9a-f]{12}")


def version(text: str) -> str:
    """The version id of a text with LF line ends: the first 12 hex digits of git's blob id of it."""
    data = text.encode()
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()[:12]


def keep(root: Path, text: str) -> None:
    """Puts a version of a text into the study's cache, unless it is there.

    Raises:
        BusyError: the folder cannot be written to.
    """
    known = version(text)
    if _cached(root, known) is None:
        replace(_place(root, known), text.encode())


def find(root: Path, wanted: str) -> str | None:
    """The text of a version, from the cache or from git; None when neither has it."""
    if not _VERSION.fullmatch(wanted):
        return None
    return _cached(root, wanted) or _in_git(root, wanted)


def _cached(root: Path, wanted: str) -> str | None:
    with suppress(OSError, UnicodeDecodeError):
        text = _place(root, wanted).read_bytes().decode()
        return text if version(text) == wanted else None
    return None


def _in_git(root: Path, wanted: str) -> str | None:
    data = git.blob(root, wanted)
    with suppress(UnicodeDecodeError):
        # what has another id than its text was stored with other line ends, and is another version
        text = line_feeds(data.decode("utf-8-sig")) if data else ""
        return text if version(text) == wanted else None
    return None


def _place(root: Path, known: str) -> Path:
    return root / ".pimh" / "texts" / f"{known}.txt"
