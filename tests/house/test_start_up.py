"""What a command loads: nothing heavy that it does not need."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from pimhcli.cli.app import COMMANDS, tree

SAMPLE = Path(__file__).parents[2] / "sample_data" / "study"
HEAVY = {
    "docx", "filelock", "jinja2", "lxml", "matplotlib", "numpy", "openpyxl",
    "pydantic", "rapidfuzz", "requests", "rich", "socket", "ssl", "textual", "yaml",
}  # fmt: skip


def loaded(*args: str) -> set[str]:
    """The top-level modules that are loaded once a command has run."""
    code = (
        "import sys, runpy\n"
        f"sys.argv = ['pimh', *{list(args)!r}]\n"
        "try:\n    runpy.run_module('pimhcli', run_name='__main__')\n"
        "except SystemExit as end:\n    assert not end.code, end.code\n"
        "sys.stderr.write('\\n' + ' '.join(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return {module.partition(".")[0] for module in done.stderr.splitlines()[-1].split()}


@pytest.mark.parametrize(
    "args",
    [
        ["--version"],
        ["--help"],
        ["excerpt", "add", "--help"],
        ["-C", str(SAMPLE), "status"],
        ["-C", str(SAMPLE), "check", "roster"],
    ],
    ids=" ".join,
)
def test_no_heavy_package_is_loaded(args: list[str]) -> None:
    assert loaded(*args) & HEAVY == set()


def test_help_reads_no_record_and_no_yaml() -> None:
    assert loaded("--help") & {"msgspec", "ruamel"} == set()


def test_the_version_loads_nothing_of_the_program_but_its_version() -> None:
    assert loaded("--version") & {"typer", "msgspec", "ruamel"} == set()


@pytest.mark.parametrize("form", ["csv", "md", "latex"])
def test_a_table_in_plain_text_needs_neither_a_terminal_library_nor_one_of_documents(form: str) -> None:
    needed = loaded("-C", str(SAMPLE), "table", "3", "--format", form)
    assert needed & {"rich", "docx", "openpyxl", "lxml"} == set()


@pytest.mark.parametrize(
    "args",
    [
        [
            "excerpt",
            "add",
            "--turn",
            "11",
            "--quote",
            "babies everywhere",
            "--code",
            "supervision",
            "--dry-run",
        ],
        ["excerpt", "list"],
        ["log"],
    ],
    ids=" ".join,
)
def test_only_the_screen_loads_textual(args: list[str]) -> None:
    """G3."""
    words = [*args, "--coder", "anna"] if "add" in args else args
    assert "textual" not in loaded("-C", str(SAMPLE), *words)


def test_the_list_of_commands_says_the_same_whether_they_are_needed_or_not() -> None:
    lines = [
        {name: each.get_short_help_str(200) for name, each in tree(needed).commands.items()}
        for needed in (frozenset(COMMANDS), frozenset[str]())
    ]
    assert lines[0] == lines[1]


def test_a_command_that_is_not_called_is_not_loaded() -> None:
    code = "import sys; from pimhcli.cli.app import run; run(['memo', '--help']); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    ours = {name for name in done.stdout.split() if name.startswith("pimhcli.cli.")}
    assert "pimhcli.cli.memo" in ours
    assert not ours & {"pimhcli.cli.codebook", "pimhcli.cli.review", "pimhcli.cli.report"}
