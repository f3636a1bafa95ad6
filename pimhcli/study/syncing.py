"""Takes the excerpts of a transcript along after it was edited, and says how each came through."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from pimhcli.coding.excerpts import Excerpt, excerpts, in_order
from pimhcli.findings import Finding
from pimhcli.storage import files, jsonlines
from pimhcli.study import history, late
from pimhcli.study.folder import Write
from pimhcli.study.saving import Step
from pimhcli.wording import count, shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pimhcli.study.standing import CodingsFile
    from pimhcli.study.study import Study

_TOLD = 5  # corrected excerpts that a note shows
_AROUND = 20  # characters shown before the first that differs


class Corrected(msgspec.Struct, frozen=True):
    """An excerpt whose words were edited, as it stands now.

    Args:
        excerpt: with the new words.
        before: the words as they were.
    """

    excerpt: Excerpt
    before: str


class State(msgspec.Struct, frozen=True):
    """How the excerpts of a transcript came through its edits.

    Args:
        transcript: its id.
        same: how many stand there word for word.
        changed: those that stand there in other words.
        review: those whose place is not sure; they stay as they are until somebody has looked.
        lost: those whose words are gone; they stay as they are.
        unsaved: whether some stand elsewhere now than their file says.
    """

    transcript: str
    same: int
    changed: tuple[Corrected, ...]
    review: tuple[Excerpt, ...]
    lost: tuple[Excerpt, ...]
    unsaved: bool

    @property
    def total(self) -> int:
        """How many there are."""
        return self.same + len(self.changed) + len(self.review) + len(self.lost)

    @property
    def unsure(self) -> tuple[Excerpt, ...]:
        """Those to be looked at: with a likely place, and with none."""
        return (*self.review, *self.lost)

    @property
    def sentence(self) -> str:
        """The same in words."""
        return (
            f"{self.transcript}: {count(self.same, 'excerpt')} the same, {len(self.changed):,} changed, "
            f"{len(self.review):,} to review, {len(self.lost):,} lost."
        )


class Plan(msgspec.Struct, frozen=True):
    """What taking them along would do.

    Args:
        state: how they came through.
        sentence: the same in words.
        step: the act; None when every file says already where its excerpts stand.
    """

    state: State
    sentence: str
    step: Step | None


def plan(study: Study, transcript: str, coder: str) -> Plan:
    """Works out where every excerpt of a transcript stands now.

    Args:
        study: the open study.
        transcript: the transcript's id.
        coder: who does it; the excerpts of all coders are taken along.
    """
    found = state(study, transcript)
    record = history.record(coder, "transcript sync", found.sentence)
    writes = (*taken_along(study, transcript), *late.writes(study))
    step = Step(record, writes, keep=(study.transcript(transcript).text,))
    return Plan(found, found.sentence, step if step.writes else None)


def state(study: Study, transcript: str) -> State:
    """How the excerpts of a transcript came through its edits.

    Args:
        study: the open study.
        transcript: the transcript's id.
    """
    by_status: dict[str, list[Excerpt]] = {"same": [], "changed": [], "review": [], "lost": []}
    before: dict[str, str] = {}
    unsaved = False
    for coder in study.coders(transcript):
        file = study.codings(transcript, coder)
        unsaved |= file.records != file.stored
        before |= {coding.id: coding.quote for coding in file.stored}
        for excerpt in excerpts(transcript, file.records):
            by_status[file.status(excerpt)].append(excerpt)
    changed = tuple(Corrected(excerpt, before[excerpt.id]) for excerpt in by_status["changed"])
    review, lost = tuple(by_status["review"]), tuple(by_status["lost"])
    return State(transcript, len(by_status["same"]), changed, review, lost, unsaved)


def taken_along(study: Study, transcript: str) -> Iterator[Write]:
    """The codings files that are to say where their excerpts stand now.

    No coding gets a revision by it: of a coder's own change, made elsewhere meanwhile, nothing is lost when
    the files are merged.

    Args:
        study: the open study.
        transcript: the transcript's id.
    """
    for coder in study.coders(transcript):
        file = study.codings(transcript, coder)
        write = _write(file)
        # a merge may have brought lines back with words that were replaced for good, older than others
        is_behind = bool(study.reworded) and files.digest(write.data or b"") != file.seen
        if file.records != file.stored or is_behind:
            yield write


def told(states: Iterable[State]) -> list[Finding]:
    """A note for each transcript that was edited since it was coded, and not taken along yet."""
    return [
        Finding(
            f"transcripts/{one.transcript}.txt",
            f"was edited since it was coded. {one.sentence}{''.join(map(_corrected, one.changed[:_TOLD]))}",
            f"To keep this in the codings: pimh transcript sync {one.transcript}",
            "note",
        )
        for one in states
        if one.unsaved
    ]


def _corrected(one: Corrected) -> str:
    """The words before and after, from a little before the first that differs."""
    before, after = one.before, one.excerpt.quote
    pairs = enumerate(zip(before, after, strict=False))
    differs = next((at for at, (old, new) in pairs if old != new), min(len(before), len(after)))
    start = max(before.rfind(" ", 0, max(differs - _AROUND, 0)), 0)
    cut = "…" if start else ""
    old, new = (f"{cut}{shortened(words[start:])}" for words in (before, after))
    return f"\n  {one.excerpt.id}: “{old}” now reads “{new}”"


def _write(file: CodingsFile) -> Write:
    data = jsonlines.write(in_order(file.records))
    return Write(f"codings/{file.transcript}/{file.coder}.jsonl", data, file.seen, file.torn)
