"""What a coder's next sitting in a transcript goes on from: place, views, pins, codes used, a memo begun."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import msgspec

from pimhcli.storage import files

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


_RECENT = 20  # codes that are kept as used lately


class Place(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the screen and the plain lines take up again; losing it loses no data.

    Args:
        turn: the number of the turn that the cursor is in.
        offset: of the cursor behind the turn's first character, in code points.
        speakers: the labels that the speaker filter lets through; empty for all.
        folded: keys of the codebook entries whose children are hidden.
        last: keys of the codes that were applied last.
        recent: keys of the codes that were applied lately, the latest first.
        pins: keys of codes by the digit that applies them.
        pane: whether the codebook is shown beside the text.
        margin: whether the names of codes are shown beside the text.
        highlights: whether excerpts are coloured.
        draft: a memo that was not finished.
        draft_of: the id of the excerpt that it is about.
    """

    turn: int = 1
    offset: int = 0
    speakers: tuple[str, ...] = ()
    folded: tuple[str, ...] = ()
    last: tuple[str, ...] = ()
    recent: tuple[str, ...] = ()
    pins: dict[str, str] = {}
    pane: bool = True
    margin: bool = True
    highlights: bool = True
    draft: str = ""
    draft_of: str = ""


def used_lately(keys: Iterable[str], before: Iterable[str]) -> tuple[str, ...]:
    """Keys of the codes that were applied lately, the latest first, once some more were applied."""
    return tuple(dict.fromkeys((*keys, *before)))[:_RECENT]


def load(root: Path, transcript: str, coder: str) -> Place:
    """The place as it was kept; the first turn when there is none, or it cannot be read."""
    with suppress(OSError, msgspec.DecodeError):
        return msgspec.json.decode(_path(root, transcript, coder).read_bytes(), type=Place)
    return Place()


def keep(root: Path, transcript: str, coder: str, place: Place) -> None:
    """Keeps a place.

    Raises:
        BusyError: the folder cannot be written to.
    """
    path = _path(root, transcript, coder)
    with files.saving(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        # a killed pimh leaves it whole; to outlast a power cut too, each act would have to wait for the disk
        new = path.with_name(f".{path.name}.tmp")
        new.write_bytes(msgspec.json.encode(place))
        new.replace(path)


def last_used(root: Path, transcript: str, coder: str) -> int:
    """When a coder was last in a transcript, in nanoseconds since 1970; 0 for never."""
    with suppress(OSError):
        return _path(root, transcript, coder).stat().st_mtime_ns
    return 0


def _path(root: Path, transcript: str, coder: str) -> Path:
    return root / ".pimh" / "places" / f"{transcript}.{coder}.json"
