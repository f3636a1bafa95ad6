"""Where a merge keeps an entry that one side took out, what was coded with it is kept too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from building import codings, history
from cloning import by_ben, merged

from pimhcli.study import codebook_noting
from pimhcli.study.study import Study

if TYPE_CHECKING:
    from pathlib import Path

    from building import Pimh

QUOTE = "People leave"


@pytest.fixture
def at_odds(here: Path, there: Path, pimh: Pimh) -> Path:
    """Anna took Barriers out with its excerpt while Ben coded with it and retired it."""
    assert pimh("codebook", "remove", "barriers", "--yes").code == 0
    by_ben(there, "excerpt", "add", "--quote", "And what is hard?", "--code", "barriers")
    by_ben(there, "codebook", "retire", "barriers")
    merged(here, there)
    return here


def live(root: Path) -> dict[str, dict[str, object]]:
    """The codings with Barriers that live, by their quotes."""
    return {
        row["quote"]: row
        for whose in ("anna", "ben")
        for row in codings(root, coder=whose)
        if row["code"] == "barriers"
    }


def test_an_entry_that_stays_has_its_codings_again(at_odds: Path, pimh: Pimh) -> None:
    ran = pimh("resolve", "--theirs")
    assert ran.code == 0
    assert "1 coding came back with 'Barriers', which one side had taken out." in ran.talk
    assert live(at_odds).keys() == {QUOTE, "And what is hard?"}
    assert (live(at_odds)[QUOTE]["memo"], live(at_odds)[QUOTE]["star"]) == ("turnover", True)
    assert codebook_noting.noticed(Study(at_odds)) == []


def test_an_entry_that_goes_takes_them_along(at_odds: Path, pimh: Pimh) -> None:
    ran = pimh("resolve", "--ours")
    assert "came back" not in ran.talk
    assert QUOTE not in live(at_odds)


def test_a_dry_run_says_so_and_brings_nothing(at_odds: Path, pimh: Pimh) -> None:
    ran = pimh("resolve", "--theirs", "--dry-run")
    assert "came back" in ran.talk
    assert QUOTE not in live(at_odds)


def test_codings_removed_by_an_act_of_their_own_stay_away(here: Path, there: Path, pimh: Pimh) -> None:
    (row,) = (row for row in codings(here) if row["quote"] == QUOTE)
    assert pimh("excerpt", "remove", row["id"], "--yes").code == 0
    assert pimh("codebook", "remove", "barriers", "--yes").code == 0
    by_ben(there, "codebook", "retire", "barriers")
    merged(here, there)
    assert pimh("resolve", "--theirs").code == 0
    assert QUOTE not in live(here)


def test_what_came_back_can_be_undone(at_odds: Path, pimh: Pimh) -> None:
    assert pimh("resolve", "--theirs").code == 0
    assert pimh("undo").code == 0
    assert live(at_odds).keys() == {"And what is hard?"}
    assert pimh("redo").code == 0
    assert QUOTE in live(at_odds)


def test_the_history_tells_of_it(at_odds: Path, pimh: Pimh) -> None:
    assert pimh("resolve", "--theirs").code == 0
    (record,) = (one for one in history(at_odds) if one["do"] == "resolve")
    assert [row["quote"] for change in record["changes"] for row in change["after"]] == [QUOTE]
