"""All checks of a study, by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from pimhcli.checks import registry
from pimhcli.checks.registry import Asked, Check, Checked
from pimhcli.errors import ProblemsError, StudyError
from pimhcli.study.checking import analysis, data, entries, numbers, papers, whole, words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pimhcli.findings import Finding
    from pimhcli.study.study import Study

CHECKS: tuple[Check[Study], ...] = (
    Check("structure", "whether every file of the study can be read", whole.structure),
    Check("roster", "who answered, who speaks, and whose words may be printed", data.roster),
    Check("flow", "whether the numbers of those who were invited, came and answered add up", numbers.flow),
    Check("duration", "whether lengths and days fit the transcripts", numbers.duration),
    Check("questionnaire", "whether the questionnaire and its table fit each other", data.questionnaire),
    Check("reported", "which items were asked and stand in no row of Table 2", numbers.reported),
    Check("disclosure", "whether the answers could tell who a participant is", data.disclosure),
    Check("labels", "whether quotes and Table 2 together tell who somebody is", words.labels),
    Check("memos", "whether memos can be read, and what they are on is still there", analysis.memos),
    Check("codebook", "whether codebook, edits of it by hand, and codings fit each other", analysis.codebook),
    Check("themes", "which themes lack excerpts, a definition or a quote", entries.themes),
    Check("unused", "which codes nothing is coded with", entries.unused),
    Check("theme-names", "whether a theme has one name everywhere", entries.theme_names),
    Check("verbatim", "whether every quote is what its speaker said", papers.verbatim),
    Check("repeated", "whether the same utterance is printed twice in different words", papers.repeated),
    Check("manuscript", "whether a paper (.docx, .md) agrees with the study", papers.manuscript),
    Check("balance", "who is heard in the quotes, and who is not", words.balance),
    Check("claims", "whether 'all', 'most' and 'several' are borne out by the coding", words.claims),
    Check("approach", "whether words of another approach are used", words.approach),
    Check("merging", "whether git or a sync program left files in two versions", analysis.merging),
    Check("review", "which points of the review wait for an answer", analysis.review),
    Check("names", "whether names, places, dates or numbers are left that tell who somebody is", data.names),
)


def checked(study: Study, names: Iterable[str], asked: Asked) -> list[Checked]:
    """What the checks of some names find; all of them for no name.

    What one check has found is not told by the next; where a file cannot be read that a check needs, it tells
    so and the others go on.

    Args:
        study: the open study.
        names: of checks.
        asked: how they are to look.

    Raises:
        UsageError: there is no check, or no item, of a name.
    """
    done: list[Checked] = []
    told: set[Finding] = set()
    for check in registry.chosen(CHECKS, names):
        one = _looked(check, study, asked)
        new = tuple(finding for finding in one.findings if finding not in told)
        done.append(msgspec.structs.replace(one, findings=new))
        told.update(new)
    study.findings = [finding for finding in study.findings if finding not in told]
    return done


def check_names(names: Iterable[str]) -> None:
    """Refuses the name of no check.

    Raises:
        UsageError: there is no check of a name.
    """
    registry.chosen(CHECKS, names)


def _looked(check: Check[Study], study: Study, asked: Asked) -> Checked:
    try:
        return check.checked(study, asked)
    except (StudyError, ProblemsError) as error:
        return Checked(check.name, tuple(error.findings or whole.as_findings(error)))
