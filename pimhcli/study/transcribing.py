"""Takes transcripts into the study: reads the sources, finds the speakers, and writes one turn a line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from pimhcli.analysis.participation import participation
from pimhcli.analysis.voices import talk
from pimhcli.errors import UsageError
from pimhcli.folding import did_you_mean, fold_name
from pimhcli.storage import files
from pimhcli.study import group_file, history, names
from pimhcli.study.folder import Write
from pimhcli.study.saving import Step
from pimhcli.transcripts import cues, drafts, readers, speaker_map, turns
from pimhcli.transcripts.readers import Wish, zoom_chat
from pimhcli.transcripts.readers.refused import LARGEST
from pimhcli.transcripts.roster import Cast, Speaker, roster
from pimhcli.transcripts.speaker_map import Named
from pimhcli.wording import count, shortened

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pimhcli.study.study import Study
    from pimhcli.transcripts.drafts import Draft
    from pimhcli.transcripts.roster import Role
    from pimhcli.transcripts.turns import Transcript

_TELLING = 4  # words, by which one may be known again
ORIGINALS = "originals/"
_SUFFIX = re.compile(r"\.[a-z0-9]{1,8}")


class Chat(NamedTuple):
    """What was typed while a meeting was recorded.

    Args:
        file: as the meeting's program saved it.
        start: the time of day at which the recording began, in milliseconds; None where the times of the
            chat count from there.
    """

    file: Path
    start: int | None


class Asked(msgspec.Struct, frozen=True):
    """What the user said about the transcripts to add.

    Args:
        group: the focus group they belong to; empty for each its own.
        moderators: labels of moderators, besides those that study.yaml names.
        observers: labels of those who only looked on or took notes, likewise.
        named: who the speakers are.
        listed: the same from a file, which may be of other transcripts too.
        coder: who adds them.
        wish: how the sources are to be read.
        chat: what was typed meanwhile; None for nothing.
        keep_original: whether the study keeps a copy of the sources.
        becomes: the transcript that a source becomes; empty for a new one.
    """

    coder: str
    group: str = ""
    moderators: tuple[str, ...] = ()
    observers: tuple[str, ...] = ()
    named: tuple[Named, ...] = ()
    listed: tuple[Named, ...] = ()
    wish: Wish = Wish()
    chat: Chat | None = None
    keep_original: bool = False
    becomes: str = ""


class Incoming(msgspec.Struct, frozen=True):
    """A transcript that was read and is not written yet.

    Args:
        id: its name in the study.
        file: the source's name.
        format: what the source was taken for.
        reason: by what it was known to be that.
        notes: what was left out or read in a way that the user should know, each a sentence.
        front: paragraphs before the first turn.
        turns: how many.
        speakers: who speaks, by first turn.
        times: how long each label speaks, in milliseconds; none of those whose times are not all known.
        cues: pieces with times that are kept beside the transcript.
        samples: the beginning of what each label says.
    """

    id: str
    file: str
    format: str
    reason: str
    notes: tuple[str, ...]
    front: tuple[str, ...]
    turns: int
    speakers: tuple[Speaker, ...]
    times: dict[str, int]
    cues: int
    samples: dict[str, str]


class Plan(msgspec.Struct, frozen=True):
    """What adding would do.

    Args:
        incoming: the transcripts.
        cast: whom the study knows, those whom the command names among them.
        step: the act.
    """

    incoming: tuple[Incoming, ...]
    cast: Cast
    step: Step

    @property
    def compared(self) -> bool:
        """Whether there were participants to compare the speakers with."""
        return bool(self.cast.participants)

    @property
    def unknown(self) -> tuple[Speaker, ...]:
        """Speakers of whom nobody knows what they are."""
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
    paths = list(sources)
    if asked.chat and len(paths) > 1:
        raise UsageError("--chat is of one meeting.", hint="Add its transcript by itself, with the chat.")
    reader = _Reader(study, asked)
    for path in paths:
        reader.take(path, alone=len(paths) == 1)
    reader.check_all_named()
    changed = (*reader.writes, *_groups_write(study, reader.incoming, asked), *_unshared(study, asked))
    record = history.record(asked.coder, "transcript add", reader.sentence, sources=tuple(reader.sources))
    return Plan(tuple(reader.incoming), reader.cast, Step(record, changed))


def listed(path: Path) -> tuple[Named, ...]:
    """Who speakers are, by a file outside of the study.

    Args:
        path: a .csv, .xlsx or .txt file of two columns: label and name.

    Raises:
        UsageError: it cannot be read.
        ProblemsError: some of its rows name nobody.
    """
    return speaker_map.of_file(files.read_bytes(path), path.name)


class _Reader:
    """Reads one source after the other, so that no two become one transcript."""

    def __init__(self, study: Study, asked: Asked) -> None:
        self._group = names.from_words(asked.group) if asked.group else ""
        self._asked = asked
        self._taken = set(study.transcript_ids)
        self._labels: set[str] = set()
        known = study.cast
        self.cast = msgspec.structs.replace(
            known,
            moderators=(*known.moderators, *asked.moderators),
            observers=(*known.observers, *asked.observers),
        )
        self.incoming: list[Incoming] = []
        self.writes: list[Write] = []
        self.sources: list[history.Source] = []

    @property
    def sentence(self) -> str:
        """What was read, as the history tells it: without the labels of the sources, which are names."""
        kept = f" The source is kept in {ORIGINALS}" if self._asked.keep_original else ""
        return "\n".join(
            f"Added {item.id} from {item.file}: {count(item.turns, 'turn')} of "
            f"{count(len(item.speakers), 'speaker')}.{kept}"
            for item in self.incoming
        )

    def check_all_named(self) -> None:
        """Refuses a name or a role for somebody who speaks nowhere: it would be passed over without a word.

        An observer may have been silent.
        """
        self._check_spoken("--map", [one.label for one in self._asked.named], self._labels)
        shown = {speaker.label for item in self.incoming for speaker in item.speakers}
        self._check_spoken("--moderator", self._asked.moderators, self._labels | shown)

    def _check_spoken(self, option: str, labels: Iterable[str], spoken: set[str]) -> None:
        folded = set(map(fold_name, spoken))
        for label in labels:
            if fold_name(label) not in folded:
                hint = did_you_mean(label, spoken) or f"Speakers: {', '.join(sorted(spoken))}."
                raise UsageError(f"{option}: nobody is called '{label}' in these files.", hint=hint)

    def take(self, path: Path, *, alone: bool) -> None:
        name = self._asked.becomes or _name(path, self._group if alone else "", self._taken)
        own = self._names(name)
        draft = self._with_chat(self._read(path, name, "", own), name)
        self._labels |= {said.speaker for said in draft.utterances}
        draft = speaker_map.renamed(draft, _canonical(draft, self.cast) | own)
        text = drafts.stored(draft)
        self._taken.add(name)
        self.incoming.append(_incoming(turns.parse(text, name), path.name, draft, self.cast))
        self.writes.append(Write(f"transcripts/{name}.txt", text.encode(), None))
        if pieces := cues.of_utterances(draft.cues):
            self.writes.append(Write(f"transcripts/{name}.cues.csv", cues.written(pieces).encode(), None))

    def _names(self, transcript: str) -> dict[str, str]:
        """The names of the speakers of one transcript, by the folded label; what is typed goes first."""
        every = (*self._asked.listed, *self._asked.named)
        own = (one for one in every if one.transcript in {"", transcript})
        return {fold_name(one.label): speaker_map.name_for(one.name, self.cast) for one in own}

    def _read(self, path: Path, name: str, end: str, own: Iterable[str]) -> Draft:
        data = self._data(path, name, end)
        return readers.read(data, path.name, self.cast.known.union(own), self._asked.wish)

    def _data(self, path: Path, name: str, end: str) -> bytes:
        """A source's contents, once they are known to fit; they are noted, and kept where that is wished.

        Args:
            path: the source.
            name: the transcript it becomes.
            end: what a copy is called besides.
        """
        if (size := files.size(path)) > LARGEST:
            hint = "The text of a whole day has less than 1 MB. Did you name the recording?"
            raise UsageError(
                f"{path.name} is too large for a transcript ({size // 1_000_000} MB).", hint=hint
            )
        data = files.read_bytes(path)
        self.sources.append(history.Source(path.name, files.digest(data), transcript=name))
        if self._asked.keep_original:
            self.writes.append(Write(f"{ORIGINALS}{name}{end}{_suffix(path)}", data, None))
        return data

    def _with_chat(self, draft: Draft, name: str) -> Draft:
        chat = self._asked.chat
        if chat is None:
            return draft
        messages = readers.read_chat(self._data(chat.file, name, "-chat"), chat.file.name)
        return drafts.tidied(zoom_chat.with_chat(draft, messages, chat.start))


def _incoming(transcript: Transcript, file: str, draft: Draft, cast: Cast) -> Incoming:
    speakers = roster(transcript, cast)
    return Incoming(
        transcript.id,
        file,
        draft.format,
        draft.reason,
        (*draft.notes, *_estimates(transcript)),
        draft.front,
        len(transcript.turns),
        speakers,
        _times(transcript, speakers, cast),
        len(cues.of_utterances(draft.cues)),
        _samples(transcript),
    )


def _times(transcript: Transcript, speakers: Iterable[Speaker], cast: Cast) -> dict[str, int]:
    if not any(turn.time for turn in transcript.turns):
        return {}
    (held,) = talk([(transcript.id, transcript)], cast).groups
    found = participation(held)
    times = {fold_name(one.voice.name): one.time for one in (*found.people, *found.others)}
    own = {one.label: times.get(fold_name(one.participant or one.label)) for one in speakers}
    return {label: time for label, time in own.items() if time is not None}


def _estimates(transcript: Transcript) -> tuple[str, ...]:
    """That minutes are reckoned from one turn to the next, where the source tells no end of a turn."""
    if any(turn.time and not turn.until for turn in transcript.turns):
        return ("Where no end of a turn is told, its minutes go on to the beginning of the next turn.",)
    return ()


def _samples(transcript: Transcript) -> dict[str, str]:
    """The first words of some length that each label says."""
    found: dict[str, str] = {}
    for turn in transcript.turns:
        if len(found.setdefault(turn.speaker, turn.text).split()) < _TELLING <= len(turn.text.split()):
            found[turn.speaker] = turn.text
    return {label: shortened(text) for label, text in found.items()}


def _group(study: Study, words: str) -> str:
    """The focus group that is meant: one of study.yaml, whatever its case, or a new one of a good name."""
    known = (group.id for group in study.settings.focus_groups if fold_name(group.id) == fold_name(words))
    return next(known, "") or (names.checked(words, "focus group") if words else "")


def _groups_write(study: Study, incoming: Iterable[Incoming], asked: Asked) -> tuple[Write, ...]:
    """The change of study.yaml, when it is to learn of a group, a moderator or an observer."""
    if not (asked.group or asked.moderators or asked.observers):
        return ()
    settings, path = study.settings, study.root / "study.yaml"
    hosts: dict[Role, tuple[str, ...]] = {"moderator": asked.moderators, "observer": asked.observers}
    groups = {item.id: asked.group or settings.group_of(item.id) for item in incoming}
    data = files.read_bytes(path)
    text = group_file.with_groups(files.decoded(path, data), settings, groups, hosts)
    return () if text.encode() == data else (Write("study.yaml", text.encode(), files.digest(data)),)


def _unshared(study: Study, asked: Asked) -> tuple[Write, ...]:
    """The change of .gitignore that keeps the sources, in which people have their names, out of git."""
    if not asked.keep_original:
        return ()
    path = study.root / ".gitignore"
    data = files.read_bytes(path) if path.exists() else None
    before = files.decoded(path, data) if data else ""
    if ORIGINALS in before.split():
        return ()
    after = before + ("" if before.endswith("\n") or not before else "\n") + f"{ORIGINALS}\n"
    return (Write(path.name, after.encode(), None if data is None else files.digest(data)),)


def _suffix(path: Path) -> str:
    suffix = path.suffix.lower()
    return suffix if _SUFFIX.fullmatch(suffix) else ""


def _canonical(draft: Draft, cast: Cast) -> dict[str, str]:
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
