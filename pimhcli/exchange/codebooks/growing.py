"""Gathers the entries of a codebook one after the other, each under the names of those above it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from pimhcli.exchange.model import Code
from pimhcli.folding import fold_name

if TYPE_CHECKING:
    from collections.abc import Sequence


class Growing:
    """Entries that are made when they are first named; named again, they are filled in."""

    def __init__(self) -> None:
        self.codes: dict[str, Code] = {}
        self._places: dict[tuple[str, str], str] = {}

    def under(self, parent: str, name: str) -> str:
        """The GUID of the entry of a name under another; it is made if need be.

        Args:
            parent: GUID of the entry above; empty for the top.
            name: its name.
        """
        place = (parent, fold_name(name))
        if place not in self._places:
            key = f"{parent}/{len(self.codes) + 1}"
            self._places[place] = key
            self.codes[key] = Code(key, name, parent)
        return self._places[place]

    def at(self, path: Sequence[str]) -> str:
        """The GUID of the entry at a path of names from the top; what is missing of it is made."""
        key = ""
        for name in path:
            key = self.under(key, name)
        return key

    def say(self, key: str, **said: str) -> None:
        """Says of an entry what it means; what was said of it before stays.

        Args:
            key: its GUID.
            said: texts by the field of Code; empty ones say nothing.
        """
        code = self.codes[key]
        new = {field: words for field, words in said.items() if words and not getattr(code, field)}
        self.codes[key] = msgspec.structs.replace(code, **new)
