"""pimh codebook move, merge, remove."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from pimhcli.cli import codebook, codebook_acts, codebook_show, options, output, place
from pimhcli.errors import UsageError
from pimhcli.wording import count

if TYPE_CHECKING:
    from pimhcli.study.codebook_acts import BookPlan
    from pimhcli.study.study import Study

app = codebook_show.app


@app.command(short_help="Move an entry, with all that hangs under it.")
def move(
    code: codebook.Entry,
    under: Annotated[
        str | None, typer.Option(help="The entry it is to hang on: key, name or path.", metavar="CODE")
    ] = None,
    top: Annotated[bool, typer.Option("--top", help="To the top, under no other.")] = False,
    level: Annotated[str, typer.Option(help="theme, sub-theme or code.", metavar="LEVEL")] = "",
    before: Annotated[str, typer.Option(help="Right before this neighbour.", metavar="CODE")] = "",
    after: Annotated[str, typer.Option(help="Right behind this neighbour.", metavar="CODE")] = "",
    first: Annotated[bool, typer.Option("--first", help="Before all its neighbours.")] = False,
    last: Annotated[bool, typer.Option("--last", help="Behind all its neighbours.")] = False,
    coder: options.Coder = "",
    dry_run: options.DryRun = False,
) -> output.Result:
    """Example: pimh codebook move staff-movement --under "Barriers to the work" --first

    Moves an entry, with all that hangs under it, under another entry or to the top; or to another place among
    its neighbours. A sub-theme moved to the top becomes a theme, a theme moved under another a sub-theme.
    """
    from pimhcli.coding.moving import Where
    from pimhcli.study import codebook_moving

    _refuse_unclear([under is not None, top], [bool(before), bool(after), first, last], level)
    where = Where("" if top else under, level, before, after, first)
    return codebook_acts.carried_out(
        lambda study, who: codebook_moving.move(study, who, code, where), coder, dry_run=dry_run
    )


def _refuse_unclear(above: list[bool], beside: list[bool], level: str) -> None:
    if not (any(above) or any(beside) or level):
        raise UsageError(
            "Where is it to go?",
            hint="Give --under CODE or --top, or --before CODE, --after CODE, --first or --last.",
        )
    if sum(above) > 1 or sum(beside) > 1:
        raise UsageError(
            "It can only go to one place.",
            hint="Give one of --under and --top, and one of --before, --after, --first and --last.",
        )


@app.command(short_help="Make one entry of several.")
def merge(
    codes: Annotated[
        list[str], typer.Argument(help="The entries that go: keys, names or paths.", metavar="CODE…")
    ],
    into: Annotated[str, typer.Option(help="The entry that stays.", metavar="CODE")],
    join: Annotated[
        bool,
        typer.Option("--join-definitions", help="Put their definitions below that of the one that stays."),
    ] = False,
    children: Annotated[
        bool, typer.Option("--children", help="Merge entries of one name that come together under it, too.")
    ] = False,
    coder: options.Coder = "",
    dry_run: options.DryRun = False,
) -> output.Result:
    """Example: pimh codebook merge new-colleagues left-the-team --into staff-movement

    Merges entries into one: it has all their excerpts, and what hangs under them. Their keys and names go on
    finding it. An excerpt that had both counts once from then on. A key that codings hold and the codebook
    has lost can be merged too.
    """
    from pimhcli.coding.merging import How
    from pimhcli.study import codebook_moving

    how = How(join, children)
    return codebook_acts.carried_out(
        lambda study, who: codebook_moving.merge(study, who, codes, into, how), coder, dry_run=dry_run
    )


@app.command(short_help="Take an entry out of the codebook.")
def remove(
    code: codebook.Entry,
    with_below: Annotated[
        bool, typer.Option("--with-below", help="Also take out what hangs under it.")
    ] = False,
    coder: options.Coder = "",
    dry_run: options.DryRun = False,
    yes: options.Yes = False,
) -> output.Result:
    """Example: pimh codebook remove parking

    Takes an entry out of the codebook, and everybody's codings with it; asks before codings go. To keep them,
    merge it into another (pimh codebook merge) or retire it (pimh codebook retire).
    """
    from pimhcli.study import codebook_acts as study_acts

    study = place.opened()
    who = codebook_acts.who_acts(study, coder)
    plan = study_acts.take_out(study, who, code, with_below=with_below)
    if dry_run:
        return codebook_acts.shown(study, plan)
    users = study_acts.users(study, plan.about)
    if users and not output.agreed(_question(users), yes=yes):
        return codebook_acts.shown(study, plan)._replace(text="", talk="Nothing was removed.", exit_code=1)

    def work_out(fresh: Study) -> BookPlan:
        return study_acts.take_out(fresh, who, code, sum(users.values()), with_below=with_below)

    return codebook_acts.performed(study, work_out)


def _question(users: dict[str, int]) -> str:
    whose = ", ".join(f"{number:,} of {coder}" for coder, number in sorted(users.items()))
    return f"{count(sum(users.values()), 'coding')} would go with it ({whose}). Take it out?"
