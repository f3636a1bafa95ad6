"""Moves entries of a codebook, with all that hangs under them, or to another place among their neighbours."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from pimhcli.coding import editing
from pimhcli.coding.codebook import Edit
from pimhcli.coding.comparing import edited
from pimhcli.coding.growing import level_there, levels_under, one, refuse_twins
from pimhcli.errors import UsageError

if TYPE_CHECKING:
    from pimhcli.coding.codebook import Code, Codebook, Level


class Where(NamedTuple):
    """Where an entry is to go.

    Args:
        under: key, name or path of the entry that it is to hang on; empty for the top, None for the one
            that it hangs on, or that its new neighbour does.
        level: theme, sub-theme or code; empty for the one that it has, or else the usual one there.
        before: the entry that it is to stand before, likewise; empty for none.
        after: the entry that it is to stand behind.
        first: whether it is to be the first there; else, without a neighbour, it is the last.
    """

    under: str | None = None
    level: str = ""
    before: str = ""
    after: str = ""
    first: bool = False


def moved(book: Codebook, code: Code, where: Where) -> tuple[Edit, ...]:
    """The edits that move an entry; none when it stands there already.

    Args:
        book: the codebook.
        code: one of its entries.
        where: where it is to go.

    Raises:
        UsageError: no entry can stand there on this level, or the neighbour does not stand there.
        ProblemsError: the parent or neighbour is not in the codebook, or there is one of its name.
    """
    neighbour = one(book, where.before or where.after) if where.before or where.after else None
    parent = _parent(book, code, where, neighbour)
    level = _level(where, code, parent, neighbour)
    home = parent.id if parent else "", level
    if home[0] != code.parent:
        refuse_twins(book, code.name, parent, but=code)
    beside = [other.id for other in book.children(home[0]) if other.level == level and other != code]
    place = 0 if where.first else len(beside)
    if neighbour:
        _refuse_elsewhere(neighbour, code, home)
        place = beside.index(neighbour.id) + bool(where.after)
    if (home, place) == (code.home, editing.place(book, code)):
        return ()
    return rehung(book, code, home, place)


def rehung(book: Codebook, code: Code, home: tuple[str, Level], place: int | None = None) -> tuple[Edit, ...]:
    """The edits that hang an entry elsewhere: what cannot stand under it there becomes a code first.

    Args:
        book: the codebook.
        code: one of its entries.
        home: the key of its new parent, empty for the top, and its level there.
        place: its place there, counted from 0; None for the last.
    """
    after = msgspec.structs.replace(code, parent=home[0], level=home[1])
    allowed = levels_under(after)
    edits: list[Edit] = []
    for child in book.children(code.id):
        if child.level not in allowed:
            edits.append(_rehung(book, child, msgspec.structs.replace(child, level="code")))
            book = edited(book, edits[-1:])
    return (*edits, _rehung(book, code, after, place))


def _rehung(book: Codebook, code: Code, after: Code, place: int | None = None) -> Edit:
    beside = sum(other.home == after.home and other.id != code.id for other in book.children(after.parent))
    return Edit(code, after, place=beside if place is None else place, origin=editing.place(book, code))


def _parent(book: Codebook, code: Code, where: Where, neighbour: Code | None) -> Code | None:
    if where.under is None:
        key = (neighbour or code).parent
        parent = book.by_key[key] if key else None
    else:
        parent = one(book, where.under) if where.under else None
    if parent and parent.id in book.under(code.id):
        what = "itself" if parent == code else f"'{parent.name}', which hangs under it"
        raise UsageError(
            f"'{code.name}' cannot hang under {what}.",
            hint="Move that one out first." if parent != code else "Name another with --under.",
        )
    return parent


def _level(where: Where, code: Code, parent: Code | None, neighbour: Code | None) -> Level:
    usual = neighbour.level if neighbour else code.level
    stays = usual if usual in levels_under(parent) else ""
    return level_there(where.level or stays, parent)


def _refuse_elsewhere(neighbour: Code, code: Code, home: tuple[str, Level]) -> None:
    if neighbour == code:
        raise UsageError(
            "An entry cannot stand beside itself.", hint="Name another with --before or --after."
        )
    if neighbour.home != home:
        raise UsageError(
            f"'{neighbour.name}' does not stand there as a {home[1]}.",
            hint="--before and --after name a neighbour of the same level under the same entry.",
        )
