"""What files of memos are called once words are taken out of the study: a title stands in the file's name."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING

from pimhcli.errors import ProblemsError
from pimhcli.storage import files
from pimhcli.study import history, names
from pimhcli.study.memo_files import FOLDER, read, slug
from pimhcli.study.snapshot_files import ROOM

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    Words = Callable[[str], str]

_MEMO = re.compile(rf"((?:{ROOM}/[^/]+/)?{FOLDER}/)(.+)")


class Renames:
    """The new names, the same for the files and for what the history tells of them.

    Args:
        root: the study's folder.
        words: any text with what is to go replaced.
        file_name: the same of a file's name, in which words may be run together.
    """

    def __init__(self, root: Path, words: Words, file_name: Words | None) -> None:
        self._words, self._file_name = words, file_name or words
        found = list(_files(root))
        there = sorted({name for _, name in found})
        self._titles = _titles(root, found)
        self._new: dict[str, str] = {}
        taken = set(there)
        for name in there:
            new = self._renamed(name)
            # of two that would have one name the second keeps its own: no memo takes the place of another
            self._new[name] = name if new in taken else new
            taken.add(new)

    def of(self, name: str) -> str:
        """What a file is called.

        Args:
            name: in the folder memos; it need not be there any more.
        """
        return self._new[name] if name in self._new else self._renamed(name)

    def path(self, path: str) -> str:
        """The same of a path in the study, which stays where it is no memo's.

        Args:
            path: relative to the study's folder.
        """
        folder, name = _parted(path)
        return f"{folder}{self.of(name)}" if name in self._new else path

    def _renamed(self, name: str) -> str:
        # what a name repeats of a title without its signs is found in the title alone
        for title in sorted(self._titles.get(name, ())):
            if (new := self._words(title)) != title:
                name = name.replace(slug(title), slug(new))
        return "/".join(map(self._part, name.split("/")))

    def _part(self, part: str) -> str:
        stem, dot, ending = part.partition(".")
        new = self._file_name(stem)
        # a name in small letters may be any word: with a capital it is found
        spaced = new.replace("-", " ").replace("_", " ").title()
        told = self._words(spaced)
        if (new, told) == (stem, spaced):
            return part
        return f"{names.from_words(told)}{dot}{ending}"


def _parted(path: str) -> tuple[str, str]:
    """The folder that a memo lies in, a snapshot's too, and its name there; none for any other file."""
    found = _MEMO.fullmatch(path)
    return (found[1], found[2]) if found else (path, "")


def _files(root: Path) -> Iterator[tuple[str, str]]:
    for path in files.below(root):
        folder, name = _parted(path.relative_to(root).as_posix())
        if name:
            yield folder, name


def _titles(root: Path, there: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    """The titles that each memo has and had, as the history tells them."""
    found: dict[str, set[str]] = {}
    texts = [(name, files.read_bytes(root / f"{folder}{name}")) for folder, name in there]
    for record in history.read_all(root).records:
        for change in record.memos:
            texts += [(change.file, text.encode()) for text in (change.before, change.after) if text]
    for name, data in texts:
        with suppress(ProblemsError):
            found.setdefault(name, set()).add(read(name, data).memo.title)
    return found
