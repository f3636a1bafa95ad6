"""What loading again would change: the cells of participants.csv, whatever items it was made with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from pimhcli.folding import fold_name
from pimhcli.questionnaire.answers import ID

if TYPE_CHECKING:
    from pimhcli.sheets.cells import Sheet


class AnswerChange(msgspec.Struct, frozen=True, omit_defaults=True):
    """One answer that differs, in the spelling of participants.csv.

    Args:
        participant: id.
        item: id, as the column is headed.
        before: the cell as it was; empty where there was none.
        after: the cell as it is now; empty where there is none.
    """

    participant: str
    item: str
    before: str = ""
    after: str = ""


class Changes(msgspec.Struct, frozen=True):
    """All that differs between two loads; false when nothing does.

    Args:
        added: participants who are new, by id.
        removed: participants who are gone, by id.
        new_items: columns that are new.
        gone_items: columns that are gone.
        changed: answers of those who stayed.
        lost: answers of those who are gone.
    """

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    new_items: tuple[str, ...] = ()
    gone_items: tuple[str, ...] = ()
    changed: tuple[AnswerChange, ...] = ()
    lost: tuple[AnswerChange, ...] = ()

    def __bool__(self) -> bool:
        return any((self.added, self.removed, self.new_items, self.gone_items, self.changed))


def compare(old: Sheet, new: Sheet) -> Changes:
    """What became of the old participants and their answers.

    Args:
        old: participants.csv as it is.
        new: participants.csv as it would be.
    """
    before, after = _Page(old), _Page(new)
    removed = tuple(person for person in before.rows if person not in after.rows)
    stayed = (person for person in before.rows if person in after.rows)
    return Changes(
        added=tuple(person for person in after.rows if person not in before.rows),
        removed=removed,
        new_items=tuple(item for item in after.items if item not in before.items),
        gone_items=tuple(item for item in before.items if item not in after.items),
        changed=tuple(change for person in stayed for change in _changed(person, before, after)),
        lost=tuple(change for person in removed for change in _changed(person, before, after)),
    )


class _Page:
    """The texts of participants.csv.

    Args:
        sheet: its cells.
    """

    def __init__(self, sheet: Sheet) -> None:
        own = _id_column(sheet)
        self.items = {cell.text: i for i, cell in enumerate(sheet.header) if i != own}
        self.rows = {row[own].text: [cell.text for cell in row] for row in sheet.rows}

    def cell(self, person: str, item: str) -> str:
        row, at = self.rows.get(person), self.items.get(item)
        return "" if row is None or at is None else row[at]


def _changed(person: str, before: _Page, after: _Page) -> list[AnswerChange]:
    if before.items == after.items and before.rows[person] == after.rows.get(person):
        return []
    items = dict.fromkeys([*before.items, *after.items])
    pairs = [(item, before.cell(person, item), after.cell(person, item)) for item in items]
    return [AnswerChange(person, item, old, new) for item, old, new in pairs if old != new]


def _id_column(sheet: Sheet) -> int:
    names = [fold_name(cell.text) for cell in sheet.header]
    return names.index(fold_name(ID)) if fold_name(ID) in names else 0
