"""A study as a project: coders, codebook, participants, transcripts, excerpts and memos."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Literal

import msgspec

from pimhcli import __version__
from pimhcli.coding.excerpts import locate
from pimhcli.exchange.imports import Names
from pimhcli.exchange.model import Case, Code, Coder, Project, Selection, Set, Source, Tag
from pimhcli.exchange.outgoing import codes, people
from pimhcli.exchange.outgoing.memos import Notes
from pimhcli.exchange.outgoing.times import to_the_second
from pimhcli.folding import fold_name, natural
from pimhcli.study.material import all_excerpts
from pimhcli.transcripts.roster import roster

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pimhcli.coding.excerpts import Coding, Excerpt
    from pimhcli.study.study import Study
    from pimhcli.transcripts.turns import Turn

Speaking = Literal["", "codes", "refs"]
SPEAKING: tuple[Speaking, ...] = ("codes", "refs")
SPEAKERS = "Speakers"  # the entry above the codes of those who speak


class Wish(msgspec.Struct, frozen=True):
    """How a study is to go out.

    Args:
        speakers: how it is told who speaks in a turn: by codes, by references of the cases, or only by the
            labels in the text.
        unique: whether codes of one name are called by their paths.
    """

    speakers: Speaking = ""
    unique: bool = False


class Sent(msgspec.Struct, frozen=True):
    """A study that goes out.

    Args:
        project: what goes.
        adrift: how many excerpts, codings and memos stay behind or lose their place, by what they are.
    """

    project: Project
    adrift: dict[str, int]


def sent(study: Study, wish: Wish) -> Sent:
    """The study as a project.

    Args:
        study: the open study.
        wish: how it is to go.
    """
    return _Outgoing(study, wish).sent()


class _Outgoing:
    """Gathers the parts; each knows the GUIDs of the others."""

    def __init__(self, study: Study, wish: Wish) -> None:
        self._study, self._wish = study, wish
        self._names = Names(study)
        self._guid = self._names.guid
        self._notes = Notes(study, self._names)
        self._adrift: Counter[str] = Counter()
        self._passages = [(excerpt, self._known(excerpt)) for excerpt in all_excerpts(study)]

    def sent(self) -> Sent:
        study, settings = self._study, self._study.settings
        times = [at for record in study.acts.records if (at := to_the_second(record.at))]
        names = self._coders()
        spoken = [*self._turns()] if self._wish.speakers else []
        variables = people.columns(study.questionnaire, study.participants, partial(self._guid, "item"))
        selections = (*self._selections(), *self._notes.selections, *spoken)
        if self._notes.adrift:
            self._adrift["memos whose place in the study is gone: they go, and hang on nothing"] += (
                self._notes.adrift
            )
        project = Project(
            name=settings.title,
            origin=f"pimh {__version__}",
            description=settings.research_question,
            coder=self._guid("coder", names[0]),
            created=min(times, default=""),
            modified=max(times, default=""),
            coders=tuple(Coder(self._guid("coder", name), name) for name in names),
            codes=tuple(self._codes()),
            variables=tuple(column.variable for column in variables),
            cases=tuple(self._cases(variables, spoken)),
            sources=tuple(self._sources()),
            selections=selections,
            notes=tuple(self._notes.notes),
            sets=tuple(self._groups()),
            noted=self._notes.on("study"),
        )
        return Sent(project, dict(self._adrift))

    def _known(self, excerpt: Excerpt) -> list[Coding]:
        """The codings of an excerpt whose codes are in the codebook."""
        book = self._study.codebook
        found = [c for c in excerpt.codings if book.key_of(c.code) in book.by_key]
        if len(found) < len(excerpt.codings):
            self._adrift["codings with a code that the codebook lacks"] += len(excerpt.codings) - len(found)
        return found

    def _coders(self) -> list[str]:
        """The team, and whoever else coded or wrote; somebody, where there is nobody."""
        team = [member.id for member in self._study.settings.team]
        others = {coding.by for _, codings in self._passages for coding in codings} | self._notes.coders
        return [*dict.fromkeys((*team, *sorted(others)))] or ["unknown"]

    def _codes(self) -> Iterator[Code]:
        book = self._study.codebook
        used = {book.key_of(coding.code) for _, codings in self._passages for coding in codings}
        notes = {entry.id: self._notes.on("code", entry.id) for entry in book.codes}
        yield from codes.codes(book, partial(self._guid, "code"), used, notes, unique=self._wish.unique)
        if self._wish.speakers == "codes":
            above = self._guid("speakers")
            yield Code(above, SPEAKERS, is_codable=False)
            for name in self._speakers():
                yield Code(self._guid("speaker", name), name, above)

    def _sources(self) -> Iterator[Source]:
        for name in self._study.transcript_ids:
            text, notes = self._study.transcript(name).text, self._notes.on("transcript", name)
            yield Source(self._guid("transcript", name), name, text, notes=notes)

    def _selections(self) -> Iterator[Selection]:
        """One for each passage, coder and memo."""
        for excerpt, codings in self._passages:
            name = excerpt.transcript
            span = locate(excerpt.codings[0], self._study.transcript(name).text, self._study.version(name))
            if span is None:
                self._adrift["excerpts whose words stand in the transcript no longer"] += 1
                continue
            by_memo: dict[str, list[Coding]] = {}
            for coding in codings:
                by_memo.setdefault(coding.memo, []).append(coding)
            notes = self._notes.on("excerpt", excerpt.id)
            for memo, those in by_memo.items():
                yield self._selection(name, span, those, (memo, notes))
                notes = ()

    def _selection(
        self,
        transcript: str,
        span: tuple[int, int],
        codings: Sequence[Coding],
        said: tuple[str, tuple[str, ...]],
    ) -> Selection:
        first, (memo, notes) = codings[0], said
        coder = self._guid("coder", first.by)
        key_of = self._study.codebook.key_of
        tags = {
            key_of(c.code): Tag(
                self._guid("coding", c.id), self._guid("code", key_of(c.code)), coder, to_the_second(c.since)
            )
            for c in reversed(codings)
        }
        return Selection(
            self._guid("selection", first.id), self._guid("transcript", transcript), *span, first.quote, memo,
            coder, to_the_second(first.since), tuple(reversed(tags.values())), notes,
        )  # fmt: skip

    def _cases(self, variables: Sequence[people.Column], spoken: Sequence[Selection]) -> Iterator[Case]:
        heard = self._speakers()
        turns: dict[str, list[str]] = {}
        if self._wish.speakers == "refs":
            for name, selection in zip(self._said_by(), spoken, strict=True):
                turns.setdefault(name, []).append(selection.guid)
        for person in self._study.participants:
            sources = tuple(self._guid("transcript", name) for name in heard.get(person.id, ()))
            case = people.case(person, variables, self._guid("participant", person.id), sources)
            yield msgspec.structs.replace(case, selections=tuple(turns.get(person.id, ())))

    def _groups(self) -> Iterator[Set]:
        settings = self._study.settings
        groups: dict[str, list[str]] = {group.id: [] for group in settings.focus_groups}
        for name in self._study.transcript_ids:
            groups.setdefault(settings.group_of(name), []).append(self._guid("transcript", name))
        for group, sources in groups.items():
            notes = self._notes.on("group", group)
            if sources or notes:
                yield Set(self._guid("group", group), group, sources=tuple(sources), notes=notes)

    def _speakers(self) -> dict[str, list[str]]:
        """The transcripts in which each participant speaks; before answers are loaded, whoever may be one."""
        study, found = self._study, dict[str, list[str]]()
        for name in study.transcript_ids:
            for speaker in roster(study.transcript(name), study.cast):
                who = speaker.participant or (speaker.label if not study.participants else "")
                if who and speaker.is_counted:
                    found.setdefault(who, []).append(name)
        return {name: [*dict.fromkeys(found[name])] for name in sorted(found, key=natural)}

    def _said_by(self) -> list[str]:
        """Who speaks in each turn of a participant."""
        return [name for name, _, _ in self._spoken()]

    def _spoken(self) -> Iterator[tuple[str, str, Turn]]:
        """The turns of the participants: whose each is, the transcript, and the turn."""
        known = {fold_name(name): name for name in self._speakers()}
        for transcript in self._study.transcript_ids:
            for turn in self._study.transcript(transcript).turns:
                if turn.start < turn.end and (name := known.get(fold_name(turn.speaker))):
                    yield name, transcript, turn

    def _turns(self) -> Iterator[Selection]:
        coder = self._guid("coder", self._coders()[0])
        for name, transcript, turn in self._spoken():
            place = transcript, str(turn.start), str(turn.end)
            is_code = self._wish.speakers == "codes"
            tag = Tag(self._guid("turn tag", *place), self._guid("speaker", name), coder)
            yield Selection(
                self._guid("turn", *place), self._guid("transcript", transcript), turn.start, turn.end,
                turn.text, coder=coder, tags=(tag,) * is_code,
            )  # fmt: skip
