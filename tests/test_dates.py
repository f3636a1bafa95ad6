"""Days in words."""

from __future__ import annotations

import pytest

from pimhcli.dates import minute, period


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2026-11-03", "2026-11-03", "on 3 November 2026"),
        ("2026-11-03", "2026-11-21", "between 3 and 21 November 2026"),
        ("2026-10-31", "2026-11-03", "between 31 October and 3 November 2026"),
        ("2025-12-31", "2026-01-01", "between 31 December 2025 and 1 January 2026"),
        ("some day", "2027-01-02", "between some day and 2027-01-02"),
    ],
)
def test_a_period_says_no_month_and_no_year_twice(first: str, last: str, words: str) -> None:
    assert period(first, last) == words


def test_a_moment_is_told_to_the_minute() -> None:
    assert minute("2026-11-23T10:04:11.250Z") == "2026-11-23 10:04"
