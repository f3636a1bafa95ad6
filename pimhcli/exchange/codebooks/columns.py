"""The columns of a table that holds a codebook, whatever a program or a person calls them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.findings import Finding
from pimhcli.folding import fold_name
from pimhcli.sheets.cells import heading_key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pimhcli.sheets.cells import Cell, Sheet

# the names in English and German that NVivo, MAXQDA, ATLAS.ti, Taguette, QualCoder and teams give them
NAMES: Mapping[str, tuple[str, ...]] = {
    "name": ("name", "code name", "label", "title", "tag", "node", "codename", "name of code", "entry"),
    "parent": (
        "parent", "parent code", "parent name", "parent node", "category", "under", "group", "obercode",
    ),
    "path": ("path", "full path", "code path", "full name", "hierarchy", "hierarchical name", "pfad"),
    "theme": ("theme", "themes", "level 1", "main theme", "main code", "thema", "ebene 1"),
    "sub-theme": (
        "sub-theme", "subtheme", "sub theme", "level 2", "sub-code", "subcode", "unterthema", "ebene 2",
    ),
    "code": ("code", "codes", "level 3", "ebene 3"),
    "key": ("key", "code key"),
    "level": ("level", "kind", "type", "ebene"),
    "definition": (
        "definition", "description", "meaning", "comment", "memo", "code memo", "comments", "notes", "note",
        "code description", "code definition", "beschreibung", "kommentar",
    ),
    "include": (
        "include", "inclusion", "inclusion criteria", "use it for", "when to use", "use", "use when",
        "when to use it", "einschluss",
    ),
    "exclude": (
        "exclude", "exclusion", "exclusion criteria", "not for", "when not to use", "do not use",
        "when not to use it", "ausschluss",
    ),
    "example": (
        "example", "examples", "example quote", "typical example", "quote", "exemplar", "anchor example",
        "ankerbeispiel", "beispiel",
    ),
    "colour": ("colour", "color", "farbe"),
    "status": ("status",),
}  # fmt: skip
# what programs count, and what says nothing that a codebook holds
COUNTED = (
    "excerpts", "participants", "groups", "files", "references", "grounded", "density", "frequency",
    "position",
    "number of highlights", "count", "created on", "created by", "modified on", "modified by", "id",
    "retired", "former", "aggregate", "nickname", "guid",
)  # fmt: skip
LEVELS = ("theme", "sub-theme", "code")
TEXTS = ("definition", "include", "exclude", "example")
_COLUMN_OF = {heading_key(name): column for column, names in NAMES.items() for name in names}
_COUNTED = frozenset(map(heading_key, COUNTED))
KNOWN = frozenset(_COLUMN_OF)


class Columns:
    """Which column of a sheet holds what.

    Args:
        sheet: the table.
    """

    def __init__(self, sheet: Sheet) -> None:
        self.places: dict[str, int] = {}
        self.findings: list[Finding] = []
        for place, head in enumerate(sheet.header):
            key = heading_key(head.text)
            column = _COLUMN_OF.get(key, "")
            if column and column not in self.places:
                self.places[column] = place
            elif head.text and (column or key not in _COUNTED):
                what = f"“{head.text}” is no column that a codebook has; it was left out."
                hint = f"Known are: {', '.join(NAMES)}."
                self.findings.append(Finding(sheet.at_header(place), what, hint, "note"))
        self._settle()

    def _settle(self) -> None:
        """A single column of levels holds the names."""
        own = [level for level in LEVELS if level in self.places]
        if "name" in self.places or "path" in self.places:
            # beside names it says of what level each is under: as parent, or as nothing that is needed
            for level in own:
                if level == "code" and "name" not in self.places:
                    continue
                place = self.places.pop(level)
                self.places.setdefault("parent", place)
        elif len(own) == 1:
            self.places["name"] = self.places.pop(own[0])

    @property
    def levels(self) -> list[str]:
        """The levels that have a column each, the highest first."""
        return [level for level in LEVELS if level in self.places]

    @property
    def is_codebook(self) -> bool:
        """Whether anything tells what the entries are called."""
        return bool(self.levels or {"name", "path"} & self.places.keys())

    def cell(self, row: tuple[Cell, ...], column: str) -> Cell | None:
        """The cell of a row in a column; None where there is no such column."""
        return row[self.places[column]] if column in self.places else None

    def text(self, row: tuple[Cell, ...], column: str) -> str:
        """What a row says in a column."""
        cell = self.cell(row, column)
        return cell.text if cell else ""


def level(words: str) -> str:
    """The level that a word means; empty for none."""
    known = {fold_name(one): one for one in LEVELS}
    return known.get(fold_name(words), "")
