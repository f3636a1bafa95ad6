"""pimh participant withdraw."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pimhcli.cli import options, output, place
from pimhcli.cli.output import Result
from pimhcli.errors import UsageError
from pimhcli.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pimhcli.analysis.withdrawal import Loss
    from pimhcli.findings import Finding
    from pimhcli.study.study import Study
    from pimhcli.study.withdrawal.withdrawing import Plan, Scope, Withdrawal
    from pimhcli.study.withdrawal.withdrawn_traces import Trace

_SCOPES = (
    "--quotes: the words are not printed any more, and still counted. --turns: the words are taken away; the "
    "empty turns, the answers and the id stay. --all: the answers and the id are taken away too."
)
_KINDS = {
    "named": "others name the participant",
    "echo": "others repeat the words",
    "memo": "memos name the participant or hold the words",
    "remark": "remarks of a review name the participant or hold the words",
    "code": "entries of the codebook are called by the words; their names stay until you rename them",
    "definition": "entries of the codebook are defined in the words",
    "excerpt": "excerpts are of others too",
}


def withdraw(
    participant: Annotated[str, typer.Argument(help="The participant, such as P3.", metavar="ID")],
    quotes: Annotated[bool, typer.Option("--quotes", help="The words are not printed any more.")] = False,
    turns: Annotated[bool, typer.Option("--turns", help="What was said is taken away.")] = False,
    everything: Annotated[bool, typer.Option("--all", help="The answers and the id go as well.")] = False,
    out: Annotated[
        Path | None, typer.Option("-o", "--output", help="Write the receipt to this file.", metavar="FILE")
    ] = None,
    coder: options.Coder = "",
    dry_run: options.DryRun = False,
    yes: options.Yes = False,
) -> Result:
    """Example: pimh participant withdraw P4 --all --dry-run

    Withdraws a participant: with --quotes the words are not printed any more; with --turns they are taken out
    of transcripts, codings, memos and history; with --all the answers and the id go too. It shows first what
    goes, which themes lose a voice, what is left to decide and what cannot be reached, and asks. It cannot be
    undone. The receipt holds neither the id nor any words.
    """
    from pimhcli.study import coders, saving, writing_out
    from pimhcli.study.withdrawal.withdrawing import Asked, Withdrawal

    scope = _scope(quotes=quotes, turns=turns, everything=everything)
    if out:
        writing_out.check(out)
    study = place.opened()
    asked = Asked(participant, scope, coders.current(study.settings, coder))
    withdrawal = Withdrawal(study, asked)
    plan = withdrawal.planned()
    if plan.step is None:
        left = () if scope == "quotes" else _left(study, withdrawal)
        but = ", but for what is listed above" if left else ""
        nothing = f"Nothing is left of {plan.participant} to withdraw with --{scope}{but}."
        found = (*study.findings, *left)
        return Result({**_data(plan), "left": left}, talk=nothing, findings=found, exit_code=int(bool(left)))
    shown = "\n".join(_shown(plan))
    if dry_run:
        return Result(_data(plan), shown, "Nothing was written.", tuple(study.findings))
    output.say(shown)
    if not output.agreed(_question(plan), yes=yes):
        return Result(_data(plan), talk="Nothing was changed.", exit_code=1)
    carry = saving.perform if scope == "quotes" else saving.rework
    done = carry(study.root, lambda fresh: Withdrawal(fresh, asked).planned())
    receipt = _receipt(done)
    if out:
        writing_out.write(out, receipt)
    return _told(study, withdrawal, done, receipt)


def _scope(*, quotes: bool, turns: bool, everything: bool) -> Scope:
    chosen: list[Scope] = ["quotes"] * quotes + ["turns"] * turns + ["all"] * everything  # type: ignore[assignment]
    if len(chosen) != 1:
        raise UsageError("Say how far the participant withdraws, by one option.", hint=_SCOPES)
    return chosen[0]


def _question(plan: Plan) -> str:
    if plan.scope == "quotes":
        return f"Print the words of {plan.participant} no more?"
    return f"Withdraw {plan.participant}, which cannot be undone?"


def _told(study: Study, withdrawal: Withdrawal, done: Plan, receipt: str) -> Result:
    left = () if done.scope == "quotes" else _left(study, withdrawal)
    talk = ["Done."]
    if any(name.startswith("reports/") for name in done.removed):
        talk.append("Make the report and its tables anew: pimh report")
    if left:
        talk.append("Something is left, as listed above: deal with it, and search again by your own means.")
    elif done.scope == "all" or done.words:
        sought = "" if done.is_known else " for the id"
        talk.append(f"The whole folder was searched{sought}: nothing is left in it.")
    data = {**_data(done), "receipt": receipt, "left": left}
    return Result(data, receipt, "\n".join(talk), left, 1 if left else 0)


def _left(study: Study, withdrawal: Withdrawal) -> tuple[Finding, ...]:
    from pimhcli.study.reworking import still_there
    from pimhcli.study.study import Study
    from pimhcli.study.withdrawal import withdrawn_traces

    after = Study(study.root)
    return tuple(withdrawn_traces.left(after, still_there(after, (), withdrawal.eraser.is_in)))


def _receipt(plan: Plan) -> str:
    record = plan.step.record if plan.step else None
    when, who = (record.at, record.by) if record else ("", "")
    lines = (
        f"Receipt of a withdrawal: {plan.receipt}",
        f"Date: {when[:10]}",
        f"Scope: {plan.scope}",
        f"Turns: {plan.turns:,}; words: {plan.words:,}",
        f"Excerpts gone: {len(plan.gone):,}; kept for what others say in them: {len(plan.shared):,}",
        f"Done by: {who}",
    )
    return "\n".join([*lines, ""])


def _data(plan: Plan) -> dict[str, object]:
    import msgspec

    data = msgspec.structs.asdict(plan)
    return {
        **{key: value for key, value in data.items() if key not in {"step", "is_known"}},
        "losses": [_loss(loss) for loss in plan.losses],
        "changes": plan.step is not None,
        "writes": [write.path for write in plan.step.writes] if plan.step else [],
    }


def _loss(loss: Loss) -> dict[str, object]:
    return {
        "key": loss.key,
        "path": loss.path,
        "level": loss.level,
        "before": loss.before,
        "after": loss.after,
        "loses_only_voice": loss.loses_only_voice,
        "loses_all": loss.loses_all,
    }


def _shown(plan: Plan) -> Iterator[str]:
    yield f"{plan.participant} withdraws ({plan.scope})"
    where = f" in {', '.join(plan.groups)}" if plan.groups else ""
    yield f"Talk: {count(plan.turns, 'turn')}, {count(plan.words, 'word')}{where}"
    yield f"Answers: {'a row in participants.csv' if plan.has_row else 'no row'}"
    if plan.scope == "quotes":
        yield f"Not printed any more: {count(plan.printed, 'excerpt')}"
    else:
        yield f"Excerpts that go: {len(plan.gone)}; that keep what others say: {len(plan.shared)}"
    yield f"Among them: {plan.starred} starred, {plan.printed} printed in the report"
    yield from _lost(plan)
    yield from _listed("Tables that change", plan.tables)
    yield from _listed("Files that go as a whole", plan.removed)
    yield from _listed("To know", plan.told)
    yield from _traced(plan.traces)
    yield from _listed("What pimh cannot reach", plan.unreached)


def _lost(plan: Plan) -> Iterator[str]:
    if not plan.losses:
        return
    what = "printed excerpts" if plan.scope == "quotes" else "excerpts"
    yield f"The codebook loses ({what} | participants | groups):"
    for loss in plan.losses:
        ends = "; nothing is left" if loss.loses_all else "; its only voice" if loss.loses_only_voice else ""
        yield f"  {loss.path}: {loss.before} → {loss.after}{ends}"


def _listed(head: str, lines: Iterable[str]) -> Iterator[str]:
    if found := list(lines):
        yield f"{head}:"
        yield from (f"  {line}" for line in found)


def _traced(traces: Iterable[Trace]) -> Iterator[str]:
    found = list(traces)
    if not found:
        return
    yield "For you to decide about:"
    for kind, what in _KINDS.items():
        of_kind = [f"{trace.where}: “{trace.words}”" for trace in found if trace.kind == kind]
        yield from (f"  {line}" for line in _listed(what, of_kind))
