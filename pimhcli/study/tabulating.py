"""Builds the tables of the study by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.errors import UsageError
from pimhcli.folding import did_you_mean
from pimhcli.study import demographic
from pimhcli.study.demographic import Wish
from pimhcli.study.material import verbatim
from pimhcli.study.people import misnamed
from pimhcli.study.quoting import refused, telling_names
from pimhcli.tables import participation, quotes, themes

if TYPE_CHECKING:
    from collections.abc import Callable

    from pimhcli.study.study import Study
    from pimhcli.tables.model import Table

ALIASES = {"2": "demographics", "3": "themes"}


def built(study: Study, name: str, wish: Wish | None = None, *, counts: bool = False) -> Table:
    """One table of the study.

    Args:
        study: the open study.
        name: its name, or its number in the paper.
        wish: for the demographics, its columns and what it hides.
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
    if wanted == "demographics":
        return demographic.table(study, wish)
    if wish and wish != Wish():
        raise UsageError(
            "--by and --suppress-below are for the table of demographics.", hint="Leave them out."
        )
    return _counted_themes(study) if counts else BUILDERS[wanted](study)


def _themes(study: Study) -> Table:
    study.findings += telling_names(study)
    return themes.build(study.codebook)


def _counted_themes(study: Study) -> Table:
    study.findings += telling_names(study)
    return themes.build_counted(study.codebook, verbatim(study))


def _quotes(study: Study) -> Table:
    study.findings += misnamed(study)
    return quotes.build(study.codebook, verbatim(study), refused(study))


def _participation(study: Study) -> Table:
    return participation.build(study.codebook, verbatim(study), study.cast.participants)


BUILDERS: dict[str, Callable[[Study], Table]] = {
    "demographics": demographic.table,
    "themes": _themes,
    "quotes": _quotes,
    "participants-by-theme": _participation,
}
