"""pimh load."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pimhcli.cli import options, output, place
from pimhcli.cli.output import Result
from pimhcli.wording import count

if TYPE_CHECKING:
    from pimhcli.study.answering import Plan


def load(
    file: Annotated[Path, typer.Argument(help="An .xlsx or .csv file, one row a participant.")],
    sheet: Annotated[str, typer.Option(help="The sheet to read, when a workbook has several.")] = "",
    ignore: Annotated[
        list[str] | None,
        typer.Option(help="A column to leave out; may be given more than once.", metavar="HEADING"),
    ] = None,
    coder: options.Coder = "",
    dry_run: options.DryRun = False,
    yes: options.Yes = False,
) -> Result:
    """Example: pimh load answers.xlsx

    Loads the answers to the questionnaire. Columns may stand in any order and be headed by an item's id, its
    text or an alias. All or nothing: on any problem every problem is listed and nothing is written. Loading
    again shows what would change, and asks.
    """
    from pimhcli.study import answering, coders, saving

    study = place.opened()
    who = coders.current(study.settings, coder)
    plan = answering.plan(study, file, answering.Asked(who, sheet, tuple(ignore or ())))
    findings = (*study.findings, *plan.findings)
    if plan.step is None:
        return Result(
            plan, talk=f"{file.name} says what was loaded before; nothing changes.", findings=findings
        )
    if plan.again:
        output.say("\n".join(["Against what was loaded before:", *_differences(plan)]))
    if dry_run:
        return Result(plan, talk=f"Would load {_summary(plan)}. Nothing was written.", findings=findings)
    if plan.again and not output.agreed("Take over these changes?", yes=yes):
        return Result(plan, talk="Nothing was changed.", findings=findings, exit_code=1)
    saving.commit(study.root, plan)
    talk = f"Loaded {_summary(plan)} into participants.csv."
    return Result(
        plan, talk=f"{talk}\nNext: pimh transcript add TRANSCRIPT.docx --group fg1", findings=findings
    )


def _summary(plan: Plan) -> str:
    sheet = f", from the sheet '{plan.sheet}'" if plan.sheet else ""
    return f"{count(plan.participants, 'participant')} with {count(plan.items, 'item')} each{sheet}"


def _differences(plan: Plan) -> list[str]:
    return [
        *(f"  new: {person}" for person in plan.added),
        *(f"  no longer there: {person}" for person in plan.removed),
        *(f"  {c.participant}, {c.item}: '{c.before}' becomes '{c.after}'" for c in plan.changed),
    ]
