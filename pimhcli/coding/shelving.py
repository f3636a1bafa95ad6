"""The order of a codebook that was made of two: neighbours stay neighbours, whichever side put them there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.coding.codebook import CHILD_LISTS, TOP_LISTS, Codebook

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from pimhcli.coding.codebook import Code, Level


def shelved(codes: Mapping[str, Code], base: Codebook, ours: Codebook, theirs: Codebook) -> Codebook:
    """A codebook of some entries, in the order of two others.

    Args:
        codes: the entries, by key; what each hangs under is among them.
        base: what the other two were made from.
        ours: whose order counts, unless only the other one changed it.
        theirs: the other one.
    """
    orders = [_shelves(book.codes) for book in (base, ours, theirs)]
    shelves = {
        home: _merged_order(keys, *(order.get(home, []) for order in orders))
        for home, keys in _shelves(codes.values()).items()
    }

    def below(parent: str, lists: Iterable[tuple[str, Level]]) -> Iterator[Code]:
        for _, level in lists:
            for key in shelves.get((parent, level), ()):
                yield codes[key]
                yield from below(key, CHILD_LISTS[level])

    return Codebook(tuple(below("", TOP_LISTS)))


def _merged_order(keys: Collection[str], base: list[str], ours: list[str], theirs: list[str]) -> list[str]:
    """Keys in the order that two lists of some of them give.

    Args:
        keys: those to be put in order.
        base: the order that both were made from.
        ours: the order that counts, unless only the other one changed it.
        theirs: the other order.
    """
    common = {*base} & {*ours} & {*theirs}
    was, here, there = ([key for key in order if key in common] for order in (base, ours, theirs))
    first, second = (theirs, ours) if here == was != there else (ours, theirs)
    found = [key for key in first if key in keys]
    for key in [key for key in (*second, *keys) if key in keys]:
        if key not in found:
            found.insert(_place(key, found, second), key)
    return found


def _place(key: str, found: list[str], order: list[str]) -> int:
    """Where a key goes: behind what it stood behind, and behind what the other side added there."""
    if key not in order:
        return len(found)
    before = [other for other in order[: order.index(key)] if other in found]
    place = found.index(before[-1]) + 1 if before else 0
    while place < len(found) and found[place] not in order:
        place += 1
    return place


def _shelves(codes: Iterable[Code]) -> dict[tuple[str, Level], list[str]]:
    shelves: dict[tuple[str, Level], list[str]] = {}
    for code in codes:
        shelves.setdefault(code.home, []).append(code.id)
    return shelves
