"""Adds to a codebook: one entry, or the missing steps of a path."""

from __future__ import annotations

import msgspec

from pimhcli.coding.codebook import CHILD_LISTS, TOP_LISTS, Code, Codebook, Level, level_under, split_path
from pimhcli.errors import ProblemsError, UsageError
from pimhcli.folding import fold_name


class Draft(msgspec.Struct, frozen=True):
    """An entry as the user describes it.

    Args:
        name: its name.
        under: key, name or path of the entry it hangs on; empty for the top.
        level: theme, sub-theme or code; empty for the usual level there.
        key: its key; empty to make one from the name.
        definition: what it means.
        include: when to use it.
        exclude: when not to.
    """

    name: str
    under: str = ""
    level: str = ""
    key: str = ""
    definition: str = ""
    include: str = ""
    exclude: str = ""


def added(book: Codebook, draft: Draft) -> Code:
    """The new entry that a draft makes.

    Args:
        book: the codebook so far.
        draft: what is wanted.

    Raises:
        UsageError: the name is empty, or the level cannot hang there.
        ProblemsError: the parent is not in the codebook, or the key or the name is taken.
    """
    name = usable_name(draft.name)
    parent = one(book, draft.under) if draft.under else None
    level = level_there(draft.level, parent)
    refuse_twins(book, name, parent)
    key = draft.key or book.new_key(name)
    if draft.key and draft.key in book.by_key:
        raise ProblemsError(
            f"The key '{key}' belongs to {book.path(key)} already.",
            hint="Give another with --key, or leave it out.",
        )
    definition, include, exclude = (t.strip() for t in (draft.definition, draft.include, draft.exclude))
    return Code(key, name, level, parent.id if parent else "", definition, include, exclude)


def one(book: Codebook, words: str) -> Code:
    """The one entry that a key, name or path names.

    Raises:
        ProblemsError: none or several; the hint says which could be meant.
    """
    found = book.find(words)
    if len(found) != 1:
        raise ProblemsError(
            book.explain(words), hint="An entry is called by its name, its path (A > B) or its key."
        )
    return found[0]


def path_made(book: Codebook, words: str) -> tuple[Code, ...]:
    """The entries to add so that a path exists; a single name becomes a code in no theme yet.

    Args:
        book: the codebook so far.
        words: ``Theme > Sub-theme > Code``, or a part of it from the theme down.
    """
    steps = split_path(words)
    made: list[Code] = []
    parent: Code | None = None
    for name in steps:
        grown = Codebook((*book.codes, *made))
        known = child_called(grown, name, parent)
        if known is None:
            known = added(grown, Draft(name, parent.id if parent else "", "" if len(steps) > 1 else "code"))
            made.append(known)
        parent = known
    return tuple(made)


def usable_name(words: str) -> str:
    """A name for an entry, without outer blanks.

    Raises:
        UsageError: it is empty or has several lines.
    """
    name = words.strip()
    if not name or "\n" in name:
        raise UsageError(
            "A theme or code needs a name, on one line.", hint='Example: pimh codebook add "Barriers"'
        )
    return name


def refuse_twins(book: Codebook, name: str, parent: Code | None, *, but: Code | None = None) -> None:
    """Stops before two entries under one parent have the same name.

    Args:
        book: the codebook.
        name: the name to be given.
        parent: the entry above; None for the top.
        but: the entry that gets the name, whose own former names do not count.

    Raises:
        ProblemsError: one has it already.
    """
    if twin := child_called(book, name, parent, but=but):
        raise ProblemsError(
            f"'{twin.name}' is in the codebook already: {book.path(twin.id)} (key {twin.id}).",
            hint="Use it, or choose another name.",
        )


def child_called(book: Codebook, name: str, parent: Code | None, *, but: Code | None = None) -> Code | None:
    """The entry right under another that has a name, or had it.

    Args:
        book: the codebook.
        name: in any spelling.
        parent: the entry above; None for the top.
        but: an entry that is not meant.
    """
    wanted = fold_name(name)
    below = (code for code in book.children(parent.id if parent else "") if code != but)
    return next((c for c in below if wanted in map(fold_name, (c.name, c.id, *c.former))), None)


def level_there(wanted: str, parent: Code | None) -> Level:
    """The level of an entry that is to stand under another.

    Args:
        wanted: the level asked for; empty for the usual one there.
        parent: the entry above; None for the top.

    Raises:
        UsageError: no entry of this level can stand there.
    """
    allowed = levels_under(parent)
    wanted = wanted or level_under(parent)
    match = next((level for level in allowed if level == wanted), None)
    if match is None:
        place = f"under the {parent.level} '{parent.name}'" if parent else "at the top"
        raise UsageError(f"A {wanted} cannot stand {place}.", hint=f"There can stand: {', '.join(allowed)}.")
    return match


def levels_under(parent: Code | None) -> tuple[Level, ...]:
    """The levels that can stand under an entry; at the top for None."""
    return tuple(level for _, level in (CHILD_LISTS[parent.level] if parent else TOP_LISTS))
