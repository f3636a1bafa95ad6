"""How commands carry an act on the codebook out, and what all of them tell of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.cli import place, views
from pimhcli.cli.output import Result
from pimhcli.wording import shortened

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pimhcli.analysis.passages import Passage
    from pimhcli.study.codebook_acts import BookPlan
    from pimhcli.study.study import Study

    Act = Callable[[Study, str], BookPlan]


def carried_out(act: Act, coder: str, *, dry_run: bool) -> Result:
    """Does an act, or shows what it would do and to which excerpts.

    Args:
        act: works it out for a study and a coder.
        coder: what ``--coder`` gives.
        dry_run: whether to show it only.
    """
    study = place.opened()
    who = who_acts(study, coder)
    return shown(study, act(study, who)) if dry_run else performed(study, lambda fresh: act(fresh, who))


def who_acts(study: Study, coder: str) -> str:
    """The coder that an act is recorded under: the one named, or whoever can be meant."""
    from pimhcli.study import coders

    return coders.current(study.settings, coder)


def shown(study: Study, plan: BookPlan) -> Result:
    """What an act would do.

    Args:
        study: the open study.
        plan: worked out on it.
    """
    touched = _touched(study, plan)
    would = f"Would do: {plan.sentence}" if plan.step else plan.sentence
    data = _data(study, plan, touched)
    listed = "\n".join(line(passage) for passage in touched)
    return Result(data, listed, f"{would}\nNothing was written.", tuple(study.findings))


def performed(study: Study, work_out: Callable[[Study], BookPlan]) -> Result:
    """Does an act on the study as it is now.

    Args:
        study: as it was opened.
        work_out: gives the plan.
    """
    from pimhcli.study import saving

    told: list[Result] = []

    def noted(fresh: Study) -> BookPlan:
        plan = work_out(fresh)
        # whatever is told of it is worked out before it is saved: what was saved is not told as an error
        data = _data(fresh, plan, _touched(fresh, plan))
        told.append(Result(data, talk=plan.sentence, findings=tuple(fresh.findings)))
        return plan

    saving.perform(study.root, noted, study)
    return told[-1]


def line(passage: Passage) -> str:
    """An excerpt on a line: id, place, quote and coder."""
    excerpt = passage.excerpt
    return f"{excerpt.id}  {passage.place}  “{shortened(excerpt.quote)}”  ({excerpt.coder})"


def _touched(study: Study, plan: BookPlan) -> list[Passage]:
    """The excerpts that a plan is about, as they are before it."""
    from pimhcli.study.material import gathered

    if not (plan.step and (plan.about or plan.chosen)):
        return []
    key_of = study.codebook.key_of
    return [
        passage
        for passage in gathered(study)
        if passage.excerpt.id in plan.chosen
        or not plan.about.isdisjoint((*passage.excerpt.codes, *map(key_of, passage.excerpt.codes)))
    ]


def _data(study: Study, plan: BookPlan, touched: Sequence[Passage]) -> dict[str, object]:
    record = plan.step.record if plan.step else None
    edits = (*record.noted, *record.edits) if record else ()
    return {
        "changed": plan.step is not None,
        "sentence": plan.sentence,
        "entries": [{"before": edit.before, "after": edit.after} for edit in edits],
        "excerpts": [views.data(passage, study) for passage in touched],
    }
