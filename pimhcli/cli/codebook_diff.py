"""pimh codebook diff."""

from __future__ import annotations

from typing import Annotated

import typer

from pimhcli.cli import codebook_hand, options, output, place
from pimhcli.cli.giving import given

app = codebook_hand.app


@app.command(short_help="Show what happened to it since a snapshot, or between two.")
def diff(
    name: Annotated[str, typer.Argument(help="The earlier snapshot.", metavar="SNAPSHOT")],
    other: Annotated[
        str,
        typer.Argument(help="The later one; the study as it is now, when left out.", metavar="[SNAPSHOT]"),
    ] = "",
    form: Annotated[
        str, typer.Option("--format", help="text, md, csv, html, docx, xlsx or latex.", metavar="FORMAT")
    ] = "",
    out: options.Out = None,
    yes: options.Yes = False,
) -> output.Result:
    """Example: pimh codebook diff "before merging"

    Shows what happened to the codebook since a snapshot, or between two: which entries were added, removed,
    merged, renamed, moved, defined anew, retired or put in another order.
    """
    from pimhcli.study.snapshot_diff import difference
    from pimhcli.tables import book_diff

    study = place.opened()
    seen = difference(study, name, other)
    made = book_diff.build(seen.book, seen.old, seen.new)
    return given(study, made, (form, out), [one._asdict() for one in seen.book], yes=yes)
