"""The archive that a .qdpx file is: opened unless it could harm, its members found by their names."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING
from urllib.parse import unquote

from pimhcli.errors import ProblemsError

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST = 20_000  # members
LARGEST = 512 * 1024 * 1024  # bytes of one member, unpacked
TOTAL = 4 * LARGEST
DENSEST = 400  # unpacked bytes for one packed, of members larger than:
_LARGE = 10 * 1024 * 1024
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError)
_ANEW = "Export the project anew from the program that it comes from, and try again."


class Package:
    """An opened .qdpx file; nothing of it is ever written to the disk.

    Args:
        archive: it.
        file: its name, for messages.
    """

    def __init__(self, archive: zipfile.ZipFile, file: str) -> None:
        self._archive, self._file = archive, file
        members = [member for member in archive.infolist() if not member.is_dir()]
        self._of_project = _project(members, file)
        others = [member for member in members if member is not self._of_project]
        self.names = tuple(sorted(member.filename for member in others))
        self._by_path = {member.filename.casefold(): member for member in others}
        by_base = {_base(member.filename): member for member in reversed(others)}
        self._by_base = by_base

    @property
    def project(self) -> bytes:
        """The project itself, as XML."""
        return self._read(self._of_project)

    def find(self, path: str) -> bytes | None:
        """The contents of the member that a path means; None where the archive has none of that name.

        Whatever the path says, it is looked for by its last name among the members, so it never leaves the
        archive.

        Args:
            path: as the project has it, such as ``internal://6F96….txt``.
        """
        plain = path.rpartition("://")[2].replace("\\", "/")
        for words in (plain, unquote(plain)):
            member = self._by_path.get(words.strip("/").casefold()) or self._by_base.get(_base(words))
            if member:
                return self._read(member)
        return None

    def _read(self, member: zipfile.ZipInfo) -> bytes:
        """The contents of a member, of which no more is unpacked than may be, whatever size it claims."""
        try:
            with self._archive.open(member) as stream:
                data = stream.read(LARGEST + 1)
        except _DAMAGED as error:
            raise ProblemsError(f"{self._file}: {member.filename} in it is damaged.", hint=_ANEW) from error
        if len(data) > LARGEST:
            raise _too_large(self._file)
        return data


def opened(data: bytes, file: str) -> Package:
    """The archive, once it is known to be harmless and to hold a project.

    Args:
        data: the whole file.
        file: its name, for messages.

    Raises:
        ProblemsError: it is no archive or damaged, has a password, holds no project or several, two members
            of one name, or far more than a project holds.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError) as error:
        raise ProblemsError(
            f"{file} is no REFI-QDA project (.qdpx), or was not saved to its end.", hint=_ANEW
        ) from error
    dense = any(m.file_size > max(_LARGE, DENSEST * max(m.compress_size, 1)) for m in members)
    if dense or len(members) > MOST or sum(member.file_size for member in members) > TOTAL:
        raise _too_large(file)
    if any(member.file_size > LARGEST for member in members):
        raise _too_large(file)
    if any(member.flag_bits & 1 for member in members):
        raise ProblemsError(f"{file} has a password.", hint="Export the project without one.")
    names = [member.filename.casefold() for member in members]
    if len(set(names)) < len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise ProblemsError(f"{file} holds two members of the name {twice}.", hint=_ANEW)
    return Package(archive, file)


def _project(members: Iterable[zipfile.ZipInfo], file: str) -> zipfile.ZipInfo:
    found = [member for member in members if member.filename.casefold().endswith(".qde")]
    usual = [member for member in found if _base(member.filename) == "project.qde"]
    if len(usual or found) == 1:
        return (usual or found)[0]
    what = f"{len(found)} projects (.qde)" if found else "no project (.qde)"
    raise ProblemsError(
        f"{file} holds {what}.", hint="Check that it is the REFI-QDA project that a program exported: .qdpx."
    )


def _base(path: str) -> str:
    return path.replace("\\", "/").rstrip("/").rpartition("/")[2].casefold()


def _too_large(file: str) -> ProblemsError:
    return ProblemsError(
        f"{file} unpacks to far more than a project holds.",
        hint="Export it without sound, video and pictures, which a study has no place for.",
    )
