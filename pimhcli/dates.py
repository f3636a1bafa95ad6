"""Days and moments as sentences have them."""

from __future__ import annotations

from datetime import date

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def period(first: str, last: str) -> str:
    """When something was, from a day to a day; what both have in common is said once.

    Args:
        first: as 2026-11-03.
        last: likewise.

    >>> period("2026-11-03", "2026-11-21"), period("2026-11-03", "2026-11-03")
    ('between 3 and 21 November 2026', 'on 3 November 2026')
    """
    try:
        begun, ended = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:  # a line that was written by hand
        return f"between {first} and {last}"
    if begun == ended:
        return f"on {_day(ended)}"
    begin = _day(begun)
    if begun.year == ended.year:
        begin = f"{begun.day}" if begun.month == ended.month else begin.removesuffix(f" {begun.year}")
    return f"between {begin} and {_day(ended)}"


def minute(at: str) -> str:
    """A moment to the minute.

    >>> minute("2026-11-23T10:04:11.250Z")
    '2026-11-23 10:04'
    """
    return at[:16].replace("T", " ")


def _day(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
