"""pimh transcript add, list, show, sync."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pimhcli.cli import options, output, place
from pimhcli.cli.output import Result
from pimhcli.errors import UsageError
from pimhcli.wording import count

if TYPE_CHECKING:
    from pimhcli.study.syncing import Plan as Synced
    from pimhcli.study.transcribing import Incoming, Plan
    from pimhcli.tables.model import Row, Table
    from pimhcli.transcripts.roster import Speaker

app = typer.Typer(help="The transcripts: add, list, show, sync.", rich_markup_mode=None)


@app.command(short_help="Add transcripts (.txt, .docx).")
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


@app.command("list", short_help="List the transcripts.")
def list_() -> Result:
    """Example: pimh transcript list

    Lists the transcripts with their turns, coded turns and excerpts.
    """
    from pimhcli.study.material import gathered
    from pimhcli.study.overview import transcript_states
    from pimhcli.tables.model import Column, Row, Table
    from pimhcli.tables.renderers import text

    study = place.opened()
    states = transcript_states(study, gathered(study))
    columns = (Column("Transcript"), *(Column(c, "right") for c in ("Turns", "Coded turns", "Excerpts")))
    rows = tuple(Row((s.id, str(s.turns), str(s.coded), str(s.excerpts))) for s in states)
    shown = text.render(Table("transcripts", "Transcripts", columns, rows), output.width()) if states else ""
    talk = "" if states else "There is no transcript yet. Add one: pimh transcript add FILE"
    return Result(states, shown, talk, tuple(study.findings))


@app.command(short_help="Show a transcript with its turn numbers.")
def show(
    name: Annotated[str, typer.Argument(help="The transcript, such as fg1.", metavar="TRANSCRIPT")] = "",
    first: Annotated[int, typer.Option("--from", help="The first turn to show.", min=1, metavar="TURN")] = 1,
    last: Annotated[
        int | None, typer.Option("--to", help="The last turn to show.", min=1, metavar="TURN")
    ] = None,
) -> Result:
    """Example: pimh transcript show fg1 --from 10 --to 20

    Shows a transcript, or some turns of it, each with its number.
    """
    study = place.opened()
    transcript = study.called(name)
    turns = transcript.turns[first - 1 : last]
    if not turns:
        hint = f"Its turns are 1 to {len(transcript.turns)}."
        raise UsageError(f"{transcript.id} has no turns from {first} to {last or first}.", hint=hint)
    lines = [f"{turn.number:>4}  {turn.speaker}: {turn.text}" for turn in turns]
    return Result(turns, "\n".join(lines))


@app.command(short_help="Take the excerpts along after a transcript was edited.")
def sync(
    name: Annotated[
        str,
        typer.Argument(help="The transcript, such as fg1; all of them when left out.", metavar="TRANSCRIPT"),
    ] = "",
    coder: options.Coder = "",
    dry_run: options.DryRun = False,
) -> Result:
    """Example: pimh transcript sync fg1

    Takes the excerpts of all coders along after a transcript was edited: each goes to where its words stand
    now. Those whose words are not found for certain are listed and stay as they are.
    """
    from pimhcli.study import coders, saving, syncing
    from pimhcli.study.material import lost

    study = place.opened()
    who = coders.current(study.settings, coder)
    chosen = (study.called(name).id,) if name else study.transcript_ids
    works = {each: partial(syncing.plan, transcript=each, coder=who) for each in chosen}
    plans = {
        each: work(study) if dry_run else saving.perform(study.root, work, study)
        for each, work in works.items()
    }
    told = [plan.sentence for plan in plans.values()] or ["There is no transcript yet."]
    found = [lost(excerpt) for plan in plans.values() for excerpt in plan.lost]
    return Result(
        [_synced(each, plan) for each, plan in plans.items()],
        talk="\n".join([*told, "Nothing was written."] if dry_run else told),
        findings=(*study.findings, *found),
        exit_code=1 if found else 0,
    )


def _synced(name: str, plan: Synced) -> dict[str, object]:
    lost = [{"id": e.id, "coder": e.coder, "codes": e.codes, "quote": e.quote} for e in plan.lost]
    return {
        "transcript": name,
        "changed": plan.step is not None,
        "sentence": plan.sentence,
        "same": plan.same,
        "moved": plan.moved,
        "lost": lost,
    }


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
