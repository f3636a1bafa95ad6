"""The tables of what was coded: themes, quotes, who speaks of what, codes together, saturation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.analysis.together import pairs
from pimhcli.findings import Finding
from pimhcli.study.columns import parts
from pimhcli.study.exchanging import Exchanges
from pimhcli.study.material import made_by, verbatim
from pimhcli.study.people import misnamed
from pimhcli.study.quoting import printed, refused, telling_names
from pimhcli.study.saturating import several
from pimhcli.tables import codebook as of_codebook
from pimhcli.tables import exemplars as with_quotes
from pimhcli.tables import matrix as of_themes
from pimhcli.tables import quotes as of_quotes
from pimhcli.tables import saturation as by_group
from pimhcli.tables import themes as three
from pimhcli.tables import together, whose

if TYPE_CHECKING:
    from pimhcli.study.columns import Across
    from pimhcli.study.study import Study
    from pimhcli.study.tabulating.wish import Wish
    from pimhcli.tables.model import Table

FEW = 5  # people; so many or more are no small group


def themes(study: Study, wish: Wish) -> Table:
    """Table 3: themes and sub-themes, and how much stands under them where that is asked."""
    study.findings += telling_names(study)
    if not wish.counts:
        return three.build(study.codebook)
    material = made_by(verbatim(study), wish.of)
    return whose.told(three.build_counted(study.codebook, material), material, only=bool(wish.of))


def quotes(study: Study, wish: Wish) -> Table:
    """All quotes by theme."""
    material = made_by(verbatim(study), wish.of)
    study.findings += misnamed(study)
    exchange = Exchanges(study, wish.context).lines if wish.context else None
    made = of_quotes.build(study.codebook, material, refused(study), exchange)
    return whose.told(made, material, only=bool(wish.of))


def exemplars(study: Study, wish: Wish) -> Table:
    """Themes with what they mean and the words that show it."""
    study.findings += [*telling_names(study), *misnamed(study)]
    material = made_by(verbatim(study), wish.of)
    shown = printed(study, material)
    made = with_quotes.build(study.codebook, shown, len(material) - len(shown))
    return whose.told(made, material, only=bool(wish.of))


def participants_by_theme(study: Study, wish: Wish) -> Table:
    """In how many excerpts of each theme each participant speaks."""
    material = made_by(verbatim(study), wish.of)
    made = of_themes.of_participants(study.codebook, material, study.cast.participants)
    return whose.told(made, material, only=bool(wish.of))


def matrix(study: Study, wish: Wish) -> Table:
    """Themes by participant, focus group or an item of the questionnaire.

    Raises:
        UsageError: there is no such item, or it has no levels to make columns of.
    """
    material = made_by(verbatim(study), wish.of)
    across = parts(study, wish.by or "participant", material)
    shown = printed(study, material) if wish.cells == "quotes" else material
    if wish.cells == "quotes":
        study.findings += _telling(across)
    shape = of_themes.Shape("matrix", f"Themes by {across.named}", wish.cells, across.who)
    made = of_themes.build(study.codebook, shown, across.parts, shape)
    return whose.told(made, material, only=bool(wish.of))


def co_occurrence(study: Study, wish: Wish) -> Table:
    """Which codes are used together."""
    material = made_by(verbatim(study), wish.of)
    made = together.build(study.codebook, pairs(study.codebook, material))
    return whose.told(made, material, only=bool(wish.of))


def codebook(study: Study, wish: Wish) -> Table:
    """The codebook with its definitions and counts."""
    study.findings += telling_names(study)
    material = made_by(verbatim(study), wish.of)
    return whose.told(of_codebook.build(study.codebook, material), material, only=bool(wish.of))


def saturation(study: Study, wish: Wish) -> Table:
    """New codes in each focus group, in the order in which they were held.

    Raises:
        UsageError: the approach of the study asks for no such number.
        ProblemsError: there is one focus group only.
    """
    material = made_by(verbatim(study), wish.of)
    found = several(study, material, anyway=wish.anyway)
    return whose.told(
        by_group.build([one.group for one in found], [one.codes for one in found]),
        material,
        only=bool(wish.of),
    )


def _telling(across: Across) -> list[Finding]:
    """A warning of columns in which a quote tells an answer of one of few people."""
    few = [part.label for part in across.parts if across.tells and 0 < len(part.people) < FEW]
    if not few:
        return []
    told = f"a quote under an answer tells who may have said it; few people gave: {', '.join(few)}."
    hint = "Keep such a table to the team, or print --cells excerpts."
    return [Finding("table matrix", told, hint, "warning")]
