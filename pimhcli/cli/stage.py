"""pimh stage list, begin, done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from pimhcli.cli import acts, options, place
from pimhcli.cli.output import Result

if TYPE_CHECKING:
    from pimhcli.study.stages import StageState
    from pimhcli.study.staging import Mark

app = typer.Typer(rich_markup_mode=None)

Which = Annotated[str, typer.Argument(help="Its number, or words of its name.", metavar="STAGE")]
Day = Annotated[str, typer.Option("--date", help="The day, as 2026-11-23; today.", metavar="DATE")]
Note = Annotated[str, typer.Option(help="What was done; it joins the notes of the stage.")]


@app.callback(invoke_without_command=True)
def stage(ctx: typer.Context) -> Result | None:
    """Example: pimh stage

    The stages of the analysis, as study.yaml has them, and what the study shows of each.
    """
    return None if ctx.invoked_subcommand else listed()


@app.command("list", short_help="Show the stages, and what the study shows of each.")
def listed() -> Result:
    """Example: pimh stage list

    Shows the stages of the analysis: what you said of each (pimh stage begin, pimh stage done), and what
    the study itself shows of it.
    """
    from pimhcli.study import stages
    from pimhcli.study.material import gathered

    study = place.opened()
    found = stages.states(study, stages.evidence(study, gathered(study)))
    return Result(found, "\n".join(shown(found)), findings=tuple(study.findings))


@app.command(short_help="Say that a stage began.")
def begin(
    which: Which, date: Day = "", note: Note = "", coder: options.Coder = "", dry_run: options.DryRun = False
) -> Result:
    """Example: pimh stage begin 2

    Writes into study.yaml on which day a stage of the analysis began. Said again, another day takes its
    place. pimh undo passes this over: to take it back, take the day out of study.yaml.
    """
    return _marked(which, "began", (date, note), coder, dry_run=dry_run)


@app.command(short_help="Say that a stage is done.")
def done(
    which: Which, date: Day = "", note: Note = "", coder: options.Coder = "", dry_run: options.DryRun = False
) -> Result:
    """Example: pimh stage done 2 --note "Both coders read every transcript twice"

    Writes into study.yaml on which day a stage of the analysis was done. Stages may be gone back to: begin
    it again, and say later when it was done. pimh undo passes this over: to take it back, take the day out of
    study.yaml.
    """
    return _marked(which, "done", (date, note), coder, dry_run=dry_run)


def shown(found: tuple[StageState, ...]) -> list[str]:
    """The stages as lines: what was said of each, and what the study shows."""
    return [f"{one.number}. {heading(one)}\n     {one.evidence}".rstrip() for one in found]


def heading(one: StageState) -> str:
    """A stage with what was said of it."""
    said = f"done {one.done}" if one.done else f"began {one.began}" if one.began else one.date
    return f"{one.name} ({said})" if said else one.name


def _marked(which: str, mark: Mark, said: tuple[str, str], coder: str, *, dry_run: bool) -> Result:
    from pimhcli.study import staging

    return acts.carried_out(
        lambda study, who: staging.marked(study, who, which, mark, said), coder, dry_run=dry_run
    )
