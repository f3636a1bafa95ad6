"""pimh init."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pimhcli.cli import output
from pimhcli.cli.output import Result


def init(
    folder: Annotated[Path, typer.Argument(help="The study's folder; made if it is not there.")] = Path(),
    title: Annotated[str, typer.Option(help="The study's title.")] = "",
    questionnaire: Annotated[
        str, typer.Option(help="focus-group: twelve items to start from; blank: none.", metavar="NAME")
    ] = "focus-group",
    approach: Annotated[
        str,
        typer.Option(
            help="reflexive_ta, codebook_ta, coding_reliability_ta, framework or content_analysis.",
            metavar="NAME",
        ),
    ] = "reflexive_ta",
) -> Result:
    """Example: pimh init my-study --title "Staff views of the network group"

    Starts a study: an empty folder of plain files, with comments that tell how to fill them in. In a folder
    with other files it adds its own and leaves the others alone.
    """
    from pimhcli.study.starting import start

    started = start(folder, title, questionnaire, approach)
    lines = [
        f"Started the study '{started.title}' in {started.root}:",
        *(f"  {name}" for name in started.made),
    ]
    if started.kept:
        lines.append(f"Left as they were: {', '.join(started.kept)}")
    here = "" if folder == Path() else f"cd {output.typed(folder)}\n  "
    lines.append(f"Next:\n  {here}pimh load ANSWERS.xlsx")
    return Result(started, talk="\n".join(lines))
