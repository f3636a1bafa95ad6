"""Puts the pseudonyms of a key wherever the study has a name, and says where each name stood."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from pimhcli import archives
from pimhcli.errors import ProblemsError, StudyError
from pimhcli.findings import Finding
from pimhcli.storage import files, git
from pimhcli.study import history
from pimhcli.study.file_texts import readable
from pimhcli.study.folder import Folder
from pimhcli.study.pseudonyms.key_names import Names
from pimhcli.study.pseudonyms.named_places import Named, gathered
from pimhcli.study.pseudonyms.renamed_files import decided
from pimhcli.study.reworking import CACHE, IMPORTS, ORIGINALS, REPORTS, Rules, reworked, still_there
from pimhcli.study.saving import Step
from pimhcli.study.study import Study
from pimhcli.transcripts.speaker_map import is_label
from pimhcli.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pimhcli.study.folder import Write
    from pimhcli.transcripts.pseudonym_key import Key

DO = "transcript pseudonymise"
_LISTED = 3  # transcripts that a sentence names
_PEOPLE = frozenset({"", "person"})
_OTHERS = "Choose other pseudonyms in the key, and run the command again."


class Plan(msgspec.Struct, frozen=True):
    """What pseudonymising would do.

    Args:
        named: the places where names stand; those that stay, as they may be words, are ``unsure``.
        files: how many names each file holds that is written anew, by path.
        removed: files that go as a whole.
        findings: what the user should know before.
        sentence: all this in words, without a name.
        step: the act; None when nothing is left to replace.
    """

    named: tuple[Named, ...]
    files: dict[str, int]
    removed: tuple[str, ...]
    findings: tuple[Finding, ...]
    sentence: str
    step: Step | None


def plan(study: Study, coder: str, key: Key) -> Plan:
    """Works out what would be replaced.

    Args:
        study: the open study.
        coder: who does it.
        key: read without errors.

    Raises:
        ProblemsError: with these pseudonyms the study could not be read any more.
    """
    names = Names(study, key)
    rules = Rules(
        names.words,
        names.splices,
        decided=decided(study, names),
        sentence=names.sentence,
        file_name=names.file_name,
        person=names.label,
    )
    done = reworked(study, rules, names.holds)
    _check_readable(study, names, done.writes)
    named = tuple(gathered(study, names))
    counts = {write.path: _count(study, names, write) for write in done.writes if _is_told(write)}
    found = {path: number for path, number in counts.items() if number}
    sentence = _sentence(names, named, done.removed)
    record = history.record(coder, DO, sentence, reworded=done.reworded)
    is_left = any(not _is_stale(study, names, write) for write in done.writes)
    step = Step(record, done.writes) if is_left else None
    findings = (*_team(study, names), *_merged(study, names))
    return Plan(named, found, done.removed, findings, sentence, step)


def left(study: Study, key: Key, writes: Iterable[Write] = ()) -> list[Finding]:
    """What holds a name of a key still: files that pimh cannot write anew, and names of files.

    Args:
        study: the open study.
        key: of the names.
        writes: what will be written.
    """
    names, planned = Names(study, key), tuple(writes)
    folder = Folder(study.root, planned)
    holding = [
        _holding(names, path, folder.read(study.root / path))
        for path in still_there(study, planned, names.holds)
        if not names.is_called(path)
    ]
    gone = {write.path for write in planned if write.data is None}
    paths = (path.relative_to(study.root).as_posix() for path in files.below(study.root))
    called = [
        Finding(path, "is called by a name of the key.", "Rename it, and what is called after it.")
        for path in paths
        if path not in gone and names.is_called(path)
    ]
    told = {finding.where for finding in (*holding, *called)}
    perhaps = (one for one in _perhaps(study, names, folder) if one.where not in told)
    return [*holding, *called, *perhaps]


def _perhaps(study: Study, names: Names, folder: Folder) -> Iterator[Finding]:
    """Documents with a word that may be a name: no list of places shows it."""
    for path in files.below(study.root):
        name = path.relative_to(study.root).as_posix()
        data = folder.read(path) if folder.exists(path) else b""
        if data.startswith(archives.ZIP) and any(map(names.may_hold, readable(data))):
            yield Finding(
                name, "holds a name of the key, or an ordinary word.", "Look through it.", "warning"
            )


def _holding(names: Names, path: str, data: bytes) -> Finding:
    if all(names.holds_answers(path, text) for text in readable(data)):
        why = "has answers to choose from that are names of the key too; they stay."
        return Finding(path, why, "Look whether they are meant as names.", "note")
    hint = "pimh cannot rewrite it: mend it by hand, or remove it."
    return Finding(path, "still holds names of the key.", hint)


def unreached(study: Study) -> list[str]:
    """What still holds the names and lies beyond what pimh can change, a sentence each.

    Args:
        study: the open study.
    """
    said = ["Out of reach: the files that the transcripts came from, backups, and whatever was sent before."]
    if git.work_tree(study.root):
        said.append(
            "git history still holds the names: begin a new repository in a copy of this folder without "
            ".git, or have git filter-repo take them out of all commits; ask others to delete their clones."
        )
    return said


def _is_told(write: Write) -> bool:
    return write.data is not None and not write.path.startswith(CACHE)


def _is_stale(study: Study, names: Names, write: Write) -> bool:
    """Whether a write only takes away a cached text or a report that surely holds no name."""
    if not write.path.startswith((CACHE, REPORTS)):
        return False
    if write.data is not None:
        return write.path.startswith(CACHE)
    return not any(map(names.holds, _parts(study, write)))


def _count(study: Study, names: Names, write: Write) -> int:
    return sum(map(names.count, _parts(study, write)))


def _parts(study: Study, write: Write) -> Iterator[str]:
    """What the file of a write holds now."""
    path = study.root / write.path
    return readable(files.read_bytes(path)) if path.exists() else iter(())


def _sentence(names: Names, named: Sequence[Named], removed: Sequence[str]) -> str:
    """What is done, in numbers: no name of a person, a file or the key."""
    sure = [one for one in named if not one.unsure]
    within = {one.transcript for one in sure if one.transcript}
    others = len({one.file for one in sure if not one.transcript})
    can_be_told = len(within) <= _LISTED and not any(map(names.is_called, within))
    places = sorted(within) if can_be_told else [count(len(within), "transcript")]
    places += [count(others, "other file" if within else "file")] if others else []
    told = f"Replaced {count(len(sure), 'name')}{_of_whom(sure)} in {' and '.join(places) or 'no text'}"
    gone = _removed(removed)
    return f"{told}{f'; removed {gone}' if gone else ''}; key not kept here."


def _of_whom(named: Sequence[Named]) -> str:
    people = len({one.name for one in named if one.kind in _PEOPLE})
    others = len({one.name for one in named if one.kind not in _PEOPLE})
    told = [count(people, "person", "people")] if people else []
    told += [count(others, "place or thing", "places or things")] if others else []
    return f" of {' and '.join(told)}" if told else ""


def _removed(paths: Sequence[str]) -> str:
    originals = sum(path.startswith(ORIGINALS) for path in paths)
    reports = sum(path.startswith(REPORTS) for path in paths)
    imports = sum(path.startswith(IMPORTS) for path in paths)
    told = [count(originals, "original")] if originals else []
    told += [count(imports, "file")] if imports else []
    return " and ".join([*told, *([count(reports, "report")] if reports else [])])


def _team(study: Study, names: Names) -> Iterator[Finding]:
    """A warning of those of the team who are called as somebody of the key is."""
    for member in study.settings.team:
        if names.holds(member.name) or member.id != names.label(f" {member.id}").strip():
            yield Finding(
                "study.yaml",
                f"{member.id} of the team is called by a name of the key; the id stays, other words change.",
                "Give the key a form that tells the two apart, or mend the team's name afterwards.",
                "warning",
            )


def _merged(study: Study, names: Names) -> Iterator[Finding]:
    """A warning of speakers who could be told apart, and are one from now on."""
    for name in study.transcript_ids:
        before: dict[str, list[str]] = {}
        for speaker in dict.fromkeys(turn.speaker for turn in study.transcript(name).turns):
            before.setdefault(names.label(speaker), []).append(speaker)
        for new, speakers in before.items():
            if len(speakers) > 1:
                yield Finding(
                    f"transcripts/{name}.txt",
                    f"{' and '.join(speakers)} speak as one from now on: {new}.",
                    "If they are not one person, choose other pseudonyms.",
                    "warning",
                )


def _check_readable(study: Study, names: Names, writes: Sequence[Write]) -> None:
    """Refuses before a study is written that could not be read."""
    after = Study(study.root, planned=writes)
    for of in (study, after):
        try:
            _ = of.settings, of.questionnaire, of.codebook, of.participants
        except StudyError as error:
            if of is study:
                raise
            raise ProblemsError(
                "With these pseudonyms the study could not be read any more; nothing was written.",
                hint=_OTHERS,
                findings=error.findings,
            ) from error
    for name, splices in names.splices.items():
        if splices:
            _check_turns(study, after, names, name)


def _check_turns(study: Study, after: Study, names: Names, transcript: str) -> None:
    """Refuses where somebody would speak no longer, as the pseudonym is no label."""
    before, then = study.transcript(transcript).turns, after.transcript(transcript).turns
    wrong = {turn.speaker: names.label(turn.speaker) for turn in before}
    bad = [f"'{old}' becomes '{new}'" for old, new in wrong.items() if old != new and not is_label(new)]
    if bad or len(before) != len(then):
        why = f" ({', '.join(bad)})" if bad else ""
        raise ProblemsError(
            f"The turns of {transcript} would not be the same: a pseudonym cannot stand before a turn{why}.",
            hint=f"Before a turn stands a word without brackets. {_OTHERS}",
        )
