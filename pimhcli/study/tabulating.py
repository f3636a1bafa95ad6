"""Builds the tables of the study by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.errors import UsageError
from pimhcli.folding import did_you_mean
from pimhcli.study.material import verbatim
from pimhcli.tables import demographics, participation, quotes, themes

if TYPE_CHECKING:
    from collections.abc import Callable

    from pimhcli.study.study import Study
    from pimhcli.tables.model import Table

ALIASES = {"2": "demographics", "3": "themes"}


def built(study: Study, name: str, *, counts: bool = False) -> Table:
    """One table of the study.

    Args:
        study: the open study.
        name: its name, or its number in the paper.
        counts: for the themes, adds excerpts, participants and groups.

    Raises:
        UsageError: there is no such table.
        ProblemsError: a quote no longer stands in its transcript.
    """
    wanted = ALIASES.get(name, name)
    if wanted not in BUILDERS:
        hint = did_you_mean(name, BUILDERS) or f"There are: {', '.join(BUILDERS)}."
        raise UsageError(f"There is no table '{name}'.", hint=hint)
    if counts and wanted != "themes":
        raise UsageError(
            "--counts is for the table of themes.", hint="Leave it out: the other tables count anyway."
        )
    return _counted_themes(study) if counts else BUILDERS[wanted](study)


def _demographics(study: Study) -> Table:
    if not study.participants:
        raise UsageError("No answers are loaded yet.", hint="Load them: pimh load ANSWERS.xlsx")
    return demographics.build(study.questionnaire, study.participants)


def _themes(study: Study) -> Table:
    return themes.build(study.codebook)


def _counted_themes(study: Study) -> Table:
    return themes.build_counted(study.codebook, verbatim(study))


def _quotes(study: Study) -> Table:
    return quotes.build(study.codebook, verbatim(study))


def _participation(study: Study) -> Table:
    return participation.build(study.codebook, verbatim(study), study.cast.participants)


BUILDERS: dict[str, Callable[[Study], Table]] = {
    "demographics": _demographics,
    "themes": _themes,
    "quotes": _quotes,
    "participants-by-theme": _participation,
}
