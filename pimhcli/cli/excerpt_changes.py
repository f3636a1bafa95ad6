"""pimh excerpt recode, resize, split, merge, star, memo, wording."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from pimhcli.cli import acts, excerpt, options, output
from pimhcli.errors import UsageError

if TYPE_CHECKING:
    from pimhcli.coding.excerpts import Excerpt
    from pimhcli.study.acting import Plan
    from pimhcli.study.study import Study

app = excerpt.app
Id = Annotated[str, typer.Argument(help="Its id, or the first letters of it.", metavar="ID")]


@app.command(short_help="Change a code of an excerpt for another.")
def recode(
    excerpt: Id,
    new: Annotated[str, typer.Option("--to", help="The code that comes: key, name or path.", metavar="CODE")],
    old: Annotated[
        str, typer.Option("--from", help="The code that goes; needed when there are several.", metavar="CODE")
    ] = "",
    coder: options.Coder = "",
    dry_run: options.DryRun = False,
) -> output.Result:
    """Example: pimh excerpt recode k7m2 --from barriers --to staff-movement

    Changes a code of an excerpt for another. Its words, memo and star stay.
    """
    from pimhcli.study import acting

    return acts.carried_out(
        lambda study, who: acting.recode(study, who, excerpt, old, new), coder, dry_run=dry_run
    )


@app.command(short_help="Give an excerpt more or fewer words.")
def resize(
    excerpt: Id,
    quote: Annotated[str, typer.Option(help="The words that it becomes, as they stand there.")] = "",
    start: options.Start = None,
    end: options.End = None,
    coder: options.Coder = "",
    dry_run: options.DryRun = False,
) -> output.Result:
    """Example: pimh excerpt resize k7m2 --quote "People leave, and what they know leaves with them."

    Gives an excerpt more or fewer words. Its codes, memo and star stay. A quote that stands in several places
    means the one that overlaps with the excerpt.
    """
    from pimhcli.study import acting, extents
    from pimhcli.study.material import excerpt_called

    if (start is None) is not (end is None) or bool(quote.strip()) is (start is not None):
        raise UsageError("Which words shall it have?", hint='Give --quote "…", or both --start and --end.')

    def span(study: Study, found: Excerpt) -> tuple[int, int]:
        if quote.strip():
            return extents.meant(study, found, quote)
        there = extents.place(extents.Extent(start=start, end=end), study.transcript(found.transcript))
        return there.start, there.end

    def act(study: Study, who: str) -> Plan:
        return acting.resize(study, who, excerpt, *span(study, excerpt_called(study, excerpt)))

    return acts.carried_out(act, coder, dry_run=dry_run)


@app.command(short_help="Make two excerpts of one.")
def split(
    excerpt: Id,
    before: Annotated[str, typer.Option(help="The words of it that the second begins with.")] = "",
    at: Annotated[
        int | None, typer.Option(help="Or their offset in the transcript, as --json gives it.", min=0)
    ] = None,
    coder: options.Coder = "",
    dry_run: options.DryRun = False,
) -> output.Result:
    """Example: pimh excerpt split k7m2 --before "and what they know"

    Makes two excerpts of one. Both have its codes, its memo and its star.
    """
    from pimhcli.study import acting, extents
    from pimhcli.study.material import excerpt_called

    if bool(before.strip()) is (at is not None):
        raise UsageError("Where shall it be split?", hint='Give --before "words", or --at OFFSET.')

    def act(study: Study, who: str) -> Plan:
        there = extents.start_within(study, excerpt_called(study, excerpt), before) if at is None else at
        return acting.split(study, who, excerpt, there)

    return acts.carried_out(act, coder, dry_run=dry_run)


@app.command(short_help="Make one excerpt of two that touch or overlap.")
def merge(
    excerpt: Id,
    other: Annotated[str, typer.Argument(help="The id of the other one.", metavar="ID")],
    coder: options.Coder = "",
    dry_run: options.DryRun = False,
) -> output.Result:
    """Example: pimh excerpt merge k7m2 q4rd

    Makes one excerpt of two of the same coder that touch or overlap. It has the codes of both, their memos
    one below the other, and a star if one of them had it.
    """
    from pimhcli.study import acting

    return acts.carried_out(
        lambda study, who: acting.merge(study, who, excerpt, other), coder, dry_run=dry_run
    )


@app.command(short_help="Mark an excerpt as a key quote.")
def star(
    excerpt: Id,
    off: Annotated[bool, typer.Option("--off", help="Take the star away.")] = False,
    coder: options.Coder = "",
    dry_run: options.DryRun = False,
) -> output.Result:
    """Example: pimh excerpt star k7m2

    Marks an excerpt as a key quote, for the paper.
    """
    from pimhcli.study import acting

    return acts.carried_out(
        lambda study, who: acting.star(study, who, excerpt, on=not off), coder, dry_run=dry_run
    )


@app.command(short_help="Write the memo of an excerpt.")
def memo(
    excerpt: Id,
    text: Annotated[str, typer.Argument(help="The whole memo; an empty one takes it away.", metavar="TEXT")],
    append: Annotated[bool, typer.Option("--append", help="Put it below the memo that is there.")] = False,
    coder: options.Coder = "",
    dry_run: options.DryRun = False,
) -> output.Result:
    """Example: pimh excerpt memo k7m2 "Check with P3"

    Writes the memo of an excerpt in place of the one it had; with --append below it.
    """
    from pimhcli.study import acting
    from pimhcli.study.material import excerpt_called

    def act(study: Study, who: str) -> Plan:
        known = excerpt_called(study, excerpt).memo if append else ""
        return acting.memo(study, who, excerpt, "\n".join(filter(None, (known, text))))

    return acts.carried_out(act, coder, dry_run=dry_run)


@app.command(short_help="Say how an excerpt is printed, with … and [insertions].")
def wording(
    excerpt: Id,
    text: Annotated[str, typer.Argument(help="The excerpt as it is to be printed.", metavar="TEXT")] = "",
    clear: Annotated[bool, typer.Option("--clear", help="Print it as it stands again.")] = False,
    coder: options.Coder = "",
    dry_run: options.DryRun = False,
) -> output.Result:
    """Example: pimh excerpt wording k7m2 "… they leave, and what they know [of us] leaves …"

    Says how an excerpt is printed in tables and report: … where words are left out, [words of your own] in
    brackets. Its own words stay as they are, and every other word has to be one of them, in their order, now
    and whenever it is printed; punctuation is yours. In an excerpt of several speakers each later one begins
    with the label, such as P2: and a blank.
    """
    from pimhcli.study import acting

    if bool(text.strip()) is clear:
        raise UsageError("How shall it be printed?", hint='Give its words, "…", or --clear.')
    return acts.carried_out(
        lambda study, who: acting.wording(study, who, excerpt, text), coder, dry_run=dry_run
    )
