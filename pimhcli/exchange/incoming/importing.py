"""Takes a project of another program into a study: one act, which pimh undo takes back but for the files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from pimhcli.errors import ProblemsError
from pimhcli.exchange import imports, qualcoder
from pimhcli.exchange.imports import Map, Names
from pimhcli.exchange.incoming import codes, codings, groups, memos, people, texts
from pimhcli.exchange.incoming.codings import Context
from pimhcli.exchange.model import Received
from pimhcli.exchange.outgoing.project import SPEAKERS
from pimhcli.exchange.refi import reading
from pimhcli.findings import Finding
from pimhcli.folding import did_you_mean, fold_name
from pimhcli.storage import files, yamledit
from pimhcli.study import history, names, starting
from pimhcli.study.folder import Write
from pimhcli.study.saving import Step
from pimhcli.study.study import Study
from pimhcli.wording import count, together

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from pimhcli.exchange.model import Project
    from pimhcli.exchange.refi.reading import Wish

QUALCODER = ".qda"  # how its folders and databases are called
UNKNOWN = "unknown"  # the coder of what nobody is said to have made


class Parcel(msgspec.Struct, frozen=True):
    """A file of another program.

    Args:
        file: its name, without its folder.
        data: the whole file.
        received: what could be read of it.
    """

    file: str
    data: bytes
    received: Received


class Plan(msgspec.Struct, frozen=True):
    """What an import would do.

    Args:
        sentence: the same in words.
        step: the act; None when all of it is here already.
        transcripts: the ids of transcripts that are new.
        codings: how many codings are new, by transcript and coder.
        codes: how many entries of the codebook are new or change.
        memos: how many memos are new.
        participants: the ids of participants who are new.
        same: how many codings were here already.
        told: what there is to know: what is dropped as warnings, the rest as notes.
        aside: what a study has no place for; it stays in the file.
    """

    sentence: str
    step: Step | None
    transcripts: tuple[str, ...] = ()
    codings: tuple[tuple[str, str, int], ...] = ()
    codes: int = 0
    memos: int = 0
    participants: tuple[str, ...] = ()
    same: int = 0
    told: tuple[Finding, ...] = ()
    aside: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether nothing was dropped."""
        return not any(finding.severity == "warning" for finding in self.told)


def opened(path: Path, wish: Wish) -> Parcel:
    """A project of another program on disk.

    Args:
        path: of the .qdpx file, of a folder of QualCoder, or of the data.qda in it.
        wish: what the user says of it.

    Raises:
        UsageError: it cannot be read.
        ProblemsError: it is no project, damaged, or could do harm.
    """
    if path.suffix.lower() == QUALCODER:
        database = path / "data.qda" if path.is_dir() else path
        data, file = files.read_bytes(database), _called(path)
        return Parcel(file, data, qualcoder.read(data, file))
    data = files.read_bytes(path)
    received = reading.read(data, path.name, wish)
    if wish.speakers:
        project = _without(received.project, _speakers(received.project, wish.speakers, path.name))
        received = msgspec.structs.replace(received, project=project)
    return Parcel(path.name, data, received)


def _speakers(project: Project, name: str, file: str) -> set[str]:
    """The code of a name at the top, above those that tell who speaks."""
    found = {
        code.guid for code in project.codes if not code.parent and fold_name(code.name) == fold_name(name)
    }
    if not found:
        tops = [code.name for code in project.codes if not code.parent]
        hint = did_you_mean(name, tops) or f"At its top there are: {', '.join(tops) or 'no codes'}."
        raise ProblemsError(f"{file} has no code '{name}' at the top of its codebook.", hint=hint)
    return found


def _called(path: Path) -> str:
    """The name of a project of QualCoder: that of its folder."""
    folder = path if path.is_dir() or path.name != "data.qda" else path.resolve().parent
    return folder.name if folder.suffix.lower() == QUALCODER else path.name


def started(root: Path, parcel: Parcel) -> Study:
    """A new study for a project, with its name and what is said of it as the research question.

    Args:
        root: the folder to make it in.
        parcel: the file.

    Raises:
        UsageError: the folder is a study already, lies in one, or has files in the way.
    """
    project = parcel.received.project
    starting.start(root, codes.one_line(project.name), "blank")
    question = " ".join(codes.one_line(project.description).split()) if project.description.strip() else ""
    if question:
        path = root / "study.yaml"
        text = files.read_text(path)

        def ask(document: Any) -> None:  # noqa: ANN401  # a ruamel mapping
            document["research_question"] = question

        files.replace(path, yamledit.edit(text, ask).encode(), seen=files.digest(text.encode()))
    return Study(root)


def plan(study: Study, coder: str, parcel: Parcel, *, theirs: bool = False) -> Plan:
    """Works out what there is to take in.

    Args:
        study: the open study.
        coder: who imports it.
        parcel: the file.
        theirs: whether what it says of a code counts where the codebook says something else.
    """
    return _Import(study, coder, parcel, theirs=theirs).planned()


class _Import:
    def __init__(self, study: Study, coder: str, parcel: Parcel, *, theirs: bool) -> None:
        self._study, self._coder, self._parcel = study, coder, parcel
        self._project = _without_speakers(parcel.received.project)
        self._known = Names(study)
        book = study.codebook
        own = {self._known.guid("code", entry.id): entry.id for entry in book.codes}
        self._codes = codes.merged(
            book, self._project.codes, self._known.came_in("code") | own, theirs=theirs
        )
        self._texts = texts.taken(study, self._project, self._known)
        self._people = people.taken(study, self._project, self._known, parcel.file)
        self._grouped, self._sets = groups.taken(study, self._project, self._texts)
        self._coders = self._who()
        unknown = UNKNOWN if self._project.coders or len(study.settings.team) != 1 else coder
        self._context = Context(self._texts, self._codes.keys, self._coders, unknown, history.now())
        self._codings = codings.taken(study, self._project, self._known, self._context)
        ids = {guid: own for own, guid in self._codings.guids.items()}
        self._ids = ids
        self._memos, self._memo_guids = memos.taken(study, self._project, self._known, self._context, ids)

    def planned(self) -> Plan:
        new = {text.transcript.id: text for text in self._texts.values() if text.is_new}
        told = (*self._parcel.received.findings, *self._told())
        numbers = tuple((*place, number) for place, number in self._codings.new.items())
        others = (*self._people.writes, *self._grouped)
        is_something = new or self._codes.edits or self._codings.changes or self._memos or others
        plan = Plan(
            self._sentence(len(new)), None, tuple(new), numbers, len(self._codes.edits), len(self._memos),
            self._people.new, self._codings.same, told, self._parcel.received.aside,
        )  # fmt: skip
        return msgspec.structs.replace(plan, step=self._step(plan.sentence)) if is_something else plan

    def _step(self, sentence: str) -> Step:
        digest = files.digest(self._parcel.data)
        record = history.record(
            self._coder, "import", sentence, edits=self._codes.edits, changes=self._codings.changes,
            memos=tuple(self._memos), sources=(history.Source(self._parcel.file, digest),),
        )  # fmt: skip
        writes = [
            Write(f"transcripts/{text.transcript.id}.txt", text.transcript.text.encode(), None)
            for text in self._texts.values()
            if text.is_new
        ]
        known = Map(self._parcel.file, digest, self._project.origin, self._guids())
        kept = imports.kept(self._study, record.at[:10], self._parcel.data, known)
        coded = {one.transcript.text for one in self._texts.values() if one.is_new or one.is_other}
        writes += [*self._people.writes, *self._grouped, *kept, *imports.unshared(self._study)]
        return Step(record, tuple(writes), tuple(sorted(coded)))

    def _guids(self) -> dict[str, dict[str, str]]:
        """What each thing was called there, by what it is called here."""
        transcripts = {text.transcript.id: guid for guid, text in self._texts.items()}
        selections = {
            own: one.guid
            for one in self._project.selections
            for tag in one.tags[:1]
            if (own := self._ids.get(tag.guid))
        }
        return {
            "coder": {name: guid for guid, name in self._coders.items()},
            "code": {key: guid for guid, key in self._codes.keys.items()},
            "transcript": transcripts,
            "coding": self._codings.guids,
            "selection": selections,
            "memo": self._memo_guids,
            **self._people.guids,
        }

    def _who(self) -> dict[str, str]:
        """The coders here, by their GUIDs there: found by GUID, by id or by name, else new."""
        study = self._study
        ids = {member.id for member in study.settings.team}
        ids |= {coder for name in study.transcript_ids for coder in study.coders(name)}
        by_guid = self._known.came_in("coder") | {self._known.guid("coder", name): name for name in ids}
        by_name = {fold_name(name): name for name in ids}
        by_name |= {fold_name(member.name): member.id for member in study.settings.team if member.name}
        found: dict[str, str] = {}
        for one in self._project.coders:
            named = by_name.get(fold_name(one.name), "") or by_guid.get(one.guid, "")
            found[one.guid] = named or names.from_words(one.name)
        return found

    def _told(self) -> Iterator[Finding]:
        file, taken = self._parcel.file, self._codings
        for sentence in self._codes.told:
            yield Finding("codebook.yaml", sentence, "To take theirs: --theirs", "note")
        for text in self._texts.values():
            if text.is_other:
                name = text.transcript.id
                hint = f"Excerpts made on it are found by their words: pimh transcript review {name}"
                yield Finding(file, f"it has another version of {name}; yours stays.", hint, "note")
            if text.is_new and text.front:
                what = "it does not tell who speaks before its first coded words; called Unidentified."
                yield Finding(f"transcripts/{text.transcript.id}.txt", what, "", "note")
        if taken.silent:
            what = f"{count(taken.silent, 'passage')} of only blanks or names of speakers were left out."
            yield Finding(file, what, "", "warning")
        if taken.gone:
            what = f"{count(taken.gone, 'coding was', 'codings were')} removed or undone here, and stay so."
            yield Finding(file, what, "", "note")
        if taken.differ:
            what = f"the notes of {count(taken.differ, 'excerpt')} differ there; yours stay."
            yield Finding(file, what, "", "note")
        yield from self._people.told
        yield from self._of_sets()
        team = {member.id for member in self._study.settings.team}
        if missing := sorted({coder for _, coder in taken.new} - team) if team else []:
            what = f"{together(missing)} {'is' if len(missing) == 1 else 'are'} not in the team."
            yield Finding("study.yaml", what, "Add a line for each under team.", "note")

    def _of_sets(self) -> Iterator[Finding]:
        others = self._sets
        if others:
            listed = ", ".join(f"“{one.name}”" for one in others[:5])
            what = f"{count(len(others), 'set')} ({listed}) have no place in a study; they stay in the file."
            hint = "Focus groups and their transcripts are written in study.yaml."
            yield Finding(self._parcel.file, what, hint, "note")

    def _sentence(self, new: int) -> str:
        taken = self._codings
        parts = (
            count(new, "transcript") if new else "",
            count(len(self._codes.edits), "change of the codebook", "changes of the codebook")
            if self._codes.edits
            else "",
            count(sum(taken.new.values()), "coding") if taken.new else "",
            count(len(self._memos), "memo") if self._memos else "",
            *self._sentence_of_people(),
        )
        if not any(parts) and not self._grouped:
            return f"All that {self._parcel.file} holds is here already."
        return f"Took in {', '.join(filter(None, parts))} from {self._parcel.file}."

    def _sentence_of_people(self) -> Iterator[str]:
        came = self._people
        for number, noun in (
            (len(came.new), "participant"), (len(came.items), "item of the questionnaire"),
            (came.answers, "answer"),
        ):  # fmt: skip
            if number:
                yield count(number, noun, "items of the questionnaire" if "item" in noun else "")


def _without_speakers(project: Project) -> Project:
    """A project without the codes by which our own files tell who speaks: the labels in the text tell it."""
    tops = {
        code.guid for code in project.codes
        if not code.parent and code.name == SPEAKERS and not code.is_codable
    }  # fmt: skip
    return _without(project, tops) if tops else project


def _without(project: Project, tops: set[str]) -> Project:
    """A project without codes that tell who speaks, and without the passages that have these alone.

    Args:
        project: what comes in.
        tops: GUIDs of the codes above them.
    """
    gone = {*tops}
    for code in project.codes:  # parents before children
        if code.parent in gone:
            gone.add(code.guid)
    kept: Mapping[str, tuple[object, ...]] = {
        "codes": tuple(code for code in project.codes if code.guid not in gone),
        "selections": tuple(
            msgspec.structs.replace(one, tags=tuple(tag for tag in one.tags if tag.code not in gone))
            for one in project.selections
            if not one.tags or one.memo or any(tag.code not in gone for tag in one.tags)
        ),
    }
    return msgspec.structs.replace(project, **kept)
