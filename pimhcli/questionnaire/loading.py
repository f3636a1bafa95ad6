"""Loads the answers: from the bytes of an .xlsx or .csv file to participants, every problem at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from pimhcli.findings import Finding, errors
from pimhcli.questionnaire import columns, headings
from pimhcli.questionnaire.answers import ID, Participant
from pimhcli.questionnaire.rows import RowReader
from pimhcli.sheets import delimited, reading

if TYPE_CHECKING:
    from pimhcli.questionnaire.columns import Columns
    from pimhcli.questionnaire.schema import Questionnaire
    from pimhcli.sheets.cells import Sheet


class Loaded(msgspec.Struct, frozen=True):
    """What a file of answers holds.

    Args:
        participants: in the order of the file; not whole when there is an error among the findings.
        findings: everything to be said about the file.
        source: name of the sheet that was read; empty for a text file.
        columns: item id, ``item id [level]`` or ``participant_id``, by the header that stands for it in the
            file.
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
    names = headings.known(questionnaire)
    ignored = headings.called((*questionnaire.ignore, *ignore), names)
    found, findings = reading.read(data, name, frozenset(names), sheet)
    if found is None:
        return Loaded(findings=tuple(findings))
    if questionnaire.header_rows:
        found = headings.with_rows(found, questionnaire.header_rows)
    else:
        found, notes = headings.detected(found, questionnaire, names, ignored)
        findings += notes
    return _loaded(found, findings, questionnaire, columns.match(found, questionnaire, names, ignored))


def from_csv(text: str, questionnaire: Questionnaire, file: str) -> tuple[list[Participant], list[Finding]]:
    """The participants in the text of ``participants.csv``, read and checked as any other .csv is.

    Args:
        text: the whole file.
        questionnaire: its items.
        file: its name, for messages.
    """
    names = headings.known(questionnaire)
    found, findings = delimited.read(text, file, frozenset(names))
    if found is None:
        return [], findings
    # every column is one that pimh wrote
    matched = columns.match(found, questionnaire, names, frozenset())
    loaded = _loaded(found, findings, questionnaire, matched, is_own=True)
    return list(loaded.participants), list(loaded.findings)


def _loaded(
    sheet: Sheet,
    findings: list[Finding],
    questionnaire: Questionnaire,
    matched: Columns,
    *,
    is_own: bool = False,
) -> Loaded:
    reader = RowReader(sheet, matched, questionnaire, is_own=is_own)
    participants = tuple(reader.read(row) for row in sheet.rows)
    if not sheet.rows and not errors(findings):
        reader.findings.append(Finding(sheet.where, "there are no answers under the header."))
    headers = {text: str(slot) or ID for text, slot in matched.headers.items()}
    return Loaded(participants, (*findings, *matched.findings, *reader.findings), sheet.name, headers)
