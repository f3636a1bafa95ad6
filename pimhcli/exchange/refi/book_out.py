"""The entries of a codebook as elements, and the sets that tell which are themes, sub-themes and codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.exchange.model import Set
from pimhcli.exchange.refi import guids
from pimhcli.exchange.refi.descriptions import folded
from pimhcli.exchange.refi.xml import clean, element, refs

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from xml.etree.ElementTree import Element

    from pimhcli.exchange.model import Code

LEVELS = {"theme": "Themes", "sub-theme": "Sub-themes", "code": "Codes"}  # names of sets of codes
RETIRED = "Retired codes"


def below(codes: Iterable[Code]) -> dict[str, list[Code]]:
    """The entries by the GUID of the one above them; empty for those at the top."""
    found: dict[str, list[Code]] = {}
    for code in codes:
        found.setdefault(code.parent, []).append(code)
    return found


def entry(code: Code, under: Mapping[str, Sequence[Code]]) -> Element:
    """An entry with all under it.

    Args:
        code: the entry.
        under: the entries by the GUID of the one above them.
    """
    codable = "true" if code.is_codable else "false"
    made = element("Code", folded(code), guid=code.guid, name=code.name, isCodable=codable)
    made.set("name", clean(code.name))
    if code.colour:
        made.set("color", code.colour)
    made.extend(refs("NoteRef", code.notes))
    made.extend(entry(one, under) for one in under.get(code.guid, ()))
    return made


def level_sets(codes: Iterable[Code]) -> list[Set]:
    """Sets that tell which entries are themes, sub-themes and codes: the format has no place for it."""
    found: dict[str, list[str]] = {}
    for code in codes:
        if code.level:
            found.setdefault(LEVELS[code.level], []).append(code.guid)
        if code.status:
            found.setdefault(RETIRED, []).append(code.guid)
    return [
        Set(guids.guid(members[0], "level", name), name, codes=tuple(members))
        for name in (*LEVELS.values(), RETIRED)
        if (members := found.get(name))
    ]
