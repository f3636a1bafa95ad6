"""pimh codebook add, rename, describe, colour, retire."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from pimhcli.cli import acts, codebook_acts, options, output
from pimhcli.errors import UsageError

if TYPE_CHECKING:
    from pimhcli.coding.codebook import Code
    from pimhcli.study.acting import Plan
    from pimhcli.study.study import Study

Entry = Annotated[str, typer.Argument(help="The entry: its key, name or path.", metavar="CODE")]
app = typer.Typer(rich_markup_mode=None)


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
) -> output.Result:
    """Example: pimh codebook add "Staff movement" --under "Barriers to the work"

    Adds an entry to the codebook: at the top a theme, under a theme a sub-theme, under a sub-theme a code.
    A code that has no theme yet: --level code.
    """
    from pimhcli.coding.growing import Draft
    from pimhcli.study import codebook_acts as study_acts

    draft = Draft(name, under, level, key, definition, include, exclude)
    plans: list[Plan] = []

    def act(study: Study, who: str) -> Plan:
        plans.append(study_acts.add(study, who, draft))
        return plans[-1]

    result = acts.carried_out(act, coder, dry_run=dry_run)
    return result._replace(data=_made(plans[-1]))


@app.command(short_help="Give an entry another name.")
def rename(
    code: Entry,
    name: Annotated[str, typer.Argument(help="Its new name.")],
    coder: options.Coder = "",
    dry_run: options.DryRun = False,
) -> output.Result:
    """Example: pimh codebook rename staff-movement "People come and go"

    Gives an entry another name. Its key and its excerpts stay, and the old name goes on finding it.
    """
    from pimhcli.study import codebook_acts as study_acts

    return codebook_acts.carried_out(
        lambda study, who: study_acts.rename(study, who, code, name), coder, dry_run=dry_run
    )


@app.command(short_help="Say what an entry means and when to use it.")
def describe(
    code: Entry,
    definition: Annotated[str | None, typer.Option(help="What it means.", metavar="TEXT")] = None,
    include: Annotated[str | None, typer.Option(help="When to use it.", metavar="TEXT")] = None,
    exclude: Annotated[str | None, typer.Option(help="When not to use it.", metavar="TEXT")] = None,
    example: Annotated[
        str | None, typer.Option(help="Words of a participant that show it.", metavar="TEXT")
    ] = None,
    coder: options.Coder = "",
    dry_run: options.DryRun = False,
) -> output.Result:
    """Example: pimh codebook describe staff-movement --definition "People change posts and leave."

    Writes what an entry means, when to use it, when not to, and an example. What is not given stays; an empty
    text takes it away.
    """
    from pimhcli.study import codebook_acts as study_acts

    texts = {"definition": definition, "include": include, "exclude": exclude, "example": example}
    given = {name: text for name, text in texts.items() if text is not None}
    if not given:
        raise UsageError(
            "What is to be said of it?", hint='Give --definition "…", --include, --exclude or --example.'
        )
    return codebook_acts.carried_out(
        lambda study, who: study_acts.describe(study, who, code, **given), coder, dry_run=dry_run
    )


@app.command(short_help="Give an entry a colour.")
def colour(
    code: Entry,
    name: Annotated[
        str,
        typer.Argument(
            help="blue, green, amber, red, purple, teal, figures such as '#2a6f97', or none.",
            metavar="COLOUR",
        ),
    ],
    coder: options.Coder = "",
    dry_run: options.DryRun = False,
) -> output.Result:
    """Example: pimh codebook colour staff-movement amber

    Gives an entry a colour; none takes it away.
    """
    from pimhcli.study import codebook_acts as study_acts

    return codebook_acts.carried_out(
        lambda study, who: study_acts.colour(study, who, code, name), coder, dry_run=dry_run
    )


@app.command(short_help="Take an entry out of use; its excerpts stay.")
def retire(
    code: Entry,
    back: Annotated[bool, typer.Option("--back", help="Take it back into use.")] = False,
    coder: options.Coder = "",
    dry_run: options.DryRun = False,
) -> output.Result:
    """Example: pimh codebook retire staff-movement

    Takes an entry out of use: its excerpts stay and count, and nothing new is coded with it.
    """
    from pimhcli.study import codebook_acts as study_acts

    return codebook_acts.carried_out(
        lambda study, who: study_acts.retire(study, who, code, back=back), coder, dry_run=dry_run
    )


def _made(plan: Plan) -> Code | None:
    return plan.step.record.edits[0].after if plan.step else None
