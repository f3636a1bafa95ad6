"""pimh snapshot add, list, show, diff, restore, remove."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from pimhcli.cli import acts, options, output, place
from pimhcli.cli.output import Result
from pimhcli.dates import minute
from pimhcli.errors import BusyError
from pimhcli.wording import count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from pimhcli.coding.book_diff import Happened
    from pimhcli.study.acting import Plan
    from pimhcli.study.restoring import Restored, Shift
    from pimhcli.study.snapshot_files import Card
    from pimhcli.study.study import Study

app = typer.Typer(rich_markup_mode=None)

Name = Annotated[str, typer.Argument(help="What it is called.", metavar="NAME")]

_STAYS = "Transcripts, answers and study.yaml stay as they are."


@app.callback(invoke_without_command=True)
def snapshot(ctx: typer.Context) -> Result | None:
    """Example: pimh snapshot

    The study as it once was, by name: add, list, show, diff, restore, remove. Alone it lists the snapshots.
    """
    return None if ctx.invoked_subcommand else listed()


@app.command(short_help="Keep the codebook, codings, memos and reviews by a name.")
def add(
    name: Name,
    note: Annotated[str, typer.Option(help="What it is for.")] = "",
    coder: options.Coder = "",
    dry_run: options.DryRun = False,
) -> Result:
    """Example: pimh snapshot add "before merging"

    Keeps the codebook, everybody's codings, the memos and the reviews as they are now, as plain files under
    snapshots/. Nothing ever replaces them. Transcripts and answers are not part of it.
    """
    from pimhcli.study import snapshots

    study, who = _opened(coder)
    plan = _done(study, lambda now: snapshots.take(now, who, name, note), dry_run=dry_run)
    return _result(plan, study, dry_run=dry_run)


@app.command("list", short_help="List the snapshots.")
def listed() -> Result:
    """Example: pimh snapshot list

    Lists the snapshots, the oldest first, with who made them and when (UTC).
    """
    from pimhcli.study import snapshots

    study = place.opened()
    found = snapshots.cards(study)
    talk = "" if found else 'There is no snapshot yet. Make one: pimh snapshot add "before merging"'
    return Result([_data(card) for card in found], "\n".join(map(_line, found)), talk, tuple(study.findings))


@app.command(short_help="Show what a snapshot holds.")
def show(name: Name) -> Result:
    """Example: pimh snapshot show "before merging"

    Shows what a snapshot holds, and whether it is whole.
    """
    from pimhcli.coding.codebook import outline
    from pimhcli.study import snapshot_files, snapshots

    study = place.opened()
    held = snapshot_files.held(study.folder, snapshots.called(study, name))
    live = {key: sum(not one.deleted for one in file.stored) for key, file in held.codings.items()}
    rows = [
        _line(held.card),
        f"  codebook   {count(len(held.book.codes), 'entry', 'entries')}",
        *(f"    {'  ' * depth}{code.name}" for depth, code in outline(held.book)),
        *(f"  codings    {name} of {whose}: {number:,}" for (name, whose), number in sorted(live.items())),
        f"  memos      {len(held.memos)}",
        f"  remarks    {sum(not one.deleted for own in held.remarks.values() for one in own)}",
    ]
    data = _data(held.card) | {"entries": held.book.codes, "codings": sum(live.values())}
    return Result(data, "\n".join(rows), findings=tuple(study.findings))


@app.command(short_help="Show what changed since a snapshot, or between two.")
def diff(
    name: Name,
    other: Annotated[str, typer.Argument(help="A later one; now, when left out.", metavar="[NAME]")] = "",
) -> Result:
    """Example: pimh snapshot diff "before merging"

    Shows what happened since a snapshot, or between two: to the entries of the codebook, and to the excerpts
    of each coder. The codebook alone, also as a file: pimh codebook diff.
    """
    from pimhcli.study.snapshot_diff import difference

    study = place.opened()
    seen = difference(study, name, other)
    shown = [*_book(seen.book), *_shifts(seen.shifts)] or ["No difference."]
    data = {
        "old": seen.old,
        "new": seen.new,
        "codebook": [one._asdict() for one in seen.book],
        "excerpts": seen.shifts,
    }
    text = "\n".join([f"From {seen.old} to {seen.new}:", *shown])
    return Result(data, text, findings=tuple(study.findings))


@app.command(short_help="Bring back what a snapshot holds.")
def restore(
    name: Name, coder: options.Coder = "", dry_run: options.DryRun = False, yes: options.Yes = False
) -> Result:
    """Example: pimh snapshot restore "before merging" --dry-run

    Makes the codebook, everybody's codings, the memos and the reviews what they were. It is one act: pimh
    undo takes it back, and the history goes on. Transcripts and answers stay as they are now; excerpts
    stand where their words stand now.
    """
    from pimhcli.study import restoring

    study, who = _opened(coder)
    plan = restoring.plan(study, who, name)
    data = _restored(plan)
    preview = "\n".join([*_preview(plan), _STAYS])
    if dry_run or plan.step is None:
        would = f"Would do: {plan.sentence}\n{preview}\nNothing was written."
        return Result(data, talk=would if plan.step else plan.sentence)
    output.say(preview)
    if not output.agreed("Bring all of this back?", yes=yes):
        return Result(data, talk="Nothing was changed.", exit_code=1)

    def work_out(now: Study) -> Restored:
        fresh = restoring.plan(now, who, name)
        if fresh.sentence != plan.sentence:
            raise BusyError("Another act came in between; nothing was changed.", hint="Run it again.")
        return fresh

    done = acts.performed(study, work_out)
    return done._replace(data=data, talk=f"{done.talk}\nTo take this back: pimh undo")


@app.command(short_help="Remove a snapshot.")
def remove(
    name: Name, coder: options.Coder = "", dry_run: options.DryRun = False, yes: options.Yes = False
) -> Result:
    """Example: pimh snapshot remove "before merging"

    Removes the files of a snapshot. This cannot be undone; git may hold them still.
    """
    from pimhcli.study import snapshots

    study, who = _opened(coder)
    card = snapshots.called(study, name)
    if not dry_run and not output.agreed(f"Remove the snapshot '{card.name}' for good?", yes=yes):
        return Result({"changed": False, "sentence": ""}, talk="Nothing was changed.", exit_code=1)
    plan = _done(study, lambda now: snapshots.remove(now, who, name), dry_run=dry_run)
    if not dry_run:
        snapshots.swept(study.root)
    return _result(plan, study, dry_run=dry_run)


def _opened(coder: str) -> tuple[Study, str]:
    from pimhcli.study import coders

    study = place.opened()
    return study, coders.current(study.settings, coder)


def _done(study: Study, work_out: Callable[[Study], Plan], *, dry_run: bool) -> Plan:
    from pimhcli.study import saving

    return work_out(study) if dry_run else saving.rework(study.root, work_out)


def _result(plan: Plan, study: Study, *, dry_run: bool) -> Result:
    data = {"changed": not dry_run, "sentence": plan.sentence}
    talk = f"Would do: {plan.sentence}\nNothing was written." if dry_run else plan.sentence
    return Result(data, talk=talk, findings=tuple(study.findings))


def _preview(plan: Restored) -> Iterator[str]:
    yield from _book(plan.book)
    yield from _shifts(plan.shifts)
    if plan.memos:
        yield f"  memos: {', '.join(plan.memos)}"
    if plan.remarks:
        yield f"  reviews: {count(plan.remarks, 'remark')}"
    if plan.left_out:
        yield f"  left out, for their transcripts are gone: codings of {', '.join(plan.left_out)}"


def _book(happened: Iterable[Happened]) -> list[str]:
    return [f"  {one.event} {one.level} '{one.name}' {one.words}".rstrip() for one in happened]


def _shifts(shifts: Sequence[Shift]) -> list[str]:
    return [
        f"  {one.transcript}, {one.coder}: {count(one.come, 'excerpt')} more, {one.go:,} fewer, "
        f"{one.change:,} otherwise coded"
        for one in shifts
    ]


def _restored(plan: Restored) -> dict[str, object]:
    return {
        "changed": plan.step is not None,
        "sentence": plan.sentence,
        "codebook": [one._asdict() for one in plan.book],
        "excerpts": plan.shifts,
        "memos": plan.memos,
        "remarks": plan.remarks,
        "left_out": plan.left_out,
    }


def _line(card: Card) -> str:
    note = f"  {card.note}" if card.note else ""
    return f"{minute(card.at)}  {card.by}  {card.name}{note}"


def _data(card: Card) -> dict[str, object]:
    return {"name": card.name, "folder": card.folder, "at": card.at, "by": card.by, "note": card.note}
