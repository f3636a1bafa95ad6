"""pimh load."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pimhcli.cli import options, output, place
from pimhcli.cli.output import Result
from pimhcli.wording import count

if TYPE_CHECKING:
    from pimhcli.questionnaire.changes import Changes
    from pimhcli.study.answering import Plan

_NEXT = "Next: pimh transcript add TRANSCRIPT.docx --group fg1"


def load(
    file: Annotated[Path, typer.Argument(help="An .xlsx or .csv file, one row a participant.")],
    sheet: Annotated[str, typer.Option(help="The sheet to read, when a workbook has several.")] = "",
    ignore: Annotated[
        list[str] | None,
        typer.Option(help="A column to leave out; may be given more than once.", metavar="HEADING"),
    ] = None,
    header_rows: Annotated[
        int | None,
        typer.Option(help="How many rows are headings, else pimh finds out.", metavar="ROWS", min=1, max=5),
    ] = None,
    decimal_comma: Annotated[
        bool, typer.Option("--decimal-comma", help="3,5 is three and a half in this file.")
    ] = False,
    coder: options.Coder = "",
    dry_run: options.DryRun = False,
    yes: options.Yes = False,
) -> Result:
    """Example: pimh load answers.xlsx

    Loads the answers to the questionnaire. Columns may stand in any order and be headed by an item's id, its
    text or an alias; an item of several levels may have a column for each. The headings of Qualtrics,
    SurveyMonkey, REDCap, LimeSurvey, Google Forms and Microsoft Forms are understood. All or nothing: on any
    problem every problem is listed and nothing is written. Loading again shows what would change, and asks.
    """
    from pimhcli.study import answering, coders, saving

    study = place.opened()
    who = coders.current(study.settings, coder)
    asked = answering.Asked(who, sheet, tuple(ignore or ()), header_rows or 0, decimal_comma)
    plan = answering.plan(study, file, asked)
    findings, data = (*study.findings, *plan.findings), _data(plan)
    if plan.step is None:
        same = f"{file.name} says what was loaded before; nothing changes."
        return Result(data, talk=same, findings=findings)
    if plan.changes is not None:
        output.say("\n".join(["Against what was loaded before:", *_differences(plan.changes)]))
    if dry_run:
        return Result(data, talk=f"Would load {_summary(plan)}. Nothing was written.", findings=findings)
    if plan.changes is not None and not output.agreed("Take over these changes?", yes=yes):
        return Result(data, talk="Nothing was changed.", findings=findings, exit_code=1)
    saving.commit(study.root, plan)
    talk = f"Loaded {_summary(plan)} into participants.csv.\n{_NEXT}"
    return Result(data, talk=talk, findings=findings)


def _data(plan: Plan) -> dict[str, object]:
    return {
        "participants": plan.participants,
        "items": plan.items,
        "sheet": plan.sheet,
        "columns": plan.columns,
        "changes": plan.changes,
    }


def _summary(plan: Plan) -> str:
    sheet = f", from the sheet '{plan.sheet}'" if plan.sheet else ""
    return f"{count(plan.participants, 'participant')} with {count(plan.items, 'item')} each{sheet}"


def _differences(changes: Changes) -> list[str]:
    return [
        *(f"  new participant: {person}" for person in changes.added),
        *(
            f"  participant no longer there: {person or '(a row without an id)'}"
            for person in changes.removed
        ),
        *(f"  there twice before, once now: {name}" for name in changes.doubled),
        *(f"  new item: {item}" for item in changes.new_items),
        *(f"  item no longer there: {item}" for item in changes.gone_items),
        *(f"  {c.participant}, {c.item}: '{c.before}' becomes '{c.after}'" for c in changes.changed),
    ]
