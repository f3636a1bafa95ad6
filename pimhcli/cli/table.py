"""pimh table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from pimhcli.cli import options, output, place
from pimhcli.cli.giving import given
from pimhcli.errors import UsageError
from pimhcli.folding import did_you_mean

if TYPE_CHECKING:
    from pimhcli.tables.matrix import Cells

Below = Annotated[
    int | None,
    typer.Option(
        "--suppress-below",
        help="Hide counts of fewer people, and what would give them away.",
        metavar="K",
        min=0,
    ),
]
Context = Annotated[
    int, typer.Option("--context", help="Of quotes: also N turns before and after.", metavar="N", min=0)
]


def table(
    name: Annotated[
        str, typer.Argument(help="Which table, such as demographics (or 2); left out, lists them.")
    ] = "",
    form: Annotated[
        str, typer.Option("--format", help="text, md, csv, html, docx, xlsx or latex.", metavar="FORMAT")
    ] = "",
    out: options.Out = None,
    counts: Annotated[
        bool, typer.Option("--counts", help="Themes with excerpts, participants and groups.")
    ] = False,
    by: Annotated[
        str,
        typer.Option(
            "--by",
            help="Columns of the demographics or the matrix: an item, focus_group, or participant.",
            metavar="ITEM",
        ),
    ] = "",
    cells: Annotated[
        str,
        typer.Option(
            "--cells", help="Of the matrix: excerpts, participants, presence or quotes.", metavar="WHAT"
        ),
    ] = "",
    below: Below = None,
    group: Annotated[str, typer.Option("--group", help="Talk in this focus group alone.", metavar="ID")] = "",
    of: Annotated[
        str, typer.Option("--of", help="Count the excerpts of this coder alone.", metavar="CODER")
    ] = "",
    anyway: Annotated[
        bool, typer.Option("--anyway", help="Of saturation: also where the approach does not ask for it.")
    ] = False,
    context: Context = 0,
    yes: options.Yes = False,
) -> output.Result:
    """Example: pimh table demographics -o table-2.docx

    Prints a table of the paper, such as demographics (Table 2), themes (Table 3), quotes or matrix; without a
    name, lists all there are. The layout of Table 2 comes from questionnaire.yaml. Excerpts are those of all
    coders, which a note says where there are several; --of takes those of one.

    Three tables are about the talk itself: participation (turns, words and minutes of each speaker),
    interaction (who speaks right after whom) and questions (who speaks to which question of the moderator).
    """
    from pimhcli.study import writing_out
    from pimhcli.study.tabulating.named import built, called
    from pimhcli.study.tabulating.wish import Wish

    if not name:
        return _listed()
    wanted = called(name)
    study = place.opened()
    writing_out.form(form, out)  # before the table is made
    wish = Wish(by, below, counts, group, of, _cells(cells), anyway, context)
    made = built(study, wanted, wish)
    return given(study, made, (form, out), made, yes=yes)


def _listed() -> output.Result:
    from pimhcli.study.tabulating.named import TABLES

    width = max(map(len, TABLES))
    lines = [f"{name:{width}}  {entry.says}" for name, entry in TABLES.items()]
    return output.Result(
        [{"name": name, "shows": entry.says} for name, entry in TABLES.items()], "\n".join(lines)
    )


def _cells(wanted: str) -> Cells:
    from pimhcli.tables.matrix import CELLS

    chosen = next((one for one in CELLS if one == wanted.strip().lower()), None)
    if wanted and not chosen:
        hint = did_you_mean(wanted, CELLS) or f"There are: {', '.join(CELLS)}."
        raise UsageError(f"--cells cannot be '{wanted}'.", hint=hint)
    return chosen or CELLS[0]
