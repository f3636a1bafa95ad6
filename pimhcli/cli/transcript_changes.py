"""pimh transcript sync, review, replace."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pimhcli.cli import options, output, place, transcript_add
from pimhcli.cli.output import Result
from pimhcli.cli.transcript_preview import preview, unknown
from pimhcli.errors import UsageError
from pimhcli.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pimhcli.study.edited import State
    from pimhcli.study.replacing import Plan as Replacing


def sync(
    name: Annotated[
        str,
        typer.Argument(help="The transcript, such as fg1; all of them when left out.", metavar="TRANSCRIPT"),
    ] = "",
    coder: options.Coder = "",
    dry_run: options.DryRun = False,
) -> Result:
    """Example: pimh transcript sync fg1

    Takes the excerpts of all coders along after a transcript was edited, and says how each came through: the
    same, with changed words, to be reviewed, or lost. Those that are not sure stay as they are until you have
    looked at them: pimh transcript review.
    """
    from pimhcli.study import coders, saving, syncing
    from pimhcli.study.material import unsure

    study = place.opened()
    who = coders.current(study.settings, coder)
    chosen = (study.called(name).id,) if name else study.transcript_ids
    works = {each: partial(syncing.plan, transcript=each, coder=who) for each in chosen}
    plans = {
        each: work(study) if dry_run else saving.perform(study.root, work, study)
        for each, work in works.items()
    }
    states = [plan.state for plan in plans.values()]
    told = [line for state in states for line in shown(state)] or ["There is no transcript yet."]
    if dry_run or any(plan.step for plan in plans.values()):
        told.append("Nothing was written." if dry_run else "The codings say so now.")
    found = [unsure(study, excerpt) for state in states for excerpt in state.unsure]
    return Result(
        [_data(state) for state in states],
        talk="\n".join(told),
        findings=(*study.findings, *found),
        exit_code=1 if found else 0,
    )


def review(
    name: Annotated[
        str,
        typer.Argument(help="The transcript, such as fg1; all of them when left out.", metavar="TRANSCRIPT"),
    ] = "",
    accept: Annotated[
        str, typer.Option(help="Take the excerpt of this id to a likely place.", metavar="ID")
    ] = "",
    number: Annotated[
        int | None,
        typer.Option(
            "--place",
            help="Which place: of --accept, 1 is the likeliest; of --move, the first of the words.",
            min=1,
        ),
    ] = None,
    move: Annotated[
        str, typer.Option(help="Give the excerpt of this id the words of --quote.", metavar="ID")
    ] = "",
    quote: Annotated[str, typer.Option(help="Of --move: the words where they stand now.")] = "",
    let_go: Annotated[str, typer.Option(help="Remove the excerpt of this id.", metavar="ID")] = "",
    coder: options.Coder = "",
    dry_run: options.DryRun = False,
) -> Result:
    """Example: pimh transcript review fg1

    Steps through the excerpts whose place is not sure since a transcript was edited: each is shown as it was,
    with the places where it may stand now. You take it to one of them, give it other words, or let it go.
    Without a terminal it lists them; --accept, --move and --let-go decide about one.
    """
    from pimhcli.cli import settling_places

    study = place.opened()
    decided = settling_places.Decided(accept, number, move, quote, let_go)
    if decided.is_one:
        return settling_places.decide(decided, coder, dry_run=dry_run)
    chosen = (study.called(name).id,) if name else study.transcript_ids
    if output.is_terminal() and not dry_run:
        return settling_places.step_through(study, chosen, coder)
    return settling_places.listing(study, chosen)


def replace(
    name: Annotated[str, typer.Argument(help="The transcript, such as fg1.", metavar="TRANSCRIPT")],
    old: Annotated[str, typer.Argument(help="The words as they stand.", metavar="OLD")] = "",
    new: Annotated[str | None, typer.Argument(help="The words that are right.", metavar="NEW")] = None,
    turn: Annotated[int | None, typer.Option(help="The turn that they stand in.", min=1)] = None,
    every: Annotated[bool, typer.Option("--all", help="Replace them in all places.")] = False,
    file: Annotated[
        Path | None,
        typer.Option(help="A corrected transcript that takes the place of the whole.", metavar="FILE"),
    ] = None,
    rename: transcript_add.Map = None,
    coder: options.Coder = "",
    dry_run: options.DryRun = False,
    yes: options.Yes = False,
) -> Result:
    """Example: pimh transcript replace fg1 "perry natal" "perinatal" --all

    Corrects words of a transcript, or with --file puts a corrected one in its place, and takes the excerpts
    along. Every change is shown in its line, and how each excerpt came through it.
    """
    from pimhcli.study import coders, edited, replacing, saving, transcribing
    from pimhcli.study.material import unsure
    from pimhcli.study.study import Study
    from pimhcli.transcripts import speaker_map

    if (file is None) == (new is None):
        raise UsageError(
            "Give the words as they stand and those that are right, or a file with --file.",
            hint='For example: pimh transcript replace fg1 "perry natal" "perinatal"',
        )
    study = place.opened()
    who, known = coders.current(study.settings, coder), study.called(name).id
    before = edited.state(study, known)
    if file is None:
        plan = replacing.words(study, who, known, replacing.Wanted(old, new or "", turn, every))
    else:
        asked = transcribing.Asked(who, named=speaker_map.typed(rename or ()), becomes=known)
        plan = replacing.whole(study, file, asked)
    if plan.incoming:
        output.say(preview(plan.incoming))
    after = Study(study.root, planned=plan.step.writes if plan.step else ())
    found = [unsure(after, excerpt) for excerpt in plan.state.unsure]
    newly = {excerpt.id for excerpt in plan.state.unsure} - {excerpt.id for excerpt in before.unsure}
    output.say("\n".join([*_replaced(plan), plan.sentence, *shown(plan.state)[1:]]))
    result = Result(_told(plan), findings=tuple(found), exit_code=1 if newly else 0)
    if dry_run:
        return result._replace(talk="Nothing was written.")
    doubt = " ".join(_doubts(plan))
    if doubt and not output.agreed(f"{doubt} Put it there all the same?", yes=yes):
        return result._replace(talk="Nothing was changed.", exit_code=1)
    saving.commit(study.root, plan)
    return result


def _doubts(plan: Replacing) -> Iterator[str]:
    """Why a whole transcript that is to take the place of another may be the wrong one."""
    if plan.incoming and plan.incoming.unknown:
        yield unknown(plan.incoming)
    if plan.incoming and len(plan.state.lost) * 2 > plan.state.total:
        yield f"The words of {len(plan.state.lost):,} of {count(plan.state.total, 'excerpt')} are not in it."


def _replaced(plan: Replacing) -> list[str]:
    return [
        f"turn {one.turn}: …{one.before}…\n{'becomes':>{len(str(one.turn)) + 5}}: …{one.after}…"
        for one in plan.replaced
    ]


def _told(plan: Replacing) -> dict[str, object]:
    return {
        "transcript": plan.transcript,
        "replaced": plan.replaced,
        "sentence": plan.sentence,
        "excerpts": _data(plan.state),
    }


def shown(state: State) -> list[str]:
    """How the excerpts of a transcript came through its edits, the changed ones word for word."""
    lines = [state.sentence]
    for one in state.changed:
        lines += [
            f"  {one.excerpt.id} was: “{one.before}”",
            f"  {'':{len(one.excerpt.id)}} now: “{one.excerpt.quote}”",
        ]
    return lines


def _data(state: State) -> dict[str, object]:
    changed = [
        {
            "id": one.excerpt.id,
            "coder": one.excerpt.coder,
            "codes": one.excerpt.codes,
            "before": one.before,
            "quote": one.excerpt.quote,
        }
        for one in state.changed
    ]
    unsure = {
        status: [{"id": e.id, "coder": e.coder, "codes": e.codes, "quote": e.quote} for e in found]
        for status, found in (("review", state.review), ("lost", state.lost))
    }
    return {
        "transcript": state.transcript,
        "written": state.unsaved,
        "sentence": state.sentence,
        "same": state.same,
        "changed": changed,
        **unsure,
    }
