"""Which passages of the study the tables and the report print, by what the participants agreed to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.analysis.consent import Refusals, in_vivo, quoting, refusals
from pimhcli.findings import Finding
from pimhcli.study.material import gathered
from pimhcli.transcripts.roster import MODERATORS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pimhcli.analysis.passages import Passage
    from pimhcli.study.study import Study


_RENAME = "Rename it on the coding screen (pimh code), where R in the codebook does so."


def refused(study: Study) -> Refusals:
    """Those whose words may not be printed."""
    moderators = (*study.settings.moderators, *MODERATORS)
    return refusals(study.settings.consent, study.questionnaire.items, study.participants, moderators)


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


def telling_names(study: Study) -> list[Finding]:
    """Warnings of entries of the codebook whose names or definitions repeat what is not to be printed.

    Args:
        study: the open study.
    """
    refusing = refused(study)
    if refusing.is_empty:
        return []
    withheld = [passage for passage in gathered(study) if not refusing.may_quote(passage)]
    told = {code.id: "is called by" for code in in_vivo(study.codebook.codes, withheld)}
    cited = {code.id: "is defined in" for code in quoting(study.codebook.codes, withheld)}
    return [
        Finding(
            "codebook.yaml",
            f"the {code.level} '{code.name}' {how} words that are not printed for lack of consent.",
            _RENAME if code.id in told else "Write its definition in words of your own.",
            "warning",
        )
        for code in study.codebook.codes
        if (how := told.get(code.id) or cited.get(code.id))
    ]
