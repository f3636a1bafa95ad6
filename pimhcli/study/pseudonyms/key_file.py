"""The file with the key of names: where it may lie, who may read it, and what it says."""

from __future__ import annotations

import csv
import io
import os
import stat
from typing import TYPE_CHECKING

from pimhcli.errors import ProblemsError, UsageError
from pimhcli.findings import Finding, errors
from pimhcli.storage import files, git
from pimhcli.transcripts import pseudonym_key
from pimhcli.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pimhcli.transcripts.pseudonym_key import Key

LARGEST = 10_000_000  # bytes; a key of ten thousand names has less than one million
_COLUMNS = ("name", "pseudonym", "also", "kind")
_FORM = (
    "A key is a .csv or .xlsx file with these columns, of which the first two are needed:\n"
    "  name,pseudonym,also,exact,kind\n"
    "  Maya Byrne,P4,Maya; Mimi,,person\n"
    "also: other forms, with ; between them; exact: yes for this very case only."
)
_KEEP = "Keep the key in a place of its own, away from the study and from git, such as an encrypted disk."
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def read(root: Path, path: Path, *, mend: bool) -> tuple[Key, list[Finding]]:
    """The key in a file, and what the user should know of it.

    Args:
        root: the study's folder.
        path: of the key, .csv or .xlsx.
        mend: whether the file is to be made readable by its owner alone; else a warning says that it is not.

    Raises:
        UsageError: the key lies where the study or git would keep it, or there is none.
        ProblemsError: it cannot be used.
    """
    if found := misplaced(root, path):
        raise UsageError(f"{path.name} {found.message}", hint=found.hint)
    return contents(path, mend=mend)


def contents(path: Path, *, mend: bool) -> tuple[Key, list[Finding]]:
    """The key in a file, wherever that lies.

    Args:
        path: of the key.
        mend: as for read.

    Raises:
        UsageError: there is none.
        ProblemsError: it cannot be used.
    """
    _check_there(path)
    noted = _private(path, mend=mend)
    key, findings = _entries(path)
    if stops := errors(findings):
        raise ProblemsError(
            f"{path.name} has {count(len(stops), 'problem')}; nothing was changed.",
            hint="Mend each as it says, and run the command again.",
            findings=stops,
        )
    return key, [*noted, *findings]


def misplaced(root: Path, path: Path) -> Finding | None:
    """Why a key must not lie where it does: within the study or a git repository, itself or by a link.

    Args:
        root: the study's folder.
        path: of the key, which need not exist.
    """
    # a link counts where it lies and where it leads to
    try:
        places = (path.resolve(), path.parent.resolve() / path.name)
    except (OSError, RuntimeError, ValueError):  # links in a circle, or a character that no path can hold
        return Finding(path.name, "is no place that can be found.", "Check how it is spelled.")
    if any(place.is_relative_to(root.resolve()) for place in places):
        why = "lies within the study, so whoever gets the study gets the names."
        return Finding(path.name, why, _KEEP)
    if tree := next(filter(None, (git.work_tree(place.parent) for place in places)), None):
        why = f"lies within the git repository {tree}, which would keep the names for ever."
        return Finding(path.name, why, _KEEP)
    return None


def begin(root: Path, path: Path, rows: Iterable[tuple[str, str, str]]) -> None:
    """Writes a first key, which its owner alone can read.

    Args:
        root: the study's folder.
        path: where; there must be no file yet.
        rows: name, pseudonym (empty where nobody knows it yet) and kind.

    Raises:
        UsageError: the place is within the study or git, is taken, or is no .csv file.
        BusyError: the disk refuses.
    """
    if found := misplaced(root, path):
        raise UsageError(f"{path.name} must not lie there: it {found.message}", hint=found.hint)
    if path.suffix.lower() != ".csv":
        raise UsageError(f"A new key is a .csv file, and {path.name} is none.", hint="Call it key.csv.")
    if path.exists():
        raise UsageError(f"{files.shown(path)} exists already.", hint="Choose another name for the new key.")
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(
        [_COLUMNS, *((name, pseudonym, "", kind) for name, pseudonym, kind in rows)]
    )
    with files.saving(path):
        # private from its first byte on
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, stat.S_IRUSR | stat.S_IWUSR)
        with os.fdopen(handle, "wb") as file:
            file.write(files.encoded(path.name, out.getvalue()))


def _entries(path: Path) -> tuple[Key, list[Finding]]:
    from pimhcli.sheets import reading

    data = files.read_bytes(path)
    if not data.strip():
        raise UsageError(f"{path.name} is empty.", hint=_FORM)
    sheet, findings = reading.read(data, path.name, pseudonym_key.KNOWN)
    if sheet is None:
        return pseudonym_key.Key(), findings or [Finding(path.name, "it has no rows.", _FORM)]
    key, wrong = pseudonym_key.read(sheet)
    if not key.entries and not errors([*findings, *wrong]):
        wrong = [*wrong, Finding(path.name, "it names nobody.", _FORM)]
    return key, [*findings, *wrong]


def _check_there(path: Path) -> None:
    """Refuses what is no file of the size of a key."""
    if not path.is_file():
        what = "is a folder" if path.is_dir() else "cannot be found"
        hint = f"{_FORM}\nTo begin one: pimh transcript pseudonymise --key {files.shown(path)} --new-key"
        raise UsageError(f"{files.shown(path)} {what}.", hint=hint)
    if files.size(path) > LARGEST:
        raise UsageError(f"{path.name} is too large for a key of names.", hint=_FORM)


def _private(path: Path, *, mend: bool) -> list[Finding]:
    """Sees to it that the owner alone can read a key, where the system knows owners."""
    if os.name == "nt" or not stat.S_IMODE(path.stat().st_mode) & _OTHERS:
        return []
    if not mend:
        why = "can be read by others on this computer."
        return [Finding(path.name, why, f"Make it yours alone: chmod 600 {files.shown(path)}", "warning")]
    try:
        path.chmod(stat.S_IRUSR | stat.S_IWUSR)
    except OSError as error:
        why = f"can be read by others on this computer, and that cannot be changed ({error.strerror})."
        return [Finding(path.name, why, "Move it to a place that is yours alone.", "warning")]
    return [Finding(path.name, "could be read by others; it can now be read by you alone.", "", "note")]
