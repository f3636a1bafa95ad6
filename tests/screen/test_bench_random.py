"""Whatever keys come, in whatever order: no failure, no loss, and all of it can be taken back."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest
from building import codings, history, made_study, pimh
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from screen.bench import bench, opened, state, typed, undone_all

from pimhcli.screen import chrome
from pimhcli.screen.keys import COMMANDS, key_of

if TYPE_CHECKING:
    from pathlib import Path

    from building import Pimh

    from pimhcli.screen.workbench import Workbench

__all__ = ["bench", "pimh"]

KEYS = sorted({key for command in COMMANDS for key in command.keys} - {"q", "ctrl+q"})
# Among so many keys, those that end a panel would come too seldom to get anything done
LIKELY = ("escape", "enter") * 10 + ("s", "c", "f", "1", "tab") * 3
TYPED = {key_of(character): character for character in "[]<>()$@*+-.:/?"} | {"space": " ", "enter": "\r"}
# Acts by keys, from wherever the cursor is; what cannot be done says so and does nothing
ACTS = (
    "s c slow <enter>", "t c barr <enter>", "v <right> <right> c prac <enter>",
    "s c <tab> <down> <tab> <enter>", ".", "r 1", "s .", "x", "x 1", "D", "*", "m ! <escape>",
    "C slow <enter>", "C barr <enter>", "-", "+",
    "] <right> <enter>", "] b <enter>", "[ w <enter>", "[ b <enter>", "a c prac <enter>", "u", "U", "u u",
    "i <enter> <enter>", "<tab> n", "<tab> j R ! <enter> <escape>",
)  # fmt: skip
WALKS = ("J", "K", "w w", "b", ")", "e", "E", "f", "j", "g", "G", "l l l")


def press(bench: Workbench, key: str) -> None:
    bench.press(key, TYPED.get(key) or (key if len(key) == 1 else None))


def replayed(root: Path) -> dict[str, dict[str, Any]]:
    """The live codings as the history tells them."""
    last = {
        coding["id"]: coding
        for record in sorted(history(root), key=lambda record: record["at"])
        for change in record.get("changes", ())
        for coding in change["after"]
    }
    return {key: coding for key, coding in last.items() if "deleted" not in coding}


def act(bench: Workbench, choose: random.Random) -> None:
    typed(bench, choose.choice(WALKS))
    typed(bench, choose.choice(ACTS))
    while bench.mode != "READ":
        typed(bench, "<escape>")
    typed(bench, "<escape>")


def lines_of_history(root: Path) -> int:
    return sum(path.read_bytes().count(b"\n") for path in (root / "history").glob("*.jsonl"))


def live(root: Path) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in codings(root)}


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from((*KEYS, *LIKELY)), min_size=300, max_size=300))
def test_no_keys_fail_or_lose_anything_and_all_can_be_undone(
    tmp_path_factory: pytest.TempPathFactory, keys: list[str]
) -> None:
    """U1: random keys, undo all gives the initial state; U4: the history tells all there is."""
    bench = opened(made_study(tmp_path_factory.mktemp("keys") / "study"))
    before = state(bench)
    for key in keys:
        press(bench, key)
        chrome.message(bench, 80, 3)
        bench.over = bench.suspended = False
    root = bench.sitting.study.root
    assert live(root) == replayed(root)
    for _ in range(4):
        typed(bench, "<escape>")
    undone_all(bench)
    assert state(bench) == before
    bench.sitting.close()


@pytest.mark.parametrize("seed", [1, 2])
def test_random_acts_are_all_undone_and_all_done_again(bench: Workbench, seed: int) -> None:
    """U1: 300 random acts, undo all gives the initial state, redo all the final one."""
    choose, before = random.Random(seed), state(bench)
    for _ in range(150):
        act(bench, choose)
    after, root = state(bench), bench.sitting.study.root
    assert live(root) == replayed(root)
    undone = undone_all(bench)
    assert (undone > 30, state(bench)) == (True, before)
    for _ in range(undone):
        typed(bench, "U")
        assert not bench.went_wrong, bench.message
    assert state(bench) == after


def test_an_excerpt_goes_only_by_an_act_that_says_so(bench: Workbench) -> None:
    choose = random.Random(3)
    for _ in range(120):
        spans = {excerpt.id: excerpt.quote for excerpt in bench.material.excerpts}
        acts = len(history(bench.sitting.study.root))
        act(bench, choose)
        gone = spans.keys() - {excerpt.id for excerpt in bench.material.excerpts}
        told = {record["do"] for record in history(bench.sitting.study.root)[acts:]}
        assert not gone or told & {"excerpt remove", "excerpt merge", "excerpt resize", "undo", "redo"}, told


def test_tree_status_and_commands_count_alike_after_500_acts(bench: Workbench, pimh: Pimh) -> None:
    """A15: counts in tree, status and `pimh` reports agree after 500 random acts."""
    choose, root = random.Random(15), bench.sitting.study.root
    for number in (250, 500):
        while lines_of_history(root) < number:
            act(bench, choose)
        assert_counts_agree(bench, pimh, root)
    assert len(bench.material.excerpts) > 3


def assert_counts_agree(bench: Workbench, pimh: Pimh, root: Path) -> None:
    shown = pimh("codebook", "show", "--study", root, "--json").data
    counted = {row["entry"]["id"]: row["counts"]["excerpts"] for row in shown}
    assert {code.id: bench.material.counts[code.id] for code in bench.sitting.book.codes} == counted
    (transcript,) = pimh("status", "--study", root, "--json").data["transcripts"]
    assert len(bench.material.excerpts) == transcript["excerpts"]
    assert len(bench.material.coded) == transcript["coded"]
    (line,) = chrome.status(bench, 120)
    assert f" {transcript['coded']}/{transcript['turns']} coded " in line[0][0]
