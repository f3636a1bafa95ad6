"""Moments as REFI-QDA has them: UTC, to the second."""

from __future__ import annotations

import re

_MOMENT = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d+)?Z")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def to_the_second(at: str) -> str:
    """A moment of the study's files without its fraction; nothing for what is no moment.

    >>> to_the_second("2026-11-23T10:04:11.250Z"), to_the_second("2026-11-23"), to_the_second("May")
    ('2026-11-23T10:04:11Z', '2026-11-23T00:00:00Z', '')
    """
    if found := _MOMENT.fullmatch(at):
        return f"{found[1]}Z"
    return f"{at}T00:00:00Z" if _DAY.fullmatch(at) else ""
