"""pimh agreement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, cast

import typer

from pimhcli.cli import options, place
from pimhcli.cli.giving import given
from pimhcli.cli.output import Result
from pimhcli.errors import UsageError
from pimhcli.folding import did_you_mean

if TYPE_CHECKING:
    from pimhcli.analysis.agreement.stretches import Unit
    from pimhcli.tables.model import Table

UNITS = ("turn", "sentence", "character", "free")
BY = ("code", "theme", "transcript")
_INSTEAD = (
    "See where coders differ, which is worth talking about: pimh agreement --list\n"
    "To print the numbers all the same: pimh agreement --anyway"
)


def agreement(
    coders: Annotated[
        str, typer.Option(help="Who is compared; all who coded unless given.", metavar="A,B")
    ] = "",
    by: Annotated[str, typer.Option(help="A row for each code, theme or transcript.")] = "code",
    unit: Annotated[
        str,
        typer.Option(
            help="What is compared: turn, sentence, character, or free (segments as they were cut)."
        ),
    ] = "turn",
    differing: Annotated[
        bool, typer.Option("--list", help="List where the coders differ, with their words side by side.")
    ] = False,
    code: Annotated[
        str, typer.Option(help="Only this entry of the codebook and those under it.", metavar="CODE")
    ] = "",
    transcript: Annotated[str, typer.Option(help="Only this transcript.", metavar="TRANSCRIPT")] = "",
    resamples: Annotated[
        int,
        typer.Option(help="How many the confidence intervals are made of; 0: none.", min=0, max=100_000),
    ] = 1000,
    seed: Annotated[int, typer.Option(help="Of the random numbers; the same gives the same.")] = 1960,
    anyway: Annotated[
        bool, typer.Option("--anyway", help="Print the numbers though the approach does not ask for them.")
    ] = False,
    form: Annotated[
        str, typer.Option("--format", help="text, md, csv, html, docx, xlsx or latex.", metavar="FORMAT")
    ] = "",
    out: options.Out = None,
    yes: options.Yes = False,
) -> Result:
    """Example: pimh agreement --list -o differences.docx

    How far coders agree: percent, Cohen's kappa and Krippendorff's alpha with confidence intervals, on the
    transcripts that all of them coded. With --list, where they differ, ready to discuss.

    Numbers are printed where the approach of study.yaml asks for them. For reflexive thematic analysis the
    list is what helps.
    """
    from pimhcli.analysis.agreement.comparing import Manner
    from pimhcli.study import agreeing, writing_out

    _check("--by", by, BY)
    _check("--unit", unit, UNITS)
    study = place.opened()
    writing_out.form(form, out)  # before the numbers are worked out
    names = tuple(name.strip() for name in coders.split(",") if name.strip())
    wish = agreeing.Wish(names, by, Manner(cast("Unit", unit), seed, resamples), code, transcript)
    if differing:
        made = agreeing.listed(study, wish)
    elif (why := agreeing.why_not(study)) and not anyway:
        return Result(_data(study.settings.approach, why), talk=f"{why}\n{_INSTEAD}")
    else:
        made = agreeing.table(study, wish)
    return given(study, made, (form, out), _data(study.settings.approach, table=made), yes=yes)


def _data(approach: str, why_not: str = "", table: Table | None = None) -> dict[str, object]:
    return {"approach": approach, "why_not": why_not, "table": table}


def _check(option: str, given: str, known: tuple[str, ...]) -> None:
    if given not in known:
        hint = did_you_mean(given, known) or f"There are: {', '.join(known)}."
        raise UsageError(f"{option} cannot be '{given}'.", hint=hint)
