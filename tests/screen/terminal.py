"""The coding screen in a real pseudo-terminal, and what a person sees on it; the same in tmux."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import pytest

if TYPE_CHECKING:
    import signal
    from collections.abc import Callable, Iterator
    from typing import Self

T = TypeVar("T")

CHECKOUT = Path(__file__).parents[2]
PATIENCE = 60.0  # seconds after which what was waited for is missed
UTF8 = "C.UTF-8"
NEEDS_PTY = pytest.mark.skipif(os.name != "posix", reason="there are no pseudo-terminals here")
NEEDS_TMUX = pytest.mark.skipif(not shutil.which("tmux"), reason="tmux is not installed")
# questions that the emulator does not know, and would show
_QUESTIONS = re.compile(rb"\x1b\[(?:\?\d+\$p|[<>=][\d;]*u)")
_CUT_OFF = re.compile(rb"\x1b[^a-zA-Z~]{0,12}\Z")
_MORE = 80  # columns of the wider screen, on which too long a line shows
_ENV = ("PIMH_", "LC_", "LANG", "NO_COLOR", "COLOR", "TMUX", "ACCESSIBLE", "FORCE_COLOR", "COLUMNS", "LINES")


class Cell(NamedTuple):
    """A character on the screen and how it looks."""

    data: str
    fg: str
    bg: str
    bold: bool
    italics: bool
    underscore: bool
    reverse: bool


def environment(**variables: str) -> dict[str, str]:
    """What a shell in a terminal window has set, and nothing of the one that runs the tests.

    Args:
        variables: others; an empty text is set too.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_ENV)}
    window = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": UTF8}
    return kept | window | {"PYTHONPATH": str(CHECKOUT)} | variables


def command(root: Path, *words: str) -> list[str]:
    """The command line that opens the coding screen of fg1 for anna."""
    return [sys.executable, "-m", "pimhcli", "code", "fg1", "--coder", "anna", "-C", str(root), *words]


def until(
    seen: Callable[[], T],
    *,
    told: Callable[[], str] = lambda: "",
    meanwhile: Callable[[], object] = lambda: time.sleep(0.03),
) -> T:
    """Waits until something is seen, and gives it.

    Args:
        seen: looks for it; what is false is not it.
        told: what is said when it never comes.
        meanwhile: takes in what may bring it.
    """
    deadline = time.monotonic() + PATIENCE
    while not (found := seen()):
        assert time.monotonic() < deadline, told()
        meanwhile()
    return found


class Terminal:
    """A pseudo-terminal in which a command runs.

    Args:
        root: the study's folder.
        words: added to ``pimh code fg1 --coder anna``.
        size: columns and rows.
        argv: another command line.
        variables: of the environment.
    """

    def __init__(
        self,
        root: Path,
        *words: str,
        size: tuple[int, int] = (80, 24),
        argv: list[str] | None = None,
        **variables: str,
    ) -> None:
        import pexpect
        import pyte

        columns, rows = size
        program, *args = argv or command(root, *words)
        self._pyte, self._gone = pyte, pexpect.EOF
        self._silent = pexpect.TIMEOUT
        self.raw = b""
        self._seen: list[str] = []
        self._rest = b""
        self._screens = self._emulated(columns, rows)
        self._child: Any = pexpect.spawn(
            program, args, dimensions=(rows, columns), env=environment(**variables), timeout=None
        )
        self._child.delaybeforesend = None
        self.modes = self.modes_now()
        self.ended = False

    # --- what is seen

    @property
    def lines(self) -> list[str]:
        """The rows of the screen, without blanks at their ends."""
        # the emulator takes its time to put them together
        if not self._seen:
            self._seen = [line.rstrip() for line in self._screens[0].display]
        return self._seen

    @property
    def text(self) -> str:
        """All that is on the screen."""
        return "\n".join(self.lines)

    @property
    def cursor(self) -> tuple[int, int]:
        """Column and row of the terminal's own cursor."""
        return self._screens[0].cursor.x, self._screens[0].cursor.y

    @property
    def at_cursor(self) -> str:
        """The row from the terminal's own cursor on."""
        column, row = self.cursor
        return self.lines[row][column:]

    @property
    def overflow(self) -> str:
        """What was written beyond the last column."""
        columns = self._screens[0].columns
        return "".join(line[columns:].rstrip() for line in self._screens[1].display)

    def cells(self, wanted: Callable[[Cell], bool]) -> list[tuple[int, int]]:
        """Column and row of each cell that looks as wanted."""
        screen = self._screens[0]
        return [
            (column, row)
            for row in range(screen.lines)
            for column in range(screen.columns)
            if wanted(self.cell(column, row))
        ]

    def cell(self, column: int, row: int) -> Cell:
        """The cell in a column and a row."""
        found = self._screens[0].buffer[row][column]
        return Cell(*(getattr(found, name) for name in Cell._fields))

    def place_of(self, words: str) -> tuple[int, int]:
        """Column and row of the first cell of some words."""
        row = next(number for number, line in enumerate(self.lines) if words in line)
        return self.lines[row].index(words), row

    # --- what is done

    def send(self, keys: str | bytes) -> Terminal:
        """Types, all in one write."""
        self._child.send(keys)
        return self

    def mouse(self, button: int, column: int, row: int, *, up: bool = False) -> Terminal:
        """Reports the mouse as terminals do: 0 the left button, 32 held and moved, 64 and 65 the wheel."""
        return self.send(f"\x1b[<{button};{column + 1};{row + 1}{'m' if up else 'M'}")

    def click(self, column: int, row: int, times: int = 1) -> Terminal:
        """Presses the left button and lets it go."""
        for _ in range(times):
            self.mouse(0, column, row).mouse(0, column, row, up=True)
        return self

    def until(self, seen: Callable[[], T]) -> T:
        """Takes in what comes until something is seen."""
        return until(seen, told=lambda: f"{self.text}\n{self.raw[-300:]!r}", meanwhile=self._take_more)

    def wait(self, words: str) -> Terminal:
        """Waits until words are on the screen."""
        self.until(lambda: words in self.text)
        return self

    def wait_gone(self, words: str) -> Terminal:
        """Waits until words are on the screen no more."""
        self.until(lambda: words not in self.text)
        return self

    def wait_at_cursor(self, words: str) -> Terminal:
        """Waits until the terminal's own cursor is on the first of some words."""
        self.until(lambda: self.at_cursor.startswith(words))
        return self

    def wait_before_cursor(self, words: str) -> Terminal:
        """Waits until the terminal's own cursor is right behind some words."""
        self.until(lambda: self.lines[self.cursor[1]].ljust(80)[: self.cursor[0]].endswith(words))
        return self

    def settle(self) -> Terminal:
        """Waits until all that was typed in READ has been answered, and is painted."""
        # help takes no part in the work, and takes its turn behind the keys before it
        self.send("?").wait("· HELP")
        self.send("q").wait_gone("· HELP")
        return self.quiet()

    def quiet(self) -> Terminal:
        """Waits until nothing more comes."""
        before = -1
        while before < len(self.raw):
            before = len(self.raw)
            self._take(0.1)
        return self

    def resize(self, columns: int, rows: int) -> Terminal:
        """Changes the size of the window; what was on it is gone."""
        self._take()
        self._screens = self._emulated(columns, rows)
        self._child.setwinsize(rows, columns)
        return self

    def kill(self, number: signal.Signals) -> Terminal:
        """Sends the process a signal."""
        self._child.kill(number)
        return self

    def lose(self) -> None:
        """Takes the terminal away, as a lost connection does, and waits until the process has noticed."""
        terminal = self._child.ptyproc
        terminal.fileobj.close()
        until(lambda: not terminal.isalive())
        terminal.closed = True

    def limit_files(self, size: int) -> None:
        """Lets no file of the process grow beyond a size in bytes, as a full disk does; -1 lets all grow."""
        import resource

        resource.prlimit(self._child.pid, resource.RLIMIT_FSIZE, (size, -1))

    def modes_now(self) -> list[Any]:
        """The terminal's modes, as stty tells them."""
        import termios

        modes: list[Any] = termios.tcgetattr(self._child.fileno())
        return modes

    def leave(self) -> int:
        """Quits with q and gives the exit code."""
        self.send("q")
        return self.end()

    def end(self) -> int:
        """Waits for the process to end and gives its exit code; minus the signal that ended it."""
        self.until(lambda: self.ended)
        self._child.wait()
        return -self._child.signalstatus if self._child.signalstatus else int(self._child.exitstatus)

    def close(self) -> None:
        """Ends the process, whatever it does."""
        self._child.close(force=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _emulated(self, columns: int, rows: int) -> list[Any]:
        self._seen = []
        screens = [self._pyte.Screen(columns, rows), self._pyte.Screen(columns + _MORE, rows)]
        self._streams = [self._pyte.ByteStream(screen) for screen in screens]
        return screens

    def _take_more(self) -> None:
        assert not self.ended, f"it ended: {self.raw[-300:]!r}"
        self._take()

    def _take(self, seconds: float = 0.02) -> None:
        try:
            data = self._child.read_nonblocking(65536, timeout=seconds)
        except self._silent:
            return
        except self._gone:
            self.ended = True
            return
        self._seen = []
        self.raw += data
        data = self._rest + data
        cut = _CUT_OFF.search(data)
        self._rest = cut[0] if cut else b""
        data = _QUESTIONS.sub(b"", data[: len(data) - len(self._rest)])
        for stream in self._streams:
            stream.feed(data)


class Tmux:
    """A window of a tmux server of its own in which the coding screen runs.

    Args:
        root: the study's folder.
        size: columns and rows.
        words: added to ``pimh code fg1 --coder anna``.
    """

    def __init__(self, root: Path, *words: str, size: tuple[int, int] = (80, 24)) -> None:
        self._room = tempfile.TemporaryDirectory(prefix="pimh-")
        columns, rows = map(str, size)
        started = ("new-session", "-d", "-x", columns, "-y", rows, *command(root, *words))
        self._run("-f", "/dev/null", *started, env=environment())

    def send(self, *keys: str) -> Tmux:
        """Types, as ``tmux send-keys`` does."""
        self._run("send-keys", *keys)
        return self

    def paste(self, text: str) -> Tmux:
        """Writes a text to the window in one piece, without telling that it is pasted."""
        self._run("load-buffer", "-", text=text)
        self._run("paste-buffer", "-r")
        return self

    @property
    def lines(self) -> list[str]:
        """The rows of the window."""
        return self._run("capture-pane", "-p").split("\n")[:-1]

    @property
    def cursor(self) -> tuple[int, int]:
        """Column and row of the terminal's own cursor."""
        column, row = self._run("display", "-p", "#{cursor_x},#{cursor_y}").split(",")
        return int(column), int(row)

    @property
    def at_cursor(self) -> str:
        """The row from the terminal's own cursor on."""
        column, row = self.cursor
        line = self.lines[row]
        return next((line[cut:] for cut in range(len(line) + 1) if self.width(line[:cut]) >= column), "")

    def wait_at_cursor(self, words: str) -> Tmux:
        """Waits until the terminal's own cursor is on the first of some words."""
        self.until(lambda: self.at_cursor.startswith(words))
        return self

    def width(self, text: str) -> int:
        """The cells that tmux itself gives a text."""
        self._run("set", "-g", "@measured", text)
        return int(self._run("display", "-p", "#{w:@measured}"))

    def until(self, seen: Callable[[], T]) -> T:
        """Waits until something is seen."""
        return until(seen, told=lambda: "\n".join(self.lines))

    def wait(self, words: str) -> Tmux:
        """Waits until words are in the window."""
        self.until(lambda: any(words in line for line in self.lines))
        return self

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._run("kill-server")
        self._room.cleanup()

    def _run(self, *words: str, text: str | None = None, env: dict[str, str] | None = None) -> str:
        called = ["tmux", "-u", "-S", str(Path(self._room.name) / "socket"), *words]
        ran = subprocess.run(called, input=text, env=env, capture_output=True, check=True, encoding="utf-8")
        return ran.stdout


@pytest.fixture
def screen(root: Path) -> Iterator[Terminal]:
    """The coding screen on the study at the root that a test module has."""
    with Terminal(root) as terminal:
        yield terminal.wait("READ")
