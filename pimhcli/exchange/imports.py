"""The folder imports: each file that came from another program, and what its things became here."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from pimhcli.errors import StudyError
from pimhcli.exchange.refi import guids
from pimhcli.storage import files as disk
from pimhcli.study import names
from pimhcli.study.folder import Write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pimhcli.study.study import Study

FOLDER = "imports"
MAP = "map.json"  # beside each file


class Map(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the things of a file that came in became.

    Args:
        file: its name.
        sha256: of the whole file.
        origin: the program that made it.
        guids: by kind of thing, and by what it is called here: its GUID there.
    """

    file: str
    sha256: str
    origin: str = ""
    guids: dict[str, dict[str, str]] = {}


class Names:
    """GUIDs of the things of a study: those that they came in with, else such as they always get.

    Args:
        study: the open study.
    """

    def __init__(self, study: Study) -> None:
        self._own = study.settings.id or study.settings.title
        self._known: dict[str, dict[str, str]] = {}
        for one in maps(study):
            for kind, known in one.guids.items():
                self._known.setdefault(kind, {}).update(known)

    def guid(self, kind: str, *key: str) -> str:
        """The GUID of a thing.

        Args:
            kind: of thing, such as ``code``.
            key: what it is called among its kind.
        """
        return self._known.get(kind, {}).get("/".join(key)) or guids.guid(self._own, kind, *key)

    def came_in(self, kind: str) -> dict[str, str]:
        """What the things of a kind are called here, by the GUIDs that they came in with."""
        return {guid: name for name, guid in self._known.get(kind, {}).items()}


def maps(study: Study) -> Iterator[Map]:
    """The maps of all files that came in, oldest first.

    Args:
        study: the open study.

    Raises:
        StudyError: one of them cannot be read.
    """
    for path in study.folder.matching(f"{FOLDER}/*/{MAP}"):
        try:
            yield msgspec.json.decode(study.folder.read(path), type=Map)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise StudyError(
                f"{path.relative_to(study.root)} cannot be read.",
                hint="Take it from a backup. Without it the next export gives new GUIDs: delete it then.",
            ) from error


def kept(study: Study, day: str, data: bytes, known: Map) -> Iterator[Write]:
    """The writes that keep a file that came in, and what became of its things.

    Args:
        study: the open study.
        day: as 2026-11-23.
        data: the whole file.
        known: what its things became.
    """
    stem, _, ending = known.file.rpartition(".")
    folder = _free(study, f"{day}-{names.from_words(stem or ending)}")
    yield Write(f"{folder}/project.{names.from_words(ending)}", data, None)
    yield Write(f"{folder}/{MAP}", msgspec.json.format(msgspec.json.encode(known), indent=1) + b"\n", None)


def files(study: Study) -> list[Path]:
    """All files of the folder, by name."""
    return study.folder.matching(f"{FOLDER}/*/*")


def _free(study: Study, name: str) -> str:
    taken = {path.parent.name for path in files(study)}
    number, free = 2, name
    while free in taken:
        free, number = f"{name}-{number}", number + 1
    return f"{FOLDER}/{free}"


def unshared(study: Study) -> Iterator[Write]:
    """The change of .gitignore that keeps the folder out of git: a file holds whole transcripts.

    Args:
        study: the open study.
    """
    path = study.root / ".gitignore"
    data = study.folder.read(path) if study.folder.exists(path) else None
    before = disk.decoded(path, data) if data else ""
    if f"{FOLDER}/" not in before.split():
        after = before + ("" if before.endswith("\n") or not before else "\n") + f"{FOLDER}/\n"
        yield Write(path.name, after.encode(), None if data is None else disk.digest(data))
