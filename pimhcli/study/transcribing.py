"""Takes transcripts into the study: reads the sources, finds the speakers, and writes one turn a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from pimhcli.errors import UsageError
from pimhcli.folding import did_you_mean, fold_name
from pimhcli.storage import files
from pimhcli.study import group_file, history, names
from pimhcli.study.saving import Step, Write
from pimhcli.transcripts import drafts, readers, turns
from pimhcli.transcripts.roster import Cast, Speaker, roster

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pimhcli.study.study import Study


class Asked(msgspec.Struct, frozen=True):
    """What the user said about the transcripts to add.

    Args:
        group: the focus group they belong to; empty for each its own.
        moderators: labels of moderators, besides those that study.yaml names.
        rename: label in the source to label in the study, as given: ``Speaker 2=PX4``.
        coder: who adds them.
    """

    coder: str
    group: str = ""
    moderators: tuple[str, ...] = ()
    rename: tuple[str, ...] = ()


class Incoming(msgspec.Struct, frozen=True):
    """A transcript that was read and is not written yet.

    Args:
        id: its name in the study.
        file: the source's name.
        format: what the source was taken for.
        front: paragraphs before the first turn.
        turns: how many.
        speakers: who speaks, by first turn.
    """

    id: str
    file: str
    format: str
    front: tuple[str, ...]
    turns: int
    speakers: tuple[Speaker, ...]


class Plan(msgspec.Struct, frozen=True):
    """What adding would do.

    Args:
        incoming: the transcripts.
        compared: whether there were participants to compare the speakers with.
        step: the act.
    """

    incoming: tuple[Incoming, ...]
    compared: bool
    step: Step

    @property
    def unknown(self) -> tuple[Speaker, ...]:
        """Speakers who are neither participant nor moderator."""
        return tuple(s for each in self.incoming for s in each.speakers if s.role == "unknown")


def plan(study: Study, sources: Iterable[Path], asked: Asked) -> Plan:
    """Reads the sources and works out what to write.

    Args:
        study: the open study.
        sources: files of any known format.
        asked: the user's options.

    Raises:
        UsageError: a file cannot be read, or a transcript of its name exists.
        ProblemsError: a file is of no known format, or has no speakers.
    """
    asked = msgspec.structs.replace(asked, group=_group(study, asked.group))
    reader = _Reader(study, asked)
    paths = list(sources)
    for path in paths:
        reader.take(path, alone=len(paths) == 1)
    reader.check_all_renamed()
    files_changed = (*reader.writes, *_groups_write(study, reader.incoming, asked))
    sentence = "\n".join(
        f"Added {item.id} from {item.file}: {item.turns} turns of {len(item.speakers)} speakers."
        for item in reader.incoming
    )
    record = history.record(asked.coder, "transcript add", sentence, sources=tuple(reader.sources))
    return Plan(tuple(reader.incoming), bool(study.participants), Step(record, files_changed))


class _Reader:
    """Reads one source after the other, so that no two become one transcript."""

    def __init__(self, study: Study, asked: Asked) -> None:
        self._group = names.from_words(asked.group) if asked.group else ""
        self._cast = Cast(study.cast.participants, (*study.cast.moderators, *asked.moderators))
        self._pairs = asked.rename
        self._rename = _renaming(asked.rename)
        self._taken = set(study.transcript_ids)
        self.incoming: list[Incoming] = []
        self.writes: list[Write] = []
        self.sources: list[history.Source] = []
        self._labels: set[str] = set()

    def check_all_renamed(self) -> None:
        """Refuses a new name for somebody who speaks nowhere: it would be passed over without a word."""
        spoken = set(map(fold_name, self._labels))
        for source in (pair.partition("=")[0].strip() for pair in self._pairs):
            if fold_name(source) in spoken:
                continue
            hint = did_you_mean(source, self._labels) or f"Speakers: {', '.join(sorted(self._labels))}."
            raise UsageError(f"--map: nobody is called '{source}' in these files.", hint=hint)

    def take(self, path: Path, *, alone: bool) -> None:
        name = _name(path, self._group if alone else "", self._taken)
        data = files.read_bytes(path)
        draft = readers.read(data, path.name, self._cast.known | self._rename.keys())
        text = drafts.stored(draft, _canonical(draft, self._cast) | self._rename)
        transcript = turns.parse(text, name)
        self._labels |= {said.speaker for said in draft.utterances}
        speakers = roster(transcript, self._cast)
        self._taken.add(name)
        self.incoming.append(
            Incoming(name, path.name, draft.format, draft.front, len(transcript.turns), speakers)
        )
        self.writes.append(Write(f"transcripts/{name}.txt", text.encode(), None))
        self.sources.append(history.Source(path.name, files.digest(data), transcript=name))


def _group(study: Study, words: str) -> str:
    """The focus group that is meant: one of study.yaml, whatever its case, or a new one of a good name."""
    known = (group.id for group in study.settings.focus_groups if fold_name(group.id) == fold_name(words))
    return next(known, "") or (names.checked(words, "focus group") if words else "")


def _groups_write(study: Study, incoming: Iterable[Incoming], asked: Asked) -> tuple[Write, ...]:
    """The change of study.yaml, when it is to learn of a group or a moderator."""
    if not (asked.group or asked.moderators):
        return ()
    settings, path = study.settings, study.root / "study.yaml"
    groups = {item.id: asked.group or settings.group_of(item.id) for item in incoming}
    data = files.read_bytes(path)
    text = group_file.with_groups(files.decoded(path, data), settings, groups, asked.moderators)
    return () if text.encode() == data else (Write("study.yaml", text.encode(), files.digest(data)),)


def _renaming(pairs: Iterable[str]) -> dict[str, str]:
    rename: dict[str, str] = {}
    for pair in pairs:
        source, equals, label = pair.partition("=")
        found = turns.label_of(f"{label.strip()}: …")
        if not (source.strip() and equals and found and found.name == label.strip()):
            raise UsageError(
                f"'{pair}' does not give a speaker another name.",
                hint='Write it as --map "Speaker 2=PX4"; a name has a letter and no colon.',
            )
        rename[fold_name(source)] = label.strip()
    return rename


def _canonical(draft: drafts.Draft, cast: Cast) -> dict[str, str]:
    """Labels that name a participant in another spelling: ``px 3`` becomes ``PX3``."""
    labels = dict.fromkeys(said.speaker for said in draft.utterances)
    return {fold_name(label): known for label in labels if (known := cast.participant(label))}


def _name(path: Path, group: str, taken: set[str]) -> str:
    """The group's name for its first transcript, else the file's own."""
    own = names.from_words(path.stem)
    free = next((name for name in (group, own) if name and name not in taken), None)
    if free is None:
        raise UsageError(
            f"The study has a transcript '{own}' already.",
            hint=f"To correct it, edit transcripts/{own}.txt; to add another one, rename {path.name} first.",
        )
    return free
