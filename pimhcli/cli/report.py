"""pimh report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from pimhcli.cli import place
from pimhcli.cli.output import Result
from pimhcli.wording import count

if TYPE_CHECKING:
    from pimhcli.report.writing import Report
    from pimhcli.study.study import Study


def report(
    forms: Annotated[
        str,
        typer.Option(
            "--format", help="md, docx, html, xlsx, tex, several with commas, or all.", metavar="FORMAT"
        ),
    ] = "md",
    around: Annotated[
        int,
        typer.Option("--context", help="Show each quote with so many turns around it.", metavar="N", min=0),
    ] = 0,
    key_quotes: Annotated[bool, typer.Option("--key-quotes", help="Print the key quotes alone.")] = False,
    transcripts: Annotated[
        bool,
        typer.Option(
            "--transcripts/--no-transcripts", help="Of html: with a page of the transcripts, for the team."
        ),
    ] = True,
    checklists: Annotated[bool, typer.Option("--checklists", help="With COREQ and SRQR, filled in.")] = False,
    memos: Annotated[
        bool,
        typer.Option("--memos", help="With the memos and the notes on excerpts, for readers of your own."),
    ] = False,
    audit: Annotated[
        bool, typer.Option("--audit", help="With how the codebook grew: the sentences of pimh log --summary.")
    ] = False,
) -> Result:
    """Example: pimh report --format docx,html

    Writes the report and both tables into reports/, from the files of the study. Every quote is held
    against its transcript first: one that no longer stands there stops the report. The same files give
    the same report, byte for byte. Memos, and how the codebook grew, are in it only when they are asked for.

    A Word document templates/reference.docx in the study lends its styles and its page to report.docx.
    """
    from pimhcli.report import writing
    from pimhcli.report.wish import Wish, formats

    wish = Wish(formats(forms), memos, audit, around, key_quotes, transcripts, checklists)
    study = place.opened()
    made = writing.made(study, wish)
    old = writing.left(study, made)
    writing.write(study, made)
    return _told(study, made, old)


def _told(study: Study, made: Report, old: list[str]) -> Result:
    from pimhcli.study.overview import missing

    lines = [f"Wrote {path}" for path in made.files]
    lines.append(
        f"{count(made.excerpts, 'quote')} checked: each stands in its transcript, character for character."
    )
    if old:
        lines.append(f"Not made again, and of an earlier day: {', '.join(old)}")
    if gaps := missing(study):
        lines.append(f"study.yaml does not say yet (marked in the report): {', '.join(gaps)}")
    data = {"files": list(made.files), "excerpts": made.excerpts, "missing": gaps, "older": old}
    return Result(data, talk="\n".join(lines), findings=tuple(study.findings))
