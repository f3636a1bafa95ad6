"""pimh resolve."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from pimhcli.cli import options, output, place
from pimhcli.cli.output import Result
from pimhcli.errors import UsageError
from pimhcli.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pimhcli.coding.reconciling import Side
    from pimhcli.study.merging.conflicts import Question
    from pimhcli.study.merging.resolving import Answers, Plan

_LINES = 12  # lines of one version that are shown
_KEYS: dict[str, Side] = {"1": "ours", "2": "theirs", "3": "both"}
_SIDES = ("here", "came in")
_IN_REBASE = ("here, what the others have (--ours)", "came in, your own work (--theirs)")


def resolve(
    files: Annotated[
        list[str] | None, typer.Argument(help="Which files; all of them when left out.", metavar="[FILE]…")
    ] = None,
    ours: Annotated[
        bool, typer.Option("--ours", help="Where both changed the same: what stands here.")
    ] = False,
    theirs: Annotated[
        bool, typer.Option("--theirs", help="Where both changed the same: what came in.")
    ] = False,
    both: Annotated[
        bool,
        typer.Option("--both", help="Keep both where that can be, one below the other; else what is here."),
    ] = False,
    coder: options.Coder = "",
    dry_run: options.DryRun = False,
) -> Result:
    """Example: pimh resolve

    Makes one again what git, Dropbox, OneDrive or another program left in two versions: files that hold both,
    and copies of a coder's codings. The codebook is put together entry by entry; you are asked only where
    both sides changed the same thing, and see both. Nothing is written before all is decided.
    """
    from pimhcli.study.merging import resolving
    from pimhcli.study.merging.resolving import Answers

    answers = Answers(rest=_rest(ours=ours, theirs=theirs, both=both))
    root, only = place.root(), files or []
    plan = resolving.plan(root, coder, answers, only)
    while plan.open:
        if dry_run or not output.is_terminal():
            return _undecided(plan, dry_run=dry_run)
        answered = _asked(plan, answers)
        if answered is None:
            return Result(_data(plan), talk="Nothing was changed.", exit_code=1)
        plan = resolving.plan(root, coder, answered, only)
        answers = answered
    if plan.step is None:
        told = "\n".join([plan.sentence, *_finish(plan)])
        return Result(_data(plan), talk=told, findings=plan.told, exit_code=int(bool(plan.told)))
    if dry_run:
        told = "\n".join([*_dealt(plan), f"Would do: {plan.sentence}", "Nothing was written."])
        return Result(_data(plan), talk=told, findings=plan.told)
    done = resolving.carry_out(root, coder, answers, only)
    told = "\n".join([*_dealt(done), done.sentence, *_finish(done)])
    return Result(_data(done), talk=told, findings=done.told)


def _rest(*, ours: bool, theirs: bool, both: bool) -> Side | None:
    given: list[Side] = ["ours"] * ours + ["theirs"] * theirs + ["both"] * both  # type: ignore[assignment]
    if len(given) > 1:
        raise UsageError("Give --ours, --theirs or --both.", hint="Or none, and be asked about each.")
    return given[0] if given else None


def _undecided(plan: Plan, *, dry_run: bool) -> Result:
    shown = "\n\n".join("\n".join(_shown(question, plan)) for question in plan.open)
    if dry_run:
        return Result(_data(plan), shown, f"{plan.sentence} Nothing was written.", plan.told, 1)
    output.say(shown)
    raise UsageError(
        f"This needs answers: {plan.sentence}",
        hint="Without a terminal: --ours for what stands here, --theirs for what came in, or --both. "
        "Nothing was changed.",
    )


def _asked(plan: Plan, answers: Answers) -> Answers | None:
    """The answers with one more; None to stop."""
    question = plan.open[0]
    output.give("\n" + "\n".join(_shown(question, plan)))
    keys = {key: side for key, side in _KEYS.items() if side in question.choices}
    labels = {"1": "1 the first", "2": "2 the second", "3": "3 both"}
    prompt = f"{', '.join(labels[key] for key in keys)}, q stop ({count(len(plan.open), 'question')} left): "
    while True:
        typed = output.typed_line(prompt)
        answer = "q" if typed is None else typed.strip().casefold()
        if answer == "q":
            return None
        if answer in keys:
            return answers.also(question, keys[answer])


def _shown(question: Question, plan: Plan) -> Iterator[str]:
    here, there = _IN_REBASE if plan.is_rebase else _SIDES
    yield f"{question.where}: {question.what}"
    yield from _version(1, here, question.ours_by, question.ours)
    yield from _version(2, there, question.theirs_by, question.theirs)


def _version(number: int, side: str, who: str, words: str) -> Iterator[str]:
    yield f"  {number}  {side}{f', by {who}' if who else ''}:"
    lines = words.splitlines() or ["(nothing)"]
    yield from (f"       {line}" for line in lines[:_LINES])
    if len(lines) > _LINES:
        yield f"       … and {count(len(lines) - _LINES, 'line')} more"


def _dealt(plan: Plan) -> Iterator[str]:
    yield from (f"{one.path}: {one.what}" for one in plan.dealt)


def _finish(plan: Plan) -> Iterator[str]:
    if plan.finish:
        yield "To finish in git:"
        yield from (f"  {command}" for command in plan.finish)
    if len(plan.finish) == 1:
        yield "  and, where this came of git stash pop: git stash drop"


def _data(plan: Plan) -> dict[str, object]:
    return {
        "changed": plan.step is not None,
        "sentence": plan.sentence,
        "files": plan.dealt,
        "questions": plan.questions,
        "open": [question.id for question in plan.open],
        "finish": plan.finish,
        "rebase": plan.is_rebase,
    }
