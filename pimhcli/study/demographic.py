"""The demographics table of a study: its answers, its focus groups, and what is asked of the table."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from pimhcli.checks import disclosure
from pimhcli.errors import ProblemsError, UsageError
from pimhcli.findings import Finding
from pimhcli.folding import did_you_mean
from pimhcli.questionnaire.layout import FOCUS_GROUP, GROUPING
from pimhcli.study import people
from pimhcli.study.quoting import refused
from pimhcli.tables import demographics

if TYPE_CHECKING:
    from pimhcli.questionnaire.schema import Questionnaire
    from pimhcli.study.study import Study
    from pimhcli.tables.model import Table


class Wish(NamedTuple):
    """What the user asks of the table, in place of what questionnaire.yaml says.

    Args:
        by: the item, or ``focus_group``, that its columns are by; empty for as it is laid out.
        below: hides what would show fewer people; None for as it is laid out.
    """

    by: str = ""
    below: int | None = None


def table(study: Study, wish: Wish | None = None) -> Table:
    """The demographics table; a warning of small counts is added to the study's findings.

    Args:
        study: the open study.
        wish: what the user asks of it.

    Raises:
        UsageError: no answers are loaded, or there are no such columns.
        ProblemsError: a participant speaks in several focus groups, and the columns are by these.
    """
    if not study.participants:
        raise UsageError("No answers are loaded yet.", hint="Load them: pimh load ANSWERS.xlsx")
    wish = wish or Wish()
    form = _with_columns(study.questionnaire, wish.by) if wish.by else study.questionnaire
    below = form.table.suppress_below if wish.below is None else wish.below
    members = members_of_groups(study) if form.table.columns.by == FOCUS_GROUP else {}
    refusals = refused(study)
    refusing = {person.id for person in study.participants if refusals.forbids(person.id)}
    made = demographics.build(form, study.participants, members, refusing=refusing, below=below)
    small = None if below > 1 else disclosure.warning(made, form)
    study.findings += [small] if small else []
    return made


def _with_columns(form: Questionnaire, by: str) -> Questionnaire:
    item = form.by_id.get(by)
    if by != FOCUS_GROUP and (item is None or item.type not in GROUPING):
        able = [*(item.id for item in form.items if item.type in GROUPING), FOCUS_GROUP]
        hint = did_you_mean(by, able) or f"There are: {', '.join(able)}."
        why = f"'{by}' has no levels to make columns of" if item else f"There is no item '{by}'"
        raise UsageError(f"{why}.", hint=hint)
    columns = msgspec.structs.replace(form.table.columns, by=by)
    return msgspec.structs.replace(form, table=msgspec.structs.replace(form.table, columns=columns))


def members_of_groups(study: Study) -> dict[str, str]:
    """The focus group in which each participant speaks, by id.

    Raises:
        ProblemsError: a participant speaks in several.
    """
    spoke_in: dict[str, dict[str, None]] = {}
    for talk in people.talks(study):
        if talk.speaker.participant:
            spoke_in.setdefault(talk.speaker.participant, {})[talk.group] = None
    twice = [
        Finding("transcripts", f"{person} speaks in {' and '.join(own)}.")
        for person, own in spoke_in.items()
        if len(own) > 1
    ]
    if twice:
        raise ProblemsError(
            "Columns by focus group would count a participant twice.",
            hint="Correct the speaker's name, or lay the columns out by an item of the questionnaire.",
            findings=twice,
        )
    return {person: next(iter(own)) for person, own in spoke_in.items()}
