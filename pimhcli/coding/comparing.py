"""Two states of a codebook: what edits make of one, and which edits make the other of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.coding.codebook import CHILD_LISTS, TOP_LISTS, Codebook, Edit, alike

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pimhcli.coding.codebook import Code, Level


def edited(book: Codebook, edits: Iterable[Edit]) -> Codebook:
    """The codebook after some edits.

    Args:
        book: as it is.
        edits: one after the other; of an entry that the codebook lacks, only what makes it counts.
    """
    shelves = _Shelves(book)
    for edit in edits:
        shelves.do(edit)
    return shelves.book()


def differences(old: Codebook, new: Codebook) -> list[Edit]:
    """The edits that make one codebook of another: parents before their children, removals last.

    Args:
        old: as it is.
        new: as it is to become.

    Returns:
        One edit for an entry that is new, gone, or says something else or elsewhere; and one more for each
        that only changes its place among its neighbours.
    """
    edits: list[Edit] = []
    shelves = _Shelves(old)
    for edit in _steps(shelves, old, new):
        shelves.do(edit)
        edits.append(edit)
    return edits


def _steps(shelves: _Shelves, old: Codebook, new: Codebook) -> Iterator[Edit]:
    """The edits, each worked out once those before it are done."""
    wanted = {code.id: code for code in new.codes}
    for code in new.codes:
        known = shelves.codes.get(code.id)
        if known is None:
            yield Edit(after=code)
        elif known.home != code.home:
            yield Edit(known, code, place=len(shelves.beside(code)), origin=shelves.place(known))
        elif not alike(known, code):
            yield Edit(known, code)
    for code in reversed(old.codes):
        if code.id not in wanted:
            yield Edit(before=code, place=shelves.place(code))
    for code in new.codes:
        here, there = shelves.place(code), _place(new, code)
        if here != there:
            yield Edit(code, code, place=there, origin=here)


def _place(book: Codebook, code: Code) -> int:
    return [other.id for other in book.children(code.parent) if other.level == code.level].index(code.id)


class _Shelves:
    """The entries of a codebook, those of one parent and level on one shelf, in order."""

    def __init__(self, book: Codebook) -> None:
        self.codes = {code.id: code for code in book.codes}
        self._shelves: dict[tuple[str, Level], list[str]] = {}
        for code in book.codes:
            self.beside(code).append(code.id)

    def beside(self, code: Code) -> list[str]:
        """The keys of those among which an entry has its place."""
        return self._shelves.setdefault(code.home, [])

    def place(self, code: Code) -> int:
        """Its place among them, counted from 0."""
        return self.beside(code).index(code.id)

    def do(self, edit: Edit) -> None:
        """Carries an edit out; one of an entry that is not there is none."""
        if edit.before and edit.before.id not in self.codes:
            return
        if edit.before and (edit.moves or edit.after is None):
            known = self.codes.pop(edit.before.id)
            self.beside(known).remove(known.id)
        if edit.after and edit.after.id not in self.codes:
            beside = self.beside(edit.after)
            beside.insert(len(beside) if edit.place is None else edit.place, edit.after.id)
        if edit.after:
            self.codes[edit.after.id] = edit.after

    def book(self) -> Codebook:
        """The codebook that they make; an entry whose parent is not there is left out."""
        return Codebook(tuple(self._below("", TOP_LISTS)))

    def _below(self, parent: str, lists: Iterable[tuple[str, Level]]) -> Iterator[Code]:
        for _, level in lists:
            for key in self._shelves.get((parent, level), ()):
                code = self.codes[key]
                yield code
                yield from self._below(key, CHILD_LISTS[code.level])
