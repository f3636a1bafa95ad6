"""pimh undo, redo."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from pimhcli.cli import acts, options, output, place
from pimhcli.dates import minute
from pimhcli.errors import BusyError

if TYPE_CHECKING:
    from collections.abc import Callable

    from pimhcli.study.history import Record
    from pimhcli.study.study import Study
    from pimhcli.study.undoing import Back

    Taken = Callable[[Study, str, str], Back]

# acts that take nothing from what is undone before them
_BESIDE = frozenset(
    {"transcript sync", "codebook sync", "stage begin", "stage done", "snapshot add", "snapshot remove"}
)

Transcript = Annotated[
    str, typer.Option(help="Only acts on this transcript, and on the codebook.", metavar="TRANSCRIPT")
]


def undo(
    transcript: Transcript = "",
    coder: options.Coder = "",
    dry_run: options.DryRun = False,
    yes: options.Yes = False,
) -> output.Result:
    """Example: pimh undo

    Takes back your last act of analysis: on excerpts, the codebook, memos or a review. Again: the one before.
    It asks when the act is more than a day old, and refuses when somebody changed since what it had changed.
    """
    from pimhcli.study import undoing

    return _taken(undoing.undo, transcript, coder, dry_run=dry_run, yes=yes)


def redo(
    transcript: Transcript = "",
    coder: options.Coder = "",
    dry_run: options.DryRun = False,
    yes: options.Yes = False,
) -> output.Result:
    """Example: pimh redo

    Does the act again that pimh undo took back last, as long as no other act came since.
    """
    from pimhcli.study import undoing

    return _taken(undoing.redo, transcript, coder, dry_run=dry_run, yes=yes)


def _taken(back: Taken, transcript: str, coder: str, *, dry_run: bool, yes: bool) -> output.Result:
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


def _with(result: output.Result, dated: str) -> output.Result:
    first, *rest = result.talk.splitlines()
    return result._replace(talk="\n".join([first, dated, *rest]))


def _doubt(study: Study, coder: str, act: Record) -> str:
    """What to ask before an act is taken back that was perhaps not meant; empty where it surely was."""
    if _is_old(act):
        return "That is more than a day ago. Go on?"
    since = [record for record in study.acts_of(coder) if record.at > act.at]
    stays = [r for r in since if not (r.can_be_undone or r.undoes or r.redoes or r.do in _BESIDE)]
    if act.undoes or not stays or not output.is_typed():
        return ""
    return f"A later act cannot be undone: {stays[-1].sentence} Take back the one above all the same?"


def _is_old(record: Record) -> bool:
    a_day_ago = datetime.now(UTC) - timedelta(days=1)
    return record.at < a_day_ago.isoformat()


def _name(study: Study, transcript: str) -> str:
    return study.called(transcript).id if transcript else ""


def _when(record: Record) -> str:
    return minute(record.at)
