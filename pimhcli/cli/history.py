"""pimh undo, redo, log."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from pimhcli.cli import acts, options, output, place
from pimhcli.cli.output import Result
from pimhcli.errors import BusyError
from pimhcli.wording import count

if TYPE_CHECKING:
    from collections.abc import Callable

    from pimhcli.study.history import Record
    from pimhcli.study.study import Study
    from pimhcli.study.undoing import Back

    Taken = Callable[[Study, str, str], Back]

Transcript = Annotated[
    str, typer.Option(help="Only acts on this transcript, and on the codebook.", metavar="TRANSCRIPT")
]


def undo(
    transcript: Transcript = "",
    coder: options.Coder = "",
    dry_run: options.DryRun = False,
    yes: options.Yes = False,
) -> Result:
    """Example: pimh undo

    Takes back your last act of coding: on excerpts, or on the codebook. Again: the one before. It asks when
    the act is more than a day old, and refuses when somebody else has changed since what it had changed.
    """
    from pimhcli.study import undoing

    return _taken(undoing.undo, transcript, coder, dry_run=dry_run, yes=yes)


def redo(
    transcript: Transcript = "",
    coder: options.Coder = "",
    dry_run: options.DryRun = False,
    yes: options.Yes = False,
) -> Result:
    """Example: pimh redo

    Does the act again that pimh undo took back last, as long as no other act came since.
    """
    from pimhcli.study import undoing

    return _taken(undoing.redo, transcript, coder, dry_run=dry_run, yes=yes)


def log(
    limit: Annotated[int, typer.Option(help="How many acts to show, the last ones.", min=1)] = 20,
    transcript: Annotated[str, typer.Option(help="Only acts on this transcript.", metavar="TRANSCRIPT")] = "",
    by: Annotated[str, typer.Option("--coder", help="Only this coder's.", metavar="NAME")] = "",
    everything: Annotated[bool, typer.Option("--all", help="Show all acts, however many.")] = False,
) -> Result:
    """Example: pimh log --limit 5

    Shows what was done, by whom and when (UTC), the newest last.
    """
    from pimhcli.study import history
    from pimhcli.study.material import meant

    study = place.opened()
    found = history.read_all(study.root)
    name = _name(study, transcript)
    by = meant("coder", by, {record.by for record in found.records})
    chosen = [record for record in found.records if _fits(record, name, by)]
    last = chosen if everything else chosen[-limit:]
    undone = history.undone(found.records)
    told = "Nothing was done yet." if not chosen else ""
    if len(last) < len(chosen):
        told = f"The last {len(last):,} of {count(len(chosen), 'act')}; all of them: pimh log --all"
    return Result(
        [_data(record, undone) for record in last],
        "\n".join(_line(record, undone) for record in last),
        told,
        tuple(found.findings),
    )


def _taken(back: Taken, transcript: str, coder: str, *, dry_run: bool, yes: bool) -> Result:
    from pimhcli.study import coders

    study = place.opened()
    who, name = coders.current(study.settings, coder), _name(study, transcript)
    plan = back(study, who, name)
    act = plan.act
    dated = f"It was {'undone' if act.undoes else 'done'} on {_when(act)} UTC."
    if dry_run:
        return _with(acts.shown(study, plan), dated)
    if asked := _doubt(study, who, act):
        output.say(f"{act.sentence}\n{dated}")
        if not output.agreed(asked, yes=yes):
            return acts.shown(study, plan)._replace(talk="Nothing was changed.", exit_code=1)

    def work_out(fresh: Study) -> Back:
        now = back(fresh, who, name)
        if now.act != act:
            raise BusyError("Another act came in between; nothing was changed.", hint="See: pimh log")
        return now

    return _with(acts.performed(study, work_out), dated)


def _with(result: Result, dated: str) -> Result:
    first, *rest = result.talk.splitlines()
    return result._replace(talk="\n".join([first, dated, *rest]))


def _doubt(study: Study, coder: str, act: Record) -> str:
    """What to ask before an act is taken back that was perhaps not meant; empty where it surely was."""
    if _is_old(act):
        return "That is more than a day ago. Go on?"
    since = [record for record in study.acts_of(coder) if record.at > act.at]
    stays = [r for r in since if not (r.can_be_undone or r.undoes or r.redoes or r.do == "transcript sync")]
    if act.undoes or not stays or not output.is_typed():
        return ""
    return f"A later act cannot be undone: {stays[-1].sentence} Take back the one above all the same?"


def _is_old(record: Record) -> bool:
    a_day_ago = datetime.now(UTC) - timedelta(days=1)
    return record.at < a_day_ago.isoformat()


def _name(study: Study, transcript: str) -> str:
    return study.called(transcript).id if transcript else ""


def _fits(record: Record, transcript: str, coder: str) -> bool:
    about = {change.transcript for change in record.changes} | {s.transcript for s in record.sources}
    return (not coder or record.by == coder) and (not transcript or transcript in about)


def _when(record: Record) -> str:
    return record.at[:16].replace("T", " ")


def _line(record: Record, undone: frozenset[str]) -> str:
    mark = "  (undone)" if record.id in undone else ""
    return f"{_when(record)}  {record.by}  {' '.join(record.sentence.split())}{mark}"


def _data(record: Record, undone: frozenset[str]) -> dict[str, object]:
    return {
        "id": record.id,
        "at": record.at,
        "by": record.by,
        "do": record.do,
        "sentence": record.sentence,
        "transcripts": sorted({change.transcript for change in record.changes}),
        "undone": record.id in undone,
        "undoes": record.undoes,
        "redoes": record.redoes,
    }
