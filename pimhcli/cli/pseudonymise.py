"""pimh transcript pseudonymise."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pimhcli.cli import options, output, place
from pimhcli.cli.output import Result
from pimhcli.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pimhcli.findings import Finding
    from pimhcli.study.pseudonyms.named_places import Named
    from pimhcli.study.pseudonyms.pseudonymising import Plan
    from pimhcli.study.study import Study

SHOWN = 5  # turns that a line lists

Key = Annotated[Path, typer.Option("--key", help="The key: name,pseudonym; .csv or .xlsx.", metavar="FILE")]


def pseudonymise(
    key: Key,
    new_key: Annotated[
        bool, typer.Option("--new-key", help="Begin a key there, with what looks like a name.")
    ] = False,
    coder: options.Coder = "",
    dry_run: options.DryRun = False,
    yes: options.Yes = False,
) -> Result:
    """Example: pimh transcript pseudonymise --key ../key.csv --dry-run

    Replaces the names of a key by its pseudonyms: in transcripts, excerpts, memos, the codebook, the history
    and reports; kept originals go. The key has a row for each name and stays outside of the study and of git;
    where it lies is recorded nowhere. A name that may be an ordinary word is left, and listed. --dry-run
    shows every place. It cannot be undone.
    """
    from pimhcli.findings import errors
    from pimhcli.study import coders, saving
    from pimhcli.study.pseudonyms import key_file, pseudonymising
    from pimhcli.study.study import Study as Opened

    study = place.opened()
    if new_key:
        return _begun(study, key, dry_run=dry_run)
    who = coders.current(study.settings, coder)
    names, found = key_file.read(study.root, key, mend=not dry_run)
    plan = pseudonymising.plan(study, who, names)
    findings = [*study.findings, *found, *plan.findings]
    if dry_run or plan.step is None:
        writes = plan.step.writes if plan.step else ()
        left = pseudonymising.left(study, names, writes)
        would = f"Would do: {plan.sentence}\nNothing was written."
        told = would if plan.step else "Nothing is left to replace."
        shown = "\n".join(_every(plan)) if dry_run else "\n".join(_unsure(plan.named))
        return _result(plan, shown, told, [*findings, *left], is_left=bool(errors(left)))
    # with --yes nobody reads them before it is done
    warned = [] if yes else [output.listed(plan.findings)]
    output.say("\n".join([*_summary(plan), *filter(None, warned)]))
    if not output.agreed("Replace them for good? It cannot be undone.", yes=yes):
        return Result(_data(plan), talk="Nothing was changed.", findings=tuple(findings), exit_code=1)
    done = saving.rework(study.root, lambda fresh: pseudonymising.plan(fresh, who, names))
    left = pseudonymising.left(Opened(study.root), names)
    told = "\n".join([done.sentence, *_anew(done), *pseudonymising.unreached(study)])
    return _result(done, "", told, [*findings, *left], is_left=bool(errors(left)))


def _begun(study: Study, key: Path, *, dry_run: bool) -> Result:
    from pimhcli.study.pseudonyms import first_key, key_file

    rows = first_key.rows(study)
    if not dry_run:
        key_file.begin(study.root, key, rows)
    wrote = "Would write" if dry_run else "Wrote"
    told = (
        f"{wrote} {count(len(rows), 'row')} into {output.typed(key)}, of what looks like a name.\n"
        "Take out what is none, add what is missing, and fill in the pseudonyms.\n"
        f"Then: pimh transcript pseudonymise --key {output.typed(key)} --dry-run"
    )
    return Result({"rows": len(rows), "written": not dry_run}, talk=told, findings=tuple(study.findings))


def _anew(plan: Plan) -> Iterator[str]:
    if any(path.startswith("reports/") for path in plan.removed):
        yield "Some reports were removed: pimh report and pimh table make them anew."


def _result(plan: Plan, shown: str, told: str, findings: Sequence[Finding], *, is_left: bool) -> Result:
    return Result(_data(plan), shown, told, tuple(findings), exit_code=int(is_left))


def _data(plan: Plan) -> dict[str, object]:
    return {
        "changed": plan.step is not None,
        "sentence": plan.sentence,
        "replaced": [one for one in plan.named if not one.unsure],
        "unsure": [one for one in plan.named if one.unsure],
        "files": plan.files,
        "removed": plan.removed,
    }


def _every(plan: Plan) -> Iterator[str]:
    """Every place, by the entry of the key, and every file."""
    for head, places in _by_entry(plan.named):
        yield head
        yield from _labels(places)
        yield from (f"  {one.shown}" for one in places if not one.turn)
    yield from _unsure(plan.named)
    yield from _files(plan)


def _labels(places: Iterable[Named]) -> Iterator[str]:
    """Where a name is the label of turns, a line for each transcript and spelling."""
    spoken: dict[tuple[str, str, str], list[Named]] = {}
    for one in places:
        if one.turn:
            spoken.setdefault((one.transcript, one.old, one.new), []).append(one)
    for (transcript, old, new), labels in spoken.items():
        turns = [str(one.turn) for one in labels]
        more = ["…", turns[-1]] if len(turns) > SHOWN + 1 else turns[SHOWN:]
        where = ", ".join([*turns[:SHOWN], *more])
        yield f"  {transcript}: [{old} → {new}] speaks in {count(len(turns), 'turn')}: {where}"


def _summary(plan: Plan) -> Iterator[str]:
    yield from (head for head, _ in _by_entry(plan.named))
    if unsure := [one for one in plan.named if one.unsure]:
        yield f"{count(len(unsure), 'place')} left, where a name may be a word: --dry-run shows them."
    yield from _files(plan)


def _by_entry(named: Iterable[Named]) -> Iterator[tuple[str, list[Named]]]:
    sure = sorted((one for one in named if not one.unsure), key=lambda one: one.name)
    for name, group in groupby(sure, key=lambda one: one.name):
        places = list(group)
        yield f"{name} becomes {places[0].new}: {count(len(places), 'place')}", places


def _unsure(named: Iterable[Named]) -> Iterator[str]:
    """The places that are left, for somebody to look at."""
    if places := [one for one in named if one.unsure]:
        yield "Left as they are, since they may be ordinary words:"
        yield from (f"  {one.shown}" for one in places)


def _files(plan: Plan) -> Iterator[str]:
    if plan.files or plan.removed:
        yield "Files:"
    yield from (f"  {path}: {count(number, 'name')}" for path, number in plan.files.items())
    yield from (f"  {path}: removed" for path in plan.removed)
