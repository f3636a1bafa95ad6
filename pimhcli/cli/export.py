"""pimh export qdpx."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from pimhcli.cli import options, output, place
from pimhcli.cli.choices import one_of
from pimhcli.cli.output import Result
from pimhcli.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pimhcli.exchange.outgoing.fidelity import Fidelity

app = typer.Typer(rich_markup_mode=None, help="Hand the study to another program.")

Out = Annotated[
    Path | None, typer.Option("--output", "-o", help="The file; reports/project.qdpx.", metavar="FILE")
]
Program = Annotated[
    str, typer.Option("--for", help="For which program: nvivo, maxqda or atlasti.", metavar="PROGRAM")
]
Speakers = Annotated[
    str,
    typer.Option(
        help="Tell who speaks in each turn: by codes, which every program reads, or by refs of the cases.",
        metavar="codes|refs",
    ),
]
Newlines = Annotated[
    str, typer.Option(help="How lines end in the texts: lf, or crlf for old programs.", metavar="lf|crlf")
]
Unique = Annotated[
    bool, typer.Option("--unique-names", help="Call codes of one name by their paths: Theme – Code.")
]


@app.command(short_help="Write a REFI-QDA project (.qdpx), for NVivo, ATLAS.ti, MAXQDA, QualCoder.")
def qdpx(
    out: Out = None,
    program: Program = "",
    speakers: Speakers = "",
    newlines: Newlines = "lf",
    unique: Unique = False,
    yes: options.Yes = False,
) -> Result:
    """Example: pimh export qdpx -o study.qdpx --for nvivo

    Writes the study as a REFI-QDA project, which NVivo, ATLAS.ti, MAXQDA and QualCoder open: transcripts,
    codebook, codings with their coders, memos, participants with their answers. Tells what the format has no
    place for and what a program is known to drop. The file holds what people said and answered: keep it as
    safe as the study.
    """
    from pimhcli.exchange.outgoing import fidelity, project
    from pimhcli.exchange.refi import writing

    target = one_of("--for", program, get_args(fidelity.Program), None)
    said: project.Speaking = one_of("--speakers", speakers, project.SPEAKING, "")
    ends: writing.Newlines = one_of("--newlines", newlines, writing.NEWLINES, "lf")
    study = place.opened()
    file = out or study.root / "reports" / "project.qdpx"
    if not _may_write(file, yes=yes):
        return Result({}, talk="Nothing was written.", exit_code=1)
    sent = project.sent(study, project.Wish(said, unique))
    data = writing.written(sent.project, writing.Wish("utf16" if target == "nvivo" else "cp", ends))
    told = fidelity.fidelity(study, sent, target, unique=unique)
    _write(file, data)
    talk = "\n".join([f"Wrote {output.typed(file)}.", *_shown(told)])
    return Result(_data(file, target, told), talk=talk, findings=tuple(study.findings))


def _may_write(file: Path, *, yes: bool) -> bool:
    from pimhcli.study import writing_out

    if file.suffix.lower() != ".qdpx":
        raise UsageError(
            f"{file.name} would be opened by no program: a project ends in .qdpx.",
            hint=f"Name it {file.stem}.qdpx.",
        )
    writing_out.check(file)
    return not file.exists() or output.agreed(f"{file} exists. Replace it?", yes=yes)


def _write(file: Path, data: bytes) -> None:
    from pimhcli.study import writing_out

    writing_out.write(file, data)


def _shown(told: Fidelity) -> Iterator[str]:
    yield f"In it: {', '.join(told.went)}."
    for heading, sentences in (("Not in it:", told.stayed), ("Beware:", told.beware)):
        if sentences:
            yield heading
            yield from (f"  {sentence}" for sentence in sentences)


def _data(file: Path, program: str | None, told: Fidelity) -> dict[str, object]:
    return {
        "file": str(file), "program": program, "went": told.went, "stayed": told.stayed,
        "beware": told.beware,
    }  # fmt: skip
