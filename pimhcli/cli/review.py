"""pimh review, review add, answer, list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from pimhcli.cli import acts, options, output, place
from pimhcli.cli.output import Result
from pimhcli.errors import UsageError
from pimhcli.wording import count

if TYPE_CHECKING:
    from pimhcli.coding.reviews import Verdict
    from pimhcli.study.acting import Plan
    from pimhcli.study.study import Study

app = typer.Typer(rich_markup_mode=None)

_ADD = 'pimh review add --entry NAME --agree   (or --query "…", --name "…"; --excerpt ID --code NAME)'
_ANSWER = 'pimh review answer ID --accept   (or --decline "why", --discuss "what")'


@app.callback(invoke_without_command=True)
def review(
    ctx: typer.Context,
    only: Annotated[
        str, typer.Option(help="Only this theme, sub-theme or code, and what hangs under it.", metavar="NAME")
    ] = "",
    again: Annotated[bool, typer.Option("--again", help="Also what you agreed with before.")] = False,
    coder: options.Coder = "",
) -> Result | None:
    """Example: pimh review --coder ben

    Steps through themes, sub-themes and codes with their definitions and quotes: you agree, ask, or suggest
    another code or another name. All is saved at once, and it goes on where you stopped; what changed since
    you agreed with it comes up again. Nothing is changed until somebody answers: pimh review answer. Also
    from a pipe, a line for each answer.
    """
    if ctx.invoked_subcommand:
        if only or again or coder:
            hint = f"Such as: pimh review {ctx.invoked_subcommand} --coder NAME"
            raise UsageError("Write the options behind the command that they are for.", hint=hint)
        return None
    from pimhcli.cli.review_lines import stepped
    from pimhcli.cli.review_stepping import Reviewing
    from pimhcli.coding.growing import one
    from pimhcli.study import coders

    study = place.opened()
    key = one(study.codebook, only).id if only else ""
    reviewing = Reviewing(study, coders.current(study.settings, coder), key, again=again)
    output.say(output.listed(study.findings))
    if not study.codebook.codes:
        return Result(
            {"answers": [], "sentence": ""}, talk="The codebook is empty: there is nothing to review."
        )
    return stepped(reviewing, _ADD)


@app.command(short_help="Say one thing of a theme, a code or a quote.")
def add(
    entry: Annotated[str, typer.Option(help="The theme, sub-theme or code: key, name or path.")] = "",
    excerpt: Annotated[str, typer.Option(help="The quote: the id of its excerpt.", metavar="ID")] = "",
    agree: Annotated[bool, typer.Option("--agree", help="Agree with it.")] = False,
    query: Annotated[str, typer.Option(help="Ask something about it.", metavar="WORDS")] = "",
    code: Annotated[str, typer.Option(help="Suggest this code for the quote.", metavar="NAME")] = "",
    instead: Annotated[
        str, typer.Option(help="Of --code: the code that it would take the place of.", metavar="NAME")
    ] = "",
    name: Annotated[str, typer.Option(help="Suggest this name for the entry.", metavar="NAME")] = "",
    why: Annotated[str, typer.Option(help="Why you suggest it.", metavar="WORDS")] = "",
    coder: options.Coder = "",
    dry_run: options.DryRun = False,
) -> Result:
    """Example: pimh review add --entry Supervision --query "Is this not two themes?"

    Says one thing of an entry of the codebook or of a quote: that you agree, a query, another code for the
    quote, or another name for the entry. Nothing else is changed by it.
    """
    from pimhcli.coding.growing import one
    from pimhcli.study import review_acts

    wishes = [wish for wish in (agree, query, code, name) if wish]
    if bool(entry) == bool(excerpt):
        raise UsageError("Of what?", hint="Give --entry NAME or --excerpt ID, one of them.")
    if len(wishes) != 1 or (entry and code) or (excerpt and name):
        raise UsageError("Say one thing at a time.", hint=f"For example: {_ADD}")
    if (why and not (code or name)) or (instead and not code):
        hint = "The words of a query are those of --query itself."
        raise UsageError("--why goes with --code or --name, and --instead with --code.", hint=hint)

    def act(study: Study, who: str) -> Plan:
        if code:
            quote = review_acts.quote_called(study, excerpt)
            return review_acts.suggest_code(study, who, quote, (instead, code), why)
        if name:
            return review_acts.suggest_name(study, who, one(study.codebook, entry), name, why)
        thing = one(study.codebook, entry) if entry else review_acts.quote_called(study, excerpt)
        return (
            review_acts.query(study, who, thing, query) if query else review_acts.agree(study, who, [thing])
        )

    return _carried_out(act, coder, dry_run=dry_run)


@app.command(short_help="Answer what was raised; what you accept is done.")
def answer(
    key: Annotated[
        str, typer.Argument(help="The id of the point; all open ones when left out.", metavar="ID")
    ] = "",
    words: Annotated[str, typer.Argument(help="Your words.", metavar="WORDS")] = "",
    accept: Annotated[
        bool, typer.Option("--accept", help="Accept it; what is suggested is done at once.")
    ] = False,
    decline: Annotated[bool, typer.Option("--decline", help="Decline it, with words.")] = False,
    discuss: Annotated[bool, typer.Option("--discuss", help="Leave it open, with words.")] = False,
    reopen: Annotated[
        bool, typer.Option("--reopen", help="Raise a settled point again, with words.")
    ] = False,
    coder: options.Coder = "",
    dry_run: options.DryRun = False,
) -> Result:
    """Example: pimh review answer k7m2 --decline "These are their own words."

    Answers the points of a review, one after the other or one by its id. A suggestion that is accepted is
    carried out in the same act: the excerpt is recoded, or the entry renamed; pimh undo takes back both.
    """
    from pimhcli.study import review_answers

    chosen: dict[Verdict, bool] = {"accept": accept, "decline": decline, "discuss": discuss}
    verdicts = [verdict for verdict, is_given in chosen.items() if is_given]
    if not key and not (verdicts or reopen or dry_run):
        return _answered_one_by_one(coder)
    if not key or len(verdicts) + reopen != 1:
        raise UsageError("Which point, and what becomes of it?", hint=f"For example: {_ANSWER}")

    def act(study: Study, who: str) -> Plan:
        if reopen:
            return review_answers.reopen(study, who, key, words)
        return review_answers.answer(study, who, key, verdicts[0], words)

    return _carried_out(act, coder, dry_run=dry_run)


@app.command("list", short_help="List what was raised, and how far the study was reviewed.")
def listed(
    waiting: Annotated[bool, typer.Option("--open", help="Only the points that are not settled.")] = False,
    by: Annotated[str, typer.Option("--coder", help="Only this reviewer's.", metavar="NAME")] = "",
) -> Result:
    """Example: pimh review list --open

    Lists the points of the review with their answers, and says how much was reviewed, and by whom.
    """
    from pimhcli.cli import review_views
    from pimhcli.cli.review_lines import folded
    from pimhcli.study import reviews
    from pimhcli.study.material import meant
    from pimhcli.study.review_matter import Matter

    study = place.opened()
    matter = Matter(study)
    known = {remark.by for remark in matter.remarks}
    who = meant("reviewer", by, known)
    points = [
        point for point in matter.points if (point.is_open or not waiting) and who in {"", point.remark.by}
    ]
    standing = reviews.of(matter)
    text = "\n\n".join("\n".join(review_views.point(matter, point)) for point in points)
    told = [
        *standing.sentences,
        f"{count(len(points), 'point')} listed." if points else "No point is listed.",
    ]
    data = {"points": [review_views.data(matter, point) for point in points], "standing": standing}
    return Result(data, folded(text), "\n".join(told), tuple(study.findings))


def _answered_one_by_one(coder: str) -> Result:
    from pimhcli.cli.review_answering import Answering
    from pimhcli.cli.review_lines import stepped
    from pimhcli.study import coders

    study = place.opened()
    answering = Answering(study, coders.current(study.settings, coder))
    output.say(output.listed(study.findings))
    return stepped(answering, _ANSWER)


def _carried_out(act: acts.Act, coder: str, *, dry_run: bool) -> Result:
    """Does an act of the review, and gives the ids of the remarks too."""
    remarks: list[str] = []

    def noted(study: Study, who: str) -> Plan:
        plan = act(study, who)
        remarks[:] = [said.after.id for said in plan.step.record.said] if plan.step else []
        return plan

    result = acts.carried_out(noted, coder, dry_run=dry_run)
    data = result.data if isinstance(result.data, dict) else {}
    return result._replace(data={**data, "remarks": remarks})
