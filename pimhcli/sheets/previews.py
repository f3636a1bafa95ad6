"""Counts the rows of a survey tool's export that may be no participants: previews and unfinished answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.folding import fold
from pimhcli.wording import together

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pimhcli.sheets.cells import Cell, Sheet

_PREVIEWS = {
    "status": frozenset({"survey preview", "survey test", "survey preview spam"}),
    "distributionchannel": frozenset({"preview", "test"}),
}
_CODED_PREVIEWS = frozenset({"1", "2", "9", "17"})  # of the status, when an export gives codes
_UNFINISHED = frozenset({"false", "0", "no"})
_TELLING = ("status", "distributionchannel", "finished")
_MOST_SHOWN = 10


def told(sheet: Sheet, columns: Mapping[str, int]) -> str:
    """How many rows are previews or were not finished, and where, as a full sentence; empty for none.

    Args:
        sheet: the sheet, its rows of headings taken off.
        columns: the columns that a survey tool adds, by the key of their heading.
    """
    telling = {key: columns[key] for key in _TELLING if key in columns}
    is_coded = len(telling) > 1
    previews, unfinished = [], []
    for row in sheet.rows:
        said = {key: fold(row[at].text) for key, at in telling.items()}
        is_preview = any(said.get(key) in words for key, words in _PREVIEWS.items())
        if is_preview or (is_coded and said.get("status") in _CODED_PREVIEWS):
            previews.append(row[0])
        elif said.get("finished") in _UNFINISHED:
            unfinished.append(row[0])
    if not previews and not unfinished:
        return ""
    return f"{_counted(len(previews), len(unfinished))}: {_places(sheet, previews + unfinished)}."


def _counted(previews: int, unfinished: int) -> str:
    first = "1 row is a preview" if previews == 1 else f"{previews:,} rows are previews"
    noun = "" if previews else " row" if unfinished == 1 else " rows"
    second = f"{unfinished:,}{noun} {'was' if unfinished == 1 else 'were'} not finished"
    return ", ".join(words for words, number in ((first, previews), (second, unfinished)) if number)


def _places(sheet: Sheet, cells: list[Cell]) -> str:
    numbers = sorted(int("".join(filter(str.isdigit, cell.place))) for cell in cells)
    noun = ("row" if sheet.name else "line") + ("s" if len(numbers) > 1 else "")
    shown = [str(number) for number in numbers[:_MOST_SHOWN]]
    more = len(numbers) - len(shown)
    shown += [f"{more:,} more"] if more else []
    return f"{noun} {together(shown)}"
