"""pimh codebook import, export."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pimhcli.cli import codebook_acts, codebook_diff, options, output, place
from pimhcli.cli.output import Result

app = codebook_diff.app


@app.command("import", short_help="Take a codebook in from a file (.qdc, .xlsx, .csv, .md).")
def import_(
    file: Annotated[Path, typer.Argument(help="A .qdc, .xlsx, .csv or .md file.", metavar="FILE")],
    split: Annotated[
        str, typer.Option(help="What stands between the names of paths, such as '.'.", metavar="TEXT")
    ] = "",
    sheet: Annotated[str, typer.Option(help="Of a workbook: the sheet.", metavar="NAME")] = "",
    theirs: Annotated[
        bool, typer.Option("--theirs", help="Where an entry says something else there: theirs counts.")
    ] = False,
    coder: options.Coder = "",
    dry_run: options.DryRun = False,
) -> Result:
    """Example: pimh codebook import codebook.xlsx --dry-run

    Takes themes, sub-themes and codes in from a file of another program or of your own. A table has a row a
    code with a Name, and Definition, Include, Exclude or Example if you like; which stands under which is
    told by a column Parent, by columns Theme, Sub-theme and Code, by paths (A > B, A::B), or by indentation.
    What is in the codebook already is filled in and not doubled; nothing is taken out.
    """
    from pimhcli.exchange.codebooks import files

    book = files.read(file, split, sheet or None)
    result = codebook_acts.carried_out(
        lambda study, who: files.plan(study, who, book, file.name, theirs=theirs), coder, dry_run=dry_run
    )
    dropped = any(finding.severity == "warning" for finding in book.findings)
    return result._replace(exit_code=int(dropped))


@app.command(short_help="Write the codebook to a file (.qdc, .xlsx, .csv, .md).")
def export(
    out: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", help="A .qdc, .xlsx, .csv or .md; reports/codebook.xlsx.", metavar="FILE"
        ),
    ] = None,
    yes: options.Yes = False,
) -> Result:
    """Example: pimh codebook export -o codebook.qdc

    Writes the codebook for another program (.qdc for NVivo, ATLAS.ti, MAXQDA, QualCoder), for Excel (.xlsx,
    .csv) or to be read (.md). pimh codebook import takes each of them in again.
    """
    from pimhcli.exchange.codebooks import files
    from pimhcli.study import writing_out

    study = place.opened()
    file = out or study.root / "reports" / "codebook.xlsx"
    content = files.written(study, files.suffix(file))
    writing_out.check(file)
    if file.exists() and not output.agreed(f"{output.typed(file)} exists. Replace it?", yes=yes):
        return Result({}, talk="Nothing was written.", exit_code=1)
    writing_out.write(file, content)
    talk = f"Wrote {len(study.codebook.codes):,} entries: {output.typed(file)}."
    data = {"file": str(file), "entries": len(study.codebook.codes)}
    return Result(data, talk=talk, findings=tuple(study.findings))
