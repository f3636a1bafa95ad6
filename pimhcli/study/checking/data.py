"""The checks of what was collected: people, answers, and the names left in any text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.errors import ProblemsError, UsageError
from pimhcli.findings import Finding
from pimhcli.folding import did_you_mean, fold_name
from pimhcli.questionnaire.layout import FOCUS_GROUP
from pimhcli.study.people import talks, undecided

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pimhcli.checks.registry import Asked, Found
    from pimhcli.study.study import Study


def roster(study: Study, _asked: Asked) -> Found:
    """Who answered, who speaks, and whose words may be printed."""
    from pimhcli.checks.roster import Roll
    from pimhcli.checks.roster import roster as of_roll

    roll = Roll(study.cast, talks(study), study.settings.consent, undecided(study))
    return of_roll(roll), ""


def questionnaire(study: Study, _asked: Asked) -> Found:
    """Whether the questionnaire and its table fit each other."""
    from pimhcli.checks.instrument import instrument

    return instrument(study.questionnaire), ""


def disclosure(study: Study, asked: Asked) -> Found:
    """Whether the answers could tell who a participant is."""
    from pimhcli.checks.disclosure import examine, told

    over = tuple(_item(study, name) for name in asked.over)
    if not study.participants:
        none = Finding(
            "participants.csv", "no answers are loaded yet.", "Load them: pimh load ANSWERS.xlsx", "note"
        )
        return [none], ""
    members, wrong = _members(study)
    seen = examine(study.questionnaire, study.participants, members, below=asked.below, over=over)
    return [*wrong, *seen.findings], told(seen)


def _members(study: Study) -> tuple[dict[str, str], Sequence[Finding]]:
    """Who speaks in which focus group, where the table has a column for each; else nobody."""
    from pimhcli.study.demographic import members_of_groups

    if study.questionnaire.table.columns.by != FOCUS_GROUP:
        return {}, ()
    try:
        return members_of_groups(study), ()
    except ProblemsError as error:
        return {}, error.findings


def _item(study: Study, name: str) -> str:
    """The id of an item, by any of its names."""
    known = {fold_name(header): item.id for item in study.questionnaire.items for header in item.headers}
    if fold_name(name) not in known:
        items = [item.id for item in study.questionnaire.items]
        hint = did_you_mean(name, items) or f"There are: {', '.join(items)}."
        raise UsageError(f"--over: the questionnaire has no item '{name}'.", hint=hint)
    return known[fold_name(name)]


def names(study: Study, asked: Asked) -> Found:
    """Whether names, places, dates or numbers are left that tell who somebody is."""
    from pimhcli.checks import naming
    from pimhcli.study.pseudonyms import free_texts

    known, accepted = free_texts.known(study), study.settings.not_names
    found = naming.names(free_texts.sources(study), asked.key, known, accepted)
    called = naming.ids((person.id for person in study.participants), accepted)
    return [*asked.noted, *found, *called], ""
