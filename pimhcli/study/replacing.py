"""Corrects the words of a transcript, and takes its excerpts along in the same act."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from pimhcli.coding.placing import SHOWN, passage
from pimhcli.errors import ProblemsError, UsageError
from pimhcli.storage import files
from pimhcli.study import edited, history, syncing, transcribing
from pimhcli.study.edited import State
from pimhcli.study.folder import Write
from pimhcli.study.saving import Step
from pimhcli.study.study import Study
from pimhcli.transcripts.quotes import Finder, Place
from pimhcli.transcripts.splices import Splice, Splices
from pimhcli.wording import count, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pimhcli.study.transcribing import Asked
    from pimhcli.transcripts.turns import Transcript

DO = "transcript replace"  # how the history calls it
_AROUND = 30  # characters shown either side of what is replaced


class Wanted(msgspec.Struct, frozen=True):
    """Words to be replaced.

    Args:
        old: as they stand; white space, quotation marks and dashes of any kind.
        new: what is to stand there.
        turn: the number of the turn that they start in; None looks everywhere.
        every: whether all places are meant.
    """

    old: str
    new: str
    turn: int | None = None
    every: bool = False


class Replaced(msgspec.Struct, frozen=True):
    """One place where words are replaced.

    Args:
        turn: the number of the turn; 0 before the first.
        before: the words there with what stands around them.
        after: the same once they are replaced.
    """

    turn: int
    before: str
    after: str


class Plan(msgspec.Struct, frozen=True):
    """What the correction would do.

    Args:
        transcript: its id.
        replaced: the places.
        state: how the excerpts come through it.
        sentence: the same in words.
        step: the act; None when nothing changes.
        incoming: the corrected transcript as it was read, when it comes from a file.
    """

    transcript: str
    replaced: tuple[Replaced, ...]
    state: State
    sentence: str
    step: Step | None
    incoming: transcribing.Plan | None = None


def words(study: Study, coder: str, transcript: str, wanted: Wanted) -> Plan:
    """Replaces words of a transcript.

    Args:
        study: the open study.
        coder: who does it; the excerpts of all coders are taken along.
        transcript: the transcript's id.
        wanted: which words, and what is to stand there.

    Raises:
        UsageError: the new words cannot be written there.
        ProblemsError: the old ones stand nowhere, or in several places and all are not meant.
    """
    if "\n" in wanted.new or not wanted.old.strip():
        raise UsageError(
            "Words are replaced within a line.", hint=f"To add a turn, edit transcripts/{transcript}.txt."
        )
    known = study.transcript(transcript)
    found = _places(known, wanted)
    splices = Splices(Splice(place.start, place.end, wanted.new) for place in found)
    new = splices.applied(known.text)
    replaced = tuple(_replaced(known, new, splices, place) for place in found)
    told = f"Replaced “{shortened(wanted.old)}” by “{shortened(wanted.new)}” in {count(len(found), 'place')}"
    return msgspec.structs.replace(_replacing(study, coder, transcript, new, told), replaced=replaced)


def whole(study: Study, source: Path, asked: Asked) -> Plan:
    """Puts a corrected transcript in the place of one that is there.

    Args:
        study: the open study.
        source: the corrected one, of any known format.
        asked: how it is read, who its speakers are, and which transcript it becomes.

    Raises:
        UsageError: it cannot be read.
        ProblemsError: it is of no known format, or has no speakers.
    """
    incoming = transcribing.plan(study, [source], asked)
    text, *beside = incoming.step.writes
    others = tuple(_over(study, write) for write in beside)
    told = f"Put {source.name} in the place"
    plan = _replacing(study, asked.coder, asked.becomes, (text.data or b"").decode(), told)
    if plan.step is None:
        return plan
    record = msgspec.structs.replace(plan.step.record, sources=incoming.step.record.sources)
    step = Step(record, (*plan.step.writes, *others), plan.step.keep)
    return msgspec.structs.replace(plan, incoming=incoming, step=step)


def _replacing(study: Study, coder: str, transcript: str, text: str, told: str) -> Plan:
    """Gives a transcript another text, and its excerpts the places of their words in it."""
    old = study.transcript(transcript).text
    write = _over(study, Write(f"transcripts/{transcript}.txt", text.encode(), None))
    after = Study(study.root, study, [write])
    state = edited.state(after, transcript)
    sentence = " ".join([f"{told} of {write.path}.", *_turns(study, after, transcript), state.sentence])
    record = history.record(coder, DO, sentence)
    step = Step(record, (write, *syncing.taken_along(after, transcript)), keep=(old, text))
    return Plan(transcript, (), state, sentence, step if text != old else None)


def _turns(study: Study, after: Study, transcript: str) -> Iterator[str]:
    """How many turns there are now, where a correction made or unmade some: that changes who says what."""
    before, now = len(study.transcript(transcript).turns), len(after.transcript(transcript).turns)
    if before != now:
        yield f"It has {count(now, 'turn')} now, not {before:,}."


def _over(study: Study, write: Write) -> Write:
    """A write that takes the place of a file where there is one."""
    path = study.root / write.path
    seen = files.digest(study.folder.read(path)) if study.folder.exists(path) else None
    return msgspec.structs.replace(write, seen=seen)


def _places(known: Transcript, wanted: Wanted) -> list[Place]:
    """The places that are meant; of those that overlap, the first."""
    last = len(known.turns)
    if wanted.turn is not None and not 1 <= wanted.turn <= last:
        raise UsageError(f"{known.id} has no turn {wanted.turn}.", hint=f"Its turns are 1 to {last}.")
    finder = Finder(known)
    found: list[Place] = []
    for place in finder.places(wanted.old, wanted.turn):
        if not found or place.start >= found[-1].end:
            found.append(place)
    where = f"turn {wanted.turn} of {known.id}" if wanted.turn else known.id
    if not found:
        raise ProblemsError(
            f"“{shortened(wanted.old)}” stands nowhere in {where}.", hint=_near(finder, wanted)
        )
    if len(found) > 1 and not wanted.every:
        places = "".join(f"\n  {_shown(known, place)}" for place in found[:SHOWN])
        more = f"\n  and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
        raise ProblemsError(
            f"“{shortened(wanted.old)}” stands in {count(len(found), 'place')} of {where}:{places}{more}",
            hint="Say which turn is meant (--turn), or replace them all (--all).",
        )
    return found


def _shown(known: Transcript, place: Place) -> str:
    turn = known.turn_at(place.start)
    where = f"turn {turn.number}" if turn else "before the first turn"
    return f"{where}: …{_around(known.text, place.start, place.end)}…"


def _near(finder: Finder, wanted: Wanted) -> str:
    near = finder.nearest(wanted.old)
    return (
        f"Nearest: {passage(finder.transcript, near.start, near.end)}" if near else "Check how it is spelled."
    )


def _replaced(known: Transcript, new: str, splices: Splices, place: Place) -> Replaced:
    turn = known.turn_at(place.start)
    start, end = splices.span(place.start, place.end)
    return Replaced(
        turn.number if turn else 0, _around(known.text, place.start, place.end), _around(new, start, end)
    )


def _around(text: str, start: int, end: int) -> str:
    line = text[max(start - _AROUND, text.rfind("\n", 0, start) + 1) : end + _AROUND]
    return line.split("\n", 1)[0]
