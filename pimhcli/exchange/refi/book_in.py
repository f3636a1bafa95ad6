"""The coders and the codebook of a REFI-QDA file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from pimhcli.errors import ProblemsError
from pimhcli.exchange.model import Code, Coder
from pimhcli.exchange.refi import guids
from pimhcli.exchange.refi.book_out import LEVELS, RETIRED
from pimhcli.exchange.refi.descriptions import unfolded
from pimhcli.exchange.refi.elements import children, colour, first, guid, targets, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from xml.etree.ElementTree import Element

    from pimhcli.exchange.model import Set
    from pimhcli.exchange.refi.elements import Oddities

DEEPEST = 100  # codes under codes; the deepest real codebook seen has seven


def coders(users: Element | None) -> list[Coder]:
    """The coders of a file.

    Args:
        users: the element Users.
    """
    found = [(guid(one), one.get("name") or one.get("id") or "") for one in children(users, "User")]
    return [Coder(key, name or f"coder-{number}") for number, (key, name) in enumerate(found, 1) if key]


def codes(book: Element | None, odd: Oddities, split: str = "") -> list[Code]:
    """The entries of a codebook, parents before children.

    Args:
        book: the element CodeBook.
        odd: takes note of what is odd.
        split: what stands between the names of a path, where names are paths; empty where they are not.

    Raises:
        ProblemsError: codes are nested deeper than any codebook is.
    """
    top = first(book, "Codes") if book is not None else None
    found = [*_under(top, "", odd, 0)]
    if split:
        return _split(found, split)
    if paths := sum("::" in code.name for code in found):
        odd.odd("codebook", f"{paths:,} names in it hold “::”, as paths do.", "To nest them: --split ::")
    return found


def _under(above: Element | None, parent: str, odd: Oddities, depth: int) -> Iterator[Code]:
    if depth > DEEPEST:
        raise ProblemsError(
            f"The codebook has codes under codes, more than {DEEPEST} deep.",
            hint="No program makes such a codebook. Export the project anew, and try again.",
        )
    for element in children(above, "Code"):
        key = guid(element)
        if not key:
            odd.dropped("code", "it has no GUID, by which anything could refer to it.")
            continue
        codable = element.get("isCodable")
        if codable is None:
            odd.odd("code", "it is not said whether text may be coded with it; it may.")
        yield Code(
            key,
            element.get("name") or "",
            parent,
            **unfolded(words(element, "Description") or element.get("description", "")),
            colour=colour(element.get("color", "")),
            is_codable=(codable or "true").strip().lower() in {"true", "1"},
            notes=targets(element, "NoteRef"),
        )
        yield from _under(element, key, odd, depth + 1)


def _split(codes: Sequence[Code], mark: str) -> list[Code]:
    """Codes whose names are paths, under what these name."""
    made: dict[str, Code] = {}
    places = {(code.parent, code.name): code.guid for code in codes}
    for code in codes:
        *above, name = [part.strip() for part in code.name.split(mark) if part.strip()] or [code.name]
        parent = code.parent
        for step in above:
            place = (parent, step)
            if place not in places:
                places[place] = guids.plain(f"{parent}/{step}")
                made[places[place]] = Code(places[place], step, parent)
            parent = places[place]
        made[code.guid] = msgspec.structs.replace(code, name=name, parent=parent)
    return [*_parents_first(made.values())]


def _parents_first(codes: Iterable[Code]) -> Iterator[Code]:
    below: dict[str, list[Code]] = {}
    for code in codes:
        below.setdefault(code.parent, []).append(code)
    stack = [*reversed(below.get("", []))]
    while stack:
        code = stack.pop()
        yield code
        stack += reversed(below.get(code.guid, []))


def levelled(codes: Sequence[Code], sets: Sequence[Set]) -> tuple[list[Code], list[Set]]:
    """The entries with the levels that sets of our own files tell, and the other sets.

    Args:
        codes: the entries.
        sets: all sets of the file.
    """
    names = {name: level for level, name in LEVELS.items()}
    ours = {one.name: set(one.codes) for one in sets if one.name in {*names, RETIRED} and one.codes}
    found = [
        msgspec.structs.replace(
            code,
            level=next((names[n] for n, keys in ours.items() if n in names and code.guid in keys), ""),
            status="retired" if code.guid in ours.get(RETIRED, ()) else "",
        )
        for code in codes
    ]
    return found, [one for one in sets if one.name not in ours]
