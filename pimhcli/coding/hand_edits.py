"""What was changed in the codebook by hand, told by what the history knows of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.coding.codebook import TEXTS, Edit, alike
from pimhcli.folding import fold_name
from pimhcli.wording import together

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pimhcli.coding.codebook import Code, Codebook


def found(known: Mapping[str, Code], book: Codebook) -> list[Edit]:
    """What differs between what the history knows and the file: entries that say otherwise, are new, or gone.

    Args:
        known: the entries that the history knows, by key.
        book: the codebook as the file has it.
    """
    here = {code.id for code in book.codes}
    changed = (Edit(known.get(code.id), code) for code in book.codes if not alike(known.get(code.id), code))
    return [*changed, *(Edit(before=code) for key, code in known.items() if key not in here)]


def told(edit: Edit, book: Codebook) -> str:
    """A change in words, without a full stop.

    Args:
        edit: one that was found.
        book: the codebook as the file has it.
    """
    before, after = edit.before, edit.after
    if before and after:
        return f"'{before.name}' was {together([*_ways(before, after, book)])}"
    if after:
        return f"'{after.name}' was added"
    if before is None:
        return ""
    into = book.by_key.get(before.id)
    return f"'{before.name}' became '{into.name}'" if into else f"'{before.name}' was taken out"


def renamed(edit: Edit) -> str:
    """The name that an entry had and is not found by any more; nothing when it is."""
    before, after = edit.before, edit.after
    if not (before and after):
        return ""
    names = {fold_name(name) for name in (after.name, *after.former)}
    return "" if fold_name(before.name) in names else before.name


def _ways(before: Code, after: Code, book: Codebook) -> Iterator[str]:
    if before.name != after.name:
        yield f"renamed to '{after.name}'"
    if before.parent != after.parent:
        yield f"moved under '{book.name_of(after.parent)}'" if after.parent else "moved to the top"
    if before.level != after.level:
        yield f"made a {after.level}"
    if any(getattr(before, name) != getattr(after, name) for name in TEXTS):
        yield "described otherwise"
    if before.colour != after.colour:
        yield "given another colour"
    if before.status != after.status:
        yield _status(before, after)
    if {*before.former, before.name} != {*after.former, after.name} and before.name == after.name:
        yield "given other former names"


def _status(before: Code, after: Code) -> str:
    if after.is_retired:
        return "retired"
    return "taken back into use" if before.is_retired else "marked otherwise"
