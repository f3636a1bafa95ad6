"""Whether the lengths and days that study.yaml states fit the times and words of the transcripts."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from pimhcli.findings import Finding
from pimhcli.numbers import shown
from pimhcli.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_MINUTE = 60_000  # milliseconds
_SLACK = 5  # minutes by which a recording may run on, for greetings and goodbyes
_LEAST = Fraction(2, 3)  # of the stated length; a transcript of less lacks something
_FASTEST = 250  # words a minute; talk among several people is nearer to 150
_SLOWEST = 40  # words a minute; of a talk that was transcribed whole


class Length(NamedTuple):
    """A focus group: what is said of it, and what its transcripts have.

    Args:
        group: its id.
        date: when it was held, as 2026-11-23; empty where not said, or in other words.
        minutes: how long it lasted; None where not said.
        words: words in its transcripts; 0 without any.
        first: the earliest time in them, in milliseconds; None without times.
        last: the latest time.
    """

    group: str
    date: str = ""
    minutes: int | None = None
    words: int = 0
    first: int | None = None
    last: int | None = None

    @property
    def timed(self) -> Fraction | None:
        """Minutes from the first time to the last; None without times."""
        if self.first is None or self.last is None:
            return None
        return Fraction(self.last - self.first, _MINUTE)


def duration(groups: Iterable[Length], today: str) -> list[Finding]:
    """What is stated and cannot be, or should be looked at.

    Args:
        groups: the focus groups.
        today: the day, as 2026-11-23.
    """
    return [finding for one in groups for finding in (*_timed(one), *_spoken(one), *_dated(one, today))]


def _timed(one: Length) -> Iterator[Finding]:
    if one.minutes is None or (timed := one.timed) is None:
        return
    where, stated = _where(one), count(one.minutes, "minute")
    ran = f"the times in its transcript run over {shown(timed, 0)}"
    if timed > one.minutes + _SLACK:
        hint = "Mend `minutes`, or look for a time that is wrong."
        yield Finding(where, f"it is said to have lasted {stated}, and {ran}.", hint)
    elif timed < _LEAST * one.minutes:
        hint = "Is part of the recording missing, or did it begin late? Then the paper should say so."
        yield Finding(where, f"it is said to have lasted {stated}, and {ran}.", hint, "warning")


def _spoken(one: Length) -> Iterator[Finding]:
    if not one.minutes or not one.words:
        return
    pace = Fraction(one.words, one.minutes)
    told = f"{count(one.words, 'word')} in {count(one.minutes, 'minute')} are {shown(pace, 0)} a minute"
    if pace > _FASTEST:
        hint = "Mend `minutes`, or look for a transcript that stands twice."
        yield Finding(_where(one), f"{told}: nobody can speak so fast.", hint)
    elif pace < _SLOWEST:
        hint = "If the transcript leaves parts out, the paper should say so; else mend `minutes`."
        yield Finding(_where(one), f"{told}, which is little for talk among several.", hint, "note")


def _dated(one: Length, today: str) -> Iterator[Finding]:
    if one.date > today:
        yield Finding(_where(one), f"it was held on {one.date}, which is still to come.", "Mend the date.")


def _where(one: Length) -> str:
    return f"study.yaml, focus_groups[{one.group}]"
