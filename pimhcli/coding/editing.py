"""Changes entries of a codebook: another name, another definition, or out with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from pimhcli.coding.codebook import Edit
from pimhcli.coding.growing import refuse_twins, usable_name
from pimhcli.errors import ProblemsError
from pimhcli.folding import fold_name
from pimhcli.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pimhcli.coding.codebook import Code, Codebook


def made(codes: Iterable[Code]) -> tuple[Edit, ...]:
    """The edits that add new entries, each behind the others of its parent."""
    return tuple(Edit(after=code) for code in codes)


def renamed(book: Codebook, code: Code, name: str) -> Edit:
    """Gives an entry another name; the old one goes on finding it.

    Args:
        book: the codebook.
        code: one of its entries.
        name: the new name.

    Raises:
        UsageError: the name is empty or has several lines.
        ProblemsError: a neighbour has this name.
    """
    wanted = usable_name(name)
    parent = book.by_key[code.parent] if code.parent else None
    if fold_name(wanted) != fold_name(code.name):
        refuse_twins(book, wanted, parent, but=code)
    former = tuple(dict.fromkeys(n for n in (*code.former, code.name) if n != wanted))
    after = msgspec.structs.replace(code, name=wanted, former=former if wanted != code.name else code.former)
    return Edit(code, after)


def described(code: Code, definition: str) -> Edit:
    """Gives an entry another definition; an empty one takes it away."""
    return Edit(code, msgspec.structs.replace(code, definition=definition.strip()))


def removed(book: Codebook, code: Code) -> Edit:
    """Takes an entry out.

    Raises:
        ProblemsError: others hang under it.
    """
    if below := book.children(code.id):
        raise ProblemsError(
            f"'{code.name}' has {count(len(below), 'entry', 'entries')} under it.",
            hint="Take those out first, or move them in codebook.yaml.",
        )
    return Edit(before=code, place=place(book, code))


def place(book: Codebook, code: Code) -> int:
    """An entry's place among those of its level under the same parent, counted from 0."""
    siblings = [other.id for other in book.children(code.parent) if other.level == code.level]
    return siblings.index(code.id)
