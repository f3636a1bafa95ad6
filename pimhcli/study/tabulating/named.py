"""The tables by name: what each is, what may be asked of it, and what builds it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pimhcli.errors import UsageError
from pimhcli.folding import did_you_mean, fold_name
from pimhcli.study import demographic
from pimhcli.study.tabulating import checklists, coded, talk, trail
from pimhcli.study.tabulating.wish import OPTIONS, Wish

if TYPE_CHECKING:
    from collections.abc import Callable

    from pimhcli.study.study import Study
    from pimhcli.tables.model import Table


class Entry(NamedTuple):
    """A table that can be asked for.

    Args:
        says: what it shows, in a line.
        build: makes it.
        takes: what may be asked of it, by the names of a wish.
    """

    says: str
    build: Callable[[Study, Wish], Table]
    takes: tuple[str, ...] = ()


def _demographics(study: Study, wish: Wish) -> Table:
    return demographic.table(study, wish.demographic)


TABLES = {
    "demographics": Entry("Table 2: who took part", _demographics, ("by", "below")),
    "themes": Entry("Table 3: themes and sub-themes", coded.themes, ("counts", "of")),
    "exemplars": Entry("themes with definitions and exemplary quotes", coded.exemplars, ("of",)),
    "quotes": Entry("all quotes by theme, sub-theme and code", coded.quotes, ("of", "context")),
    "participants-by-theme": Entry(
        "in how many excerpts of a theme each participant speaks", coded.participants_by_theme, ("of",)
    ),
    "matrix": Entry(
        "themes by participant, focus_group or any item (--by), in excerpts, participants, 0/1 or quotes",
        coded.matrix,
        ("by", "cells", "of"),
    ),
    "co-occurrence": Entry("codes that are used together", coded.co_occurrence, ("of",)),
    "saturation": Entry("new codes by focus group, in the order held", coded.saturation, ("of", "anyway")),
    "codebook": Entry("the codebook with definitions and counts", coded.codebook, ("of",)),
    "participation": Entry("turns, words and minutes of each speaker", talk.participation, ("group",)),
    "interaction": Entry("who speaks right after whom", talk.interaction, ("group",)),
    "questions": Entry("who speaks to which question of the moderator", talk.questions, ("group", "of")),
    "audit-trail": Entry("every act of the analysis, oldest first", trail.acts),
    "growth": Entry("how the codebook grew, day by day", trail.growth),
    "coreq": Entry("the COREQ checklist (32 items), filled in as far as the study goes", checklists.coreq),
    "srqr": Entry("the SRQR checklist (21 items), likewise", checklists.srqr),
}
ALIASES = {"2": "demographics", "3": "themes", "log": "audit-trail"}


def built(study: Study, name: str, wish: Wish | None = None) -> Table:
    """One table of the study.

    Args:
        study: the open study.
        name: its name, or its number in the paper.
        wish: what is asked of it.

    Raises:
        UsageError: there is no such table, or it has not what is asked of it.
        ProblemsError: a quote no longer stands in its transcript.
    """
    wanted, wish = called(name), wish or Wish()
    for option in wish.given:
        has_no_counts = wanted == "themes" and option == "of" and not wish.counts
        if option not in TABLES[wanted].takes or has_no_counts:
            raise _not_of(option)
    return TABLES[wanted].build(study, wish)


def called(name: str) -> str:
    """The name of the table that is meant, in any spelling.

    Raises:
        UsageError: there is no such table.
    """
    known = {fold_name(one): one for one in TABLES} | ALIASES
    if fold_name(name) not in known:
        hint = did_you_mean(name, list(TABLES)) or f"There are: {', '.join(TABLES)}."
        raise UsageError(f"There is no table '{name}'.", hint=hint)
    return known[fold_name(name)]


def _not_of(option: str) -> UsageError:
    able = [name for name, entry in TABLES.items() if option in entry.takes]
    names = ", ".join(f"{one} with --counts" if (option, one) == ("of", "themes") else one for one in able)
    tables = "the table" if len(able) == 1 else "the tables"
    return UsageError(f"{OPTIONS[option]} is for {tables} {names}.", hint="Leave it out.")
