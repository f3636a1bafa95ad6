"""pimh transcript list, show; the other commands of transcripts join them here."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

import typer

from pimhcli.cli import output, place, pseudonymise, transcript_add, transcript_changes
from pimhcli.cli.output import Result
from pimhcli.errors import UsageError

if TYPE_CHECKING:
    from pimhcli.transcripts.turns import Turn

app = typer.Typer(rich_markup_mode=None)
app.command(short_help="Add transcripts of any usual format.")(transcript_add.add)


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

    Shows a transcript, or some turns of it, each with its number, and with its time where that is known.
    """
    study = place.opened()
    transcript = study.called(name)
    turns = transcript.turns[first - 1 : last]
    if not turns:
        hint = f"Its turns are 1 to {len(transcript.turns)}."
        raise UsageError(f"{transcript.id} has no turns from {first} to {last or first}.", hint=hint)
    return Result(turns, "\n".join(map(_line, turns)))


def _line(turn: Turn) -> str:
    # thousandths of a second are for programs
    time = f"[{re.split('[.,]', turn.time)[0]}] " if turn.time else ""
    return f"{turn.number:>4}  {time}{turn.speaker}: {turn.text}"


app.command(short_help="Take the excerpts along after a transcript was edited.")(transcript_changes.sync)
app.command(short_help="Step through excerpts whose place is not sure.")(transcript_changes.review)
app.command(short_help="Correct words of a transcript.")(transcript_changes.replace)
app.command(short_help="Put pseudonyms in the place of names.")(pseudonymise.pseudonymise)
