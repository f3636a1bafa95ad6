"""Withdraws a participant: the words are not printed any more, or gone, or nothing is left at all."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

import msgspec

from pimhcli.analysis.people import speaks_in
from pimhcli.analysis.withdrawal import Loss, losses
from pimhcli.errors import PimhError
from pimhcli.folding import fold_name
from pimhcli.storage import files
from pimhcli.storage.ids import new_id
from pimhcli.study import history, replacing
from pimhcli.study.file_texts import in_yaml, readable
from pimhcli.study.folder import Write
from pimhcli.study.material import all_excerpts, gathered
from pimhcli.study.quoting import printed
from pimhcli.study.reworking import CACHE, Rules, reworked
from pimhcli.study.saving import Step
from pimhcli.study.standing import by_old
from pimhcli.study.study import PARTICIPANTS, Study
from pimhcli.study.tabulating.named import TABLES, built
from pimhcli.study.withdrawal import withdrawn_names
from pimhcli.study.withdrawal.withdrawn_files import (
    Voice,
    earlier,
    splices,
    unquoted,
    without_consent,
    without_cues,
    without_row,
)
from pimhcli.study.withdrawal.withdrawn_traces import Trace, Traces, unreached
from pimhcli.study.withdrawal.withdrawn_words import WORDS_GONE, Eraser, Mentions, Said
from pimhcli.transcripts import turns
from pimhcli.wording import count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pimhcli.analysis.passages import Passage
    from pimhcli.study.history import Record
    from pimhcli.study.standing import Reworded
    from pimhcli.tables.model import Table

Scope = Literal["quotes", "turns", "all"]

_QUOTED = re.compile(r'(?<=["“]).*(?=["”])', re.DOTALL)


class Asked(msgspec.Struct, frozen=True):
    """What is asked for.

    Args:
        participant: the id, or the label of one without a row, in any spelling.
        scope: what is withdrawn.
        coder: who does it.
        receipt: the random name of the receipt.
    """

    participant: str
    scope: Scope
    coder: str
    receipt: str = msgspec.field(default_factory=lambda: new_id(8))


class Plan(msgspec.Struct, frozen=True):
    """What a withdrawal would do.

    Args:
        participant: the id, or the label of one without a row.
        is_known: whether the study still has such a participant; else only the id was found in it.
        scope: what is withdrawn.
        turns: how many turns the participant has.
        words: how many words are in them.
        groups: the focus groups they belong to.
        has_row: whether there are answers to the questionnaire.
        gone: ids of the excerpts that go.
        shared: ids of those that keep what others say in them.
        starred: how many of both have a star.
        printed: how many of both the report prints.
        losses: what the codebook's entries lose; of the scope quotes, in printed excerpts.
        tables: the tables that change.
        traces: what is left for somebody to decide about.
        unreached: what pimh cannot reach.
        told: what else to know, in sentences.
        removed: files that go as a whole.
        receipt: the random name of the receipt.
        sentence: the same in words; holds neither the id nor any words.
        step: the act; None when there is nothing left to do.
    """

    participant: str
    is_known: bool
    scope: Scope
    turns: int
    words: int
    groups: tuple[str, ...]
    has_row: bool
    gone: tuple[str, ...]
    shared: tuple[str, ...]
    starred: int
    printed: int
    losses: tuple[Loss, ...]
    tables: tuple[str, ...]
    traces: tuple[Trace, ...]
    unreached: tuple[str, ...]
    told: tuple[str, ...]
    removed: tuple[str, ...]
    receipt: str
    sentence: str
    step: Step | None


class Effect(NamedTuple):
    """What a withdrawal does to the files.

    Args:
        writes: every file that changes.
        reworded: the transcripts among them.
        removed: those that go as a whole.
    """

    writes: tuple[Write, ...]
    reworded: tuple[Reworded, ...] = ()
    removed: tuple[str, ...] = ()


class Withdrawal:
    """One participant's withdrawal from a study.

    Args:
        study: the open study, as it is before.
        asked: who, and how far.

    Raises:
        UsageError: there is no such participant.
    """

    def __init__(self, study: Study, asked: Asked) -> None:
        self._study, self._asked = study, asked
        self.name = withdrawn_names.meant(study, asked.participant, is_all=asked.scope == "all")
        self._voice = Voice(study, self.name)
        self._mentions = Mentions(self.name, withdrawn_names.known(study) - {self.name})
        self._material = gathered(study)
        self._own = [passage for passage in self._material if speaks_in(self.name, passage)]
        self._turns = {name: self._voice.turns(name) for name in study.transcript_ids}
        self._hidden = self._mentions if asked.scope == "all" else None
        self.eraser = Eraser(self._said(), self._hidden, withdrawn_names.kept(study))

    def _said(self) -> Said:
        study = self._study
        every = [turn for name in study.transcript_ids for turn in study.transcript(name).turns]
        others = [turn.text for turn in every if not self._voice.is_named(turn)]
        # a participant who repeats a question has not said it first
        asked = study.folder.read(study.root / "questionnaire.yaml").decode("utf-8", "replace")
        own = [turn.text for turns in self._turns.values() for turn in turns]
        alone = [one.excerpt.quote for one in self._own if len(one.speakers) == 1]
        return Said(
            own,
            [*alone, *self._said_before()],
            [*others, asked, study.settings.title, study.settings.research_question],
        )

    def _said_before(self) -> Iterator[str]:
        """The quotes of the history that were the participant's, in words that may have been edited since."""
        for record in history.read_all(self._study.root).records:
            for change in record.changes:
                for coding in (*change.before, *change.after):
                    if coding.quote and self._voice.alone(change.transcript, coding):
                        yield coding.quote

    def planned(self) -> Plan:
        """What it would do."""
        effect = self._unquoted() if self._asked.scope == "quotes" else self._taken_out()
        after = Study(self._study.root, planned=effect.writes)
        there = {coding.id for excerpt in all_excerpts(after) for coding in excerpt.codings}
        gone = [one for one in self._material if not there & {coding.id for coding in one.excerpt.codings}]
        shared = [one for one in self._own if one not in gone and len(one.speakers) > 1]
        counts = self._sentence(len(gone))
        record = history.record(self._asked.coder, withdrawn_names.DO, counts, reworded=effect.reworded)
        is_open = any(not write.path.startswith(".pimh/") for write in effect.writes)
        files_change = self._asked.scope != "quotes"
        return Plan(
            participant=self.name,
            is_known=self._is_known,
            scope=self._asked.scope,
            turns=self._spoken[0],
            words=self._spoken[1],
            groups=self._groups,
            has_row=self._has_row,
            gone=tuple(one.excerpt.id for one in gone),
            shared=tuple(one.excerpt.id for one in shared),
            starred=sum(one.excerpt.star for one in self._own),
            printed=len(self._printed),
            losses=tuple(self._losses(after)),
            tables=tuple(_changed_tables(self._study, effect.writes)),
            traces=tuple(self._traces()),
            unreached=tuple(unreached(self._study, files_change=files_change)),
            told=tuple(self._told()),
            removed=effect.removed,
            receipt=self._asked.receipt,
            sentence=counts,
            step=Step(record, effect.writes) if is_open else None,
        )

    def _traces(self) -> list[Trace]:
        traces = Traces(self._study, self._voice, self._mentions, self.eraser)
        found = traces.found(self._own, self._material)
        # whom others name plays no part in what is printed of the participant's own words
        return [one for one in found if self._asked.scope != "quotes" or one.kind != "named"]

    @cached_property
    def _spoken(self) -> tuple[int, int]:
        """The participant's turns and words."""
        turns = [turn for own in self._turns.values() for turn in own]
        return len(turns), sum(turn.words for turn in turns)

    @cached_property
    def _groups(self) -> tuple[str, ...]:
        place = self._study.settings.group_of
        return tuple(dict.fromkeys(place(name) for name, own in self._turns.items() if own))

    @cached_property
    def _has_row(self) -> bool:
        return any(fold_name(person.id) == fold_name(self.name) for person in self._study.participants)

    @cached_property
    def _is_known(self) -> bool:
        """Whether there is still such a participant; else only the id came back with a merge."""
        return self.name in withdrawn_names.known(self._study)

    @cached_property
    def _printed(self) -> list[Passage]:
        return printed(self._study, self._own)

    def _sentence(self, gone: int) -> str:
        turns, words = self._spoken
        what = f"{count(turns, 'turn')}, {count(words, 'word')}, {count(gone, 'excerpt')}"
        if self._asked.scope == "quotes":
            what = f"{count(len(self._printed), 'excerpt')} not printed any more"
        return f"A participant was withdrawn ({self._asked.scope}): {what}; receipt {self._asked.receipt}."

    def _losses(self, after: Study) -> list[Loss]:
        """What entries lose: excerpts, or, where these stay, the printed ones of them."""
        if self._asked.scope != "quotes":
            return losses(self._study.codebook, self._material, gathered(after))
        stays = printed(after, gathered(after))
        return losses(self._study.codebook, printed(self._study, self._material), stays)

    def _told(self) -> Iterator[str]:
        if self._asked.scope == "turns" and not self._spoken[0]:
            yield "No transcript holds words of this participant, so what repeats them cannot be looked for."
        if self._asked.scope != "all":
            return
        if not self._is_known:
            yield (
                "This participant was withdrawn before. The words are not known any more, and only the id is "
                "taken out: read what a merge brought back."
            )
        if self._has_row:
            yield (
                "Whoever has Table 2 from before and the one from now can tell this person's whole row from "
                "what differs; never publish both."
            )
        if self._study.folder.matching("reports/*"):
            yield "An earlier version of the report exists: it must not be published beside the new one."
        for group in self._study.settings.focus_groups:
            if group.id in self._groups and group.attended is not None:
                yield f"study.yaml still says that {group.attended} attended {group.id}, as they did."
        if not self._mentions.is_sought:
            yield f"The id {self.name} is like any other word, so it is not looked for in running text."

    def _unquoted(self) -> Effect:
        return Effect(tuple(self._settings(lambda text: unquoted(text, self.name))))

    def _settings(self, change: Callable[[str], str]) -> Iterator[Write]:
        path = self._study.root / "study.yaml"
        data = self._study.folder.read(path)
        if (new := change(text := files.decoded(path, data))) != text:
            yield Write(path.name, new.encode(), files.digest(data))

    def _taken_out(self) -> Effect:
        found = {
            name: splices(self._study.transcript(name), self._voice, self._hidden)
            for name in self._study.transcript_ids
        }
        older = earlier(self._study, self._voice, self._hidden)
        rules = Rules(
            self.eraser.erased,
            found,
            withdrawn=True,
            earlier=by_old(older),
            decided=self._decided({name for name, own in found.items() if own}),
            gone=self._voice.alone,
            sentence=self._told_before,
            forgotten=lambda one: bool(self._hidden) and fold_name(one.participant) == fold_name(self.name),
        )
        done = reworked(self._study, rules, self.eraser.is_in)
        writes = {write.path: write for write in done.writes}
        for step, text in older.items():
            path = f"{CACHE}{step.new}.txt"
            # where git still has the version, an earlier withdrawal has kept this text already
            if path in writes or not self._study.folder.exists(self._study.root / path):
                writes[path] = Write(path, text.encode(), writes[path].seen if path in writes else None)
        return Effect(tuple(writes.values()), (*done.reworded, *older), done.removed)

    def _told_before(self, record: Record) -> str:
        """The sentence of an act of the history without the participant, or what it quotes.

        What it quotes may be an earlier wording, which no coding has any more.
        """
        text = record.sentence
        # of a correction nothing tells any more in whose turn it was
        if record.do == replacing.DO or any(
            self._voice.alone(change.transcript, coding)
            for change in record.changes
            for coding in (*change.before, *change.after)
        ):
            text = _QUOTED.sub(WORDS_GONE, text)
        return self.eraser.erased(text)

    def _decided(self, spoken_in: set[str]) -> dict[str, bytes | None]:
        """The files that are changed by what stands where in them, or that go, or stay, as a whole.

        Args:
            spoken_in: the transcripts that change.
        """
        every = self._asked.scope == "all"
        drop = without_consent if every else unquoted
        settings = {
            write.path: write.data
            for write in self._settings(lambda text: in_yaml(drop(text, self.name), self.eraser.erased))
        }
        made = {name: None for name in self._files("reports") if every or self._tells(name)}
        kept = {
            name: self._data(name)
            for name in self._files("originals")
            if not any(name.startswith(f"originals/{one}") for one in spoken_in) and not self._tells(name)
        }
        known = {name: self._data(name) for name in self._files(".pimh/texts") if self._is_clean(name)}
        answers = self._answers() if every else {}
        return {**settings, **made, **kept, **known, **dict(self._cues(spoken_in)), **answers}

    def _cues(self, spoken_in: set[str]) -> Iterator[tuple[str, bytes]]:
        """The times of the pieces that turns were joined from, without those of the participant's turns."""
        for name in spoken_in:
            path = self._study.root / "transcripts" / f"{name}.cues.csv"
            if self._study.folder.exists(path):
                text = files.decoded(path, self._study.folder.read(path))
                rest = without_cues(text, self._study.transcript(name).turns, self._voice)
                yield path.relative_to(self._study.root).as_posix(), rest.encode()

    def _is_clean(self, cached: str) -> bool:
        """Whether an earlier version of a transcript holds nothing of the participant."""
        text = self._data(cached).decode("utf-8", "replace")
        return not splices(turns.parse(text), self._voice, self._hidden) and not self.eraser.is_in(text)

    def _answers(self) -> dict[str, bytes | None]:
        path = self._study.root / PARTICIPANTS
        if not self._has_row:
            return {}
        text = files.decoded(path, self._study.folder.read(path))
        rest = self.eraser.erased(without_row(text, self.name))
        return {PARTICIPANTS: files.encoded(PARTICIPANTS, rest)}

    def _files(self, folder: str) -> list[str]:
        place = self._study.root / folder
        found = files.below(place) if place.is_dir() else ()
        return [path.relative_to(self._study.root).as_posix() for path in found]

    def _data(self, name: str) -> bytes:
        return self._study.folder.read(self._study.root / name)

    def _tells(self, name: str) -> bool:
        return any(map(self.eraser.is_in, readable(self._data(name))))


def _changed_tables(study: Study, writes: Iterable[Write]) -> Iterator[str]:
    before, after = Study(study.root, study), Study(study.root, planned=writes)
    for name in TABLES:
        if _table(before, name) != _table(after, name):
            yield name


def _table(study: Study, name: str) -> Table | None:
    """A table; None where it cannot be made."""
    try:
        return built(study, name)
    except PimhError:
        return None
