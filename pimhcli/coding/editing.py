"""Changes entries of a codebook: another name, definition or colour, out of use, or out with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from pimhcli.coding import colours
from pimhcli.coding.codebook import RETIRED, Edit
from pimhcli.coding.comparing import edited
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


def described(code: Code, definition: str | None = None, **others: str) -> Edit:
    """Says otherwise what an entry means; an empty text takes away what was said.

    Args:
        code: an entry.
        definition: what it means; None leaves what was said.
        others: likewise what the fields ``include``, ``exclude`` and ``example`` are to say.
    """
    texts = others if definition is None else others | {"definition": definition}
    return Edit(code, msgspec.structs.replace(code, **{name: text.strip() for name, text in texts.items()}))


def coloured(code: Code, colour: str) -> Edit:
    """Gives an entry a colour.

    Args:
        code: an entry.
        colour: a name of the screen's, figures, or ``none`` to take it away.

    Raises:
        UsageError: there is no such colour.
    """
    return Edit(code, msgspec.structs.replace(code, colour=colours.usable(colour)))


def retired(code: Code, *, back: bool = False) -> Edit:
    """Takes an entry out of use, or back into it; its excerpts stay."""
    if back is not code.is_retired:
        return Edit(code, code)
    return Edit(code, msgspec.structs.replace(code, status="" if back else RETIRED))


def refuse_retired(book: Codebook, keys: Iterable[str]) -> None:
    """Stops before something is coded with an entry that is out of use.

    Args:
        book: the codebook.
        keys: of entries; those that the codebook lacks are none.

    Raises:
        ProblemsError: one of them is retired.
    """
    found = (book.by_key[key] for key in keys if key in book.by_key)
    if code := next((code for code in found if code.is_retired), None):
        raise ProblemsError(
            f"'{code.name}' is retired: it keeps its excerpts and takes no new ones.",
            hint=f"Use another code, or take it back into use: pimh codebook retire {code.id} --back",
        )


def removed(book: Codebook, code: Code) -> Edit:
    """Takes an entry out.

    Raises:
        ProblemsError: others hang under it.
    """
    if below := book.children(code.id):
        raise ProblemsError(
            f"'{code.name}' has {count(len(below), 'entry', 'entries')} under it.",
            hint=f"Move them first (pimh codebook move), or take them out too: "
            f"pimh codebook remove {code.id} --with-below",
        )
    return Edit(before=code, place=place(book, code))


def removed_with_below(book: Codebook, code: Code) -> tuple[Edit, ...]:
    """Takes an entry out with all that hang under it, the deepest first."""
    gone = book.under(code.id)
    edits: list[Edit] = []
    for entry in reversed([entry for entry in book.codes if entry.id in gone]):
        edits.append(removed(book, entry))
        book = edited(book, edits[-1:])
    return tuple(edits)


def place(book: Codebook, code: Code) -> int:
    """An entry's place among those of its level under the same parent, counted from 0."""
    siblings = [other.id for other in book.children(code.parent) if other.level == code.level]
    return siblings.index(code.id)
