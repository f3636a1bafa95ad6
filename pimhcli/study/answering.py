"""Takes the questionnaire's answers into the study."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from pimhcli.errors import ProblemsError
from pimhcli.findings import Finding, errors
from pimhcli.questionnaire import answers, changes, loading
from pimhcli.storage import files
from pimhcli.study import history
from pimhcli.study.history import AnswerChange
from pimhcli.study.saving import Step, Write
from pimhcli.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pimhcli.questionnaire.answers import Participant
    from pimhcli.questionnaire.changes import Changes
    from pimhcli.questionnaire.schema import Questionnaire
    from pimhcli.study.study import Study


class Plan(msgspec.Struct, frozen=True):
    """What loading would do.

    Args:
        participants: how many participants the file has.
        items: how many items the questionnaire has.
        sheet: the sheet that was read; empty for a CSV file.
        columns: heading to item id, in the order of the file.
        again: whether answers were loaded before.
        added: participants who are new against then.
        removed: participants who are not in the file any more.
        changed: answers of the others that differ.
        findings: warnings and notes.
        step: the act; None when nothing changes.
    """

    participants: int
    items: int
    sheet: str
    columns: dict[str, str]
    again: bool
    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[AnswerChange, ...]
    findings: tuple[Finding, ...]
    step: Step | None


class Asked(msgspec.Struct, frozen=True):
    """What the user said about the answers.

    Args:
        coder: who loads them.
        sheet: the sheet to read; empty to find it.
        ignore: headings of columns to leave out, besides those that the questionnaire names.
    """

    coder: str
    sheet: str = ""
    ignore: tuple[str, ...] = ()


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
    form = study.questionnaire
    loaded = loading.load(data, source.name, form, sheet=asked.sheet or None, ignore=asked.ignore)
    if stops := errors(list(loaded.findings)):
        raise ProblemsError(
            f"{source.name} has {count(len(stops), 'problem')}; nothing was loaded.",
            hint="Mend the file, or add the spelling to questionnaire.yaml (synonyms, aliases).",
            findings=loaded.findings,
        )
    path = study.root / "participants.csv"
    before = files.read_bytes(path) if path.exists() else None
    old = study.participants
    differences = changes.compare(old, loaded.participants)
    step = None
    if before is None or differences:
        text = answers.to_csv(form, loaded.participants)
        # Excel takes a CSV file for UTF-8 only when it starts with a byte-order mark
        write = Write(
            path.name, text.encode("utf-8-sig"), files.digest(before) if before is not None else None
        )
        origin = history.Source(source.name, files.digest(data), loaded.source)
        step = Step(
            _record(asked.coder, origin, len(loaded.participants), _told(form, old, differences)), (write,)
        )
    return Plan(
        participants=len(loaded.participants),
        items=len(form.items),
        sheet=loaded.source,
        columns=loaded.columns,
        again=before is not None,
        added=differences.added,
        removed=differences.removed,
        changed=_changed(form, differences),
        findings=tuple(loaded.findings),
        step=step,
    )


def _record(
    coder: str, origin: history.Source, participants: int, was: tuple[AnswerChange, ...]
) -> history.Record:
    sentence = f"Loaded the answers of {participants} participants from {origin.file}."
    return history.Record(history.now(), coder, "load", sentence, (origin,), answers=was)


def _told(form: Questionnaire, old: Iterable[Participant], differences: Changes) -> tuple[AnswerChange, ...]:
    """What the history keeps: answers that change, and all answers of participants who go."""
    gone = (person for person in old if person.id in differences.removed)
    lost = (
        AnswerChange(person.id, item.id, before=answers.cell_text(item, answer))
        for person in gone
        for item in form.items
        if (answer := person.answers.get(item.id)) is not None
    )
    return (*_changed(form, differences), *lost)


def _changed(form: Questionnaire, differences: Changes) -> tuple[AnswerChange, ...]:
    return tuple(
        AnswerChange(
            change.participant,
            change.item,
            answers.cell_text(form.by_id[change.item], change.before),
            answers.cell_text(form.by_id[change.item], change.after),
        )
        for change in differences.changed
        if change.item in form.by_id
    )
