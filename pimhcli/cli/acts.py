"""How commands carry an act of coding out, and what all of them tell of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.cli import place, views
from pimhcli.cli.output import Result

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pimhcli.analysis.passages import Passage
    from pimhcli.study.acting import Plan
    from pimhcli.study.study import Study

    Act = Callable[[Study, str], Plan]


def carried_out(act: Act, coder: str, *, dry_run: bool) -> Result:
    """Does an act, or shows what it would do.

    Args:
        act: works it out for a study and a coder.
        coder: what ``--coder`` gives.
        dry_run: whether to show it only.
    """
    from pimhcli.study import coders

    study = place.opened()
    who = coders.current(study.settings, coder)
    return shown(study, act(study, who)) if dry_run else performed(study, lambda fresh: act(fresh, who))


def performed(study: Study, work_out: Callable[[Study], Plan]) -> Result:
    """Does an act on the study as it is now.

    Args:
        study: as it was opened.
        work_out: gives the plan.
    """
    from pimhcli.study import saving
    from pimhcli.study.study import Study

    seen: list[Study] = []
    changed: list[Passage] = []

    def noted(fresh: Study) -> Plan:
        plan = work_out(fresh)
        # whatever is told of it is worked out before it is saved: what was saved is not told as an error
        changed[:] = _passages(fresh, plan)
        seen.append(fresh)
        return plan

    plan = saving.perform(study.root, noted, study)
    after = Study(study.root, seen[-1])
    return Result(_data(after, plan, changed), talk=plan.sentence, findings=tuple(seen[-1].findings))


def shown(study: Study, plan: Plan) -> Result:
    """What an act would do.

    Args:
        study: the open study.
        plan: worked out on it.
    """
    would = f"Would do: {plan.sentence}" if plan.step else plan.sentence
    data = _data(study, plan, _passages(study, plan))
    return Result(data, talk=f"{would}\nNothing was written.", findings=tuple(study.findings))


def _passages(study: Study, plan: Plan) -> list[Passage]:
    """The excerpts that a plan changes, as they become, in their transcripts."""
    from pimhcli.study import acting
    from pimhcli.study.material import passage_of

    return [passage_of(study, excerpt) for excerpt in acting.becoming(study, plan)]


def _data(study: Study, plan: Plan, changed: Iterable[Passage]) -> dict[str, object]:
    return {
        "changed": plan.step is not None,
        "sentence": plan.sentence,
        "transcript": plan.transcript,
        "excerpts": [views.data(passage, study) for passage in changed],
    }
