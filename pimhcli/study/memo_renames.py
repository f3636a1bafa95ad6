"""What files of memos are called once words are taken out of the study: a title stands in the file's name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.storage import files
from pimhcli.study import names
from pimhcli.study.memo_files import FOLDER

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Words = Callable[[str], str]


class Renames:
    """The new names, the same for the files and for what the history tells of them.

    Args:
        root: the study's folder.
        words: any text with what is to go replaced.
        file_name: the same of a file's name, in which words may be run together.
    """

    def __init__(self, root: Path, words: Words, file_name: Words | None) -> None:
        self._words, self._file_name = words, file_name or words
        folder = root / FOLDER
        found = files.below(folder) if folder.is_dir() else ()
        there = [path.relative_to(folder).as_posix() for path in found]
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
        folder, _, name = path.partition("/")
        return f"{FOLDER}/{self.of(name)}" if folder == FOLDER and name in self._new else path

    def _renamed(self, name: str) -> str:
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
