"""The files that a report is made from, with what identifies their contents."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from pimhcli.findings import Finding
from pimhcli.storage import files
from pimhcli.wording import count

if TYPE_CHECKING:
    from pathlib import Path

_PARTS = (
    "study.yaml",
    "questionnaire.yaml",
    "participants.csv",
    "codebook.yaml",
    "transcripts/*.txt",
    "codings/*/*.jsonl",
    "reviews/*.jsonl",
    "templates/*",
)
_MEMOS = ("memos/**/*",)
REPORT = "reports/report.md"
_ROW = re.compile(r"^\| (.+) \| ([0-9a-f]{12}) \|$", re.MULTILINE)
_ESCAPED = re.compile(r"\\(.)")  # a character of a path that would be Markdown
_NAMED = 3  # files that a message names


class Input(msgspec.Struct, frozen=True):
    """One file: its path in the study and the first 12 digits of its SHA-256."""

    path: str
    sha256: str


def inputs(root: Path, *, with_memos: bool = False) -> tuple[Input, ...]:
    """Every file of the study that the report depends on, in a fixed order.

    Args:
        root: the study's folder.
        with_memos: whether the memos are in it.
    """
    parts = (*_PARTS, *_MEMOS) if with_memos else _PARTS
    found = [path for part in parts for path in sorted(root.glob(part)) if path.is_file()]
    return tuple(
        Input(path.relative_to(root).as_posix(), files.digest(files.read_bytes(path))[:12]) for path in found
    )


def changed(root: Path) -> tuple[str, ...]:
    """The files that are other than, or not among, those that the study's report says it was made from.

    Args:
        root: the study's folder.

    Returns:
        None of them where there is no report, or one whose own template lists no files.
    """
    path = root / REPORT
    # somebody may have gone on writing in it, in any encoding
    listed = _ROW.findall(files.read_bytes(path).decode("utf-8", "replace")) if path.is_file() else []
    before = {_ESCAPED.sub(r"\1", name): digest for name, digest in listed}
    has_memos = any(name.startswith("memos/") for name in before)
    now = {one.path: one.sha256 for one in inputs(root, with_memos=has_memos)}
    return tuple(name for name in before | now if before.get(name) != now.get(name)) if before else ()


def outdated(root: Path) -> list[Finding]:
    """A note that the report is older than the study, and may hold what is no longer to be printed.

    Args:
        root: the study's folder.
    """
    names = changed(root)
    if not names:
        return []
    more = f" and {count(len(names) - _NAMED, 'other file')}" if len(names) > _NAMED else ""
    told = (
        f"was made before {', '.join(names[:_NAMED])}{more} changed; it may hold what may be printed no more."
    )
    return [Finding(REPORT, told, "Make it again: pimh report", "note")]
