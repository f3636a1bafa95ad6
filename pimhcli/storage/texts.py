"""The cache of transcript versions: what a text was when an excerpt was made in it."""

from __future__ import annotations

import hashlib
import re
from contextlib import suppress
from typing import TYPE_CHECKING

from pimhcli.storage.files import replace

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
    if find(root, known) is None:
        replace(_place(root, known), text.encode())


def find(root: Path, wanted: str) -> str | None:
    """The text of a version, or None when it is not in the cache or was changed there."""
    if not _VERSION.fullmatch(wanted):
        return None
    with suppress(OSError, UnicodeDecodeError):
        text = _place(root, wanted).read_bytes().decode()
        return text if version(text) == wanted else None
    return None


def _place(root: Path, known: str) -> Path:
    return root / ".pimh" / "texts" / f"{known}.txt"
