"""The review files: ``reviews/<coder>.jsonl``, what each person said of the analysis."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from pimhcli.coding.remarks import Remark, applied, latest
from pimhcli.findings import Finding
from pimhcli.storage import files, jsonlines
from pimhcli.study import names
from pimhcli.study.folder import Write

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pimhcli.coding.remarks import Said
    from pimhcli.study.folder import Folder


class RemarksFile(NamedTuple):
    """One person's remarks.

    Args:
        coder: whose they are.
        records: one an id, tombstones included.
        seen: digest of the file; None when there is none yet.
        torn: lines that could not be read, kept as they are.
    """

    coder: str
    records: tuple[Remark, ...] = ()
    seen: str | None = None
    torn: tuple[str, ...] = ()


def everybodys(folder: Folder) -> tuple[list[RemarksFile], list[Finding]]:
    """The review files of a study, by the names of those who wrote them.

    Args:
        folder: the study's.

    Returns:
        The files, and a warning for each line that is not whole and each file that is nobody's.
    """
    paths = folder.matching("reviews/*.jsonl")
    read = [_of(folder, path) for path in paths if names.is_name(path.stem)]
    left_out = [_nobodys(path) for path in paths if not names.is_name(path.stem)]
    return [file for file, _ in read], [*left_out, *(finding for _, own in read for finding in own)]


def of(folder: Folder, coder: str) -> RemarksFile:
    """One person's review file; empty when there is none.

    Args:
        folder: the study's.
        coder: whose.
    """
    path = folder.root / "reviews" / f"{coder}.jsonl"
    return _of(folder, path)[0] if folder.exists(path) else RemarksFile(coder)


def answers(folder: Folder, key: str) -> list[Remark]:
    """What stands that was said to a remark, by whomever.

    Args:
        folder: the study's.
        key: the id of the remark.
    """
    records = (one for file in everybodys(folder)[0] for one in file.records)
    return [one for one in records if one.to == key and not one.deleted]


def write(file: RemarksFile, said: Sequence[Said]) -> Write:
    """The file as it becomes by an act.

    Args:
        file: as it is.
        said: what the act does to remarks of this person.
    """
    data = jsonlines.write(applied(file.records, said))
    return Write(f"reviews/{file.coder}.jsonl", data, file.seen, file.torn)


def _nobodys(path: Path) -> Finding:
    return Finding(
        f"reviews/{path.name}",
        "is left out: it looks like a copy that a sync program made.",
        "Take it in with: pimh resolve",
        "warning",
    )


def _of(folder: Folder, path: Path) -> tuple[RemarksFile, list[Finding]]:
    data = folder.read(path)
    lines = jsonlines.read(files.decoded(path, data), f"reviews/{path.name}", Remark)
    warnings = [msgspec.structs.replace(finding, severity="warning") for finding in lines.findings]
    torn = tuple(words for _, words in lines.bad)
    # a line that was written by hand may not say whose it is: the file does
    records = [msgspec.structs.replace(one, by=one.by or path.stem) for one in lines.records]
    return RemarksFile(path.stem, tuple(latest(records)), files.digest(data), torn), warnings
