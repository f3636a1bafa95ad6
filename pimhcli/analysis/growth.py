"""How a codebook grew and was consolidated, day by day and in sentences that a paper can cite."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from pimhcli.dates import period
from pimhcli.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterator

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_CONSOLIDATED = {
    "renamed": "renamed",
    "moved": "moved",
    "merged": "merged into others",
    "split": "split",
    "brought back": "brought back",
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
        worked: the first and the last day of work on codebook and codings, that which was taken back left
            out; none without any.
        coders: who did that work.
        acts: how many acts on codebook, codings, memos and the review the history holds.
        undone: those of them that were taken back.
        made: codings that were made, those that were taken back left out.
        stand: codings that the study has.
        untold: those of them of which the history does not tell.
        excerpts: that they make; words that several coders coded are one of each.
        transcripts: all transcripts.
        coded: those of them that have codings.
        size: the codebook as it is.
        earlier: the entries of the codebook of which the history does not tell when they were made.
        memos: memos that were written or changed.
        points: remarks that were made in the review.
        readers: who made them.
    """

    days: tuple[Day, ...]
    worked: tuple[str, ...]
    coders: tuple[str, ...]
    acts: int
    undone: int
    made: int
    stand: int
    untold: int
    excerpts: int
    transcripts: int
    coded: int
    size: Size
    earlier: Size
    memos: int
    points: int
    readers: tuple[str, ...]

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


def _coding(trail: Trail) -> str:
    if not (trail.coders or trail.stand):
        return ""
    codings, excerpts = count(trail.stand, "coding"), count(trail.excerpts, "excerpt")
    made = "" if trail.stand == trail.made else f" (of {count(trail.made, 'coding')} made)"
    where = f"{trail.coded} of {count(trail.transcripts, 'transcript')}"
    of_each = "; words that several coders coded are an excerpt of each" if len(trail.coders) > 1 else ""
    worked = ""
    if trail.coders:
        who = f"{_number(len(trail.coders))} {'coder' if len(trail.coders) == 1 else 'coders'}"
        when = period(*trail.worked)
        names = ", ".join(trail.coders)
        worked = f"{when[:1].upper()}{when[1:]} {who} ({names}) worked on codebook and codings. "
    are = "is" if trail.stand == 1 else "are"
    return f"{worked}There {are} {codings}{made} of {excerpts} in {where}{of_each}.{_untold(trail.untold)}"


def _untold(untold: int) -> str:
    return f" Who made {untold:,} of the codings, and when, the history does not tell." if untold else ""


def _growing(trail: Trail) -> str:
    before, end = trail.earlier.total, _levels(trail.size)
    added = trail.total("added")
    told = [f"{added} {'entry was' if added == 1 else 'entries were'} added"] if added else []
    told += [f"{n} {words}" for event, words in _CONSOLIDATED.items() if (n := trail.total(event))]
    if not (told or before or trail.size.total):
        return ""
    is_same = before == trail.size.total and not told
    went = f"has had {end} all the time" if is_same else f"went from {before} to {end}"
    happened = f": {', '.join(told)}" if told else ""
    return f"The codebook {went}{happened}.{_of_earlier(before)}"


def _of_earlier(before: int) -> str:
    if not before:
        return ""
    first = "one was" if before == 1 else f"{before:,} were"
    return f" When the first {first} written into codebook.yaml the history does not tell."


def _noting(trail: Trail) -> str:
    memos = f"{count(trail.memos, 'memo')} {'was' if trail.memos == 1 else 'were'} written or changed"
    points = f"{count(trail.points, 'remark')} {'was' if trail.points == 1 else 'were'} made in the review"
    points += f" ({', '.join(trail.readers)})"
    told = [words for words, number in ((memos, trail.memos), (points, trail.points)) if number]
    return f"{' and '.join(told)}." if told else ""


def _taken_back(trail: Trail) -> str:
    if not trail.undone:
        return ""
    were, are = ("was", "is") if trail.undone == 1 else ("were", "are")
    return (
        f"Of {count(trail.acts, 'act')} of analysis on record, {trail.undone} {were} taken back and "
        f"{are} not counted here."
    )


def _levels(size: Size) -> str:
    levels = ((size.themes, "theme"), (size.subthemes, "sub-theme"), (size.codes, "code"))
    return f"{count(size.total, 'entry', 'entries')} ({', '.join(_each(levels))})"


def _each(levels: tuple[tuple[int, str], ...]) -> Iterator[str]:
    return (count(number, word) for number, word in levels)


def _number(number: int) -> str:
    return _NUMBERS[number] if number < len(_NUMBERS) else f"{number:,}"
