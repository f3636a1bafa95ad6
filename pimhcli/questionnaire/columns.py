"""Finds which column of a sheet holds which item."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from pimhcli.findings import Finding
from pimhcli.folding import fold_name, nearest
from pimhcli.sheets.cells import letter

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pimhcli.questionnaire.schema import Questionnaire
    from pimhcli.sheets.cells import Sheet

PARTICIPANT = ""  # stands for the participant ids where item ids stand; no item can have it


class Columns(msgspec.Struct, frozen=True):
    """Where everything stands.

    Args:
        index: 0-based column, by item id; of the participant ids by ``PARTICIPANT``.
        findings: headers that name nothing or too much, and items without a column.
    """

    index: dict[str, int]
    findings: list[Finding]


def known(questionnaire: Questionnaire) -> dict[str, str]:
    """What each folded header names: an item's id, or ``PARTICIPANT``."""
    names = {fold_name(name): item.id for item in questionnaire.items for name in item.headers}
    return names | {fold_name(name): PARTICIPANT for name in questionnaire.participant}


def match(sheet: Sheet, questionnaire: Questionnaire, ignore: Iterable[str] = ()) -> Columns:
    """The columns of a sheet, matched by item id, item text or alias, in any order.

    Args:
        sheet: the sheet.
        questionnaire: its items.
        ignore: headers to leave out, beside those the questionnaire ignores.
    """
    names = known(questionnaire)
    ignored = {fold_name(name) for name in (*questionnaire.ignore, *ignore)}
    columns = Columns({}, [])
    for i, cell in enumerate(sheet.header):
        folded = fold_name(cell.text)
        if not folded:
            _blank(sheet, i, columns)
        elif folded in ignored:
            continue
        elif folded in names:
            _named(sheet, i, names[folded], columns)
        else:
            columns.findings.append(_unknown(sheet, i, questionnaire))
    columns.findings.extend(_absent(sheet, questionnaire, columns))
    return columns


def _blank(sheet: Sheet, index: int, columns: Columns) -> None:
    if any(not row[index].is_blank for row in sheet.rows):
        found = f"column {letter(index + 1)} has answers but no header."
        columns.findings.append(Finding(sheet.at_header(index), found, "Give it a header, or empty it."))


def _named(sheet: Sheet, index: int, item_id: str, columns: Columns) -> None:
    first = columns.index.setdefault(item_id, index)
    if first != index:
        both = f"columns {letter(first + 1)} and {letter(index + 1)}"
        what = f"the item '{item_id}'" if item_id else "the participant ids"
        found = f"{both} both name {what}."
        columns.findings.append(
            Finding(sheet.at_header(index), found, "Keep one of them, or leave one out with ignore.")
        )


def _unknown(sheet: Sheet, index: int, questionnaire: Questionnaire) -> Finding:
    text = sheet.header[index].text
    headers = [name for item in questionnaire.items for name in item.headers]
    near = nearest(text, [*headers, *questionnaire.participant])
    suggestion = f"Did you mean '{near}'? " if near else ""
    return Finding(
        sheet.at_header(index),
        f"column {letter(index + 1)}, '{text}', is no item of the questionnaire.",
        f"{suggestion}Add it to the item's aliases, or leave it out with ignore.",
    )


def _absent(sheet: Sheet, questionnaire: Questionnaire, columns: Columns) -> list[Finding]:
    absent = [
        Finding(
            sheet.where,
            f"there is no column for the item '{item.id}'" + (f" ({item.text})." if item.text else "."),
            f"Name a column '{item.id}', or add its header to the item's aliases.",
        )
        for item in questionnaire.items
        if item.id not in columns.index
    ]
    if PARTICIPANT not in columns.index:
        expected = ", ".join(questionnaire.participant)
        found = "there is no column of participant ids."
        absent.insert(0, Finding(sheet.where, found, f"Name a column one of: {expected}."))
    return absent
