"""pimh transcript sync."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from pimhcli.cli import options, place
from pimhcli.cli.output import Result

if TYPE_CHECKING:
    from pimhcli.study.syncing import Plan


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


def _synced(name: str, plan: Plan) -> dict[str, object]:
    lost = [{"id": e.id, "coder": e.coder, "codes": e.codes, "quote": e.quote} for e in plan.lost]
    return {
        "transcript": name,
        "changed": plan.step is not None,
        "sentence": plan.sentence,
        "same": plan.same,
        "moved": plan.moved,
        "lost": lost,
    }
