"""Writes what was made to a file of the user's choice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.errors import UsageError
from pimhcli.folding import did_you_mean
from pimhcli.storage import files
from pimhcli.study.root import enclosing
from pimhcli.tables.renderers import FORMATS

if TYPE_CHECKING:
    from pathlib import Path

_SUFFIXES = {".txt": "text", ".md": "md", ".csv": "csv", ".html": "html", ".htm": "html"}


def form(named: str, out: Path | None) -> str:
    """The format of a table: the one named, else the one that the file's name ends in, else text.

    Raises:
        UsageError: there is no such format, or a file that no format ends in.
    """
    if named:
        if named not in FORMATS:
            hint = did_you_mean(named, FORMATS) or f"There are: {', '.join(FORMATS)}."
            raise UsageError(f"There is no format '{named}'.", hint=hint)
        return named
    if out is None:
        return "text"
    if out.suffix.lower() not in _SUFFIXES:
        raise UsageError(
            f"The name {out.name} does not tell the format.",
            hint=f"End it in {', '.join(_SUFFIXES)}, or give --format.",
        )
    return _SUFFIXES[out.suffix.lower()]


def check(out: Path) -> None:
    """Refuses a place where a file of the study itself would be replaced.

    Raises:
        UsageError: it lies in a study, outside its reports folder.
    """
    real = out.absolute().resolve()
    root = enclosing(real.parent)
    if root and not real.is_relative_to(root.resolve() / "reports"):
        raise UsageError(
            f"{out} lies among the files of the study itself.",
            hint=f"Write into {files.shown(root / 'reports')}, or outside of the study.",
        )


def write(out: Path, text: str) -> None:
    """Writes a text file.

    Raises:
        BusyError: the disk refuses.
    """
    files.replace(out, files.encoded(out.name, text))
