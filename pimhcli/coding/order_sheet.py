"""Reads a sheet of excerpts to code: one row an order, under the headings that other tools use too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

from pimhcli.coding.placing import Order
from pimhcli.findings import Finding
from pimhcli.folding import did_you_mean, fold_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pimhcli.sheets.cells import Cell, Sheet

COLUMNS = {
    "transcript": ("transcript", "document", "source"),
    "turn": ("turn", "turn number"),
    "quote": ("quote", "segment", "excerpt", "text", "content"),
    "code": ("code", "codes", "tag", "theme"),
    "memo": ("memo", "note", "comment"),
    "star": ("star", "key quote", "starred"),
    "occurrence": ("occurrence",),
}
NEEDED = ("quote", "code")
_COLUMN_OF = {fold_name(name): column for column, names in COLUMNS.items() for name in names}
KNOWN = frozenset(_COLUMN_OF)
_YES = frozenset({"yes", "y", "true", "1", "x", "★", "*"})
_NO = frozenset({"", "no", "n", "false", "0"})


class Orders(msgspec.Struct, frozen=True):
    """What a sheet orders.

    Args:
        orders: the rows that can be understood.
        findings: what is wrong with the others, or with the headings.
    """

    orders: tuple[Order, ...]
    findings: tuple[Finding, ...]


def read(sheet: Sheet) -> Orders:
    """The orders of a sheet.

    Args:
        sheet: with a heading for each column; ``quote`` and ``code`` have to be there.
    """
    columns = _columns(sheet)
    problems = [*_missing(sheet, columns), *_unknown(sheet), *_doubled(sheet)]
    if problems:
        return Orders((), tuple(problems))
    rows = [_order(sheet, {name: row[i] for name, i in columns.items()}) for row in sheet.rows]
    orders = tuple(row for row in rows if isinstance(row, Order))
    return Orders(orders, tuple(row for row in rows if isinstance(row, Finding)))


def _columns(sheet: Sheet) -> dict[str, int]:
    named = ((_COLUMN_OF.get(fold_name(cell.text)), i) for i, cell in enumerate(sheet.header))
    return {column: i for column, i in named if column}


def _missing(sheet: Sheet, columns: Iterable[str]) -> list[Finding]:
    found = ", ".join(cell.text for cell in sheet.header)
    return [
        Finding(
            sheet.where, f"there is no column `{needed}`; its columns are: {found}.", "Head a column with it."
        )
        for needed in NEEDED
        if needed not in columns
    ]


def _unknown(sheet: Sheet) -> list[Finding]:
    known = [name for names in COLUMNS.values() for name in names]
    return [
        Finding(
            sheet.at_header(i),
            f"the column '{cell.text}' is not known here.",
            did_you_mean(cell.text, known) or f"Known are: {', '.join(COLUMNS)}.",
        )
        for i, cell in enumerate(sheet.header)
        if cell.text and fold_name(cell.text) not in KNOWN
    ]


def _doubled(sheet: Sheet) -> list[Finding]:
    """Columns that mean the same: one of them would be passed over without a word."""
    seen: dict[str, str] = {}
    doubled: list[Finding] = []
    for i, cell in enumerate(sheet.header):
        column = _COLUMN_OF.get(fold_name(cell.text))
        if column in seen:
            message = f"the columns '{seen[column]}' and '{cell.text}' both give the {column}."
            doubled.append(Finding(sheet.at_header(i), message, "Keep one of them."))
        elif column:
            seen[column] = cell.text
    return doubled


def _order(sheet: Sheet, row: dict[str, Cell]) -> Order | Finding:
    turn, occurrence = _number(row.get("turn")), _number(row.get("occurrence"))
    if turn is False or occurrence is False:
        name = "turn" if turn is False else "occurrence"
        message = f"the {name} '{row[name].text}' is no whole number."
        return Finding(sheet.at(row[name]), message, "Give a number, or leave it blank.")
    star = _text(row.get("star")).casefold()
    if star not in _YES | _NO:
        message = f"the star '{row['star'].text}' is neither yes nor no."
        return Finding(sheet.at(row["star"]), message, "Write yes, or leave it blank.")
    return Order(
        where=sheet.at(row["quote"]),
        transcript=_text(row.get("transcript")),
        quote=row["quote"].text,
        codes=_codes(row["code"].text),
        turn=turn,
        occurrence=occurrence,
        memo=_text(row.get("memo")),
        star=star in _YES,
    )


def _codes(cell: str) -> tuple[str, ...]:
    return tuple(code for part in cell.split(";") if (code := part.strip()))


def _text(cell: Cell | None) -> str:
    return cell.text if cell else ""


def _number(cell: Cell | None) -> int | Literal[False] | None:
    words = _text(cell)
    if not words:
        return None
    return int(words) if words.isascii() and words.isdigit() and int(words) > 0 else False
