"""How far a study was reviewed: by whom, how much of what, and how many points were raised and settled."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import msgspec

from pimhcli.analysis.passages import Passage
from pimhcli.checks.review import Waiting
from pimhcli.coding.reviews import looked_at
from pimhcli.errors import StudyError
from pimhcli.findings import Finding
from pimhcli.study.review_matter import Matter
from pimhcli.study.review_words import Raised, Reading, Tally, sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pimhcli.coding.remarks import Remark
    from pimhcli.coding.reviews import Point
    from pimhcli.study.review_matter import Thing
    from pimhcli.study.study import Study

_LEVELS = {"theme": "themes", "sub-theme": "subthemes", "code": "codes"}
_RAISED = {"rename": "names", "recode": "codes", "query": "queries"}


class Standing(msgspec.Struct, frozen=True):
    """How far a study was reviewed.

    Args:
        readings: by reviewer; who reviewed own coding and that of others has two.
        raised: all points, by whomever.
        unread: the names of the themes that no second reader has reviewed.
    """

    readings: tuple[Reading, ...]
    raised: Raised
    unread: tuple[str, ...]

    @property
    def sentences(self) -> tuple[str, ...]:
        """The same in words, a sentence for each reader."""
        return tuple(map(sentence, self.readings))


def standing(study: Study, material: Iterable[Passage] | None = None) -> Standing:
    """How far a study was reviewed.

    Args:
        study: the open study; warnings of lines that are not whole are added to its findings.
        material: all its passages, where they are at hand.
    """
    return of(Matter(study, material))


def of(matter: Matter) -> Standing:
    """How far that was reviewed which a review is about."""
    reviewers = sorted({remark.by for remark in looked_at(matter.remarks)})
    readings = (_reading(matter, by, own=own) for own in (False, True) for by in reviewers)
    unread = (
        theme.name
        for theme in matter.book.themes()
        if not any(matter.said_by(by, theme) and not matter.is_own(by, theme) for by in reviewers)
    )
    return Standing(tuple(filter(None, readings)), _raised(matter.points), tuple(unread))


def waiting(matter: Matter) -> list[Waiting]:
    """The points that are open, for the check of the review."""
    things = ((point, matter.thing(point.remark)) for point in matter.points if point.is_open)
    return [Waiting(point, matter.called(thing), is_gone=thing is None) for point, thing in things]


def unasked(matter: Matter) -> list[Remark]:
    """The answers to points that were taken back, or are gone."""
    known = {point.remark.id for point in matter.points}
    return [remark for remark in matter.remarks if remark.to and remark.to not in known]


def taken_away(study: Study) -> list[Finding]:
    """Warnings of review files that the history tells of and that are there no longer."""
    try:
        records = study.acts.records
    except StudyError as error:
        return [Finding("history", error.message, error.hint, "warning")]
    last = {said.after.by: record.at[:10] for record in records for said in record.said}
    return [
        Finding(
            f"reviews/{by}.jsonl",
            f"there is no such file, but {by} said something in the review on {day}.",
            "Put it back, from a backup or from git; pimh log tells what was said.",
            "warning",
        )
        for by, day in last.items()
        if not study.folder.exists(study.root / "reviews" / f"{by}.jsonl")
    ]


def _reading(matter: Matter, by: str, *, own: bool) -> Reading | None:
    """What somebody reviewed of the own coding, or of that of others; None for nothing."""

    def fits(remark: Remark) -> bool:
        thing = matter.thing(remark)
        return remark.by == by and own is bool(thing and matter.is_own(by, thing))

    remarks = [remark for remark in looked_at(matter.remarks) if fits(remark)]
    if not remarks:
        return None
    everything: list[Thing] = [*matter.book.codes, *matter.passages]
    there = [thing for thing in everything if matter.is_own(by, thing) is own]
    days = sorted(remark.at[:10] for remark in remarks)
    raised = _raised(point for point in matter.points if fits(point.remark))
    read = _tally(thing for thing in there if matter.said_by(by, thing))
    return Reading(by, own, read, _tally(there), raised, days[0], days[-1])


def _tally(things: Iterable[Thing]) -> Tally:
    found = Counter("quotes" if isinstance(one, Passage) else _LEVELS[one.level] for one in things)
    return Tally(**found)


def _raised(points: Iterable[Point]) -> Raised:
    every = list(points)
    kinds = Counter(_RAISED[point.remark.kind] for point in every)
    return Raised(**kinds, settled=sum(not point.is_open for point in every))
