"""pimh questionnaire show, check, form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from pimhcli.cli import options, output, place
from pimhcli.cli.output import Result

if TYPE_CHECKING:
    from pimhcli.findings import Finding
    from pimhcli.questionnaire.schema import Questionnaire

_PIPED = 80  # characters of a line in a pipe

app = typer.Typer(rich_markup_mode=None)


@app.command(short_help="Show the questions as a participant reads them.")
def show(
    form: Annotated[str, typer.Option("--format", help="text or md.", metavar="FORMAT")] = "text",
    team: Annotated[
        bool, typer.Option("--team", help="Add what only the team sees: ids, limits, notes, table rows.")
    ] = False,
) -> Result:
    """Example: pimh questionnaire show

    Shows the questionnaire as a participant reads it: the questions in order, how to answer each, and who
    is asked. What is worked out from other answers is left out, but for --team.
    """
    from pimhcli.questionnaire import form_team

    study = place.opened()
    asked = study.questionnaire
    shown = _shown(asked, form, team=team)
    return Result(form_team.facts(asked), shown, findings=tuple(study.findings))


@app.command(short_help="Look for what is missing or wrong in questionnaire.yaml.")
def check() -> Result:
    """Example: pimh questionnaire check

    Looks for items that the table leaves out, that have no question or that nobody is ever asked, and for
    answers that cannot be told apart. Problems end with exit code 1, notes alone with 0.
    """
    from pimhcli.checks.instrument import instrument

    study = place.opened()
    asked = study.questionnaire
    found = tuple(instrument(asked))
    problems = sum(finding.severity != "note" for finding in found)
    return Result(
        {"items": len(asked.items), "rows": len(asked.table.rows), "problems": problems, "findings": found},
        output.listed(found),
        _verdict(asked, found, problems),
        tuple(study.findings),
        int(problems > 0),
    )


@app.command(short_help="Make a blank form to fill in (.xlsx, or .docx for paper).")
def form(
    out: options.Out = None,
    form: Annotated[str, typer.Option("--format", help="xlsx or docx.", metavar="FORMAT")] = "",
    participants: Annotated[
        int | None,
        typer.Option(
            help="Rows of the .xlsx (50), or copies in the .docx (1).", min=1, max=10_000, metavar="N"
        ),
    ] = None,
    ids: Annotated[str, typer.Option(help="Ids to put in, with commas between.", metavar="P1,P2")] = "",
    yes: options.Yes = False,
) -> Result:
    """Example: pimh questionnaire form -o ../form.xlsx

    Makes a blank form: a workbook with one row a participant and lists to choose from, which pimh load reads
    once it is filled in; or a Word document to print, one copy a participant.
    """
    from pimhcli.errors import UsageError
    from pimhcli.study import forms, writing_out

    if out is None:
        raise UsageError(
            "Where should the form go?", hint="Name the file: -o ../form.xlsx or -o ../form.docx"
        )
    study = place.opened()
    shape = forms.shape(form, out)
    who = forms.places(ids, participants, shape)
    made = forms.made(study.questionnaire, shape, who)
    asked = sum(item.derived is None for item in study.questionnaire.items)
    data = {"file": str(out), "format": shape, "participants": len(who), "questions": asked}
    writing_out.check(out)
    if out.exists() and not output.agreed(f"{out} exists. Replace it?", yes=yes):
        return Result(data, talk="Nothing was written.", exit_code=1)
    forms.write(out, made)
    then = f" Once it is filled in: pimh load {output.typed(out)}" if shape == "xlsx" else ""
    return Result(data, talk=f"Wrote {out}.{then}", findings=tuple(study.findings))


def _shown(asked: Questionnaire, form: str, *, team: bool) -> str:
    from pimhcli.errors import UsageError
    from pimhcli.questionnaire import form_text

    if form == "md":
        from pimhcli.tables.renderers.markdown import escaped

        return form_text.markdown(asked, escaped, team=team)
    if form != "text":
        raise UsageError(f"There is no format '{form}' of the questions.", hint="There are: text, md.")
    width = output.width() or _PIPED
    return form_text.text(asked, width, team=team)


def _verdict(asked: Questionnaire, found: tuple[Finding, ...], problems: int) -> str:
    from pimhcli.wording import count

    if problems:
        return f"{count(problems, 'problem')} found."
    if found:
        return f"Nothing to mend; {count(len(found), 'note')}."
    return (
        f"Nothing to complain of: {count(len(asked.items), 'item')}, {count(len(asked.table.rows), 'row')}."
    )
