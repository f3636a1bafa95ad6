"""pimh export share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pimhcli.cli import output, place
from pimhcli.cli.export_tables import app
from pimhcli.cli.output import Result
from pimhcli.wording import count

__all__ = ["app"]


@app.command(short_help="Make a copy of the study that is fit to be given away.")
def share(
    out: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="The folder; ../STUDY-shared beside the study.", metavar="DIR"),
    ] = None,
    everyone: Annotated[
        bool,
        typer.Option("--everyone", help="All agreed to share, though nothing here says it."),
    ] = False,
) -> Result:
    """Example: pimh export share -o ../our-data

    Makes a copy for an archive or for other researchers: answers, transcripts, codebook and codings, with
    coders as coder-1, coder-2. Not in it: keys of pseudonyms, originals, memos, remarks, the history, names
    of the team, comments, reports. Participants who did not agree to share their data are taken out with
    their words. Whether somebody can be known by the answers: pimh check disclosure.
    """
    from pimhcli.exchange import sharing

    study = place.opened()
    folder = out or study.root.resolve().parent / f"{study.root.resolve().name}-shared"
    sharing.check(study, folder)
    copy = sharing.made(study, folder, everyone=everyone)
    sharing.place(copy, folder)
    wrote = f"Wrote {count(len(copy.files), 'file')} to {output.typed(folder)}."
    gone = f" Left out: {count(len(copy.left_out), 'participant')}." if copy.left_out else ""
    talk = f"{wrote}{gone}\nRead it before you give it away."
    data = {"folder": str(folder), "files": copy.files, "left_out": copy.left_out}
    return Result(data, talk=talk, findings=(*study.findings, *copy.told))
