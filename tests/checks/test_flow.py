"""The numbers of people: what cannot be together, and what should be explained."""

from __future__ import annotations

import pytest

from pimhcli.checks.flow import Attendance, Flow, flow


def told(people: Flow) -> list[tuple[str, str]]:
    return [(one.severity, one.message) for one in flow(people)]


@pytest.mark.parametrize(
    "people",
    [
        Flow(9, 7, (Attendance("fg1", 9, 7, 7),)),
        Flow(136, 12, (Attendance("fg1", 60, 6, 6), Attendance("fg2", 76, 6, 6))),
        Flow(None, 7, (Attendance("fg1"),)),
        Flow(None, 0),
        Flow(9, 7, (Attendance("fg1", 9, 4, 4), Attendance("fg2", None, 4, 4)), several=1),
    ],
    ids=["one group", "two groups", "nothing said", "nobody", "somebody in both"],
)
def test_numbers_that_add_up_are_passed(people: Flow) -> None:
    assert told(people) == []


@pytest.mark.parametrize(
    ("people", "severity", "words"),
    [
        (Flow(None, 0, (Attendance("fg1", 6, 7),)), "error", "7 attended, and 6 were invited."),
        (Flow(None, 0, (Attendance("fg1", 9, 6, 7),)), "error", "6 attended, and 7 participants speak"),
        (Flow(None, 0, (Attendance("fg1", 9, 7, 6),)), "note", "7 attended, and 6 of them speak"),
        (Flow(6, 7), "error", "6 were invited, and 7 answered"),
        (Flow(9, 0, (Attendance("fg1", 5), Attendance("fg2", 5))), "warning", "9 were invited in all, and 5"),
        (Flow(9, 7, (Attendance("fg1", 9, 8),)), "warning", "8 people attended the focus groups, and 7"),
        (Flow(9, 7, (Attendance("fg1", 9, 8),), several=2), "warning", "6 people attended the focus groups"),
    ],
)  # fmt: skip
def test_numbers_that_do_not_are_told(people: Flow, severity: str, words: str) -> None:
    ((found, message),) = told(people)
    assert (found, message.startswith(words)) == (severity, True)
