"""The study as it lies on disk: each part is read when it is asked for, and only once."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, TypeVar, cast

from pimhcli.coding import codebook as codebooks
from pimhcli.errors import StudyError, UsageError
from pimhcli.findings import Finding, errors
from pimhcli.folding import did_you_mean, fold_name, natural
from pimhcli.questionnaire import loading, schema
from pimhcli.storage import files, texts, yamlfile
from pimhcli.study import history, names, settings, standing
from pimhcli.study.folder import Folder
from pimhcli.study.merging import copies
from pimhcli.study.standing import CodingsFile, Present
from pimhcli.transcripts import turns
from pimhcli.transcripts.roster import Cast
from pimhcli.wording import count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from pimhcli.coding.anchoring import Anchors
    from pimhcli.coding.codebook import Codebook
    from pimhcli.fields import Node
    from pimhcli.questionnaire.answers import Participant
    from pimhcli.questionnaire.schema import Questionnaire
    from pimhcli.study.folder import Write
    from pimhcli.study.history import Record
    from pimhcli.study.settings import Settings
    from pimhcli.study.standing import Reworded
    from pimhcli.transcripts.turns import Transcript

T = TypeVar("T")

PARTICIPANTS = "participants.csv"
_MEND = "Mend it, and run the command again."


class Study:
    """An open study.

    Args:
        root: its folder.
        earlier: the same study as it was read before; what its files held is not worked out again for
            those that hold the same still.
        planned: writes that count as done: the study as it would be.
    """

    def __init__(self, root: Path, earlier: Study | None = None, planned: Iterable[Write] = ()) -> None:
        self.root = root
        self.folder = Folder(root, planned)
        self.findings: list[Finding] = []  # warnings met while reading
        self.unread: list[StudyError] = []  # histories that are no text: they are told, and no act is saved
        self._transcripts: dict[str, Transcript] = {}
        self._versions: dict[str, str] = {}
        self._codings: dict[tuple[str, str], CodingsFile] = {}
        self._anchors: dict[str, Anchors] = dict(earlier._anchors) if earlier else {}  # noqa: SLF001  # its own
        self._read: dict[Path, tuple[str, object, list[Finding]]] = dict(earlier._read) if earlier else {}  # noqa: SLF001  # its own

    @cached_property
    def settings(self) -> Settings:
        """What study.yaml says."""
        return self._document("study.yaml", settings.read)

    @cached_property
    def questionnaire(self) -> Questionnaire:
        """The instrument and the layout of its table."""
        return self._document("questionnaire.yaml", schema.read)

    @cached_property
    def codebook(self) -> Codebook:
        """The themes, sub-themes and codes."""
        return self._document("codebook.yaml", codebooks.read)

    @cached_property
    def participants(self) -> tuple[Participant, ...]:
        """The loaded answers; empty before anything was loaded."""
        path = self.root / PARTICIPANTS
        if not self.folder.exists(path):
            return ()
        questionnaire = self.questionnaire

        def work_out(data: bytes) -> tuple[tuple[Participant, ...], list[Finding]]:
            found, findings = loading.from_csv(files.decoded(path, data), questionnaire, path.name)
            again = "Mend it, or load the answers again: pimh load ANSWERS.xlsx"
            self._stop_at_errors(path.name, findings, again)
            return tuple(found), findings

        return self._of_file(path, work_out, self.root / "questionnaire.yaml")

    @property
    def cast(self) -> Cast:
        """Whom a transcript of the study may name."""
        ids = tuple(person.id for person in self.participants)
        return Cast(ids, self.settings.moderators, self.settings.observers)

    @cached_property
    def transcript_ids(self) -> tuple[str, ...]:
        """The transcripts, by name; fg2 comes before fg10."""
        found = sorted((path.stem for path in self.folder.matching("transcripts/*.txt")), key=natural)
        for name in found:
            if not names.is_name(name):
                self._warn_of_no_transcript(f"{name}.txt", found)
        return tuple(name for name in found if names.is_name(name))

    @cached_property
    def lost_transcripts(self) -> tuple[str, ...]:
        """Those that have codings and are not there."""
        coded = {path.parent.name for path in self.folder.matching("codings/*/*.jsonl")}
        return tuple(sorted(coded.difference(self.transcript_ids)))

    def id_of(self, words: str) -> str:
        """The id of the transcript that a name means; nothing when there is none.

        Args:
            words: the name in any spelling; empty means the only transcript.
        """
        if not words and len(self.transcript_ids) == 1:
            return self.transcript_ids[0]
        return next((name for name in self.transcript_ids if fold_name(name) == fold_name(words)), "")

    def called(self, words: str) -> Transcript:
        """The transcript that a name means.

        Args:
            words: the name in any spelling; empty means the only transcript.

        Raises:
            UsageError: there is none of that name, or none is named and there are several.
        """
        return self.transcript(self.id_of(words) or words)

    @property
    def at_hand(self) -> tuple[str, ...]:
        """The transcripts that were read so far: those that the work at hand is about."""
        return tuple(self._transcripts)

    def transcript(self, name: str) -> Transcript:
        """One transcript, by its id.

        Raises:
            UsageError: there is none of that name.
        """
        if name not in self._transcripts:
            self._transcripts[name] = self._read_transcript(name)
        return self._transcripts[name]

    def version(self, name: str) -> str:
        """The id of a transcript's text as it is now."""
        if name not in self._versions:
            self._versions[name] = texts.version(self.transcript(name).text)
        return self._versions[name]

    def coders(self, transcript: str) -> tuple[str, ...]:
        """Who has codings of a transcript, by name."""
        found = self.folder.matching(f"codings/{transcript}/*.jsonl")
        return tuple(path.stem for path in found if self._is_coders(path))

    def codings(self, transcript: str, coder: str) -> CodingsFile:
        """One coder's codings of one transcript, as they stand in it now; empty when there are none."""
        key = (transcript, coder)
        if key not in self._codings:
            stored = self._read_codings(transcript, coder)
            is_there = stored.stored and transcript in self.transcript_ids
            self._codings[key] = standing.present(stored, self.present(transcript)) if is_there else stored
        return self._codings[key]

    def anchors(self, transcript: str) -> Anchors:
        """What finds the codings of earlier versions of a transcript in it as it is now."""
        # rapidfuzz, which only a transcript that was edited since it was coded has to pay
        from pimhcli.coding.anchoring import Anchors

        version = self.version(transcript)
        if version not in self._anchors:
            self._anchors[version] = Anchors(self.transcript(transcript).text, version, self.older)
        return self._anchors[version]

    def older(self, version: str) -> str | None:
        """The text of an earlier version of a transcript; None when it is not to be had any more."""
        return texts.find(self.root, version) or next(
            (text for text in self._on_disk() if texts.version(text) == version), None
        )

    @cached_property
    def reworded(self) -> dict[str, Reworded]:
        """The versions of transcripts whose words were replaced for good, with what came after."""
        return standing.by_old(step for record in self.acts.records for step in record.reworded)

    @cached_property
    def acts(self) -> history.Lines:
        """Everybody's acts, on any machine, oldest first, and a warning for each line that is not whole."""
        return history.together([self._read_history(path) for path in self._journals()])

    def acts_of(self, coder: str) -> list[Record]:
        """All acts of a coder, on any machine, oldest first; lines that are not whole are left out.

        Raises:
            StudyError: a file of them is no text.
        """
        found = history.together([self._read_history(path) for path in self._journals(coder)])
        if self.unread:
            raise self.unread[0]
        return [record for record in found.records if record.by == coder]

    def _journals(self, coder: str = "*") -> list[Path]:
        return self.folder.matching(history.journals(coder))

    def present(self, transcript: str) -> Present:
        """A transcript as it is now, and what is known of what it was."""
        text, version = self.transcript(transcript).text, self.version(transcript)
        return Present(text, version, lambda: self.anchors(transcript), lambda: self.reworded)

    def _on_disk(self) -> Iterator[str]:
        """The transcripts without what is planned: codings were made on them."""
        for path in sorted((self.root / "transcripts").glob("*.txt")):
            yield files.read_text(path)

    def _is_coders(self, path: Path) -> bool:
        whose = copies.owner(self.folder, path, [member.id for member in self.settings.team])
        if names.is_name(path.stem) and not whose:
            return True
        where = f"codings/{path.parent.name}/{path.name}"
        if whose:
            what = f"is left out: it looks like a copy of {whose}’s codings that a sync program made."
            self._warn(where, what, "To merge it: pimh resolve")
        else:
            what = "is left out: its name is that of no coder."
            self._warn(where, what, "Give it the name of whose codings it holds, such as anna.jsonl.")
        return False

    def _warn_of_no_transcript(self, file: str, found: list[str]) -> None:
        if whose := copies.original(file, (f"{name}.txt" for name in found if names.is_name(name))):
            what, hint = f"is left out: it looks like a copy of {whose}.", "What to do with it: pimh resolve"
        else:
            what, hint = "is left out: its name is no transcript name.", "Rename it."
        self._warn(f"transcripts/{file}", what, hint)

    def _read_transcript(self, name: str) -> Transcript:
        if name not in self.transcript_ids:
            known = ", ".join(self.transcript_ids) or "none yet; add one: pimh transcript add FILE"
            hint = did_you_mean(name, self.transcript_ids) or f"Transcripts here: {known}"
            raise UsageError(f"There is no transcript '{name}'." if name else "Which transcript?", hint=hint)
        path = self.root / "transcripts" / f"{name}.txt"
        return self._of_file(path, lambda data: (turns.parse(files.decoded(path, data), name), []))

    def _read_codings(self, transcript: str, coder: str) -> CodingsFile:
        path = self.root / "codings" / transcript / f"{coder}.jsonl"
        if not self.folder.exists(path):
            if path in self._read:
                raise StudyError(
                    f"codings/{transcript}/{path.name} was there a moment ago and is gone.",
                    hint="Put it back, from a backup or from git; pimh log tells what was coded.",
                )
            return CodingsFile(transcript, coder)
        return self._of_file(path, lambda data: standing.read(path, data, transcript, coder))

    def _read_history(self, path: Path) -> history.Lines:
        try:
            return self._of_file(path, lambda data: (history.read(files.decoded(path, data), path.name), []))
        except StudyError as error:
            self.unread.append(error)
            where, _, what = error.message.partition(": ")
            self._warn(
                f"history/{where[where.find(path.name) :]}", f"{what} Nothing of it is counted.", error.hint
            )
            return history.Lines([], [])

    def _document(self, name: str, read: Callable[[Node, str], tuple[T, list[Finding]]]) -> T:
        path = self.root / name
        if not self.folder.exists(path):
            raise StudyError(
                f"{name} is missing in the study folder.",
                hint="Take it from a backup, or copy the one that pimh init makes in a new folder.",
            )

        def work_out(data: bytes) -> tuple[T, list[Finding]]:
            value, findings = read(yamlfile.parse(files.decoded(path, data), name), name)
            self._stop_at_errors(name, findings)
            return value, findings

        return self._of_file(path, work_out)

    def _of_file(
        self, path: Path, work_out: Callable[[bytes], tuple[T, list[Finding]]], by: Path | None = None
    ) -> T:
        """What a file holds, taken from the earlier study if the file is the same.

        Args:
            path: the file.
            work_out: makes it of the file's contents, with the warnings.
            by: another file, read before, by which the contents are worked out.
        """
        data = self.folder.read(path)
        digest = files.digest(data) + (self._read[by][0] if by else "")
        known = self._read.get(path)
        if known is None or known[0] != digest:
            value, findings = work_out(data)
            known = self._read[path] = digest, value, findings
        self.findings += known[2]
        return cast("T", known[1])

    def _stop_at_errors(self, name: str, findings: list[Finding], hint: str = _MEND) -> None:
        stops = errors(findings)
        if stops:
            raise StudyError(f"{name} has {count(len(stops), 'problem')}.", hint=hint, findings=stops)

    def _warn(self, where: str, message: str, hint: str) -> None:
        finding = Finding(where, message, hint, "warning")
        if finding not in self.findings:
            self.findings.append(finding)
