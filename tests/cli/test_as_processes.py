"""pimh as its users start it: a process with its own streams, among others and cut off by others."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pexpect
import pytest
from building import codings, history, made_study, run, snapshot, written

from pimhcli import __version__

if TYPE_CHECKING:
    from building import Pimh

CHECKOUT = Path(__file__).parents[2]
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("PIMH_")} | {
    "PYTHONPATH": str(CHECKOUT)
}


def command(*words: str | Path) -> list[str]:
    return [sys.executable, "-m", "pimhcli", *map(str, words)]


def process(*words: str | Path, **variables: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(command(*words), env=ENVIRONMENT | variables, capture_output=True, check=False)


def test_version_and_help_start(tmp_path: Path) -> None:
    assert process("--version").stdout.decode().strip() == f"pimh {__version__}"
    assert b"Usage: pimh" in process("--help").stdout


def test_the_process_ends_with_the_exit_code(study: Path) -> None:
    codes = [process("-C", where, "status").returncode for where in (study, study.parent)]
    assert codes == [0, 3]


def test_two_processes_that_code_at_once_lose_nothing(tmp_path: Path) -> None:
    talk = "\n".join(f"P1: Word{n} is said." for n in range(30))
    root = made_study(tmp_path, talk=talk)
    script = (
        "import sys\nfrom pimhcli.cli.app import run\n"
        "for n in range(int(sys.argv[2]), 30, 2):\n"
        "    words = ['--quote', f'Word{n} is', '--code', f'C{n}', '--create']\n"
        "    assert run(['-C', sys.argv[1], 'excerpt', 'add', *words]) == 0\n"
    )
    both = [
        subprocess.Popen(
            [sys.executable, "-c", script, str(root), first], env=ENVIRONMENT, stderr=subprocess.DEVNULL
        )
        for first in "01"
    ]
    assert [one.wait() for one in both] == [0, 0]
    assert {row["quote"] for row in codings(root)} == {f"Word{n} is" for n in range(30)}
    assert len(codings(root)) == len(history(root)) == 30
    assert (root / "codebook.yaml").read_text("utf-8").count("- id: c") == 30


@pytest.mark.parametrize("turns", [1, 9000])
def test_a_reader_that_goes_away_is_no_error(tmp_path: Path, turns: int) -> None:
    root = made_study(tmp_path, talk="P1: Many words are said here.\n" * turns)
    words = command("-C", root, "transcript", "show")
    with subprocess.Popen(words, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as shown:
        assert shown.stdout
        assert shown.stderr
        shown.stdout.close()
        assert shown.stderr.read() == b""
    assert shown.returncode == 0


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
def test_a_pipe_gets_utf8_on_systems_that_would_give_it_less(coded: Path, encoding: str) -> None:
    ran = process("-C", coded, "excerpt", "list", PYTHONIOENCODING=encoding)
    assert (ran.returncode, "★" in ran.stdout.decode("utf-8")) == (0, True)


def test_a_question_without_a_terminal_ends_with_2(coded: Path) -> None:
    key, before = codings(coded)[0]["id"], snapshot(coded)
    ran = subprocess.run(
        command("-C", coded, "excerpt", "remove", key),
        env=ENVIRONMENT,
        input=b"y\n",
        capture_output=True,
        check=False,
    )
    assert (ran.returncode, b"--yes" in ran.stderr) == (2, True)
    assert snapshot(coded) == before


class TestTheDemo:
    @pytest.fixture(autouse=True)
    def offline(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(*_: object, **__: object) -> None:
            raise AssertionError("the network was used")

        monkeypatch.setattr(socket, "socket", refuse)
        monkeypatch.setattr(socket, "create_connection", refuse)

    def test_makes_a_whole_study_without_the_network(self, tmp_path: Path, pimh: Pimh) -> None:
        ran = pimh("demo", tmp_path / "first")
        assert ran.code == 0
        assert "Table 2." in ran.out
        assert "Table 3." in ran.out
        assert f"Look around: cd {tmp_path / 'first'}" in ran.talk
        assert (tmp_path / "first" / "reports" / "report.md").exists()

    def test_shows_every_command_before_it_runs(self, tmp_path: Path, pimh: Pimh) -> None:
        told = pimh("demo", tmp_path / "first").talk
        shown = [line.split()[1:3] for line in told.splitlines() if line.startswith("$ pimh")]
        assert [words[1] for words in shown] == [
            "init",
            "codebook",
            "load",
            "transcript",
            "excerpt",
            "table",
            "table",
            "report",
        ]

    def test_its_study_is_complete(self, tmp_path: Path, pimh: Pimh) -> None:
        pimh("demo", tmp_path / "my first study")
        ran = pimh("-C", tmp_path / "my first study", "status")
        assert ("All parts are there" in ran.out, ran.talk) == (True, "")

    def test_does_not_touch_a_folder_that_is_there(self, tmp_path: Path, pimh: Pimh) -> None:
        written(tmp_path / "mine" / "notes.txt", "mine")
        assert pimh("demo", tmp_path / "mine").code == 2
        assert list(snapshot(tmp_path / "mine")) == ["notes.txt"]

    def test_leaves_nothing_in_a_study_that_stands_around_it(self, study: Path, pimh: Pimh) -> None:
        before = snapshot(study)
        assert pimh("demo", "first").code != 0
        assert snapshot(study) == before

    def test_is_not_led_astray_by_the_environment(self, study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        before = snapshot(study)
        monkeypatch.setenv("PIMH_STUDY", str(study))
        monkeypatch.chdir(study.parent)
        assert run("demo", "first") == 0
        assert snapshot(study) == before
        assert os.environ["PIMH_STUDY"] == str(study)


@pytest.mark.parametrize(
    "words", [["participant", "list"], ["table", "2", "--by", "education"], ["transcript", "list"]]
)
def test_a_table_on_a_terminal_is_no_wider_than_it(words: list[str]) -> None:
    study = CHECKOUT / "sample_data" / "study"
    command_line = command("-C", study, *words)
    child = pexpect.spawn(
        command_line[0], command_line[1:], dimensions=(24, 80), encoding="utf-8", timeout=60, env=ENVIRONMENT
    )
    shown = [line for line in child.read().splitlines() if "warning: " not in line]
    assert len(shown) > 3
    assert max(map(len, shown)) <= 80
