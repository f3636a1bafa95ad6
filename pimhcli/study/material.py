"""The coded material of the whole study, with who speaks in it."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, TypeVar

from pimhcli.analysis import choosing
from pimhcli.analysis.passages import Passage, passages
from pimhcli.coding.excerpts import Excerpt, excerpts
from pimhcli.errors import ProblemsError, StudyError, UsageError
from pimhcli.findings import Finding
from pimhcli.folding import did_you_mean, fold_name, natural
from pimhcli.study import edited
from pimhcli.transcripts.wordings import differing
from pimhcli.wording import count, shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pimhcli.analysis.choosing import Choice
    from pimhcli.study.study import Study

T = TypeVar("T")


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
    found = [(e.id, e) for e in all_excerpts(study) if wanted and _is_called(e, wanted)]
    return the_one(found, key, "excerpt", "See their ids with: pimh excerpt list")


def the_one(found: Sequence[tuple[str, T]], key: str, what: str, hint: str) -> T:
    """The only thing that an id, or its first letters, names.

    Args:
        found: whatever it names, each with its id.
        key: as it was given.
        what: what is looked for, such as ``excerpt``.
        hint: what to do where there is none.

    Raises:
        ProblemsError: none, or several.
    """
    if not found:
        raise ProblemsError(f"There is no {what} '{key}'.", hint=hint)
    if len(found) > 1:
        ids = ", ".join(own for own, _ in found[:8])
        raise ProblemsError(
            f"'{key}' begins the ids of {len(found)} {what}s: {ids}.", hint="Give more of the id."
        )
    return found[0][1]


def _is_called(excerpt: Excerpt, wanted: str) -> bool:
    return any(coding.id.lower().startswith(wanted) for coding in excerpt.codings)


def gathered(study: Study) -> list[Passage]:
    """Every coder's passages, by transcript and place, whether their words still stand or not.

    Of transcripts that were edited since they were coded the study's findings tell.
    """
    cast, found = study.cast, list[Passage]()
    known = edited.told(edited.state(study, name) for name in study.transcript_ids)
    study.findings += [finding for finding in known if finding not in study.findings]
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


def chosen(study: Study, choice: Choice) -> list[Passage]:
    """The passages that fit a choice.

    Args:
        study: the open study.
        choice: what to keep.

    Raises:
        UsageError: it names a participant, group, transcript or coder that the study does not have.
        ProblemsError: it names a code that is not in the codebook.
    """
    everything = gathered(study)
    speakers = {turn.speaker for name in study.transcript_ids for turn in study.transcript(name).turns}
    known = {
        "participant": {*study.cast.participants, *speakers},
        "group": {study.settings.group_of(name) for name in study.transcript_ids},
        "transcript": {*study.transcript_ids},
        "coder": {passage.excerpt.coder for passage in everything},
    }
    for what, names in known.items():
        meant(what, getattr(choice, what), names)
    return choosing.chosen(study.codebook, everything, choice)


def made_by(material: Iterable[Passage], coder: str) -> list[Passage]:
    """The passages of one coder, or of all.

    Args:
        material: passages of any coders.
        coder: whose, in any spelling; empty for all.

    Raises:
        UsageError: none of them is this coder's.
    """
    everything = list(material)
    found = meant("coder", coder, {passage.excerpt.coder for passage in everything})
    return [passage for passage in everything if found in {"", passage.excerpt.coder}]


def meant(what: str, wanted: str, names: set[str]) -> str:
    """The one of some names that is meant, in any spelling; nothing when none is wanted.

    Args:
        what: what they name, such as a coder.
        wanted: as given; empty for none.
        names: those that there are.

    Raises:
        UsageError: it is none of them.
    """
    known = {fold_name(name): name for name in sorted(names)} | {name: name for name in names}
    found = known.get(wanted) or known.get(fold_name(wanted), "")
    if wanted and not found:
        hint = did_you_mean(wanted, names) or f"There are: {', '.join(sorted(names, key=natural)) or 'none'}."
        raise UsageError(f"There is no {what} '{wanted}' here.", hint=hint)
    return found


def verbatim(study: Study) -> list[Passage]:
    """Every passage, once each quote is known to stand in its transcript to the letter.

    Raises:
        ProblemsError: a quote stands there no longer, a transcript with codings is gone, or a coding names
            a code that is not in the codebook.
    """
    found = gathered(study)
    study.findings += taken_away(study)
    problems = disagreements(study, found)
    if problems:
        raise ProblemsError(
            f"{count(len(problems), 'problem')} between codings, transcripts and codebook; nothing was made.",
            hint="Mend each as its line says, and run the command again.",
            findings=problems,
        )
    return found


def disagreements(study: Study, found: Iterable[Passage]) -> list[Finding]:
    """Where codings no longer fit the transcripts or the codebook, or their wordings the quotes.

    Args:
        study: the open study.
        found: all its passages.
    """
    passages = list(found)
    gone = (unsure(study, passage.excerpt) for passage in passages if not passage.stands)
    return [*_without_transcript(study), *gone, *_without_code(study, passages), *_misworded(passages)]


def unsure(study: Study, excerpt: Excerpt) -> Finding:
    """That an excerpt's words stand nowhere in its transcript now, or nowhere for certain."""
    name, status = excerpt.transcript, study.codings(excerpt.transcript, excerpt.coder).status(excerpt)
    why = "may have its place elsewhere now" if status == "review" else "no longer stands there"
    hint = f"Say where it stands, or let it go: pimh transcript review {name}"
    if status in {"same", "changed"}:
        why = "stands before the first turn, where nobody speaks"
        hint = "Write before each turn who speaks, such as P1: and a blank."
    return Finding(
        f"codings/{name}/{excerpt.coder}.jsonl, excerpt {excerpt.id}",
        f'transcripts/{name}.txt was edited, and its quote {why}: "{shortened(excerpt.quote)}"',
        hint,
    )


def taken_away(study: Study) -> list[Finding]:
    """Warnings of files of codings that the history tells of and that are there no longer."""
    try:
        records = study.acts.records
    except StudyError as error:
        return [Finding("history", error.message, error.hint, "warning")]
    last = {(change.transcript, change.coder): record for record in records for change in record.changes}
    return [
        Finding(
            f"codings/{name}/{coder}.jsonl",
            f"there is no such file, but codings in it were made or changed on {record.at[:10]}.",
            "Put it back, from a backup or from git; pimh log tells what was done.",
            "warning",
        )
        for (name, coder), record in last.items()
        if name in study.transcript_ids and not (study.root / "codings" / name / f"{coder}.jsonl").exists()
    ]


def _without_transcript(study: Study) -> list[Finding]:
    return [
        Finding(
            f"codings/{name}",
            f"there is no transcripts/{name}.txt, in which these codings were made.",
            "Put it back, from a backup or from git; to do without the codings, move their folder away.",
        )
        for name in study.lost_transcripts
    ]


def _misworded(found: Iterable[Passage]) -> Iterator[Finding]:
    for passage in found:
        excerpt = passage.excerpt
        if excerpt.wording and (wrong := differing(excerpt.wording, excerpt.quote)):
            yield Finding(
                f"codings/{excerpt.transcript}/{excerpt.coder}.jsonl, excerpt {excerpt.id}",
                f"is printed in words that no longer fit its quote, from “{shortened(wrong)}” on.",
                f'Word it anew: pimh excerpt wording {excerpt.id} "…"; or without: --clear',
            )


def _without_code(study: Study, found: Iterable[Passage]) -> list[Finding]:
    missing: dict[str, list[Passage]] = {}
    for passage in found:
        for key in passage.excerpt.codes:
            if key not in study.codebook.by_key:
                missing.setdefault(key, []).append(passage)
    return [
        Finding(
            "codebook.yaml",
            f"there is no id '{key}', by which {count(len(those), 'excerpt is', 'excerpts are')} coded "
            f"(the first: {those[0].excerpt.id}, {those[0].place}).",
            f"Put it back: pimh codebook restore {key}; or merge it: pimh codebook merge {key} --into CODE.",
        )
        for key, those in missing.items()
    ]
