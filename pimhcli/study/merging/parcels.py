"""Another copy of a study, or a part of one, as somebody sends it: a folder, a .zip, or a coder's file."""

from __future__ import annotations

import zipfile
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from pimhcli import archives
from pimhcli.errors import ProblemsError, UsageError
from pimhcli.storage import files
from pimhcli.study import names
from pimhcli.study.root import MARK

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_READ = {".jsonl", ".yaml", ".md", ".txt"}
_CACHE = ".pimh/texts"


class Parcel(NamedTuple):
    """What came.

    Args:
        name: the file or folder, without the folder it lies in.
        files: what each file holds, by its path in a study.
        nobodys: files whose place in a study nobody can tell.
    """

    name: str
    files: dict[str, bytes]
    nobodys: tuple[str, ...] = ()

    def of(self, *pattern: str) -> Iterator[tuple[str, bytes]]:
        """The files of some folders, such as ``codings/*/*.jsonl``, sorted by path."""
        for path, data in sorted(self.files.items()):
            if any(PurePosixPath(path).match(one) and path.count("/") == one.count("/") for one in pattern):
                yield path, data


def opened(path: Path, transcripts: tuple[str, ...], transcript: str = "", of: str = "") -> Parcel:
    """Reads what somebody sent; nothing in it is trusted to be anywhere but where a study has it.

    Args:
        path: of the folder or file.
        transcripts: the ids of those that the study has.
        transcript: whose codings a single file holds, where its folder does not tell.
        of: the coder whose codings a single file holds, where its name does not tell.

    Raises:
        UsageError: there is no such file, or nobody can tell what it is.
        ProblemsError: an archive that is damaged or too large.
    """
    found = dict(_contents(path))
    if len(found) == 1 and path.is_file() and path.suffix.lower() == ".jsonl":
        folder = transcript or path.absolute().parent.name
        chosen = folder if folder in transcripts else transcripts[0] if len(transcripts) == 1 else ""
        return _single(path, found[path.name], chosen, of)
    parcel = _placed(path.name, found, transcripts)
    if not parcel.files:
        raise UsageError(
            f"{files.shown(path)} holds no part of a study.",
            hint="Name the folder of the other copy, its folder codings, or a file in that.",
        )
    return parcel


def _single(path: Path, data: bytes, transcript: str, of: str) -> Parcel:
    coder = of or path.stem
    if not transcript:
        raise UsageError(
            f"Which transcript are the codings of {path.name} of?", hint="Say it with --transcript fg1."
        )
    if not names.is_name(coder):
        raise UsageError(f"Whose codings are in {path.name}?", hint="Say it with --of ben.")
    return Parcel(path.name, {f"codings/{transcript}/{coder}.jsonl": data})


def _contents(path: Path) -> Iterator[tuple[str, bytes]]:
    if path.is_dir():
        for each in files.below(path):
            if each.suffix.lower() in _READ:
                yield each.relative_to(path).as_posix(), files.read_bytes(each)
        return
    data = files.read_bytes(path)
    if not data.startswith(archives.ZIP):
        yield path.name, data
        return
    with _unpacked(data, path.name) as archive:
        for member in archive.infolist():
            if not member.is_dir() and PurePosixPath(member.filename).suffix.lower() in _READ:
                try:
                    yield member.filename, archive.read(member)
                except (OSError, RuntimeError, NotImplementedError, zipfile.BadZipFile) as error:
                    raise ProblemsError(
                        f"{path.name}: {member.filename} cannot be unpacked.",
                        hint="Unpack it by hand, and name the folder.",
                    ) from error


def _unpacked(data: bytes, name: str) -> zipfile.ZipFile:
    try:
        return archives.opened(data, name)
    except ProblemsError as error:
        hint = "Ask for it again, or unpack it by hand and name the folder."
        raise ProblemsError(error.message, hint=hint) from error


def _placed(name: str, found: Mapping[str, bytes], transcripts: tuple[str, ...]) -> Parcel:
    """The files by their paths in a study, however deep it lies in what came."""
    marks = [PurePosixPath(path).parent for path in found if PurePosixPath(path).name == MARK]
    top = min(marks, key=lambda folder: len(folder.parts), default=None)
    placed: dict[str, bytes] = {}
    nobodys = []
    for path, data in found.items():
        whole = PurePosixPath(path)
        inner = whole.relative_to(top).as_posix() if top and whole.is_relative_to(top) else ""
        where = inner if top is not None else _guessed(PurePosixPath(name) / whole, transcripts)
        if top is not None and not inner:
            continue
        if where and ".." not in PurePosixPath(where).parts:
            placed[where] = data
        elif not path.startswith(_CACHE):
            nobodys.append(path)
    return Parcel(name, placed, tuple(nobodys))


def _guessed(path: PurePosixPath, transcripts: tuple[str, ...]) -> str:
    """The path in a study of a file of which only the folders around it tell."""
    parts = path.parts
    for folder in ("codings", "reviews", "memos", "history"):
        if folder in parts[:-1]:
            return "/".join(parts[parts.index(folder) :])
    if path.suffix == ".jsonl" and len(parts) > 1 and parts[-2] in transcripts:
        return "/".join(("codings", *parts[-2:]))
    # a coder's own folder: ben/fg1.jsonl
    if path.suffix == ".jsonl" and len(parts) > 1 and path.stem in transcripts and names.is_name(parts[-2]):
        return f"codings/{path.stem}/{parts[-2]}.jsonl"
    return ""
