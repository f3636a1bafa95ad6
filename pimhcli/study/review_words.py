"""What a reviewer has read, in figures and in the sentence that a report prints."""

from __future__ import annotations

import msgspec

from pimhcli.dates import period
from pimhcli.wording import count, together

_NOUNS = {"themes": "theme", "subthemes": "sub-theme", "codes": "code", "quotes": "quote"}


class Tally(msgspec.Struct, frozen=True):
    """How much of each there is."""

    themes: int = 0
    subthemes: int = 0
    codes: int = 0
    quotes: int = 0


class Raised(msgspec.Struct, frozen=True):
    """Points that were raised.

    Args:
        names: names that were suggested.
        codes: codes that were suggested.
        queries: queries.
        settled: those of all three that were accepted or declined.
    """

    names: int = 0
    codes: int = 0
    queries: int = 0
    settled: int = 0

    @property
    def total(self) -> int:
        """All points."""
        return self.names + self.codes + self.queries

    @property
    def open(self) -> int:
        """Those that are not settled."""
        return self.total - self.settled


class Reading(msgspec.Struct, frozen=True):
    """What one person reviewed.

    Args:
        by: who.
        is_own: whether it is the reviewer's own coding, which is no second reading.
        read: of what there is now, how much was reviewed.
        of: how much there is to review.
        raised: the points.
        first: the day of the first remark, UTC, as 2026-12-03.
        last: that of the last one.
    """

    by: str
    is_own: bool
    read: Tally
    of: Tally
    raised: Raised
    first: str
    last: str


def sentence(reading: Reading) -> str:
    """What somebody reviewed, when, and what came of it."""
    read, when, points = _read(reading), period(reading.first, reading.last), _points(reading.raised)
    if reading.is_own:
        theirs = f"{reading.by} went through {read} of their own coding again {when}"
        return f"{theirs}, which is no second reading; {points}."
    return f"{reading.by} reviewed {read} {when}; {points}."


def _read(reading: Reading) -> str:
    """How much of each was reviewed, of how much there is: ``4 of 4 themes and 60 of 106 quotes``."""
    parts = []
    for name, noun in _NOUNS.items():
        read, whole = getattr(reading.read, name), getattr(reading.of, name)
        # of own coding, what was not looked at again need not be told
        if whole and (read or not reading.is_own):
            parts.append(f"{read:,} of {count(whole, noun)}")
    return together(parts) if parts else "what is there no longer"


def _points(raised: Raised) -> str:
    """How many points were raised, on what, and how many of them are settled."""
    if not raised.total:
        return "no point was raised"
    on = (
        (raised.names, f"{raised.names:,} on names"),
        (raised.codes, f"{raised.codes:,} on codes"),
        (raised.queries, count(raised.queries, "query", "queries")),
    )
    kinds = ", ".join(words for number, words in on if number)
    ends = (_are(raised.settled, "settled"), _are(raised.open, "open"))
    whole = f"{count(raised.total, 'point')} {'was' if raised.total == 1 else 'were'} raised ({kinds})"
    return ", ".join(filter(None, (whole, *ends)))


def _are(number: int, what: str) -> str:
    return f"{number:,} {'is' if number == 1 else 'are'} {what}" if number else ""
