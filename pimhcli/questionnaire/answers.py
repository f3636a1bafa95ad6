"""What a participant answered, and the table ``participants.csv`` that holds all of it."""

from __future__ import annotations

import csv
import io
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

import msgspec

from pimhcli import numbers
from pimhcli.folding import fold
from pimhcli.questionnaire import durations
from pimhcli.questionnaire.conditions import is_asked
from pimhcli.sheets.cells import guarded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pimhcli.questionnaire.items import Item
    from pimhcli.questionnaire.schema import Questionnaire

Value = str | tuple[str, ...] | int | Fraction | date
State = Literal["answered", "missing", "declined", "not asked"]

ID = "participant_id"
PREFER_NOT_TO_SAY = "prefer not to say"
PREFER_NOT_TO_ANSWER = "prefer not to answer"
NOT_ASKED = "not asked"
NONE_OF_THEM = "none of them"  # of several levels, each with a column of its own, none is ticked
_YES = ("yes", "y", "true", "1", "ja", "x")
_NO = ("no", "n", "false", "0", "nein", "nee")


class Answer(msgspec.Struct, frozen=True, gc=False):
    """One participant's answer to one item.

    Args:
        state: answered; missing, when the cell is blank; declined, by saying so; or not asked.
        value: a level, several levels, a whole number, an exact number in the item's unit, a date or a
            text; of an item not asked the number that stands for it, which no file holds; else None.
    """

    state: State
    value: Value | None = None

    @property
    def number(self) -> Fraction | None:
        """The answer as an exact number in its item's unit; None when it is none."""
        # isinstance is slow for Fraction, and a table asks for hundreds of thousands of numbers
        value = self.value
        if type(value) is Fraction:
            return value
        return Fraction(value) if type(value) is int else None

    @property
    def chosen(self) -> tuple[str, ...]:
        """The levels that were ticked."""
        value = self.value
        if self.state != "answered" or value is None:
            return ()
        if type(value) is tuple:
            return value
        return (str(value),) if type(value) in (str, int) else ()


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
    writer.writerow([ID, *(item.id for item in questionnaire.asked)])
    columns = [_Column(item, questionnaire.by_id) for item in questionnaire.asked]
    for person in participants:
        writer.writerow([guarded(person.id), *(column.cell(person.answers) for column in columns)])
    return stream.getvalue()


class _Column:
    """Writes the cells of one item, each answer worked out once.

    Args:
        item: the item.
        items: all, by id.
    """

    def __init__(self, item: Item, items: Mapping[str, Item]) -> None:
        self._item = item
        self._items = items
        self._texts: dict[Value, str] = {}

    def cell(self, answers: Mapping[str, Answer]) -> str:
        answer = answers[self._item.id]
        if answer.state == "not asked":
            follows = is_asked(self._item, self._items, answers) is False
            return "" if follows else _not_asked(self._item)
        if answer.value is None:
            return cell_text(self._item, answer)
        text = self._texts.get(answer.value)
        if text is None:
            text = self._texts[answer.value] = cell_text(self._item, answer)
        return text


def cell_text(item: Item, answer: Answer) -> str:
    """An answer as ``participants.csv`` has it; loading it again gives the same answer.

    One not asked because of another answer is blank, which that other answer explains.
    """
    match None if answer.state == "not asked" else answer.value:
        case None:
            return _declined(item) if answer.state == "declined" else ""
        case Fraction() as value:
            is_span = item.type == "duration"
            return durations.canonical(value, item.unit) if is_span else numbers.canonical(value)
        case ():
            return _stand_in(item, (NONE_OF_THEM, item.separator), (*item.declined, *item.unasked))
        case tuple() as levels:
            return guarded(f"{item.separator.strip() or item.separator} ".join(levels))
        case str() as text:
            return guarded(text)
        case other:
            return str(other)


def spellings(item: Item) -> dict[str, str]:
    """Every folded spelling of a level, with its level."""
    words = {}
    if item.type == "yes/no":
        words = {**dict.fromkeys(_YES, "yes"), **dict.fromkeys(_NO, "no")}
        if item.codes:
            words = {word: level for word, level in words.items() if not word.isdecimal()}
    words |= {fold(code): level for code, level in item.codes.items()}
    for level in item.levels:
        words |= {fold(word): level for word in item.synonyms.get(level, ())}
    return words | {fold(level): level for level in item.levels}


def _declined(item: Item) -> str:
    return _stand_in(item, (PREFER_NOT_TO_SAY, *item.declined, PREFER_NOT_TO_ANSWER), item.unasked)


def _not_asked(item: Item) -> str:
    return _stand_in(item, (NOT_ASKED, *item.unasked), item.declined)


def _stand_in(item: Item, words: tuple[str, ...], others: tuple[str, ...]) -> str:
    """The text for no answer, in the first spelling that stands for nothing else.

    Args:
        item: whose answer it is.
        words: all that stand for it, the usual one first.
        others: texts that stand for no answer of another kind.
    """
    taken = {*spellings(item), *map(fold, (*item.missing, *others))}
    free = (guarded(word) for word in words if fold(word) not in taken)
    return next(free, words[0])
