"""pimh audit."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pimhcli.cli import output
from pimhcli.cli.output import Result

if TYPE_CHECKING:
    from pimhcli.checks.audit.auditing import Audited
    from pimhcli.checks.audit.layout import Asked
    from pimhcli.documents.model import Grid


def audit(
    file: Annotated[Path, typer.Argument(help="A printed table: .csv, .xlsx, .md or .docx.", metavar="FILE")],
    n: Annotated[
        int | None, typer.Option("--n", help="How many people it is about, when no head tells.", min=1)
    ] = None,
    multi: Annotated[
        list[str] | None,
        typer.Option(
            help="A heading under which one person may stand in several rows; may stand several times.",
            metavar="LABEL",
        ),
    ] = None,
    table: Annotated[
        int | None, typer.Option(help="Of a file with several tables the one of this number.", min=1)
    ] = None,
) -> Result:
    """Example: pimh audit table2.csv

    Tells what cannot be in a printed table, from the table alone: percentages, sums, means, medians,
    ranges, groups. It needs no study. n is read from a head such as (n = 36). Ends with 1 when something is
    wrong beyond doubt, with 0 when there are only warnings and notes.
    """
    from pimhcli.checks.audit.auditing import audited
    from pimhcli.checks.audit.layout import Asked
    from pimhcli.study.printed_tables import tables

    asked = Asked(n, tuple(multi or ()))
    grids = tables(file, table)
    _refuse_unknown(grids, asked)
    done = [audited(grid, asked) for grid in grids]
    shown = output.listed(finding for one in done for finding in one.findings)
    talk = "\n".join(line for one in done for line in _told(one))
    return Result(done, shown, talk, exit_code=int(any(one.is_wrong for one in done)))


def _told(done: Audited) -> list[str]:
    """What was read, and what was not."""
    unread = [f"  not read: {place}: {text}" for place, text in done.unread]
    if not any(done.checked.values()):
        return [done.summary, *unread]
    untold = [
        f"  '{title}' does not tell of how many people it is; give --n to check more."
        for title, n in done.columns
        if n is None
    ]
    nothing = [] if done.findings else ["  Nothing in it is impossible."]
    return [done.summary, *unread, *untold, *nothing]


def _refuse_unknown(grids: tuple[Grid, ...], asked: Asked) -> None:
    from pimhcli.checks.audit.layout import unknown
    from pimhcli.errors import UsageError

    for name, hint in unknown(grids, asked):
        raise UsageError(f"No heading of the table begins with '{name}'.", hint=hint)
