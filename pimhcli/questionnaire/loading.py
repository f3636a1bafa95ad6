"""Loads the answers: from the bytes of an .xlsx or .csv file to participants, every problem at once."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import msgspec

from pimhcli.findings import Finding
from pimhcli.folding import fold_name
from pimhcli.questionnaire import asking, columns
from pimhcli.questionnaire.answers import ID, MISSING, Answer, Participant
from pimhcli.questionnaire.items import Item
from pimhcli.questionnaire.refusals import Refusal
from pimhcli.questionnaire.values import CellReader
from pimhcli.sheets import delimited, reading

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pimhcli.questionnaire.schema import Questionnaire
    from pimhcli.sheets.cells import Cell, Sheet


class Loaded(msgspec.Struct, frozen=True):
    """What a file of answers holds.

    Args:
        participants: in the order of the file; not whole when there is an error among the findings.
        findings: everything to be said about the file.
        source: name of the sheet that was read; empty for a text file.
        columns: item id, or ``participant_id``, by the header that stands for it in the file.
    """

    participants: tuple[Participant, ...] = ()
    findings: tuple[Finding, ...] = ()
    source: str = ""
    columns: dict[str, str] = {}


def load(
    data: bytes,
    name: str,
    questionnaire: Questionnaire,
    *,
    sheet: str | None = None,
    ignore: tuple[str, ...] = (),
) -> Loaded:
    """The answers in an .xlsx or .csv file.

    Args:
        data: the whole file.
        name: its name, for messages.
        questionnaire: the items to look for.
        sheet: name of the sheet to read; None to find it.
        ignore: headers to leave out, beside those the questionnaire ignores.

    Raises:
        ProblemsError: the file is neither .xlsx nor .csv, or cannot be read at all.
    """
    found, findings = reading.read(data, name, _known(questionnaire), sheet)
    return _loaded(found, findings, questionnaire, ignore)


def from_csv(text: str, questionnaire: Questionnaire, file: str) -> tuple[list[Participant], list[Finding]]:
    """The participants in the text of ``participants.csv``, read and checked as any other .csv is.

    Args:
        text: the whole file.
        questionnaire: its items.
        file: its name, for messages.
    """
    found, findings = delimited.read(text, file, _known(questionnaire))
    loaded = _loaded(found, findings, questionnaire)
    return list(loaded.participants), list(loaded.findings)


def _known(questionnaire: Questionnaire) -> frozenset[str]:
    return frozenset(columns.known(questionnaire))


def _loaded(
    sheet: Sheet | None, findings: list[Finding], questionnaire: Questionnaire, ignore: Iterable[str] = ()
) -> Loaded:
    if sheet is None:
        return Loaded(findings=tuple(findings))
    matched = columns.match(sheet, questionnaire, ignore)
    people = _People(sheet, matched.index, questionnaire)
    participants = tuple(people.read(row) for row in sheet.rows)
    if not sheet.rows:
        people.findings.append(Finding(sheet.where, "there are no answers under the header."))
    headers = {sheet.header[i].text: item_id or ID for item_id, i in matched.index.items()}
    return Loaded(participants, (*findings, *matched.findings, *people.findings), sheet.name, headers)


class _People:
    """Reads the rows of a sheet one by one, and collects what is wrong with them.

    Args:
        sheet: the sheet.
        index: column by item id, as ``columns.match`` gives it.
        questionnaire: its items.
    """

    def __init__(self, sheet: Sheet, index: dict[str, int], questionnaire: Questionnaire) -> None:
        comma = questionnaire.decimal_comma
        self.findings: list[Finding] = []
        self._sheet = sheet
        self._index = index
        self._items = questionnaire.by_id
        self._readers = {item.id: CellReader(item, decimal_comma=comma) for item in questionnaire.items}
        self._id_reader = CellReader(Item(ID, "text", missing=()))
        self._first: dict[str, tuple[str, Cell]] = {}

    def read(self, row: tuple[Cell, ...]) -> Participant:
        """The participant of a row; an answer that cannot be read counts as missing, with a finding."""
        person = self._id(row)
        read = {item_id: self._answer(item_id, row) for item_id in self._items}
        answers, contradictions = asking.settled(self._items, read)
        for item_id in contradictions:
            self._warn_of_answer_not_asked(row[self._index[item_id]], self._items[item_id])
        return Participant(person, answers)

    def _answer(self, item_id: str, row: tuple[Cell, ...]) -> Answer:
        at = self._index.get(item_id)
        if at is None:
            return MISSING
        return self._read(self._readers[item_id], row[at])

    def _read(self, reader: CellReader, cell: Cell) -> Answer:
        answer = reader.read(cell)
        if not isinstance(answer, Refusal):
            return answer
        found = f"{reader.item.id}: found {_described(cell)}, expected {answer.expected}."
        self.findings.append(Finding(self._sheet.at(cell), found, answer.hint))
        return MISSING

    def _id(self, row: tuple[Cell, ...]) -> str:
        at = self._index.get(columns.PARTICIPANT)
        if at is None:
            return ""
        before = len(self.findings)
        person = str(self._read(self._id_reader, row[at]).value or "")
        if person:
            self._refuse_id_in_use(person, row[at])
        elif len(self.findings) == before:
            self._problem(row[at], "the row has no participant id.", "Give every row an id of its own.")
        return person

    def _refuse_id_in_use(self, person: str, cell: Cell) -> None:
        if any(unicodedata.category(character) == "Cf" for character in person):
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

    def _warn_of_answer_not_asked(self, cell: Cell, item: Item) -> None:
        other = item.asked_if.item if item.asked_if else ""
        found = (
            f"{item.id}: answered ({_described(cell)}) though by the answer to '{other}' it was not asked."
        )
        hint = "The answer counts; correct one of the two if it is a slip."
        self.findings.append(Finding(self._sheet.at(cell), found, hint, "warning"))


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
