"""How the excerpts of a transcript came through its edits: the same, corrected, to be reviewed, or lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from pimhcli.coding.excerpts import Excerpt, excerpts
from pimhcli.findings import Finding
from pimhcli.wording import count, shortened

if TYPE_CHECKING:
    from collections.abc import Iterable

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
