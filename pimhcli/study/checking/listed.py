"""All checks of a study, by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.checks import registry
from pimhcli.checks.registry import Asked, Check, Checked
from pimhcli.study.checking import analysis, data, words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pimhcli.study.study import Study

CHECKS: tuple[Check[Study], ...] = (
    Check("roster", "who answered, who speaks, and whose words may be printed", data.roster),
    Check("questionnaire", "whether the questionnaire and its table fit each other", data.questionnaire),
    Check("disclosure", "whether the answers could tell who a participant is", data.disclosure),
    Check("memos", "whether memos can be read, and what they are on is still there", analysis.memos),
    Check(
        "codebook",
        "whether the codebook, edits of it by hand, and the codings fit each other",
        analysis.codebook,
    ),
    Check("merging", "whether git or a sync program left files in two versions", analysis.merging),
    Check("review", "which points of the review wait for an answer", analysis.review),
    Check("balance", "who is heard in the quotes, and who is not", words.balance),
    Check("claims", "whether 'all', 'most' and 'several' are borne out by the coding", words.claims),
    Check("approach", "whether words of another approach are used", words.approach),
    Check("labels", "whether quotes and Table 2 together tell who somebody is", words.labels),
    Check("names", "whether names, places, dates or numbers are left that tell who somebody is", data.names),
)


def checked(study: Study, names: Iterable[str], asked: Asked) -> list[Checked]:
    """What the checks of some names find; all of them for no name.

    Args:
        study: the open study.
        names: of checks.
        asked: how they are to look.

    Raises:
        UsageError: there is no check, or no item, of a name.
    """
    return [check.checked(study, asked) for check in registry.chosen(CHECKS, names)]
