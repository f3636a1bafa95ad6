"""The coded material of the whole study, with who speaks in it."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from pimhcli.analysis.passages import Passage, passages
from pimhcli.coding.excerpts import Excerpt, excerpts
from pimhcli.errors import ProblemsError
from pimhcli.findings import Finding
from pimhcli.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pimhcli.study.study import Study


def all_excerpts(study: Study) -> list[Excerpt]:
    """Every coder's excerpts, by transcript and place."""
    return [
        excerpt
        for name in study.transcript_ids
        for excerpt in excerpts(
            name, (c for coder in study.coders(name) for c in study.codings(name, coder).records)
        )
    ]


def excerpt_called(study: Study, key: str) -> Excerpt:
    """The excerpt that an id names: its own, that of any of its codings, or the first letters of one.

    Raises:
        ProblemsError: none, or several.
    """
    wanted = key.strip().lower()
    found = [e for e in all_excerpts(study) if wanted and any(c.id.startswith(wanted) for c in e.codings)]
    if len(found) == 1:
        return found[0]
    if not found:
        raise ProblemsError(f"There is no excerpt '{key}'.", hint="See their ids with: pimh excerpt list")
    ids = ", ".join(excerpt.id for excerpt in found[:8])
    raise ProblemsError(
        f"'{key}' begins the ids of {len(found)} excerpts: {ids}.", hint="Give more of the id."
    )


def gathered(study: Study) -> list[Passage]:
    """Every coder's passages, by transcript and place, whether their words still stand or not."""
    cast, found = study.cast, list[Passage]()
    for name, group in groupby(all_excerpts(study), key=lambda excerpt: excerpt.transcript):
        place = study.settings.group_of(name)
        found += passages(study.transcript(name), study.version(name), group, cast, place)
    return found


def passage_of(study: Study, excerpt: Excerpt) -> Passage:
    """One excerpt in its transcript."""
    name = excerpt.transcript
    group = study.settings.group_of(name)
    (found,) = passages(study.transcript(name), study.version(name), [excerpt], study.cast, group)
    return found


def verbatim(study: Study) -> list[Passage]:
    """Every passage, once each quote is known to stand in its transcript to the letter.

    Raises:
        ProblemsError: a quote stands there no longer, a transcript with codings is gone, or a coding names
            a code that is not in the codebook.
    """
    found = gathered(study)
    lost = map(_lost, (p for p in found if not p.stands))
    problems = [*without_transcript(study), *lost, *_uncoded(study, found)]
    if problems:
        raise ProblemsError(
            f"{count(len(problems), 'problem')} between codings, transcripts and codebook; nothing was made.",
            hint="Mend each as its line says, and run the command again.",
            findings=problems,
        )
    return found


def without_transcript(study: Study) -> list[Finding]:
    """One for each transcript that has codings and is not there."""
    return [
        Finding(
            f"codings/{name}",
            f"there is no transcripts/{name}.txt, in which these codings were made.",
            "Put it back, from a backup or from git; to do without the codings, move their folder away.",
        )
        for name in study.lost_transcripts
    ]


def _lost(passage: Passage) -> Finding:
    excerpt = passage.excerpt
    return Finding(
        f"codings/{excerpt.transcript}/{excerpt.coder}.jsonl, excerpt {excerpt.id}",
        f'its quote no longer stands in transcripts/{excerpt.transcript}.txt: "{excerpt.quote}"',
        "Undo the change of the transcript, or code the new words and remove this one: "
        f"pimh excerpt remove {excerpt.id}",
    )


def _uncoded(study: Study, found: Iterable[Passage]) -> list[Finding]:
    known = study.codebook.by_key
    return [
        Finding(
            f"codings/{p.excerpt.transcript}/{p.excerpt.coder}.jsonl, excerpt {p.excerpt.id}",
            f"it is coded '{key}', which is no id in codebook.yaml.",
            "Give an entry of the codebook this id, or add it to the aliases of the one that took its place.",
        )
        for p in found
        for key in p.excerpt.codes
        if key not in known
    ]
