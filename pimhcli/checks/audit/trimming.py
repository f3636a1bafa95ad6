"""What stands around a printed table in the same grid: a caption above it, notes under it, blank rows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pimhcli.checks.audit.numerals import NUMBER

if TYPE_CHECKING:
    from pimhcli.documents.model import Grid

_LONG = 60  # characters; no label is longer, and a note often is
_NOTE = re.compile(
    r"\s*(?:notes?\b|abbreviations?\b|source\b|[*†‡§¶^<ᵃᵇᶜ¹²³]|[a-f][\s.)]|n\s*=|sd\b|values\b|data\b|percent)",
    re.IGNORECASE,
)


class Body(NamedTuple):
    """A table without what stands around it.

    Args:
        rows: head and body, with their cells.
        places: of each row.
        caption: above it.
        notes: under it.
    """

    rows: list[tuple[str, ...]]
    places: list[str]
    caption: str
    notes: list[str]


def trimmed(grid: Grid) -> Body:
    """The table alone, without columns and rows that are blank."""
    kept = [
        (row, place) for row, place in zip(grid.rows, grid.places, strict=True) if any(map(str.strip, row))
    ]
    above, below = list[str](), list[str]()
    while len(kept) > 1 and _is_alone(kept[0][0]):
        above.append(kept.pop(0)[0][0])
    while len(kept) > 1 and _is_alone(kept[-1][0]):
        below.insert(0, kept.pop()[0][0])
    while len(kept) > 1 and _is_note(kept[-1][0]):
        below.insert(0, " ".join(filter(None, kept.pop()[0])))
    used = [i for i in range(len(kept[0][0])) if any(row[i].strip() for row, _ in kept)] if kept else []
    rows = [tuple(row[i] for i in used) for row, _ in kept]
    caption = " ".join([grid.caption, *above]).strip()
    return Body(rows, [place for _, place in kept], caption, [*below, *grid.notes])


def _is_alone(row: tuple[str, ...]) -> bool:
    return bool(row[0].strip()) and len(row) > 1 and not any(cell.strip() for cell in row[1:])


def _is_note(row: tuple[str, ...]) -> bool:
    filled = [cell for cell in row if cell.strip()]
    return len(set(filled)) == 1 and (
        len(filled[0]) > _LONG or bool(_NOTE.match(filled[0]) and not NUMBER.fullmatch(filled[0]))
    )
