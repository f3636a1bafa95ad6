"""What the coding screen has confirmed is on disk, whatever happens to it, the disk, or the files next."""

from __future__ import annotations

import json
import os
import random
import signal
import time
from typing import TYPE_CHECKING

import pytest
from building import codings, history, made_study, run, snapshot
from screen.terminal import NEEDS_PTY, Terminal, screen

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["screen"]

pytestmark = NEEDS_PTY

TURNS = 40
TALK = "\n".join(f"P1: Word{number} is said. And more of it." for number in range(1, TURNS + 1))
ADD = ("excerpt", "add", "--coder", "anna", "--code", "barriers", "--quote")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return made_study(tmp_path / "study", talk=TALK)


def quotes(root: Path) -> list[str]:
    return [row["quote"] for row in sorted(codings(root), key=lambda row: row["start"])]


def test_what_was_confirmed_survives_a_kill(root: Path, screen: Terminal) -> None:
    """S1: the record is there as soon as the confirmation is seen."""
    screen.send("cslow\r").wait("Coded 'Slowing down'")
    assert screen.kill(signal.SIGKILL).end() == -signal.SIGKILL
    assert (quotes(root), len(history(root))) == (["Word1 is said."], 1)


def test_files_can_be_read_after_kills_at_any_time(root: Path) -> None:
    """S1: all that was confirmed is there, what was not is whole or absent, and work goes on."""
    rng = random.Random(3)
    for life in range(8):
        with Terminal(root, size=(80, 24)) as screen:
            screen.wait("READ").send("gfcbarr\r" + "fcslow\r" * 30)
            time.sleep(rng.uniform(0, 0.25))
            screen.kill(signal.SIGKILL).end()
        assert run("-C", root, "excerpt", "add", "--quote", f"Word{life + 1} is", "--code", "practice") == 0
        before, after = len(codings(root)), [row["id"] for row in history(root)]
        assert len(after) == len(set(after))
        assert before >= life + 1
        for path in (root / "codings").rglob("*.jsonl"):
            assert all(json.loads(line) for line in path.read_text("utf-8").splitlines())


class TestFullDisk:
    """S3: a limit on the size of files refuses writes as a full disk does."""

    def test_it_says_so_and_keeps_the_act_out_of_the_files(self, root: Path, screen: Terminal) -> None:
        """S3: NOT SAVED, the act is rolled back, and q ends it in order."""
        screen.send("cslow\r").wait("Coded 'Slowing down'")
        before = snapshot(root)
        screen.limit_files(0)
        screen.send("Jcbarr\r").wait("NOT SAVED").wait("1/40 coded")
        assert snapshot(root) == before
        assert screen.leave() == 0
        assert "fg1: 1 excerpt (+1). Everything is saved." in screen.raw.decode()
        assert snapshot(root) == before

    def test_trying_again_does_the_act_once_there_is_room(self, root: Path, screen: Terminal) -> None:
        """S3: retry or quit."""
        screen.limit_files(0)
        screen.send("cbarr\r").wait("NOT SAVED")
        screen.send("r").quiet().wait("NOT SAVED")
        screen.limit_files(-1)
        screen.send("r").wait("Coded 'Barriers'")
        assert (quotes(root), len(history(root))) == (["Word1 is said."], 1)
        assert screen.leave() == 0

    def test_a_folder_that_takes_nothing_opens_to_read(self, root: Path) -> None:
        """S3: and says why; nothing can be coded."""
        before = snapshot(root)
        (root / ".pimh").write_text("in the way")
        with Terminal(root) as screen:
            screen.wait("READ ONLY · READ").wait("Read only:")
            screen.send("J").wait("2/40").send("cbarr\r").wait_gone("CHOOSE").send("D").wait("Read only:")
            assert screen.leave() == 0
        assert snapshot(root) == before


def test_a_folder_without_write_permission_opens_to_read(root: Path) -> None:
    """S3: and says why."""
    root.chmod(0o555)
    if os.access(root, os.W_OK):
        pytest.skip("the superuser may write anywhere")
    with Terminal(root) as screen:
        screen.wait("READ ONLY").wait("Read only:")
        assert screen.leave() == 0
    root.chmod(0o755)


def test_an_unfinished_memo_survives_a_kill(root: Path, screen: Terminal) -> None:
    """S1: but for its last two seconds."""
    screen.send("cslow\r").wait("Coded 'Slowing down'")
    screen.send("mask P1\ragain").wait("again")
    places = root / ".pimh" / "places"
    screen.until(lambda: "again" in "".join(path.read_text("utf-8") for path in places.glob("*.json")))
    screen.kill(signal.SIGKILL).end()
    with Terminal(root) as again:
        again.wait("· MEMO").wait("ask P1").send("\x1b").wait("Wrote the memo")
    assert history(root)[-1]["changes"][0]["after"][0]["memo"] == "ask P1\nagain"


@pytest.mark.parametrize("end", ["q", "SIGTERM", "SIGHUP", "lost connection"])
def test_the_next_sitting_goes_on_where_the_last_one_ended(root: Path, screen: Terminal, end: str) -> None:
    """S4: turn, column and speakers, whatever ended it."""
    screen.send("JJJ)w").settle()
    if end == "q":
        screen.leave()
    elif end == "lost connection":
        screen.lose()
    else:
        assert screen.kill(signal.Signals[end]).end() == 0
    with Terminal(root) as again:
        again.wait("4/40 P1").until(lambda: again.at_cursor.startswith("more of it."))


def test_a_second_window_can_only_read_and_names_the_first(root: Path, screen: Terminal) -> None:
    """S5: until the first one is closed."""
    with Terminal(root) as second:
        second.wait("READ ONLY").wait("anna codes fg1 in another window (pid ")
        second.send("J").wait("2/40").send("c").wait("CHOOSE").send("\r").wait_gone("CHOOSE")
        assert second.leave() == 0
    screen.kill(signal.SIGKILL).end()
    with Terminal(root) as third:
        third.wait("READ").send("cbarr\r").wait("Coded 'Barriers'")
    assert quotes(root) == ["Word1 is said."]


def test_a_lost_connection_is_no_bug(root: Path, tmp_path: Path) -> None:
    """S4: it leaves no log behind that asks to be reported."""
    with Terminal(root, TMPDIR=str(tmp_path)) as terminal:
        terminal.wait("READ").send("J").wait("2/40").lose()
    assert list(tmp_path.glob("pimh-crash-*")) == []


def test_what_a_command_adds_appears_and_stays(root: Path, screen: Terminal) -> None:
    """S5: with no key pressed, and the next act does not undo it; the benchmark tells how soon."""
    assert run("-C", root, *ADD, "Word3 is said.") == 0
    screen.wait("1/40 coded").wait("Taken in")
    screen.send("cslow\r").wait("Coded 'Slowing down'")
    assert quotes(root) == ["Word1 is said.", "Word3 is said."]


def test_what_a_command_adds_just_before_an_act_stays(root: Path, screen: Terminal) -> None:
    """S5: the act is worked out on what is on disk."""
    assert run("-C", root, *ADD, "Word1 is said.") == 0
    screen.send("cslow\r").wait("Coded 'Slowing down'")
    assert sorted(row["code"] for row in codings(root)) == ["barriers", "slowing-down"]


def test_a_transcript_that_is_edited_meanwhile_can_only_be_read(root: Path, screen: Terminal) -> None:
    """S6: with the command that takes the excerpts along."""
    screen.send("cslow\r").wait("Coded 'Slowing down'")
    path = root / "transcripts" / "fg1.txt"
    path.write_text("P1: Before all.\n" + path.read_text("utf-8"), "utf-8")
    screen.wait("READ ONLY").wait("Leave and come back")
    before = snapshot(root)
    screen.send("J").wait("2/40").send(".").wait("Read only: ")
    assert snapshot(root) == before
    assert screen.leave() == 0
    with Terminal(root) as again:
        again.wait("1/41").wait("Slowing down")
