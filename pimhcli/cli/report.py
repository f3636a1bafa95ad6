"""pimh report."""

from __future__ import annotations

from typing import Annotated

import typer

from pimhcli.cli import place
from pimhcli.cli.output import Result
from pimhcli.wording import count


def report(
    memos: Annotated[
        bool,
        typer.Option("--memos", help="With the memos and the notes on excerpts, for readers of your own."),
    ] = False,
    audit: Annotated[
        bool, typer.Option("--audit", help="With how the codebook grew: the sentences of pimh log --summary.")
    ] = False,
) -> Result:
    """Example: pimh report

    Writes reports/report.md and both tables (Markdown, CSV, HTML) from the files of the study. Every quote is
    held against its transcript first: one that no longer stands there stops the report. The same files give
    the same report, byte for byte. Memos, and how the codebook grew, are in it only when they
    are asked for.
    """
    from pimhcli.report import writing
    from pimhcli.study.overview import missing

    study = place.opened()
    made = writing.made(study, with_memos=memos, with_audit=audit)
    writing.write(study, made)
    lines = [f"Wrote {path}" for path in made.files]
    lines.append(
        f"{count(made.excerpts, 'quote')} checked: each stands in its transcript, character for character."
    )
    if gaps := missing(study):
        lines.append(f"study.yaml does not say yet (marked in the report): {', '.join(gaps)}")
    data = {"files": list(made.files), "excerpts": made.excerpts, "missing": gaps}
    return Result(data, talk="\n".join(lines), findings=tuple(study.findings))
