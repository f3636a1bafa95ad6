"""A table as Markdown: caption, pipe table, notes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pimhcli.tables.model import Align, Note, Row, Table

_RULES: dict[Align, str] = {"left": "---", "right": "---:", "center": ":---:"}
# an ampersand is special where it would start a character reference, such as &copy;
_SPECIAL = re.compile(r"([\\`*_\[\]<>|#~]|&(?=#?\w+;))")
INDENT = "&emsp;"


def render(table: Table) -> str:
    """The table with its caption above and its notes below.

    Args:
        table: what to print.
    """
    lines = [
        f"**{escaped(table.caption)}**",
        "",
        _line([escaped(column.label) for column in table.columns]),
        _line([_RULES[column.align] for column in table.columns]),
        *(_line(_cells(row)) for row in table.rows),
    ]
    notes = [part for note in table.notes for part in ("", _note(note))]
    return "\n".join(lines + notes) + "\n"


def escaped(words: str) -> str:
    """Words that Markdown shows as they are, on one line."""
    return _SPECIAL.sub(r"\\\1", words).replace("\n", "<br>")


def _cells(row: Row) -> list[str]:
    first, *rest = map(escaped, row.cells)
    mark = f"<sup>{escaped(row.mark)}</sup>" if row.mark else ""
    return [INDENT * row.indent + first + mark, *rest]


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _note(note: Note) -> str:
    mark = f"<sup>{escaped(note.mark)}</sup> " if note.mark else f"*{escaped(note.lead)}* "
    return mark + escaped(note.text)
