"""pimh excerpt add, list, show, remove."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pimhcli.cli import acts, options, output, place, views
from pimhcli.cli.output import Result
from pimhcli.errors import BusyError, UsageError
from pimhcli.wording import count

if TYPE_CHECKING:
    from pimhcli.coding.placing import Order
    from pimhcli.findings import Finding
    from pimhcli.study.excerpting import Plan
    from pimhcli.study.extents import Extent
    from pimhcli.study.study import Study

_FOLDED = "The transcript writes it a little otherwise; its own words are kept."
app = typer.Typer(rich_markup_mode=None)


@app.command(short_help="Code an excerpt, or many from a file.")
def add(
    transcript: Annotated[str, typer.Option(help="The transcript; may be left out when there is one.")] = "",
    turn: Annotated[
        int | None, typer.Option(help="The turn the quote starts in; see transcript show.")
    ] = None,
    quote: Annotated[str, typer.Option(help="The words, as they stand in the transcript.")] = "",
    code: Annotated[
        list[str] | None,
        typer.Option(help="A code by key, name or path 'Theme > Sub-theme'; may be repeated."),
    ] = None,
    memo: Annotated[str, typer.Option(help="A note on the excerpt.")] = "",
    star: Annotated[bool, typer.Option("--star", help="Mark it as a key quote.")] = False,
    occurrence: Annotated[
        int | None, typer.Option(help="Which one, when the quote stands there twice.", min=1)
    ] = None,
    whole_turn: Annotated[
        bool, typer.Option("--whole-turn", help="Instead of a quote: all of the turn.")
    ] = False,
    to_turn: Annotated[
        int | None,
        typer.Option(help="Instead of a quote: from the turn to the end of this one.", metavar="N"),
    ] = None,
    start: options.Start = None,
    end: options.End = None,
    source: Annotated[
        Path | None, typer.Option("--from", help="Code all rows of this .csv or .xlsx.", metavar="FILE")
    ] = None,
    create: Annotated[bool, typer.Option("--create", help="Make codes that are missing.")] = False,
    under: Annotated[
        str, typer.Option(help="Where --create puts them: a key, name or path 'Theme/Sub-theme'.")
    ] = "",
    coder: options.Coder = "",
    dry_run: options.DryRun = False,
) -> Result:
    """Example: pimh excerpt add --transcript fg1 --turn 12 --quote "we slow down" --code reflective-practice

    Codes an excerpt: finds the quote in the transcript, exactly or but for white space, quotation marks and
    dashes. With --from, every row of a file with the columns transcript, turn (may be blank), quote and code,
    and if you like memo and star; rows whose quote has no single place are listed, the others are coded.
    Instead of a quote: --turn with --whole-turn or --to-turn, or --start and --end.
    """
    from pimhcli.coding.order_sheet import Orders
    from pimhcli.coding.placing import Order
    from pimhcli.study import coders, excerpting, extents, ordering, saving

    study = place.opened()
    who = coders.current(study.settings, coder)
    given = Order("--quote", transcript, quote, tuple(code or ()), turn, occurrence, memo, star)
    extent = _extent(extents.Extent(turn, to_turn, start, end), given, source, whole_turn=whole_turn)
    asked = Orders((given,), ()) if extent else ordering.orders(source, given)
    if under and not create:
        raise UsageError("--under says where new codes go.", hint="Give --create too, or leave it out.")

    def work_out(fresh: Study) -> Plan:
        return excerpting.plan(fresh, asked.orders, who, create=create, under=under, extent=extent)

    plan = work_out(study) if dry_run else saving.perform(study.root, work_out)
    return added(plan, asked.findings, dry_run=dry_run)


@app.command("list", short_help="List excerpts.")
def list_(
    code: Annotated[
        str,
        typer.Option("--code", "--theme", help="Only with this code, theme or sub-theme, or one under it."),
    ] = "",
    participant: Annotated[str, typer.Option(help="Only where this participant speaks.")] = "",
    group: Annotated[str, typer.Option(help="Only from this focus group.")] = "",
    transcript: Annotated[str, typer.Option(help="Only from this transcript.")] = "",
    by: Annotated[str, typer.Option("--coder", "--of", help="Only this coder's.")] = "",
    text: Annotated[str, typer.Option(help="Only with these words in the quote.")] = "",
    starred: Annotated[bool, typer.Option("--star", help="Only key quotes.")] = False,
    context: Annotated[int, typer.Option(help="Show this many turns before and after.", min=0)] = 0,
) -> Result:
    """Example: pimh excerpt list --code "Staff movement" --context 1

    Lists excerpts with their codes, speakers and places; every coder's, unless --coder names one.
    """
    from pimhcli.analysis.choosing import Choice
    from pimhcli.study.material import chosen

    study = place.opened()
    choice = Choice(code, participant, group, transcript, by, text, starred)
    found = chosen(study, choice)
    shown = "\n\n".join(views.block(passage, study, context) for passage in found)
    return Result(
        [views.data(passage, study) for passage in found],
        shown,
        f"{count(len(found), 'excerpt')}.",
        tuple(study.findings),
        # like any search: 1 when nothing fits
        exit_code=int(choice != Choice() and not found),
    )


@app.command(short_help="Show one excerpt with everything about it.")
def show(
    excerpt: Annotated[str, typer.Argument(help="Its id, or the first letters of it.", metavar="ID")],
    context: Annotated[int, typer.Option(help="Show this many turns before and after.", min=0)] = 2,
) -> Result:
    """Example: pimh excerpt show k7m2

    Shows an excerpt in the exchange it comes from, with its codes, memo and coder; and when it was said,
    where the times of the recording are known.
    """
    from pimhcli.study.material import excerpt_called, passage_of
    from pimhcli.study.timing import time_of

    study = place.opened()
    passage = passage_of(study, excerpt_called(study, excerpt))
    time = time_of(study, passage)
    shown = views.block(passage, study, context) + (f"\n  at {time} of the recording" if time else "")
    data = views.data(passage, study) | {"time": time or None}
    return Result(data, shown, findings=tuple(study.findings))


@app.command(short_help="Remove an excerpt, or one code of it.")
def remove(
    excerpt: Annotated[str, typer.Argument(help="Its id, or the first letters of it.", metavar="ID")],
    code: Annotated[
        list[str] | None, typer.Option(help="Remove only this code from it; may be repeated.")
    ] = None,
    coder: options.Coder = "",
    dry_run: options.DryRun = False,
    yes: options.Yes = False,
) -> Result:
    """Example: pimh excerpt remove k7m2 --code reflective-practice

    Removes an excerpt, or one code of it. The words stay in the transcript, and the history keeps what was
    removed.
    """
    from pimhcli.study import acting, coders
    from pimhcli.study.material import excerpt_called, passage_of

    study = place.opened()
    who, found = coders.current(study.settings, coder), excerpt_called(study, excerpt)
    plan = acting.remove(study, who, found.id, code or ())
    data = {"excerpt": found.id, "codes": plan.removed}
    if dry_run:
        return acts.shown(study, plan)._replace(data=data)
    output.say(views.block(passage_of(study, found), study))
    if not output.agreed("Remove it?", yes=yes):
        return Result(data, talk="Nothing was removed.", exit_code=1)

    def work_out(fresh: Study) -> acting.Plan:
        now = acting.remove(fresh, who, found.id, code or ())
        if (now.excerpt, now.removed) != (found, plan.removed):
            raise BusyError(
                f"The excerpt {found.id} was changed in between; nothing was removed.",
                hint=f"Look at it again: pimh excerpt show {found.id}",
            )
        return now

    return acts.performed(study, work_out)._replace(data=data)


def _extent(asked: Extent, given: Order, source: Path | None, *, whole_turn: bool) -> Extent | None:
    """The span, when it is given by turns or offsets; None when it is given by a quote, or by a file."""
    offsets = (asked.start, asked.end)
    if not whole_turn and (asked.to_turn, *offsets) == (None, None, None):
        return None
    if given.quote or given.occurrence or source:
        raise UsageError(
            "--whole-turn, --to-turn, --start and --end stand instead of a quote.",
            hint="Leave out --quote, --occurrence and --from, or those.",
        )
    turns = whole_turn or asked.to_turn is not None
    if None in offsets if not turns else offsets != (None, None) or asked.turn is None:
        raise UsageError(
            "Which words are meant?",
            hint="Give --turn N with --whole-turn or --to-turn M, or both --start A and --end B.",
        )
    if not given.codes:
        raise UsageError("An excerpt needs a code.", hint="Say it with --code NAME.")
    return asked


def added(plan: Plan, unread: tuple[Finding, ...], *, dry_run: bool) -> Result:
    """What coding did, or would do.

    Args:
        plan: worked out.
        unread: what there is to say of what was to be coded and could not be read.
        dry_run: whether nothing was written.
    """
    from pimhcli.findings import errors

    unreadable = errors(list(unread))
    problems = len(unreadable) + len(plan.problems)
    asked = plan.orders + len(unreadable)
    data = {
        "orders": asked,
        "placed": plan.placed,
        "excerpts": plan.excerpts,
        "new_codings": plan.new_codings,
        "new_codes": plan.new_codes,
        "problems": problems,
    }
    return Result(
        data,
        talk=_story(plan, asked, dry_run=dry_run),
        findings=(*plan.warnings, *unread, *plan.problems),
        exit_code=1 if problems else 0,
    )


def _story(plan: Plan, asked: int, *, dry_run: bool) -> str:
    lines = []
    if plan.new_codes:
        made = ", ".join(f"'{code.name}'" for code in plan.new_codes)
        lines.append(f"{'Would add' if dry_run else 'Added'} to the codebook: {made}.")
    if asked == 1 and plan.step:
        lines.append(("Would do: " if dry_run else "") + plan.step.record.sentence)
        lines += [_FOLDED] * (not plan.placed[0].exact)
    elif asked == 1 and plan.placed:
        lines.append("It is coded so already; nothing changes.")
    elif asked > 1:
        folded = sum(not one.exact for one in plan.placed)
        exactly = f" ({folded} written a little otherwise there)" if folded else ""
        lines.append(f"{len(plan.placed):,} of {count(asked, 'row')} have their place{exactly}.")
        lines.append(f"New codings: {plan.new_codings:,}; excerpts made or changed: {plan.excerpts:,}.")
    if dry_run:
        lines.append("Nothing was written.")
    return "\n".join(lines)
