"""What a participant answered, and the table ``participants.csv`` that holds all of it."""

from __future__ import annotations

import csv
import io
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

import msgspec

from pimhcli import numbers
from pimhcli.questionnaire import durations
from pimhcli.sheets.cells import guarded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pimhcli.questionnaire.items import Item
    from pimhcli.questionnaire.schema import Questionnaire

Value = str | tuple[str, ...] | int | Fraction | date
State = Literal["answered", "missing", "declined", "not asked"]

ID = "participant_id"
PREFER_NOT_TO_SAY = "prefer not to say"


class Answer(msgspec.Struct, frozen=True):
    """One participant's answer to one item.

    Args:
        state: answered; missing, when the cell is blank; declined, by saying so; or not asked.
        value: a level, several levels, a whole number, an exact number in the item's unit, a date or a
            text; of an item not asked the number that stands for it; else None.
    """

    state: State
    value: Value | None = None

    @property
    def number(self) -> Fraction | None:
        """The answer as an exact number in its item's unit; None when it is none."""
        return Fraction(self.value) if isinstance(self.value, int | Fraction) else None

    @property
    def chosen(self) -> tuple[str, ...]:
        """The levels that were ticked."""
        if self.state != "answered" or isinstance(self.value, date | Fraction | None):
            return ()
        return self.value if isinstance(self.value, tuple) else (str(self.value),)


MISSING = Answer("missing")
DECLINED = Answer("declined")


class Participant(msgspec.Struct, frozen=True):
    """One participant.

    Args:
        id: as the study names the participant.
        answers: by item id, one for every item.
    """

    id: str
    answers: dict[str, Answer]


def to_csv(questionnaire: Questionnaire, participants: Iterable[Participant]) -> str:
    """The text of ``participants.csv``: a row a participant, a column an item, cells in canonical form."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([ID, *(item.id for item in questionnaire.items)])
    for person in participants:
        cells = (cell_text(item, person.answers[item.id]) for item in questionnaire.items)
        writer.writerow([guarded(person.id), *cells])
    return stream.getvalue()


def cell_text(item: Item, answer: Answer) -> str:
    """An answer as ``participants.csv`` has it; loading it again gives the same answer."""
    match answer.value:
        case None:
            return PREFER_NOT_TO_SAY if answer.state == "declined" else ""
        case Fraction() as value:
            is_span = item.type == "duration"
            return durations.canonical(value, item.unit) if is_span else numbers.canonical(value)
        case tuple() as levels:
            return guarded(f"{item.separator.strip() or item.separator} ".join(levels))
        case str() as text:
            return guarded(text)
        case other:
            return str(other)
