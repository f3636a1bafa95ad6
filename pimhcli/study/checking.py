"""The checks of a study: each looks at what is there, changes nothing, and says what it found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.checks import registry, roster
from pimhcli.checks.registry import Asked, Check, Checked
from pimhcli.errors import ProblemsError, UsageError
from pimhcli.findings import Finding
from pimhcli.folding import did_you_mean, fold_name
from pimhcli.questionnaire.layout import FOCUS_GROUP
from pimhcli.study.people import talks, undecided

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from pimhcli.study.study import Study

Found = tuple["Iterable[Finding]", str]


def checked(study: Study, names: Iterable[str], asked: Asked) -> list[Checked]:
    """What the checks of some names find; all of them for no name.

    Args:
        study: the open study.
        names: of checks.
        asked: how they are to look.

    Raises:
        UsageError: there is no check, or no item, of a name.
    """
    chosen = registry.chosen(CHECKS, names)
    return [check.checked(study, asked) for check in chosen]


def wished(names: Sequence[str], below: int | None, over: str) -> Asked:
    """How the checks are to look.

    Args:
        names: of the checks that were asked for; none for all.
        below: a group of fewer people is small; None for the usual number.
        over: items by which people could be known, with commas between.

    Raises:
        UsageError: it is said how a check is to look that was not asked for.
    """
    items = tuple(filter(None, map(str.strip, over.split(","))))
    if (below is not None or items) and names and "disclosure" not in map(fold_name, names):
        raise UsageError(
            "--below and --over are for the check disclosure.", hint="Name it, or leave them out."
        )
    return Asked(Asked().below if below is None else below, items)


def with_key(asked: Asked, names: Sequence[str], root: Path, path: Path) -> Asked:
    """The same, with the key of names that a file holds; where it lies is no reason not to look.

    Args:
        asked: how the checks are to look.
        names: of the checks that were asked for; none for all.
        root: the study's folder.
        path: of the key.

    Raises:
        UsageError: the check names was not asked for, or there is no such file.
        ProblemsError: the key cannot be used.
    """
    from pimhcli.study.pseudonyms import key_file

    if names and "names" not in map(fold_name, names):
        raise UsageError("--key is for the check names.", hint="Name it, or leave the key out.")
    misplaced = key_file.misplaced(root, path)
    key, findings = key_file.contents(path, mend=False)
    return asked._replace(key=key, noted=(*([misplaced] if misplaced else []), *findings))


def _roster(study: Study, _asked: Asked) -> Found:
    roll = roster.Roll(study.cast, talks(study), study.settings.consent, undecided(study))
    return roster.roster(roll), ""


def _questionnaire(study: Study, _asked: Asked) -> Found:
    from pimhcli.checks.instrument import instrument

    return instrument(study.questionnaire), ""


def _disclosure(study: Study, asked: Asked) -> Found:
    from pimhcli.checks.disclosure import examine, told

    over = tuple(_item(study, name) for name in asked.over)
    if not study.participants:
        none = Finding(
            "participants.csv", "no answers are loaded yet.", "Load them: pimh load ANSWERS.xlsx", "note"
        )
        return [none], ""
    members, wrong = _members(study)
    seen = examine(study.questionnaire, study.participants, members, below=asked.below, over=over)
    return [*wrong, *seen.findings], told(seen)


def _members(study: Study) -> tuple[dict[str, str], Sequence[Finding]]:
    """Who speaks in which focus group, where the table has a column for each; else nobody."""
    from pimhcli.study.demographic import members_of_groups

    if study.questionnaire.table.columns.by != FOCUS_GROUP:
        return {}, ()
    try:
        return members_of_groups(study), ()
    except ProblemsError as error:
        return {}, error.findings


def _item(study: Study, name: str) -> str:
    """The id of an item, by any of its names."""
    known = {fold_name(header): item.id for item in study.questionnaire.items for header in item.headers}
    if fold_name(name) not in known:
        items = [item.id for item in study.questionnaire.items]
        hint = did_you_mean(name, items) or f"There are: {', '.join(items)}."
        raise UsageError(f"--over: the questionnaire has no item '{name}'.", hint=hint)
    return known[fold_name(name)]


def _names(study: Study, asked: Asked) -> Found:
    from pimhcli.checks import naming
    from pimhcli.study.pseudonyms import free_texts

    known, accepted = free_texts.known(study), study.settings.not_names
    found = naming.names(free_texts.sources(study), asked.key, known, accepted)
    called = naming.ids((person.id for person in study.participants), accepted)
    return [*asked.noted, *found, *called], ""


def _memos(study: Study, _asked: Asked) -> Found:
    from pimhcli.study import memo_checks

    return memo_checks.wrong(study), ""


def _codebook(study: Study, _asked: Asked) -> Found:
    from pimhcli.study import codebook_checking

    return codebook_checking.findings(study), ""


def _review(study: Study, _asked: Asked) -> Found:
    from pimhcli.checks.review import review, unasked
    from pimhcli.study import reviews
    from pimhcli.study.review_matter import Matter

    matter = Matter(study)
    found = [*reviews.taken_away(study), *review(reviews.waiting(matter)), *unasked(reviews.unasked(matter))]
    return found, " ".join(reviews.of(matter).sentences)


def _merging(study: Study, _asked: Asked) -> Found:
    from pimhcli.study.merging.resolving import left

    return left(study), ""


CHECKS: tuple[Check[Study], ...] = (
    Check("roster", "who answered, who speaks, and whose words may be printed", _roster),
    Check("questionnaire", "whether the questionnaire and its table fit each other", _questionnaire),
    Check("disclosure", "whether the answers could tell who a participant is", _disclosure),
    Check("memos", "whether memos can be read, and what they are on is still there", _memos),
    Check("codebook", "whether the codebook, edits of it by hand, and the codings fit each other", _codebook),
    Check("merging", "whether git or a sync program left files in two versions", _merging),
    Check("review", "which points of the review wait for an answer", _review),
    Check("names", "whether names, places, dates or numbers are left that tell who somebody is", _names),
)
