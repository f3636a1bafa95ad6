"""pimh import."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pimhcli.cli import options, place
from pimhcli.cli.output import Result
from pimhcli.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pimhcli.coding.reconciling import Side
    from pimhcli.study.merging.importing import Plan


def import_(
    path: Annotated[
        Path,
        typer.Argument(
            help="Another copy of the study, its folder codings, a .zip of these, or a coder's file.",
            metavar="PATH",
        ),
    ],
    transcript: Annotated[
        str, typer.Option(help="Of a single file: the transcript that it codes.", metavar="TRANSCRIPT")
    ] = "",
    of: Annotated[str, typer.Option(help="Of a single file: whose codings it holds.", metavar="NAME")] = "",
    theirs: Annotated[
        bool, typer.Option("--theirs", help="Where both changed an entry of the codebook: theirs counts.")
    ] = False,
    anyway: Annotated[bool, typer.Option("--anyway", help="Though it has the id of another study.")] = False,
    coder: options.Coder = "",
    dry_run: options.DryRun = False,
) -> Result:
    """Example: pimh import ../from-ben/my-study --dry-run

    Takes in what somebody did in another copy of the study: codings, codes, memos, remarks and the history.
    What is newer here stays; what was here once and was undone or removed does not come back. Transcripts
    stay as they are, and excerpts made on another version of one are found by their words.
    """
    from pimhcli.study import coders, saving
    from pimhcli.study.merging import importing, parcels

    study = place.opened()
    if path.resolve() == study.root.resolve():
        raise UsageError("That is this study itself.", hint="Name the folder of the other copy, or its .zip.")
    who = coders.current(study.settings, coder)
    parcel = parcels.opened(path, study.transcript_ids, transcript, of)
    side: Side = "theirs" if theirs else "ours"
    work = partial(importing.plan, coder=who, parcel=parcel, side=side, anyway=anyway)
    plan = work(study) if dry_run else saving.perform(study.root, work, study)
    would = "Would do: " if dry_run and plan.step else ""
    told = [*_shown(plan), f"{would}{plan.sentence}", *(["Nothing was written."] if dry_run else [])]
    return Result(_data(plan), talk="\n".join(told), findings=(*study.findings, *plan.told))


def _shown(plan: Plan) -> Iterator[str]:
    for one in plan.codings:
        yield (
            f"{one.transcript}, {one.coder}: {one.new:,} new, {one.changed:,} changed, "
            f"{one.removed:,} removed, {one.same:,} the same"
            f"{f', {one.gone:,} removed here' if one.gone else ''}"
        )
    yield from (f"codebook: {what}" for what in plan.codes)
    yield from (f"memo: {name}" for name in plan.memos)


def _data(plan: Plan) -> dict[str, object]:
    return {
        "changed": plan.step is not None,
        "sentence": plan.sentence,
        "codings": plan.codings,
        "codes": plan.codes,
        "memos": plan.memos,
        "remarks": plan.remarks,
    }
