"""pimh export word."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pimhcli.cli import options, output, place
from pimhcli.cli.export_share import app
from pimhcli.cli.output import Result
from pimhcli.errors import UsageError

__all__ = ["app"]


@app.command(short_help="Write a coded transcript for Word, with codes as comments.")
def word(
    transcript: Annotated[
        str, typer.Argument(help="The transcript; may be left out when there is one.", metavar="[TRANSCRIPT]")
    ] = "",
    out: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="The .docx; reports/TRANSCRIPT-coded.docx.", metavar="FILE"),
    ] = None,
    yes: options.Yes = False,
) -> Result:
    """Example: pimh export word fg1 -o fg1-coded.docx

    Writes a transcript as a Word document in which each excerpt has a comment: its codes (Theme: Sub-theme;
    …), below them its note, by its coder. Colleagues can add comments; pimh import takes them in.
    """
    from pimhcli.exchange.word import giving_out
    from pimhcli.study import writing_out

    study = place.opened()
    name = study.called(transcript).id
    file = out or study.root / "reports" / f"{name}-coded.docx"
    if file.suffix.lower() != ".docx":
        raise UsageError(f"{file.name} does not end in .docx.", hint=f"Name it {file.stem}.docx.")
    writing_out.check(file)
    data = giving_out.document(study, name)
    if file.exists() and not output.agreed(f"{output.typed(file)} exists. Replace it?", yes=yes):
        return Result({}, talk="Nothing was written.", exit_code=1)
    writing_out.write(file, data)
    talk = f"Wrote {output.typed(file)}.\nIt holds what people said: keep it as safe as the study."
    return Result({"file": str(file), "transcript": name}, talk=talk, findings=tuple(study.findings))
