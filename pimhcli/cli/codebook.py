"""pimh codebook add, show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from pimhcli.cli import acts, options, place
from pimhcli.cli.output import Result

if TYPE_CHECKING:
    from pimhcli.analysis.counts import Counts
    from pimhcli.coding.codebook import Code, Codebook
    from pimhcli.study.acting import Plan
    from pimhcli.study.study import Study

app = typer.Typer(help="The codebook: add, show.", rich_markup_mode=None)


@app.command(short_help="Add a theme, a sub-theme or a code.")
def add(
    name: Annotated[str, typer.Argument(help="Its name.")],
    under: Annotated[str, typer.Option(help="The theme or sub-theme it hangs on: key, name or path.")] = "",
    level: Annotated[
        str, typer.Option(help="theme, sub-theme or code; found from where it hangs.", metavar="LEVEL")
    ] = "",
    key: Annotated[str, typer.Option(help="Its key; made from the name.")] = "",
    definition: Annotated[str, typer.Option(help="What it means.")] = "",
    include: Annotated[str, typer.Option(help="When to use it.")] = "",
    exclude: Annotated[str, typer.Option(help="When not to use it.")] = "",
    coder: options.Coder = "",
    dry_run: options.DryRun = False,
) -> Result:
    """Example: pimh codebook add "Staff movement" --under "Barriers to the work"

    Adds an entry to the codebook: at the top a theme, under a theme a sub-theme, under a sub-theme a code.
    A code that has no theme yet: --level code.
    """
    from pimhcli.coding.growing import Draft
    from pimhcli.study import codebook_acts

    draft = Draft(name, under, level, key, definition, include, exclude)
    plans: list[Plan] = []

    def act(study: Study, who: str) -> Plan:
        plans.append(codebook_acts.add(study, who, draft))
        return plans[-1]

    result = acts.carried_out(act, coder, dry_run=dry_run)
    return result._replace(data=_made(plans[-1]))


@app.command(short_help="Show the themes, sub-themes and codes.")
def show() -> Result:
    """Example: pimh codebook show

    Shows the codebook with the counts of every entry: excerpts | participants | groups.
    """
    from pimhcli.analysis.counts import by_entry, counted
    from pimhcli.study.material import gathered

    study = place.opened()
    book = study.codebook
    counts = {key: counted(found) for key, found in by_entry(book, gathered(study)).items()}
    data = [{"entry": code, "path": book.path(code.id), "counts": counts[code.id]} for code in book.codes]
    talk = "" if data else 'The codebook is empty. Start it: pimh codebook add "My first theme"'
    return Result(data, _tree(book, counts), talk, tuple(study.findings))


def _made(plan: Plan) -> Code | None:
    return plan.step.record.edits[0].after if plan.step else None


def _tree(book: Codebook, counts: dict[str, Counts]) -> str:
    from pimhcli.coding.codebook import outline

    lines = [
        ("  " * depth + code.name, f"[{code.id}]", str(counts[code.id])) for depth, code in outline(book)
    ]
    if not lines:
        return ""
    width, keys = (max(len(line[i]) for line in lines) for i in (0, 1))
    head = f"{'':{width}}  {'key':{keys}}  excerpts | participants | groups"
    return "\n".join([head, *(f"{name:{width}}  {key:{keys}}  {count}" for name, key, count in lines)])
