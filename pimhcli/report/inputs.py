"""The files that a report is made from, with what identifies their contents."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from pimhcli.storage import files

if TYPE_CHECKING:
    from pathlib import Path

_PARTS = (
    "study.yaml",
    "questionnaire.yaml",
    "participants.csv",
    "codebook.yaml",
    "transcripts/*.txt",
    "codings/*/*.jsonl",
    "templates/*",
)


class Input(msgspec.Struct, frozen=True):
    """One file: its path in the study and the first 12 digits of its SHA-256."""

    path: str
    sha256: str


def inputs(root: Path) -> tuple[Input, ...]:
    """Every file of the study that the report depends on, in a fixed order.

    Args:
        root: the study's folder.
    """
    found = [path for part in _PARTS for path in sorted(root.glob(part)) if path.is_file()]
    return tuple(
        Input(path.relative_to(root).as_posix(), files.digest(files.read_bytes(path))[:12]) for path in found
    )
