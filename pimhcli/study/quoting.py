"""Which passages of the study the tables and the report print, by what the participants agreed to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.analysis.consent import Refusals, refusals

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pimhcli.analysis.passages import Passage
    from pimhcli.study.study import Study


def refused(study: Study) -> Refusals:
    """Those whose words may not be printed."""
    return refusals(study.settings.consent, study.questionnaire.items, study.participants)


def printed(study: Study, material: Iterable[Passage]) -> list[Passage]:
    """The passages that the report prints: none before there are themes to print them under.

    Args:
        study: the open study.
        material: all its passages.
    """
    book, refusing = study.codebook, refused(study)
    if not book.themes():
        return []
    return [
        passage
        for passage in material
        if passage.stands
        and refusing.may_quote(passage)
        and any(key in book.by_key for key in passage.excerpt.codes)
    ]
