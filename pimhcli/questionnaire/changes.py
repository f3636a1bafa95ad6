"""What loading again would change: the cells of participants.csv, whatever items it was made with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from pimhcli.folding import fold_name
from pimhcli.questionnaire.answers import ID

if TYPE_CHECKING:
    from pimhcli.sheets.cells import Sheet

Rows = dict[str, dict[str, str]]


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
    before, after = _rows(old), _rows(new)
    items, now = _items(old), _items(new)
    removed = tuple(person for person in before if person not in after)
    return Changes(
        added=tuple(person for person in after if person not in before),
        removed=removed,
        new_items=tuple(item for item in now if item not in items),
        gone_items=tuple(item for item in items if item not in now),
        changed=tuple(c for person in before if person in after for c in _changed(person, before, after)),
        lost=tuple(c for person in removed for c in _changed(person, before, after)),
    )


def _changed(person: str, before: Rows, after: Rows) -> list[AnswerChange]:
    was, now = before[person], after.get(person, {})
    pairs = [(item, was.get(item, ""), now.get(item, "")) for item in dict.fromkeys([*was, *now])]
    return [AnswerChange(person, item, old, new) for item, old, new in pairs if old != new]


def _items(sheet: Sheet) -> list[str]:
    own = _id_column(sheet)
    return [cell.text for i, cell in enumerate(sheet.header) if i != own]


def _rows(sheet: Sheet) -> Rows:
    own = _id_column(sheet)
    return {
        row[own].text: {
            head.text: cell.text
            for i, (head, cell) in enumerate(zip(sheet.header, row, strict=True))
            if i != own
        }
        for row in sheet.rows
    }


def _id_column(sheet: Sheet) -> int:
    names = [fold_name(cell.text) for cell in sheet.header]
    return names.index(fold_name(ID)) if fold_name(ID) in names else 0
