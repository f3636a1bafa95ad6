"""pimh quotes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from pimhcli.cli import acts, options, output, place
from pimhcli.cli.giving import given
from pimhcli.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

Themes = Annotated[
    list[str] | None,
    typer.Argument(help="Themes or sub-themes: key, name or path; all when left out.", metavar="[THEME]…"),
]
Star = Annotated[
    list[str] | None,
    typer.Option("--star", help="Make this excerpt a key quote; may stand several times.", metavar="ID"),
]


def quotes(
    themes: Themes = None,
    suggest: Annotated[
        bool, typer.Option("--suggest", help="Excerpts that would let others be heard too.")
    ] = False,
    star: Star = None,
    form: Annotated[
        str, typer.Option("--format", help="text, md, csv, html, docx, xlsx or latex.", metavar="FORMAT")
    ] = "",
    out: options.Out = None,
    coder: options.Coder = "",
    dry_run: options.DryRun = False,
    yes: options.Yes = False,
) -> output.Result:
    """Example: pimh quotes --suggest

    Helps to choose the quotes of the paper: what could be quoted under each theme and sub-theme, who is
    heard how often in the key quotes, and who is not. --suggest gives an excerpt for each sub-theme that has
    no key quote, or only one voice. --star ID --star ID makes several excerpts key quotes in one act.
    Excerpts that may not be printed for lack of consent are not shown.
    """
    if not star:
        if dry_run or coder:
            raise UsageError("--coder and --dry-run are for --star.", hint="Leave them out.")
        return _shown(themes or [], (form, out), suggest=suggest, yes=yes)
    if themes or suggest or form or out:
        raise UsageError("--star is for itself: it makes excerpts key quotes.", hint="Look first, then star.")
    from pimhcli.study import selecting

    ids = list(star)
    return acts.carried_out(lambda study, who: selecting.star(study, who, ids), coder, dry_run=dry_run)


def _shown(themes: list[str], shape: tuple[str, Path | None], *, suggest: bool, yes: bool) -> output.Result:
    from pimhcli.study import selecting, writing_out

    study = place.opened()
    writing_out.form(*shape)  # before the table is made
    made = selecting.table(study, selecting.choosing(study, themes), suggest=suggest)
    return given(study, made, shape, made, yes=yes)
