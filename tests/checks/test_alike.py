"""Names that are one but for spelling."""

from __future__ import annotations

import pytest

from pimhcli.checks.alike import groups


@pytest.mark.parametrize(
    "names",
    [
        ("Staff movement", "staff-movement"),
        ("Staff movement", "Staff movements"),
        ("Communities", "Community"),
        ("Café talk", "cafe talk"),
        ("Organisation", "Organization"),
        ("Supervision", "Supervison"),
        ("The barriers", "Barriers"),
    ],
)
def test_names_that_are_one_but_for_spelling_are_alike(names: tuple[str, str]) -> None:
    assert groups(names) == [[0, 1]]


@pytest.mark.parametrize(
    "names",
    [
        ("Group 1", "Group 2"),
        ("Agreement", "Disagreement"),
        ("typicality", "atypicality"),
        ("Trust", "Rust"),
        ("Loss", "Lost"),
        ("1", "2"),
        ("困难", "时间"),
    ],
)
def test_names_that_mean_something_else_are_not(names: tuple[str, str]) -> None:
    assert groups(names) == []


def test_several_are_told_together() -> None:
    assert groups(["Time", "Cost", "time", "times"]) == [[0, 2, 3]]
