"""What the history tells of the growth of the codebook and of the coding, day by day."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, TypeAlias

from pimhcli.analysis.growth import Day, Size, Trail
from pimhcli.coding.book_diff import of_edits
from pimhcli.study import history, stages
from pimhcli.study.material import all_excerpts
from pimhcli.study.replaying import Replay
from pimhcli.study.restoring import now

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pimhcli.coding.codebook import Code, Codebook
    from pimhcli.study.history import Record
    from pimhcli.study.settings import Stage
    from pimhcli.study.study import Study
    from pimhcli.transcripts.segments import Span

    _Place: TypeAlias = tuple[str, str, str, int]  # transcript, coder, id and revision of a coding


def trail(study: Study) -> Trail:
    """The history of the analysis in figures.

    Args:
        study: the open study.
    """
    everything = study.acts.records
    told = sorted((one for one in everything if is_analysis(one)), key=lambda one: one.at)
    undone = history.undone(everything)
    counted = [one for one in told if one.id not in undone and not (one.undoes or one.redoes)]
    worked = [one for one in counted if one.edits or one.noted or one.changes]
    replay, earlier = Replay(), unrecorded(study.codebook, everything)
    replay.codes.update({code.id: code for code in earlier})
    live = {(*key, one.id) for key, codings in now(study).items() for one in codings if not one.deleted}
    days = tuple(_days(study, replay, told, counted))
    known = {key for key, coding in replay.codings.items() if not coding.deleted}
    points = [said.after for one in counted for said in one.said if said.before is None]
    return Trail(
        days=days,
        worked=tuple(record.at[:10] for record in (*worked[:1], *worked[-1:])),
        coders=tuple(sorted({one.by for one in worked})),
        acts=sum(not (one.undoes or one.redoes) for one in told),
        undone=sum(one.id in undone for one in told),
        made=len(_made(counted) | {key for _, _, key in live}),
        stand=len(live),
        untold=len(live - known),
        excerpts=len(all_excerpts(study)),
        transcripts=len(study.transcript_ids),
        coded=len({transcript for transcript, _, _ in live}),
        size=_size(study.codebook.codes),
        earlier=_size(earlier),
        memos=len({memo.file for one in counted for memo in one.memos}),
        points=len({point.id for point in points}),
        readers=tuple(sorted({point.by for point in points})),
    )


def is_analysis(record: Record) -> bool:
    """Whether an act is about codebook, codings, memos or the review."""
    return bool(record.edits or record.noted or record.changes or record.memos or record.said)


def unrecorded(book: Codebook, records: Iterable[Record]) -> list[Code]:
    """The entries of which the history does not tell when they were made, as it knows them first.

    Args:
        book: the codebook as it is now.
        records: all acts, oldest first.
    """
    first: dict[str, Code | None] = {}
    for record in records:
        for edit in (*record.noted, *record.edits):
            if entry := edit.before or edit.after:
                first.setdefault(entry.id, edit.before)
    never = [code for code in book.codes if code.id not in first]
    return [*(code for code in first.values() if code), *never]


def _days(study: Study, replay: Replay, told: Sequence[Record], counted: Sequence[Record]) -> Iterable[Day]:
    counts, named, places = {one.id for one in counted}, stages.of(study), _places(study)
    known = {*replay.codes}
    for date, group in groupby(told, key=lambda one: one.at[:10]):
        events: Counter[str] = Counter()
        for record in group:
            if record.id in counts:
                events.update(_events(record, known))
            replay.do(record)
        running = tuple(number for number, stage in enumerate(named, start=1) if _runs(stage, date))
        yield Day(date, running, dict(events), _size(replay.codes.values()), _excerpts(replay, places))


def _events(record: Record, known: set[str]) -> Iterator[str]:
    """What an act did to entries, one by one; those that it adds become known."""
    for one in of_edits((*record.noted, *record.edits)):
        yield "brought back" if one.event == "added" and one.key in known else one.event
        known.add(one.key)
    if record.do == "codebook split":
        yield "split"


def _runs(stage: Stage, date: str) -> bool:
    """Whether a stage was at work on a day."""
    began = stage.began or stage.done
    return bool(began) and began <= date <= (stage.done or date)


def _made(records: Iterable[Record]) -> set[str]:
    """The ids of the codings that some acts made."""
    made: set[str] = set()
    for record in records:
        for change in record.changes:
            known = {coding.id for coding in change.before}
            made.update(one.id for one in change.after if one.id not in known and not one.deleted)
    return made


def _size(codes: Iterable[Code]) -> Size:
    levels = Counter(code.level for code in codes)
    return Size(levels["theme"], levels["sub-theme"], levels["code"])


def _places(study: Study) -> dict[_Place, Span]:
    """Where codings stand now that were not changed since; others stand where they did once."""
    return {(*key, one.id, one.rev): one.span for key, codings in now(study).items() for one in codings}


def _excerpts(replay: Replay, places: Mapping[_Place, Span]) -> int:
    """How many excerpts the codings make that live."""
    return len(
        {
            (*key[:2], places.get((*key, coding.rev), coding.span))
            for key, coding in replay.codings.items()
            if not coding.deleted
        }
    )
