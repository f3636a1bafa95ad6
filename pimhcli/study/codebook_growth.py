"""What the history tells of the growth of the codebook and of the coding, day by day."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from pimhcli.analysis.growth import Day, Size, Trail
from pimhcli.coding.book_diff import of_edits
from pimhcli.study import history, stages
from pimhcli.study.replaying import Replay

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pimhcli.coding.codebook import Code, Codebook
    from pimhcli.study.history import Record
    from pimhcli.study.study import Study


def trail(study: Study, records: Iterable[Record]) -> Trail:
    """The history of the analysis in figures.

    Args:
        study: the open study.
        records: everybody's acts, oldest first.
    """
    everything = list(records)
    told = sorted((one for one in everything if is_analysis(one)), key=lambda one: one.at)
    undone = history.undone(everything)
    counted = [one for one in told if one.id not in undone and not (one.undoes or one.redoes)]
    worked = [one for one in counted if one.edits or one.noted or one.changes]
    replay, earlier = Replay(), unrecorded(study.codebook, everything)
    replay.codes.update({code.id: code for code in earlier})
    live = {(*key, one.id): one for key, codings in now(study).items() for one in codings}
    days = tuple(_days(study, replay, told, counted))
    known = {key for key, coding in replay.codings.items() if not coding.deleted}
    said = [one for one in counted for said in one.said if said.before is None]
    return Trail(
        days=days,
        worked=tuple(record.at[:10] for record in (*worked[:1], *worked[-1:])),
        coders=tuple(sorted({one.by for one in worked})),
        acts=sum(not (one.undoes or one.redoes) for one in told),
        undone=sum(one.id in undone for one in told),
        made=len(_made(counted) | {key for _, _, key in live}),
        stand=len(live),
        untold=len(live.keys() - known),
        excerpts=len(all_excerpts(study)),
        transcripts=len(study.transcript_ids),
        coded=len({transcript for transcript, _, _ in live}),
        size=_size(study.codebook.codes),
        earlier=_size(earlier),
        memos=len({memo.file for one in counted for memo in one.memos}),
        points=len({said.after.id for one in counted for said in one.said if said.before is None}),
        readers=(),
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
    counts = {one.id for one in counted}
    named = stages.of(study)
    for date, group in groupby(told, key=lambda one: one.at[:10]):
        events: Counter[str] = Counter()
        for record in group:
            replay.do(record)
            if record.id in counts:
                events.update(one.event for one in of_edits((*record.noted, *record.edits)))
                events["split"] += record.do == "codebook split"
        running = [
            n for n, one in enumerate(named, 1) if one.began and one.began <= date <= (one.done or date)
        ]
        yield Day(date, tuple(running), dict(events), _size(replay.codes.values()), _excerpts(replay))


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


def _excerpts(replay: Replay) -> int:
    """How many excerpts the codings make that live."""
    return len(
        {
            (transcript, coder, coding.span, coding.quote)
            for (transcript, coder, _), coding in replay.codings.items()
            if not coding.deleted
        }
    )
