"""How a codebook grew and was consolidated, day by day and in sentences that a paper can cite."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import msgspec

from pimhcli.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterator

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_CONSOLIDATED = {
    "renamed": "renamed",
    "moved": "moved",
    "merged": "merged into others",
    "split": "split",
    "retired": "retired",
    "removed": "removed",
}


class Size(msgspec.Struct, frozen=True):
    """How many entries a codebook has, by level."""

    themes: int = 0
    subthemes: int = 0
    codes: int = 0

    @property
    def total(self) -> int:
        """All entries."""
        return self.themes + self.subthemes + self.codes


class Day(msgspec.Struct, frozen=True):
    """One day of the analysis.

    Args:
        date: the day, UTC, as 2026-11-23.
        stages: the numbers of the stages that were at work on it.
        events: how often each thing happened to entries, such as ``added`` or ``split``; acts that were
            taken back are left out.
        size: the codebook at the end of the day.
        excerpts: how many there were then.
    """

    date: str
    stages: tuple[int, ...]
    events: dict[str, int]
    size: Size
    excerpts: int


class Trail(msgspec.Struct, frozen=True):
    """The history of an analysis in figures.

    Args:
        days: those on which something was done to codebook, codings, memos or the review.
        coders: who did it.
        acts: how many acts the history holds.
        undone: those of them that were taken back.
        made: codings that were made, those that were taken back left out.
        stand: codings at the end.
        transcripts: all transcripts.
        coded: those of them that have codings at the end.
        earlier: the entries of the codebook of which the history does not tell when they were made.
        memos: memos that were written or changed.
        points: remarks that were made in the review.
    """

    days: tuple[Day, ...]
    coders: tuple[str, ...]
    acts: int
    undone: int
    made: int
    stand: int
    transcripts: int
    coded: int
    earlier: Size
    memos: int
    points: int

    def total(self, event: str) -> int:
        """How often something happened, on all days."""
        return sum(day.events.get(event, 0) for day in self.days)


def sentences(trail: Trail) -> tuple[str, ...]:
    """The history in sentences, each number with what it is out of.

    Args:
        trail: of at least one day; without any there is nothing to tell.
    """
    if not trail.days:
        return ()
    return tuple(filter(None, (_coding(trail), _growing(trail), _noting(trail), _taken_back(trail))))


def period(first: str, last: str) -> str:
    """Two days in words.

    Args:
        first: as 2026-11-03.
        last: likewise.

    >>> period("2026-11-03", "2026-11-21"), period("2026-11-03", "2026-11-03")
    ('Between 3 and 21 November 2026', 'On 3 November 2026')
    """
    one, two = date.fromisoformat(first), date.fromisoformat(last)
    until = f"{two.day} {_MONTHS[two.month - 1]} {two.year}"
    if one == two:
        return f"On {until}"
    same_year, same_month = one.year == two.year, (one.year, one.month) == (two.year, two.month)
    since = f"{one.day}"
    since += "" if same_month else f" {_MONTHS[one.month - 1]}"
    return f"Between {since}{'' if same_year else f' {one.year}'} and {until}"


def _coding(trail: Trail) -> str:
    who = f"{_number(len(trail.coders))} {'coder' if len(trail.coders) == 1 else 'coders'}"
    where = f"{trail.coded} of {count(trail.transcripts, 'transcript')}"
    stand = "" if trail.stand == trail.made else f" (of {count(trail.made, 'coding')} made)"
    excerpts = count(trail.days[-1].excerpts, "excerpt")
    return (
        f"{period(trail.days[0].date, trail.days[-1].date)} {who} ({', '.join(trail.coders)}) worked on the "
        f"coding, which in the end was {count(trail.stand, 'coding')}{stand} of {excerpts} in {where}."
    )


def _growing(trail: Trail) -> str:
    before, end = trail.earlier.total, _levels(trail.days[-1].size)
    added = trail.total("added")
    told = [f"{added} {'entry was' if added == 1 else 'entries were'} added"] if added else []
    told += [f"{n} {words}" for event, words in _CONSOLIDATED.items() if (n := trail.total(event))]
    went = f"went from {before} to {end}: {', '.join(told)}" if told else f"had {end} all the time"
    return f"The codebook {went}{_of_earlier(before) if before else ''}."


def _of_earlier(before: int) -> str:
    return f"; since when the first {before} stood in codebook.yaml the history does not tell"


def _noting(trail: Trail) -> str:
    memos = f"{count(trail.memos, 'memo')} {'was' if trail.memos == 1 else 'were'} written or changed"
    points = f"{count(trail.points, 'remark')} {'was' if trail.points == 1 else 'were'} made in the review"
    told = [words for words, number in ((memos, trail.memos), (points, trail.points)) if number]
    return f"{' and '.join(told)}." if told else ""


def _taken_back(trail: Trail) -> str:
    if not trail.undone:
        return ""
    counted = "It is not counted above." if trail.undone == 1 else "They are not counted above."
    were = "was" if trail.undone == 1 else "were"
    return f"Of {count(trail.acts, 'act')} on record, {trail.undone} {were} taken back. {counted}"


def _levels(size: Size) -> str:
    levels = ((size.themes, "theme"), (size.subthemes, "sub-theme"), (size.codes, "code"))
    return f"{count(size.total, 'entry', 'entries')} ({', '.join(_each(levels))})"


def _each(levels: tuple[tuple[int, str], ...]) -> Iterator[str]:
    return (count(number, word) for number, word in levels)


def _number(number: int) -> str:
    return _NUMBERS[number] if number < len(_NUMBERS) else f"{number:,}"
