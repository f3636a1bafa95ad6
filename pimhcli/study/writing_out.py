"""Writes what was made to a file of the user's choice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.errors import UsageError
from pimhcli.folding import did_you_mean
from pimhcli.storage import files
from pimhcli.study.root import enclosing
from pimhcli.study.study import PARTICIPANTS
from pimhcli.tables.renderers import FORMATS

if TYPE_CHECKING:
    from pathlib import Path

# the study's files and folders that hold what cannot be made again
_OWN = frozenset(
    {
        "study.yaml", "questionnaire.yaml", "codebook.yaml", PARTICIPANTS,
        "transcripts", "codings", "history", "memos", "reviews", "snapshots", "templates", "imports",
    }
)  # fmt: skip
_SUFFIXES = {suffix: name for name, form in FORMATS.items() for suffix in form.suffixes}


def form(named: str, out: Path | None) -> str:
    """The format of a table: the one named, else the one that the file's name ends in, else text.

    Raises:
        UsageError: there is no such format, or a file that no format ends in.
    """
    suffix = out.suffix.lower() if out else ""
    if not named and out and suffix not in _SUFFIXES:
        raise UsageError(
            f"The name {out.name} does not tell the format.",
            hint=f"End it in {', '.join(_SUFFIXES)}, or give --format.",
        )
    if named and named not in FORMATS:
        hint = did_you_mean(named, FORMATS) or f"There are: {', '.join(FORMATS)}."
        raise UsageError(f"There is no format '{named}'.", hint=hint)
    chosen = named or _SUFFIXES.get(suffix, "text")
    _check_document(chosen, out)
    return chosen


def _check_document(chosen: str, out: Path | None) -> None:
    """Refuses a document that would go to the terminal, or into a file that no program would open."""
    usual = FORMATS[chosen].suffixes[0]
    if out is None and FORMATS[chosen].is_binary:
        raise UsageError(f"--format {chosen} needs a file to write to.", hint=f"Add: -o table{usual}")
    told = _SUFFIXES.get(out.suffix.lower(), chosen) if out else chosen
    if out and told != chosen and (FORMATS[told].is_binary or FORMATS[chosen].is_binary):
        raise UsageError(
            f"{out.name} would not open: its name tells another format than --format {chosen}.",
            hint=f"Name the file {out.stem}{usual}, or leave out --format.",
        )


def check(out: Path) -> None:
    """Refuses a place where a file of the study itself would be replaced.

    Raises:
        UsageError: it is one of the study's own files, or lies in one of its folders.
    """
    real = out.absolute().resolve()
    root = enclosing(real.parent)
    first = real.relative_to(root.resolve()).parts[0].casefold() if root else ""
    if root and (first in _OWN or first.startswith(".")):
        raise UsageError(
            f"{out} lies among the files of the study itself.",
            hint=f"Give it another name, or write into {files.shown(root / 'reports')}.",
        )


def packed(name: str, content: str | bytes) -> bytes:
    """The bytes of a file: those of a document, or a text encoded as the file's name wants it."""
    return content if isinstance(content, bytes) else files.encoded(name, content)


def write(out: Path, content: str | bytes) -> None:
    """Writes a file.

    Raises:
        BusyError: the disk refuses.
    """
    files.replace(out, packed(out.name, content))
