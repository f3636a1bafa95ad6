"""How commands end: the exit code that says why, a sentence and a way out, and never a traceback."""

from __future__ import annotations

import inspect
import io
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from building import ANSWERS, written

from pimhcli import errors
from pimhcli.cli import app, output
from pimhcli.errors import PimhError
from pimhcli.findings import Finding
from pimhcli.storage import lock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from building import Pimh


def kinds(error: type[PimhError]) -> Iterator[type[PimhError]]:
    """The tree; a room may have a kind of its own below, which makes its message and hint itself."""
    yield error
    for below in error.__subclasses__():
        if below.__module__ == errors.__name__:
            yield from kinds(below)


@pytest.mark.parametrize("error", list(kinds(PimhError)))
def test_every_error_must_say_what_to_do(error: type[PimhError]) -> None:
    hint = inspect.signature(error).parameters["hint"]
    assert (hint.kind, hint.default) == (hint.KEYWORD_ONLY, hint.empty)


def test_the_exit_code_of_every_error_is_one_of_those_in_the_manual() -> None:
    assert {error.exit_code for error in kinds(PimhError)} == {1, 2, 3, 4, 70}
    described = {line.split()[1] for line in str(errors.__doc__).splitlines() if line.startswith(("├", "└"))}
    assert described == {error.__name__ for error in kinds(PimhError)} - {"PimhError"}


def test_0_when_it_worked(study: Path, pimh: Pimh) -> None:
    assert pimh("status").code == 0


def test_1_when_the_answer_is_no_match(study: Path, pimh: Pimh) -> None:
    assert pimh("excerpt", "add", "--quote", "never said", "--code", "practice").code == 1


def test_2_when_the_command_cannot_be_meant_so(study: Path, pimh: Pimh) -> None:
    assert pimh("load").code == 2


def test_3_when_the_study_is_invalid(study: Path, pimh: Pimh) -> None:
    (study / "codebook.yaml").unlink()
    ran = pimh("status")
    assert (ran.code, "codebook.yaml is missing" in ran.talk) == (3, True)


def test_4_when_another_pimh_is_saving_with_its_number(
    study: Path, pimh: Pimh, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = lock.locked
    monkeypatch.setattr(lock, "locked", lambda root: whole(root, wait=0.05))
    with whole(study):
        ran = pimh("codebook", "add", "Benefits")
    assert ran.code == 4
    assert "Another pimh is saving in this study (pid " in ran.talk


def test_70_and_a_log_when_pimh_itself_is_wrong(
    study: Path, pimh: Pimh, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr("pimhcli.study.overview.overview", lambda _: 1 // 0)
    ran = pimh("status")
    (log,) = tmp_path.glob("pimh-crash-*.log")
    assert (ran.code, str(log) in ran.talk, "Traceback" in ran.talk) == (70, True, False)
    assert "ZeroDivisionError: integer division" in log.read_text("utf-8")


def test_a_command_loads_nothing_for_the_log_alone() -> None:
    code = "import sys, pimhcli.cli.app; print('tempfile' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_130_after_ctrl_c(study: Path, pimh: Pimh, monkeypatch: pytest.MonkeyPatch) -> None:
    def pressed(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("pimhcli.study.overview.overview", pressed)
    ran = pimh("status")
    assert (ran.code, "what was acknowledged before is saved" in ran.talk) == (130, True)


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (("laod", "x"), "Did you mean 'load'?"),
        (("excerpt", "ad"), "Did you mean 'add'?"),
        (("excerpt", "add", "--qoute", "x"), "--quote"),
    ],
)
def test_a_command_or_option_nearly_right_is_suggested(
    study: Path, pimh: Pimh, words: tuple[str, ...], meant: str
) -> None:
    ran = pimh(*words)
    assert (ran.code, meant in ran.talk) == (2, True)


@pytest.mark.parametrize("noun", ["transcript", "codebook", "excerpt"])
def test_a_noun_alone_lists_its_verbs(study: Path, pimh: Pimh, noun: str) -> None:
    ran = pimh(noun)
    assert ran.code == 2
    assert "Commands: add, " in ran.talk
    assert f"See: pimh {noun} --help" in ran.talk


def test_errors_name_the_source_by_its_file_name_alone(study: Path, source: Path, pimh: Pimh) -> None:
    file = written(source / "answers.csv", ANSWERS.replace("34", "old"))
    told = pimh("load", file).talk
    assert "answers.csv, line 2" in told
    assert str(source) not in told


def test_an_end_of_input_at_a_question_is_a_no(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin = io.StringIO("")
    monkeypatch.setattr(stdin, "isatty", lambda: True)
    monkeypatch.setattr("sys.stdin", stdin)
    assert output.agreed("Really?", yes=False) is False


def test_findings_are_listed_with_errors_first() -> None:
    findings = [finding(severity) for severity in ("note", "warning", "error")]
    assert output.listed(findings) == "a: m\nwarning: a: m\nnote: a: m"


def finding(severity: str) -> Finding:
    return Finding("a", "m", severity=severity)  # type: ignore[arg-type]


@pytest.mark.parametrize("words", [["status"], ["--json", "load"], ["excerpt", "show"], ["-C"], [""], ["-"]])
def test_nothing_that_is_typed_escapes_the_one_exit_point(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert app.run(words) in (2, 3)


@pytest.mark.parametrize(
    "words",
    [("init",), ("demo",), ("status", "-C"), ("load",), ("transcript", "add"), ("excerpt", "add", "--from")],
)
def test_a_name_too_long_for_a_file_is_a_wrong_use(study: Path, pimh: Pimh, words: tuple[str, ...]) -> None:
    pasted = "and so we went on talking about it " * 20
    ran = pimh(*words, pasted)
    assert (ran.code, "too long for the name of a file" in ran.talk) == (2, True)
    assert study.is_dir()
