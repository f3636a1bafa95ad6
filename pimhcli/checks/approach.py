"""Words in the researchers' prose that do not fit the approach that they have chosen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pimhcli.findings import Finding
from pimhcli.wording import shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pimhcli.checks.prose import Prose
    from pimhcli.findings import Severity

_THEMES = r"(?:(?:sub-?)?themes?|codes?|patterns?|categor(?:y|ies)|concepts?)"
_NOT = re.compile(
    r"\b(?:not?|never|neither|nor|without|rather than|instead of|in place of|avoid(?:ed|s|ing)?"
    r"|reject(?:ed|s|ing)?|beyond)\b|n['’]t\b",
    re.IGNORECASE,
)


class Misfit(NamedTuple):
    """Words that do not fit an approach.

    Args:
        pattern: how they are written.
        why: what is wrong with them.
        instead: what to write.
        severity: how sure it is that they are out of place.
    """

    pattern: str
    why: str
    instead: str
    severity: Severity = "warning"


_EMERGE = Misfit(
    rf"{_THEMES} (?:(?:that|which|had|have|has|also|then|soon|clearly|were|and|of|the|[a-z]+ly) ){{0,3}}"
    rf"emerg(?:ed?|es|ing)|emerg(?:ing|ent) (?:(?:sub-?)?themes?|patterns?)|emerg(?:ed|ing|es) from",
    "themes do not wait in the data: in this approach the researcher makes them",
    "Say who did it: 'we generated', 'we developed'.",
)
_FOUND = Misfit(
    rf"{_THEMES} (?:was|were) (?:also )?(?:discovered|uncovered|unearthed|extracted)"
    rf"|(?:discovered|uncovered|unearthed|extracted) (?:[a-z]+ )?{_THEMES}",
    "themes are not there before the analysis to be found",
    "Say 'we generated' or 'we developed'.",
)
_SATURATION = Misfit(
    r"(?:(?:data|theoretical|code|thematic|meaning) )?saturat(?:ion|ed)",
    "there is no point at which interpretation is complete, so it cannot be reached",
    "Say why the data were rich enough for the question, or what ended the study.",
)
_AGREEMENT = Misfit(
    r"inter-?(?:rater|coder|judge|observer)(?: (?:reliability|agreement))?"
    r"|(?:coding|coders?['’]?|rater) (?:agreement|reliability)|(?:Cohen|Fleiss)['’]s? kappa|kappa"
    r"|Krippendorff['’]s? alpha",
    "agreement of coders measures a shared training here, not the quality of the analysis",
    "Say what a second reader added: discussion, questions, other readings.",
)
_BIAS = Misfit(
    r"(?:researchers?['’]?s?|coders?['’]?s?|personal|subjective) bias(?:es)?"
    r"|(?:reduc|minimi[sz]|avoid|limit|eliminat|control|prevent|remov|guard)\w* (?:\w+ ){0,3}bias(?:es)?"
    r"|unbiased|(?:free (?:of|from)|without) bias|objectivity",
    "who the researchers are is what they work with here, not an error to be removed",
    "Say how your position shaped what you saw, and what you did with that.",
)
_GROUNDED = Misfit(
    r"theoretical sampling|constant comparison|constant comparative method|axial coding|selective coding"
    r"|core category",
    "this belongs to grounded theory",
    "Name it only if you did it, and say why beside this approach.",
    "note",
)
_PHENOMENOLOGY = Misfit(
    r"bracket(?:ed|ing) (?:\w+ ){0,3}(?:assumptions|preconceptions|experiences?|biases)|epoch[eé]"
    r"|essences? of (?:the|their|this) \w+",
    "this belongs to phenomenology",
    "Name it only if you did it, and say why beside this approach.",
    "note",
)
_SHARED = (_GROUNDED, _PHENOMENOLOGY)
_MISFITS: Mapping[str, tuple[Misfit, ...]] = {
    "reflexive_ta": (_EMERGE, _FOUND, _SATURATION, _AGREEMENT, _BIAS, *_SHARED),
    "codebook_ta": (
        _EMERGE._replace(severity="note"),
        _AGREEMENT._replace(
            why="this approach keeps a codebook without measuring agreement on it", severity="note"
        ),
        *_SHARED,
    ),
    "coding_reliability_ta": _SHARED,
    "framework": _SHARED,
    "content_analysis": _SHARED,
}
# how each approach is called in a text; what stands for another one than is chosen is told
_NAMES: Mapping[str, str] = {
    "reflexive_ta": r"reflexive (?:TA|thematic analysis)",
    "codebook_ta": r"codebook (?:TA|thematic analysis)|template analysis",
    "coding_reliability_ta": r"coding[- ]reliability (?:TA|thematic analysis|approach)",
    "framework": r"framework (?:analysis|method|approach)",
    "content_analysis": r"content analysis",
}


def misfits(texts: Iterable[Prose], approach: str) -> list[Finding]:
    """The words that do not fit; none in a sentence that says what was not done.

    Args:
        texts: the researchers' own.
        approach: as study.yaml names it.
    """
    return [
        finding
        for prose in texts
        for sentence in prose.sentences
        for misfit in (*_MISFITS.get(approach, ()), *_others(approach))
        for finding in _of(prose.where, sentence, misfit)
    ]


def alone(approach: str, coders: Iterable[str]) -> list[Finding]:
    """That one person coded, where the approach rests on the agreement of several.

    Args:
        approach: as study.yaml names it.
        coders: those who have coded something.
    """
    if approach != "coding_reliability_ta" or len(set(coders)) != 1:
        return []
    return [
        Finding(
            "study.yaml, approach",
            "coding-reliability thematic analysis reports how far coders agree; only one has coded.",
            "Let a second person code a part (pimh import takes it in), or choose another approach.",
            "warning",
        )
    ]


def _of(where: str, sentence: str, misfit: Misfit) -> Iterator[Finding]:
    found = re.search(rf"(?<!\w)(?:{misfit.pattern})(?!\w)", sentence, re.IGNORECASE)
    if found and not _NOT.search(sentence[: found.start()]):
        yield Finding(where, f"'{shortened(found[0])}': {misfit.why}.", misfit.instead, misfit.severity)


def _others(approach: str) -> Iterator[Misfit]:
    for name, pattern in _NAMES.items():
        if name != approach and approach in _NAMES:
            chosen = f"study.yaml has the approach {approach}"
            hint = f"If it is yours, write approach: {name}; if you only cite it, leave it."
            yield Misfit(pattern, chosen, hint, "note")
