"""Reads the participants out of the rows of a sheet, and collects what is wrong with them."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from pimhcli.findings import Finding
from pimhcli.folding import fold, fold_name
from pimhcli.questionnaire import asking, deriving
from pimhcli.questionnaire.answers import ID, MISSING, Answer, Participant
from pimhcli.questionnaire.columns import in_flow
from pimhcli.questionnaire.conditions import in_turn
from pimhcli.questionnaire.headings import PARTICIPANT, Slot
from pimhcli.questionnaire.items import Item
from pimhcli.questionnaire.options import OptionReader, zero_is_tick
from pimhcli.questionnaire.refusals import Refusal
from pimhcli.questionnaire.values import CellReader

if TYPE_CHECKING:
    from pimhcli.questionnaire.columns import Columns
    from pimhcli.questionnaire.options import Mark
    from pimhcli.questionnaire.schema import Questionnaire
    from pimhcli.questionnaire.values import Origin
    from pimhcli.sheets.cells import Cell, Sheet

Row = tuple["Cell", ...]


class RowReader:
    """Reads the rows of a sheet one by one.

    Args:
        sheet: the sheet.
        columns: what its columns hold.
        questionnaire: its items.
        is_own: whether it is ``participants.csv``, and no file that was made elsewhere.
    """

    def __init__(
        self, sheet: Sheet, columns: Columns, questionnaire: Questionnaire, *, is_own: bool = False
    ) -> None:
        self.findings: list[Finding] = []
        self._sheet = sheet
        self._columns = columns
        self._items = questionnaire.by_id
        self._in_turn = in_turn(questionnaire.items)
        self._blank = dict.fromkeys(self._items, MISSING)
        self._id_at = columns.whole(PARTICIPANT)
        self._id_reader = CellReader(Item(ID, "text", missing=()))
        self._first: dict[str, tuple[str, Cell]] = {}
        self._whole: list[tuple[int, CellReader]] = []
        self._options: list[tuple[dict[str, int], OptionReader]] = []
        origin: Origin = "participants.csv" if is_own else "workbook" if sheet.name else "text file"
        for item in questionnaire.asked:
            reader = CellReader(
                item,
                decimal_comma=questionnaire.decimal_comma,
                date_order=questionnaire.date_order,
                origin=origin,
            )
            at, options = columns.whole(item.id), columns.options(item)
            if at is not None:
                self._whole.append((at, reader))
            elif options:
                by_name = zero_is_tick(reader, options, sheet.rows)
                self._options.append((options, OptionReader(reader, zero_is_tick=by_name)))

    def read(self, row: Row) -> Participant:
        """The participant of a row; an answer that cannot be read counts as missing, with a finding."""
        person = self._id(row)
        answers = self._blank.copy()
        for at, reader in self._whole:
            answer = reader.read(row[at])
            if isinstance(answer, Refusal):
                answer = self._refused(reader.item.id, row[at], answer)
            answers[reader.item.id] = answer
        for options, ticks in self._options:
            answers[ticks.item.id] = self._ticked(options, ticks, row)
        for item in self._in_turn:
            self._settle(item, answers, row)
        return Participant(person, answers)

    def _settle(self, item: Item, answers: dict[str, Answer], row: Row) -> None:
        if item.derived:
            if wrong := deriving.settle(item, answers):
                self._problem(self._cell(item, row), wrong.message, wrong.hint)
            return
        was_asked = asking.settle(item, self._items, answers)
        if was_asked is not None:
            self._warn_of_contradiction(item, row, was_asked=was_asked)

    def _refused(self, name: str, cell: Cell, refusal: Refusal) -> Answer:
        found = f"{name}: found {_described(cell)}, expected {refusal.expected}."
        self._problem(cell, found, refusal.hint)
        return MISSING

    def _ticked(self, options: dict[str, int], reader: OptionReader, row: Row) -> Answer:
        marks: dict[str, Mark] = {}
        for level, at in options.items():
            mark = reader.mark(level, row[at])
            if isinstance(mark, Refusal):
                hint = mark.hint or self._own_words(reader.item, level)
                self._refused(f"{reader.item.id} [{level}]", row[at], Refusal(mark.expected, hint))
            else:
                marks[level] = mark
        return reader.answer(marks)

    def _own_words(self, item: Item, level: str) -> str:
        """What to do about a text where a tick is expected, when the column may hold what people wrote."""
        heading = self._columns.heading(Slot(item.id, level))
        if "other" not in fold(heading):
            return ""
        return (
            f"If it is what was written for '{level}', write columns: {{{in_flow(level)}: []}} under the "
            f"item '{item.id}', and make an item of its own of type text with aliases: [{in_flow(heading)}]."
        )

    def _id(self, row: Row) -> str:
        if self._id_at is None:
            return ""
        cell = row[self._id_at]
        read = self._id_reader.read(cell)
        if isinstance(read, Refusal):
            self._refused(ID, cell, read)
            return ""
        person = str(read.value or "")
        if person:
            self._refuse_id_in_use(person, cell)
        else:
            self._problem(cell, "the row has no participant id.", "Give every row an id of its own.")
        return person

    def _refuse_id_in_use(self, person: str, cell: Cell) -> None:
        if not person.isascii() and any(unicodedata.category(character) == "Cf" for character in person):
            self._problem(
                cell, f"the participant id '{person}' holds an invisible character.", "Type it again."
            )
        first, where = self._first.setdefault(fold_name(person), (person, cell))
        if where is cell:
            return
        if first == person:
            self._problem(cell, f"the participant id '{person}' is used twice, first at {where.place}.")
        else:
            found = f"the participant ids '{first}' (at {where.place}) and '{person}' look alike."
            self._problem(cell, found, "Write them the same way, or make them clearly different.")

    def _problem(self, cell: Cell, message: str, hint: str = "") -> None:
        self.findings.append(Finding(self._sheet.at(cell), message, hint))

    def _warn_of_contradiction(self, item: Item, row: Row, *, was_asked: bool) -> None:
        other = item.asked_if.item if item.asked_if else ""
        cell = self._cell(item, row)
        done, by_it, counts = (
            ("marked as not asked", "it was asked", "It counts as not asked")
            if was_asked
            else ("answered", "it was not asked", "The answer counts")
        )
        found = f"{item.id}: {done} ({_described(cell)}) though by the answer to '{other}' {by_it}."
        hint = f"{counts}; correct one of the two if it is a slip."
        self.findings.append(Finding(self._sheet.at(cell), found, hint, "warning"))

    def _cell(self, item: Item, row: Row) -> Cell:
        """The cell that an item's answer comes from."""
        while item.derived:
            item = self._items[item.derived.source]
        at = self._columns.whole(item.id)
        if at is None:
            options = self._columns.options(item).values()
            at = next((i for i in options if not row[i].is_blank), min(options))
        return row[at]


def _described(cell: Cell) -> str:
    match cell.kind:
        case "date":
            return f"the date {cell.text}"
        case "uncalculated":
            return "a formula without a saved result"
        case "error":
            return f"Excel's error {cell.text}"
        case _:
            return f"'{cell.text}'"
