"""Lengths and days of focus groups, against the times and words of their transcripts."""

from __future__ import annotations

import pytest

from pimhcli.checks.duration import Length, duration

TODAY = "2026-11-24"
MINUTE = 60_000


def told(one: Length) -> list[tuple[str, str]]:
    return [(found.severity, found.message) for found in duration([one], TODAY)]


@pytest.mark.parametrize(
    "one",
    [
        Length("fg1"),
        Length("fg1", TODAY, 62, 8837),
        Length("fg1", "2025-05-14", 60, 9000, 0, 65 * MINUTE),
        Length("fg1", "2025-05-14", 60, 9000, 3 * MINUTE, 43 * MINUTE),
        Length("fg1", minutes=0, words=10),
    ],
    ids=["nothing said", "no times", "a little longer", "two thirds", "no minutes"],
)
def test_what_fits_is_passed(one: Length) -> None:
    assert told(one) == []


@pytest.mark.parametrize(
    ("one", "severity", "words"),
    [
        (Length("fg1", minutes=60, first=0, last=66 * MINUTE), "error", "run over 66"),
        (Length("fg1", minutes=60, first=0, last=39 * MINUTE), "warning", "run over 39"),
        (Length("fg1", minutes=60, words=15_001), "error", "250 a minute: nobody can speak so fast"),
        (Length("fg1", minutes=60, words=2_399), "note", "40 a minute, which is little"),
        (Length("fg1", date="2026-11-25"), "error", "still to come"),
    ],
)
def test_what_does_not_is_told(one: Length, severity: str, words: str) -> None:
    ((found, message),) = told(one)
    assert (found, words in message) == (severity, True)
