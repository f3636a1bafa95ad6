"""Merges entries of a codebook: one takes over the keys, the names and what hangs under the others."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from pimhcli.coding import editing
from pimhcli.coding.codebook import TEXTS, Edit
from pimhcli.coding.comparing import edited
from pimhcli.coding.growing import child_called, levels_under
from pimhcli.coding.moving import rehung
from pimhcli.errors import ProblemsError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pimhcli.coding.codebook import Code, Codebook


class How(NamedTuple):
    """How entries are to be merged.

    Args:
        joins: whether what is said of one that goes is put below what is said of the one that stays.
        twins: whether entries of one name that come together under it are merged as well.
    """

    joins: bool = False
    twins: bool = False


PLAIN = How()


def merged(book: Codebook, gone: Sequence[Code], into: Code, how: How = PLAIN) -> tuple[Edit, ...]:
    """The edits that merge entries into another; what hangs under them comes along.

    Args:
        book: the codebook.
        gone: the entries that go, each once.
        into: the one that stays; it is found by their keys and names from then on.
        how: what becomes of their definitions, and of entries of one name.

    Raises:
        UsageError: one of them is the one that stays, or that hangs under it.
        ProblemsError: entries of one name would come together under it.
    """
    for code in gone:
        _refuse_circle(book, code, into)
    work = _Merging(book, how)
    for code in gone:
        work.merge(code.id, into.id)
    if work.twins and not how.twins:
        raise ProblemsError(
            f"Under '{into.name}' there would be two entries each of: {', '.join(work.twins)}.",
            hint="Merge or rename these first, or give --children to merge them too.",
        )
    return tuple(work.edits)


def found_by(code: Code, words: Iterable[str]) -> Code:
    """An entry that is found by more keys and names."""
    former = dict.fromkeys((*code.former, *words))
    return msgspec.structs.replace(code, former=tuple(w for w in former if w not in {code.id, code.name, ""}))


def unjoined(gone: Iterable[Code], into: Code) -> list[Code]:
    """Those of some entries of which something is said that the one they go into does not take over."""
    return [code for code in gone if any(_differs(getattr(into, t), getattr(code, t)) for t in TEXTS)]


def _differs(stays: str, comes: str) -> bool:
    return bool(stays) and comes not in ("", stays)


class _Merging:
    """The edits so far, and the codebook as they leave it."""

    def __init__(self, book: Codebook, how: How) -> None:
        self.book, self.how = book, how
        self.edits: list[Edit] = []
        self.twins: list[str] = []

    def merge(self, key: str, into: str) -> None:
        """Merges one entry into another, and its children with those of the same name there."""
        gone, above = self.book.by_key[key], self.book.by_key[into]
        if gone.id != key:  # merged already, as the twin of another
            return
        for child in self.book.children(key):
            self._bring(child, above, gone)
        self._do(editing.removed(self.book, gone))
        above = self.book.by_key[into]
        self._do(Edit(above, self._taken(above, gone)))

    def _bring(self, child: Code, above: Code, gone: Code) -> None:
        twin = child_called(self.book, child.name, above, but=gone)
        if twin and twin != child:
            self.twins.append(f"'{child.name}'")
            self.merge(child.id, twin.id)
            return
        level = child.level if child.level in levels_under(above) else "code"
        for edit in rehung(self.book, child, (above.id, level)):
            self._do(edit)

    def _taken(self, into: Code, gone: Code) -> Code:
        texts = {name: self._joined(getattr(into, name), getattr(gone, name)) for name in TEXTS}
        known = found_by(into, (gone.id, gone.name, *gone.former))
        return msgspec.structs.replace(known, **texts)

    def _joined(self, stays: str, comes: str) -> str:
        joins = self.how.joins and _differs(stays, comes)
        return f"{stays}\n{comes}" if joins else stays or comes

    def _do(self, edit: Edit) -> None:
        self.edits.append(edit)
        self.book = edited(self.book, [edit])


def _refuse_circle(book: Codebook, code: Code, into: Code) -> None:
    if code == into:
        raise UsageError(f"'{code.name}' cannot be merged into itself.", hint="Name another with --into.")
    if into.id in book.under(code.id):
        raise UsageError(
            f"'{into.name}' hangs under '{code.name}'.",
            hint=f"Merge the other way round, or move it out first: pimh codebook move {into.id} --top",
        )
