"""Takes the questionnaire's answers into the study."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from pimhcli.errors import ProblemsError, StudyError
from pimhcli.findings import Finding, errors
from pimhcli.questionnaire import answers, changes, loading
from pimhcli.questionnaire.answers import ID
from pimhcli.questionnaire.changes import Changes
from pimhcli.sheets import delimited
from pimhcli.sheets.cells import Sheet
from pimhcli.storage import files
from pimhcli.study import history
from pimhcli.study.folder import Write
from pimhcli.study.saving import Step
from pimhcli.study.study import PARTICIPANTS
from pimhcli.wording import count

if TYPE_CHECKING:
    from pathlib import Path

    from pimhcli.questionnaire.schema import Questionnaire
    from pimhcli.study.study import Study


_MEND = "Mend the file, or add the spelling to questionnaire.yaml (synonyms, aliases)."


class Plan(msgspec.Struct, frozen=True):
    """What loading would do.

    Args:
        participants: how many participants the file has.
        items: how many items were asked.
        sheet: the sheet that was read; empty for a CSV file.
        columns: heading to item id, or to ``item id [level]``, in the order of the file.
        changes: against what was loaded before; None the first time.
        findings: warnings and notes.
        step: the act; None when nothing changes.
    """

    participants: int
    items: int
    sheet: str
    columns: dict[str, str]
    changes: Changes | None
    findings: tuple[Finding, ...]
    step: Step | None


class Asked(msgspec.Struct, frozen=True):
    """What the user said about the answers.

    Args:
        coder: who loads them.
        sheet: the sheet to read; empty to find it.
        ignore: headings of columns to leave out, besides those that the questionnaire names.
        header_rows: how many rows are headings; 0 for what the questionnaire says, or to find out.
        decimal_comma: whether ``3,5`` is three and a half, whatever the questionnaire says.
    """

    coder: str
    sheet: str = ""
    ignore: tuple[str, ...] = ()
    header_rows: int = 0
    decimal_comma: bool = False


def plan(study: Study, source: Path, asked: Asked) -> Plan:
    """Reads the answers and compares them with those loaded before.

    Args:
        study: the open study.
        source: an .xlsx or .csv file.
        asked: the user's options.

    Raises:
        ProblemsError: the file has problems, each a finding with its cell; nothing is to be written.
    """
    data = files.read_bytes(source)
    form = _as_asked(study.questionnaire, asked)
    loaded = loading.load(data, source.name, form, sheet=asked.sheet or None, ignore=asked.ignore)
    if stops := errors(list(loaded.findings)):
        says_it_all = len(stops) == 1 and stops[0].hint
        raise ProblemsError(
            f"{source.name} has {count(len(stops), 'problem')}; nothing was loaded.",
            hint="" if says_it_all else _MEND,
            findings=loaded.findings,
        )
    text = answers.to_csv(form, loaded.participants)
    before = _loaded_before(study)
    differences = changes.compare(before.sheet, _sheet(text)) if before else None
    step = None
    if differences is None or differences:
        origin = history.Source(source.name, files.digest(data), loaded.source)
        record = _record(asked.coder, origin, len(loaded.participants), differences)
        write = Write(PARTICIPANTS, files.encoded(PARTICIPANTS, text), before.seen if before else None)
        step = Step(record, (write,))
    return Plan(
        participants=len(loaded.participants),
        items=len(form.asked),
        sheet=loaded.source,
        columns=loaded.columns,
        changes=differences,
        findings=loaded.findings,
        step=step,
    )


def _as_asked(form: Questionnaire, asked: Asked) -> Questionnaire:
    return msgspec.structs.replace(
        form,
        header_rows=asked.header_rows or form.header_rows,
        decimal_comma=asked.decimal_comma or form.decimal_comma,
    )


class _Before(msgspec.Struct, frozen=True):
    """participants.csv as it is, cell by cell: the questionnaire may have changed since it was made."""

    sheet: Sheet
    seen: str


def _loaded_before(study: Study) -> _Before | None:
    path = study.root / PARTICIPANTS
    if not path.exists():
        return None
    data = files.read_bytes(path)
    text = files.decoded(path, data)
    sheet, findings = delimited.read(text, path.name, frozenset())
    if findings and text.strip():
        raise StudyError(
            f"{path.name} has {count(len(findings), 'problem')}, so what would change cannot be told.",
            hint="Mend it, or move it out of the study and load again.",
            findings=findings,
        )
    return _Before(sheet or _sheet(ID), files.digest(data))


def _sheet(text: str) -> Sheet:
    """The cells of a text that pimh made."""
    sheet, _ = delimited.read(text, PARTICIPANTS, frozenset())
    if sheet is None:
        raise ValueError(text)
    return sheet


def _record(
    coder: str, origin: history.Source, participants: int, differences: Changes | None
) -> history.Record:
    sentence = f"Loaded the answers of {count(participants, 'participant')} from {origin.file}."
    was = (*differences.changed, *differences.lost) if differences else ()
    return history.record(coder, "load", sentence, sources=(origin,), answers=was)
