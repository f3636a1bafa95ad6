"""pimh import."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pimhcli.cli import options, output, place
from pimhcli.cli.choices import one_of
from pimhcli.cli.output import Result
from pimhcli.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pimhcli.coding.reconciling import Side
    from pimhcli.exchange.incoming.importing import Parcel
    from pimhcli.exchange.refi.reading import Wish
    from pimhcli.study.merging.importing import Plan
    from pimhcli.study.study import Study

PROJECTS = (".qdpx", ".qda")


Given = Annotated[
    Path,
    typer.Argument(
        help="A copy of the study, its codings, a .zip of these, a coder's file; .qdpx, .qda, .docx, .csv.",
        metavar="PATH",
    ),
]
Transcript = Annotated[
    str, typer.Option(help="Of a single file: the transcript that it codes.", metavar="TRANSCRIPT")
]
Of = Annotated[str, typer.Option(help="Of a single file: whose codings it holds.", metavar="NAME")]
Theirs = Annotated[
    bool, typer.Option("--theirs", help="Where both changed an entry of the codebook: theirs counts.")
]
Split = Annotated[
    str,
    typer.Option(help="What stands between the names of paths, such as :: or a dot.", metavar="TEXT"),
]
Offsets = Annotated[
    str, typer.Option(help="Of a .qdpx: positions count code points or UTF-16 units.", metavar="cp|utf16")
]
LineEnds = Annotated[
    str, typer.Option(help="Of a .qdpx: a line end of two characters counts 1 or 2.", metavar="lf|raw")
]
CoderFrom = Annotated[
    str,
    typer.Option(help="Of a .qdpx: whose a coding is, where the two differ.", metavar="coding|selection"),
]
Speakers = Annotated[
    str,
    typer.Option(
        "--speaker-codes", help="Of a project: the code above those that tell who speaks.", metavar="CODE"
    ),
]
New = Annotated[
    Path | None,
    typer.Option("--new", help="Of a project: into a new study in this folder.", metavar="DIR"),
]
Anyway = Annotated[bool, typer.Option("--anyway", help="Though it has the id of another study.")]


def import_(
    path: Given,
    transcript: Transcript = "",
    of: Of = "",
    theirs: Theirs = False,
    split: Split = "",
    offsets: Offsets = "",
    line_ends: LineEnds = "",
    coder_from: CoderFrom = "coding",
    speakers: Speakers = "",
    new: New = None,
    anyway: Anyway = False,
    coder: options.Coder = "",
    dry_run: options.DryRun = False,
) -> Result:
    """Example: pimh import ../from-ben/my-study --dry-run

    Takes in what somebody did in another copy of the study: codings, codes, memos, remarks and the history.
    What is newer here stays; what was here once and was undone or removed does not come back. Transcripts
    stay as they are, and excerpts made on another version of one are found by their words.

    Of a REFI-QDA project (.qdpx) of NVivo, ATLAS.ti or MAXQDA, or a folder of QualCoder (.qda), it takes in
    texts, codes, codings, memos and participants. What was there before is found by GUID and by content, and
    not doubled; what is dropped is told. Highlights that Taguette exported (.csv, .xlsx), and comments of a
    Word document (.docx) that are tags (Theme: Sub-theme; …), become excerpts of the transcripts here.
    """
    from pimhcli.exchange.incoming import importing as projects
    from pimhcli.exchange.word import taking_in as comments
    from pimhcli.study import coders
    from pimhcli.study.merging import importing, parcels

    if new:
        wish = _wish(split, offsets, line_ends, coder_from, speakers)
        return _into_new(path, new, wish, coder, dry_run=dry_run)
    study = place.opened()
    if path.resolve() == study.root.resolve():
        raise UsageError("That is this study itself.", hint="Name the folder of the other copy, or its .zip.")
    who = coders.current(study.settings, coder)
    if path.suffix.lower() in {".csv", ".xlsx"}:
        return _of_highlights(study, who, path, split, dry_run=dry_run)
    if path.suffix.lower() == ".docx":
        return _of_parcel(study, who, comments.opened(study, path, transcript), theirs=False, dry_run=dry_run)
    if path.suffix.lower() in PROJECTS:
        wish = _wish(split, offsets, line_ends, coder_from, speakers)
        return _of_parcel(study, who, projects.opened(path, wish), theirs=theirs, dry_run=dry_run)
    parcel = parcels.opened(path, study.transcript_ids, transcript, of)
    side: Side = "theirs" if theirs else "ours"
    work = partial(importing.plan, coder=who, parcel=parcel, side=side, anyway=anyway)
    return _of_copy(study, work, dry_run=dry_run)


def _of_copy(study: Study, work: Callable[[Study], Plan], *, dry_run: bool) -> Result:
    from pimhcli.study import saving

    plan = work(study) if dry_run else saving.perform(study.root, work, study)
    would = "Would do: " if dry_run and plan.step else ""
    told = [*_shown(plan), f"{would}{plan.sentence}", *(["Nothing was written."] if dry_run else [])]
    return Result(_data(plan), talk="\n".join(told), findings=(*study.findings, *plan.told))


def _wish(split: str, unit: str, newlines: str, coder_from: str, speakers: str) -> Wish:
    from pimhcli.exchange.refi import offsets, reading

    counting = offsets.Wish(
        one_of("--line-ends", newlines, offsets.NEWLINES, ""), one_of("--offsets", unit, offsets.UNITS, "")
    )
    whose = one_of("--coder-from", coder_from, reading.CODER_FROM, reading.CODER_FROM[0])
    return reading.Wish(counting, whose, split, speakers)


def _into_new(path: Path, root: Path, wish: Wish, coder: str, *, dry_run: bool) -> Result:
    from pimhcli.exchange.incoming import importing as projects
    from pimhcli.study import coders

    if path.suffix.lower() not in PROJECTS:
        raise UsageError(
            f"{path.name} is no project, of which a new study could be made.",
            hint=f"A project ends in {' or '.join(PROJECTS)}.",
        )
    if dry_run:
        raise UsageError("--new makes a study; --dry-run writes nothing.", hint="Leave out one of them.")
    parcel = projects.opened(path, wish)
    study = projects.started(root, parcel)
    who = coders.current(study.settings, coder)
    result = _of_parcel(study, who, parcel, theirs=False, dry_run=False)
    return result._replace(talk=f"Started the study {output.typed(root)}.\n{result.talk}")


def _of_parcel(study: Study, who: str, parcel: Parcel, *, theirs: bool, dry_run: bool) -> Result:
    from pimhcli.exchange.incoming import importing as projects
    from pimhcli.study import saving

    work = partial(projects.plan, coder=who, parcel=parcel, theirs=theirs)
    plan = work(study) if dry_run else saving.perform(study.root, work, study)
    would = "Would do: " if dry_run and plan.step else ""
    aside = [f"In the file and not in the study: {', '.join(plan.aside)}."] if plan.aside else []
    lines = [f"{transcript}, {coder}: {number:,} new" for transcript, coder, number in plan.codings]
    end = ["Nothing was written."] if dry_run else []
    data = {
        "changed": plan.step is not None, "sentence": plan.sentence, "transcripts": plan.transcripts,
        "codings": plan.codings, "codes": plan.codes, "memos": plan.memos,
        "participants": plan.participants, "same": plan.same, "aside": plan.aside,
    }  # fmt: skip
    talk = "\n".join([*lines, *aside, f"{would}{plan.sentence}", *end])
    return Result(data, talk=talk, findings=(*study.findings, *plan.told), exit_code=int(not plan.is_whole))


def _of_highlights(study: Study, who: str, path: Path, split: str, *, dry_run: bool) -> Result:
    from pimhcli.cli.excerpt import added
    from pimhcli.exchange.incoming import highlights
    from pimhcli.study import excerpting, saving

    asked = highlights.orders(study, path, split)

    def work_out(fresh: Study) -> excerpting.Plan:
        return excerpting.plan(fresh, asked.orders, who, create=True)

    plan = work_out(study) if dry_run else saving.perform(study.root, work_out, study)
    result = added(plan, asked.findings, dry_run=dry_run)
    dropped = any(finding.severity == "warning" for finding in asked.findings)
    return result._replace(exit_code=int(bool(result.exit_code or dropped)))


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
