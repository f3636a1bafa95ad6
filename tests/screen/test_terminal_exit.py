"""However the coding screen ends, the terminal is as it was before and the data is whole."""

from __future__ import annotations

import signal
import sys
from typing import TYPE_CHECKING

import pytest
from building import codings, history, made_study
from screen.terminal import NEEDS_PTY, Terminal, screen

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["screen"]

pytestmark = NEEDS_PTY

TALK = "\n".join(f"P1: Turn {number} is said." for number in range(1, 31))
BUG = 70
BROKEN = """
import sys
from pimhcli.cli.app import run
from pimhcli.screen import chrome

painted = chrome.status

def breaks(bench, width):
    if bench.turn and bench.turn.number == 3:
        raise ZeroDivisionError("this is no message for users")
    return painted(bench, width)

chrome.status = breaks
sys.exit(run(["code", "fg1", "--coder", "anna", "-C", sys.argv[1]]))
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return made_study(tmp_path / "study", talk=TALK)


def is_as_before(screen: Terminal) -> bool:
    """Whether screen, cursor, mouse, paste and line modes are those of the shell again."""
    ended = screen.raw[screen.raw.rindex(b"\x1b[?1049l") :]
    modes = (b"\x1b[?25h", b"\x1b[?1000l", b"\x1b[?1003l", b"\x1b[?1006l", b"\x1b[?1004l")
    assert screen.raw.rindex(b"\x1b[?2004l") > screen.raw.rindex(b"\x1b[?2004h")
    assert screen.raw.count(b"\x1b[?1049h") == screen.raw.count(b"\x1b[?1049l") == 1
    assert b"\x1b[?1049h" not in ended
    return all(mode in ended for mode in modes) and screen.modes_now() == screen.modes


@pytest.mark.parametrize("end", ["q", "\x11", "SIGTERM", "SIGHUP"])
def test_leaving_gives_the_terminal_back(root: Path, screen: Terminal, end: str) -> None:
    """V11: by q, by Ctrl+Q, by a signal, from a panel too; with one line that says how many there are."""
    screen.send("cbarr\r").wait("Coded 'Barriers'")
    if end.startswith("SIG"):
        screen.send("cslo").wait("Code with: slo")
        screen.kill(signal.Signals[end])
    else:
        screen.send(end)
    assert screen.end() == 0
    assert is_as_before(screen)
    last = screen.raw[screen.raw.rindex(b"\x1b[") :].decode()
    assert last.endswith("fg1: 1 excerpt (+1). Everything is saved.\r\n")
    assert [row["code"] for row in codings(root)] == ["barriers"]


def test_a_bug_gives_the_terminal_back_and_names_its_log(root: Path, tmp_path: Path) -> None:
    """V11: no traceback on the terminal, exit code 70, and what was confirmed is there."""
    driver = tmp_path / "driver.py"
    driver.write_text(BROKEN, "utf-8")
    argv = [sys.executable, str(driver), str(root)]
    with Terminal(root, argv=argv, TMPDIR=str(tmp_path), size=(200, 24)) as screen:
        screen.wait("READ").send("cbarr\r").wait("Coded 'Barriers'")
        screen.send("JJJ")
        assert screen.end() == BUG
        assert is_as_before(screen)
        told = screen.raw[screen.raw.rindex(b"\x1b[") :].decode()
    assert "pimh met something it was not made for (ZeroDivisionError)" in told
    assert "Traceback" not in screen.raw.decode()
    [log] = tmp_path.glob("pimh-crash-*.log")
    assert str(log) in told
    assert "this is no message for users" in log.read_text("utf-8")
    assert ([row["code"] for row in codings(root)], len(history(root))) == (["barriers"], 1)


def test_it_opens_again_after_a_kill_and_clears_what_is_left(root: Path, screen: Terminal) -> None:
    """V11, S1: a kill leaves nothing behind that blocks the next sitting."""
    screen.send("cbarr\r").wait("Coded 'Barriers'")
    screen.kill(signal.SIGKILL).end()
    with Terminal(root) as again:
        again.wait("1/30 coded").wait("· READ ").send("u").wait("n  leave it")
        again.send("y").wait("0/30 coded")
        assert again.leave() == 0
        assert is_as_before(again)
