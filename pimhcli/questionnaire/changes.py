"""What loading again would change: the cells of participants.csv, whatever items it was made with."""

from __future__ import annotations

from collections import Counter
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
        doubled: participants and columns that were there twice, of which one stays.
        changed: answers of those who stayed.
        lost: answers of those who are gone.
    """

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    new_items: tuple[str, ...] = ()
    gone_items: tuple[str, ...] = ()
    doubled: tuple[str, ...] = ()
    changed: tuple[AnswerChange, ...] = ()
    lost: tuple[AnswerChange, ...] = ()

    def __bool__(self) -> bool:
        differences = (self.added, self.removed, self.new_items, self.gone_items, self.doubled, self.changed)
        return any(differences)


def compare(old: Sheet, new: Sheet) -> Changes:
    """What became of the old participants and their answers.

    Args:
        old: participants.csv as it is.
        new: participants.csv as it would be.
    """
    before, after = _Page(old), _Page(new)
    ids = dict.fromkeys(person for person, _ in before.rows)
    now = dict(after.rows)
    differences = [
        (person, change)
        for person, row in before.rows
        for change in _changed(person, before.answers(row), after.answers(now.get(person)))
    ]
    return Changes(
        added=tuple(person for person in now if person not in ids),
        removed=tuple(person for person in ids if person not in now),
        new_items=tuple(item for item in after.items if item not in before.items),
        gone_items=tuple(item for item in before.items if item not in after.items),
        doubled=tuple(before.doubled),
        changed=tuple(change for person, change in differences if person in now),
        lost=tuple(change for person, change in differences if person not in now),
    )


class _Page:
    """The texts of participants.csv.

    Args:
        sheet: its cells.
    """

    def __init__(self, sheet: Sheet) -> None:
        own = _id_column(sheet)
        heads = [cell.text for i, cell in enumerate(sheet.header) if i != own]
        # of a column that is there twice the first counts
        self.items = {cell.text: i for i, cell in reversed([*enumerate(sheet.header)]) if i != own}
        self.items = {head: self.items[head] for head in heads}
        self.rows = [(row[own].text, [cell.text for cell in row]) for row in sheet.rows]
        people = Counter(person for person, _ in self.rows)
        self.doubled = [name for times in (people, Counter(heads)) for name, n in times.items() if n > 1]

    def answers(self, row: list[str] | None) -> dict[str, str]:
        """The texts of a row by column; none where there is no row."""
        return {} if row is None else {item: row[at] for item, at in self.items.items()}


def _changed(person: str, before: dict[str, str], after: dict[str, str]) -> list[AnswerChange]:
    if before == after:
        return []
    pairs = [(item, before.get(item, ""), after.get(item, "")) for item in dict.fromkeys([*before, *after])]
    return [AnswerChange(person, item, old, new) for item, old, new in pairs if old != new]


def _id_column(sheet: Sheet) -> int:
    names = [fold_name(cell.text) for cell in sheet.header]
    return names.index(fold_name(ID)) if fold_name(ID) in names else 0
