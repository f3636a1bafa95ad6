"""pimh table."""

from __future__ import annotations

from typing import Annotated

import typer

from pimhcli.cli import options, output, place
from pimhcli.cli.giving import given

NAMES = (
    "demographics (or 2), themes (or 3), quotes, participants-by-theme, participation, interaction, questions"
)


def table(
    name: Annotated[str, typer.Argument(help=f"Which table: {NAMES}.")],
    form: Annotated[
        str, typer.Option("--format", help="text, md, csv, html, docx, xlsx or latex.", metavar="FORMAT")
    ] = "",
    out: options.Out = None,
    counts: Annotated[
        bool, typer.Option("--counts", help="Themes with excerpts, participants and groups.")
    ] = False,
    by: Annotated[
        str,
        typer.Option("--by", help="Columns of the demographics: an item, or focus_group.", metavar="ITEM"),
    ] = "",
    below: Annotated[
        int | None,
        typer.Option(
            "--suppress-below",
            help="Hide counts of fewer people, and what would give them away.",
            metavar="K",
            min=0,
        ),
    ] = None,
    group: Annotated[str, typer.Option("--group", help="Talk in this focus group alone.", metavar="ID")] = "",
    of: Annotated[
        str, typer.Option("--of", help="Count the excerpts of this coder alone.", metavar="CODER")
    ] = "",
    yes: options.Yes = False,
) -> output.Result:
    """Example: pimh table demographics -o table-2.docx

    Prints a table of the paper: demographics (Table 2), themes (Table 3), all quotes by theme, or who speaks
    under which theme. The layout of Table 2 comes from questionnaire.yaml. Excerpts are those of all coders,
    which a note says where there are several; --of takes those of one.

    Three tables are about the talk itself: participation (turns, words and minutes of each speaker),
    interaction (who speaks right after whom) and questions (who speaks to which question of the moderator).
    """
    from pimhcli.study import writing_out
    from pimhcli.study.demographic import Wish
    from pimhcli.study.tabulating import built

    study = place.opened()
    writing_out.form(form, out)  # before the table is made
    made = built(study, name, Wish(by, below), counts=counts, group=group, of=of)
    return given(study, made, (form, out), made, yes=yes)
