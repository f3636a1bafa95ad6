"""The pane of the codebook: which of its entries are folded, pinned, chosen and in focus."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from pimhcli.coding.codebook import outline
from pimhcli.wording import count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pimhcli.coding.codebook import Code
    from pimhcli.coding.excerpts import Excerpt
    from pimhcli.screen.material import Material
    from pimhcli.study.resuming import Place

NO_CODES = "No codes yet: select text, press c, type a name."


class Entry(NamedTuple):
    """One line of the codebook as it is shown.

    Args:
        depth: 0 at the top.
        code: the entry.
        folded: whether its children are hidden.
        parent: whether it has any.
        excerpts: how many are coded with it or with what hangs under it.
        pin: the digit that applies it; empty for none.
    """

    depth: int
    code: Code
    folded: bool
    parent: bool
    excerpts: int
    pin: str


class BookPane:
    """The codebook beside the text.

    Args:
        material: what the codebook is taken from.
        place: where the last sitting stopped.
    """

    def __init__(self, material: Material, place: Place) -> None:
        self.folded = frozenset(place.folded)
        self.pins = dict(place.pins)
        self.index = 0
        self.focus = ""  # the key of the only entry whose excerpts are highlighted
        self._take(material)

    @cached_property
    def entries(self) -> list[Entry]:
        """The lines that are to be seen, worked out once until one of them changes."""
        material, pins = self._material, {key: digit for digit, key in self.pins.items()}
        found: list[Entry] = []
        hidden = -1  # the depth of a folded entry, below which nothing is shown
        for depth, code in outline(material.book):
            if 0 <= hidden < depth:
                continue
            folded, parent = code.id in self.folded, bool(material.book.children(code.id))
            hidden = depth if folded else -1
            found.append(Entry(depth, code, folded, parent, material.counts[code.id], pins.get(code.id, "")))
        return found

    @property
    def chosen(self) -> Code | None:
        """The entry that the pane's line is on."""
        entries = self.entries
        return entries[min(self.index, len(entries) - 1)].code if entries else None

    @property
    def highlighted(self) -> frozenset[str] | None:
        """The keys of the only entries whose excerpts are highlighted; None for all."""
        return self._material.book.under(self.focus) if self.focus else None

    def in_focus(self) -> Sequence[Excerpt]:
        """The excerpts that e and E step through: all, or those of the entry in focus."""
        keys, material = self.highlighted, self._material
        if keys is None:
            return material.excerpts
        # a mark has the keys as they are now, an excerpt those of the time when it was coded
        both = zip(material.excerpts, material.marks, strict=True)
        return [excerpt for excerpt, mark in both if keys.intersection(mark.codes)]

    def told(self, code: Code) -> str:
        """An entry in one line: its path, how often it is used, and what it means."""
        used = count(self._material.counts[code.id], "excerpt") + ", retired" * code.is_retired
        means = f": {' '.join(code.definition.split())}" if code.definition else "."
        return f"{self._material.book.path(code.id)} ({used}){means}"

    def pin(self, digit: str, key: str) -> None:
        """Pins an entry to a digit, and to no other."""
        others = {other: pinned for other, pinned in self.pins.items() if pinned != key}
        self.pins = {**others, digit: key}
        self._look_anew()

    def fold(self, key: str) -> None:
        """Hides what hangs under an entry."""
        self.folded |= {key}
        self._look_anew()

    def unfold(self, key: str) -> None:
        """Shows again what hangs under an entry."""
        self.folded -= {key}
        self._look_anew()

    def step(self, by: int) -> None:
        """Goes some lines down, or up.

        Args:
            by: lines; below 0 to go up.
        """
        self.index = min(max(self.index + by, 0), max(len(self.entries) - 1, 0))

    def choose(self, key: str) -> None:
        """Puts the pane's line on an entry, if it is to be seen."""
        keys = [entry.code.id for entry in self.entries]
        self.index = keys.index(key) if key in keys else self.index

    def renew(self, material: Material) -> None:
        """Shows the codebook as it is now, its line on the same entry.

        Args:
            material: what the codebook is taken from.
        """
        chosen = self.chosen
        self._take(material)
        self.focus = self.focus if self.focus in material.book.by_key else ""
        self.step(0)
        self.choose(material.book.key_of(chosen.id) if chosen else "")

    def _take(self, material: Material) -> None:
        """Takes a codebook, with what is folded, pinned and in focus by the keys of the entries now."""
        key_of = material.book.key_of
        self._material = material
        self.folded = frozenset(map(key_of, self.folded))
        self.pins = {digit: key_of(key) for digit, key in self.pins.items()}
        self.focus = key_of(self.focus)
        self._look_anew()

    def _look_anew(self) -> None:
        self.__dict__.pop("entries", None)
