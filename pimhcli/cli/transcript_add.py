"""pimh transcript add."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pimhcli.cli import options, output, place
from pimhcli.cli.output import Result
from pimhcli.wording import count

if TYPE_CHECKING:
    from pimhcli.study.transcribing import Incoming, Plan
    from pimhcli.tables.model import Row, Table
    from pimhcli.transcripts.roster import Speaker


def add(
    files: Annotated[list[Path], typer.Argument(help="Transcripts: .txt or .docx.", metavar="FILE…")],
    group: Annotated[str, typer.Option(help="The focus group they belong to, such as fg1.")] = "",
    moderator: Annotated[
        list[str] | None,
        typer.Option(help="A label of the moderator; may be given more than once.", metavar="LABEL"),
    ] = None,
    rename: Annotated[
        list[str] | None,
        typer.Option("--map", help="A speaker's other name: 'Speaker 2=PX4'.", metavar="LABEL=NAME"),
    ] = None,
    coder: options.Coder = "",
    dry_run: options.DryRun = False,
    yes: options.Yes = False,
) -> Result:
    """Example: pimh transcript add focus-group.docx --group fg1

    Adds transcripts. Each turn starts a paragraph with the speaker's name and a colon; text before the first
    is front matter. The speakers are shown before anything is written, each with the participant it names.
    """
    from pimhcli.study import coders, saving, transcribing

    study = place.opened()
    who = coders.current(study.settings, coder)
    plan = transcribing.plan(
        study, files, transcribing.Asked(who, group, tuple(moderator or ()), tuple(rename or ()))
    )
    output.say(_preview(plan))
    if dry_run:
        return Result(plan.incoming, talk="Nothing was written.")
    if (
        plan.compared
        and plan.unknown
        and not output.agreed(f"{_unknown(plan)} Add them all the same?", yes=yes)
    ):
        return Result(plan.incoming, talk="Nothing was added.", exit_code=1)
    saving.commit(study.root, plan)
    talk = f"{plan.step.record.sentence}\nNext: pimh code {plan.incoming[0].id}"
    return Result(plan.incoming, talk=talk, findings=tuple(study.findings))


def _preview(plan: Plan) -> str:
    from pimhcli.tables.renderers import text

    lines = [text.render(_speakers(item), output.width()).rstrip() for item in plan.incoming]
    if not plan.compared:
        lines.append("No answers are loaded yet, so the speakers were compared with no participants.")
    return "\n".join(lines)


def _speakers(item: Incoming) -> Table:
    from pimhcli.tables.model import Column, Note, Table

    columns = (Column("Speaker"), Column("Turns", "right"), Column("Words", "right"), Column("Is"))
    front = len(item.front)
    notes = [Note(f"{item.format}; {item.turns} turns.")]
    if front:
        kept = f"{count(front, 'paragraph')} before the first turn kept as front matter"
        notes.append(Note(f"{kept}: {item.front[0][:60]}"))
    caption = f"{item.file} becomes transcripts/{item.id}.txt"
    return Table("speakers", caption, columns, tuple(map(_row, item.speakers)), tuple(notes))


def _row(speaker: Speaker) -> Row:
    from pimhcli.tables.model import Row

    who = {"participant": f"participant {speaker.participant}", "moderator": "moderator"}.get(
        speaker.role, "unknown"
    )
    hint = f"; did you mean {speaker.suggestion}?" if speaker.suggestion else ""
    return Row((speaker.label, str(speaker.turns), str(speaker.words), who + hint))


def _unknown(plan: Plan) -> str:
    labels = ", ".join(dict.fromkeys(f"'{speaker.label}'" for speaker in plan.unknown))
    first = plan.unknown[0]
    name = first.suggestion or "PX1"
    return (
        f'Neither participant nor moderator: {labels}. (Say who they are with --map "{first.label}={name}" '
        f'or --moderator "{first.label}".)'
    )
