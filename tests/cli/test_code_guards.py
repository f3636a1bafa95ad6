"""pimh code before anything opens: no terminal, a simple one, and which transcript is meant."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pexpect
import pytest
from building import codings, made_study, written

from pimhcli.study import progress
from pimhcli.study.study import Study

CHECKOUT = Path(__file__).parents[2]
ENVIRONMENT = {
    name: value for name, value in os.environ.items() if not name.startswith("PIMH_") and name != "ACCESSIBLE"
} | {"PYTHONPATH": str(CHECKOUT), "TERM": "xterm-256color"}
TELLS_TEXTUAL = (
    "import sys, runpy\n"
    "try:\n    runpy.run_module('pimhcli', run_name='__main__')\n"
    "finally:\n    print('textual' in sys.modules)"
)


def command(*words: str | Path) -> list[str]:
    return [sys.executable, "-m", "pimhcli", *map(str, words)]


def piped(*words: str | Path, given: bytes = b"", **variables: str) -> subprocess.CompletedProcess[bytes]:
    """A process with a pipe for each stream."""
    return subprocess.run(
        command(*words), env=ENVIRONMENT | variables, input=given, capture_output=True, check=False
    )


def at_terminal(*words: str | Path, **variables: str) -> Any:
    """A process at a terminal, which somebody types to."""
    python, *rest = command(*words)
    return pexpect.spawn(python, rest, env=ENVIRONMENT | variables, encoding="utf-8", timeout=20, echo=False)


def ended(child: Any) -> tuple[int, str]:
    """The exit code, and what was shown last."""
    child.expect(pexpect.EOF)
    child.close()
    return child.exitstatus, child.before.replace("\r\n", "\n")


@pytest.fixture
def two(study: Path) -> Path:
    """The study with a second transcript."""
    written(study / "transcripts" / "fg2.txt", "P1: Only this.\n")
    return study


class TestWithoutATerminal:
    def test_it_ends_with_2_and_names_what_can_be_scripted(self, study: Path) -> None:
        """G1: stdin or stderr not a terminal."""
        ran = piped("code", "fg1")
        assert ran.returncode == 2
        assert ran.stderr.decode() == (
            "Error: pimh code needs a terminal.\n"
            'To code from a script: pimh excerpt add --transcript fg1 --turn 12 --quote "…" --code NAME   '
            "(or pimh code --plain < commands.txt)\n"
        )

    @pytest.mark.parametrize(("words", "code"), [(["code"], 2), (["code", "--plain"], 0)])
    def test_textual_is_not_loaded(self, study: Path, words: list[str], code: int) -> None:
        """G1: neither the guard nor the plain lines load the screen's library."""
        ran = subprocess.run(
            [sys.executable, "-c", f"import sys\nsys.argv = ['pimh', *{words}]\n{TELLS_TEXTUAL}"],
            env=ENVIRONMENT,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
        assert (ran.returncode, ran.stdout.splitlines()[-1]) == (code, b"False")

    def test_a_terminal_to_type_at_is_not_enough(self, study: Path) -> None:
        """G1: stderr alone is no terminal."""
        words = f"{sys.executable} -m pimhcli code 2>err"
        child = pexpect.spawn("sh", ["-c", words], env=ENVIRONMENT, encoding="utf-8", timeout=20)
        assert ended(child)[0] == 2
        assert b"needs a terminal" in (study / "err").read_bytes()

    @pytest.mark.parametrize("term", ["dumb", ""])
    def test_a_pipe_gets_no_plain_lines_unasked(self, study: Path, term: str) -> None:
        assert piped("code", TERM=term).returncode == 2


class TestATerminalThatShowsNoScreen:
    @pytest.mark.parametrize(
        ("variables", "why"),
        [
            ({"TERM": "dumb"}, "TERM is dumb"),
            ({"TERM": ""}, "TERM is not set"),
            ({"ACCESSIBLE": "1"}, "ACCESSIBLE is set"),
            ({"PIMH_PLAIN": "1"}, "PIMH_PLAIN is set"),
        ],
    )
    def test_plain_lines_start_and_say_so(self, study: Path, variables: dict[str, str], why: str) -> None:
        """G2: TERM=dumb, unset, or a wish in the environment."""
        child = at_terminal("code", **variables)
        child.expect_exact("> ")
        assert why in child.before
        assert "fg1, 6 turns, 0 coded. Turn 1 of 6, Moderator." in child.before
        child.sendline("quit")
        assert ended(child) == (0, "Left fg1 at turn 1. Every act is saved.\n")

    def test_nothing_that_steers_a_terminal_is_sent(self, study: Path) -> None:
        """T2: no escape sequence, at a terminal either."""
        child = at_terminal("code", "--plain")
        for line in ("next", "code 1 Barriers", "memo x", "code 1 bariers", "undo", "help"):
            child.expect_exact("> ")
            child.sendline(line)
            assert "\x1b" not in child.before
        child.expect_exact("> ")
        child.sendeof()
        assert ended(child)[0] == 0

    def test_a_mistake_at_a_terminal_is_no_error_of_the_command(self, study: Path) -> None:
        child = at_terminal("code", "--plain")
        for line in ("cdoe", "go 99", "quit"):
            child.expect_exact("> ")
            child.sendline(line)
        assert ended(child)[0] == 0

    def test_the_place_is_kept_when_the_connection_is_lost(self, study: Path) -> None:
        child = at_terminal("code", "--plain")
        child.expect_exact("> ")
        child.sendline("go 3")
        child.expect_exact("> ")
        child.terminate()
        assert ended(child)[0] == 130
        assert b"Turn 3 of 6" in piped("code", "--plain", given=b"quit\n").stdout


class TestWhichTranscript:
    def test_without_any_the_way_to_add_one_is_told(self, tmp_path: Path) -> None:
        """G4: no transcript."""
        root = made_study(tmp_path, talk="")
        ran = piped("-C", root, "code", "--plain")
        assert (ran.returncode, b"pimh transcript add FILE" in ran.stderr) == (1, True)

    def test_one_that_is_not_there_gets_the_nearest(self, study: Path) -> None:
        """G4: an unknown transcript."""
        ran = piped("code", "fg11", "--plain")
        assert (ran.returncode, b"Did you mean 'fg1'?" in ran.stderr) == (2, True)

    def test_the_only_one_need_not_be_named(self, study: Path) -> None:
        assert piped("code", "--plain").stdout.startswith(b"fg1, 6 turns")

    def test_several_and_no_terminal_ends_with_2_and_names_the_argument(self, two: Path) -> None:
        ran = piped("code", "--plain")
        assert ran.returncode == 2
        assert b"Which transcript? There are 2.\nName it: pimh code fg1" in ran.stderr

    @pytest.mark.parametrize(("typed", "name"), [("", "fg1"), ("2", "fg2"), ("FG 2", "fg2")])
    def test_at_a_terminal_one_picks_it(self, two: Path, typed: str, name: str) -> None:
        """G4: the numbered chooser; Enter takes the first."""
        child = at_terminal("code", "--plain")
        child.expect_exact("Enter takes fg1) ")
        assert child.before.replace("\r\n", "\n") == (
            "1. fg1: 0 of 6 turns coded, 0 excerpts\n"
            "2. fg2: 0 of 1 turn coded, 0 excerpts\n"
            "Which transcript? ("
        )
        child.sendline(typed)
        child.expect_exact(f"{name}, ")
        child.sendline("quit")
        assert ended(child)[0] == 0

    def test_a_wrong_answer_is_asked_again_and_none_ends_it(self, two: Path) -> None:
        child = at_terminal("code", "--plain")
        child.sendline("--")
        child.expect_exact("There is no '--': type a number from 1 to 2, or a name.")
        child.sendeof()
        code, told = ended(child)
        assert (code, "No transcript was chosen." in told) == (2, True)

    def test_the_one_used_last_comes_first(self, two: Path) -> None:
        assert piped("code", "fg2", "--plain", given=b"code Barriers\n").returncode == 0
        first, second = progress.choices(Study(two), "anna")
        assert (first.id, first.coded, first.turns, first.excerpts, first.used > 0) == ("fg2", 1, 1, 1, True)
        assert (second.id, second.coded, second.used) == ("fg1", 0, 0)

    def test_one_without_turns_opens(self, study: Path) -> None:
        """G4: an empty transcript."""
        (study / "transcripts" / "fg1.txt").write_text("", "utf-8")
        ran = piped("code", "--plain")
        assert (ran.returncode, ran.stdout) == (0, b"fg1 has no turns. Type quit.\n")

    def test_without_a_codebook_the_first_code_can_be_made(self, tmp_path: Path) -> None:
        """G4: no codebook."""
        root = made_study(tmp_path, codebook="themes: []\n")
        ran = piped("-C", root, "code", "--plain", given=b"codes\nnew Rush\ncode 1 rush\n")
        assert ran.returncode == 0, ran.stdout
        assert b"There are no codes yet. Add one: new NAME" in ran.stdout
        assert len(codings(root)) == 1
