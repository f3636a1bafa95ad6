"""The checks that are asked for are found, run and counted."""

from __future__ import annotations

import pytest

from pimhcli.checks.registry import Asked, Check, Checked, chosen, summary
from pimhcli.errors import UsageError
from pimhcli.findings import Finding

NOTE = Finding("here", "a thing.", severity="note")
WARNING = Finding("here", "a thing.", severity="warning")
CHECKS = (
    Check[str]("roster", "the people", lambda study, _: ([NOTE], study)),
    Check[str]("disclosure", "small groups", lambda _, asked: ([], str(asked.below))),
)


def names(*wanted: str) -> list[str]:
    return [check.name for check in chosen(CHECKS, wanted)]


def test_no_name_means_all() -> None:
    assert names() == ["roster", "disclosure"]


def test_checks_run_once_and_in_their_own_order() -> None:
    assert names("disclosure", "Roster", "disclosure") == ["roster", "disclosure"]


def test_a_check_nearly_named_is_suggested() -> None:
    with pytest.raises(UsageError, match="no check 'rooster'") as caught:
        names("rooster")
    assert caught.value.hint == "Did you mean 'roster'?"


def test_a_check_that_there_is_not_brings_all_that_there_are() -> None:
    with pytest.raises(UsageError) as caught:
        names("xyz")
    assert caught.value.hint == "There are: roster, disclosure."


def test_a_check_is_given_the_study_and_how_to_look() -> None:
    done = [check.checked("Study", Asked(below=3)) for check in CHECKS]
    assert done == [Checked("roster", (NOTE,), "Study"), Checked("disclosure", (), "3")]


@pytest.mark.parametrize(("finding", "clean"), [(NOTE, True), (WARNING, False), (Finding("a", "b"), False)])
def test_notes_alone_are_clean(finding: Finding, *, clean: bool) -> None:
    assert Checked("roster", (finding,)).is_clean() is clean


def test_strictly_nothing_but_nothing_is_clean() -> None:
    assert not Checked("roster", (NOTE,)).is_clean(strictly=True)
    assert Checked("roster", ()).is_clean(strictly=True)


def test_the_last_line_counts() -> None:
    done = [Checked("a", (NOTE, WARNING)), Checked("b", (NOTE,))]
    assert summary(done) == "2 checks: 1 warning, 2 notes."
    assert summary([Checked("a", ())]) == "1 check: nothing found."
