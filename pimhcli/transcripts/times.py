"""Times of a recording, as transcripts write them and in milliseconds."""

from __future__ import annotations

import re

LONGEST = 1_000 * 3_600_000  # milliseconds: what needs four digits for its hours is no time
DAY = 24 * 3_600_000  # milliseconds
CLOCK = r"\d{1,3}:\d\d(?::\d\d)?(?:[.,]\d{1,3})?"
SPAN = rf"(?P<time>{CLOCK})(?:\s*[-–]\s*(?P<end>{CLOCK}))?"
_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d\d)(?:[.,](\d{1,3}))?")


def milliseconds(words: str) -> int | None:
    """The milliseconds of a time such as ``0:03``, ``1:02:10`` or ``00:00:03.120``; None for what is no time.

    >>> milliseconds("1:02:10,5")
    3730500
    """
    found = _CLOCK.fullmatch(words.strip())
    if not found:
        return None
    hours, minutes, seconds, rest = found.groups(default="0")
    if int(seconds) > 59 or (found[1] and int(minutes) > 59):
        return None
    whole = (int(hours) * 60 + int(minutes)) * 60 + int(seconds)
    return whole * 1000 + int(rest.ljust(3, "0"))


def clock(time: int) -> str:
    """A time in milliseconds as a transcript of the study writes it: ``00:00:03`` or ``00:00:03.120``."""
    seconds, rest = divmod(time, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}" + (f".{rest:03}" if rest else "")
