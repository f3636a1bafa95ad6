"""The documents say what is true: every command has help and stands in README.md, whose commands run."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from make_pictures import PICTURES, SHOTS, drawn, shot, words

from pimhcli import __version__
from pimhcli.cli.app import tree
from pimhcli.questionnaire import schema
from pimhcli.storage import yamlfile

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
MEETING = """\
WEBVTT

1
00:00:03.120 --> 00:00:05.430
Sam Cole: Thanks for coming back. What has changed?

2
00:00:05.900 --> 00:00:09.010
Maya Byrne: I ask about the baby first.
"""
PAGES = ("questionnaire.md", "transcripts.md", "analysis.md", "quotes.md", "paper.md", "exchange.md")
KEY = "name,pseudonym,also\nMaya Byrne,P1,Maya\n"


def commands(node: Any, words: tuple[str, ...] = ("pimh",)) -> Iterator[tuple[str, Any]]:
    children = getattr(node, "commands", {})
    if not children or (len(words) > 1 and node.invoke_without_command):
        yield " ".join(words), node
    for name, child in children.items():
        yield from commands(child, (*words, name))


COMMANDS = dict(commands(tree()))


def blocks(section: str) -> list[str]:
    """The shell blocks of a section of README.md."""
    body = README.partition(f"## {section}\n")[2].partition("\n## ")[0]
    return [
        "\n".join(line.strip() for line in block.splitlines())
        for block in re.findall(r"```sh\n(.*?)```", body, re.DOTALL)
    ]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_starts_its_help_with_an_example_of_itself(name: str) -> None:
    assert COMMANDS[name].help.startswith(f"Example: {name}")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_a_line_in_the_list_and_every_option_a_help(name: str) -> None:
    assert COMMANDS[name].short_help
    assert [p.name for p in COMMANDS[name].params if not getattr(p, "help", "x")] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_takes_json(name: str) -> None:
    assert any("--json" in param.opts for param in COMMANDS[name].params)


@pytest.mark.parametrize("name", [name for name in COMMANDS if name.count(" ") == 1])
def test_every_command_stands_in_the_readme(name: str) -> None:
    assert name in README


def test_the_commands_of_the_readme_run_on_the_sample_files(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "sample_data" / "raw", tmp_path / "my-first-study" / "raw")
    here = tmp_path
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PIMH_")}
    for line in filter(None, "\n".join(blocks("Your own study in seven commands")).splitlines()):
        words = shlex.split(line)
        if words[0] == "cd":
            here /= words[1]
            continue
        assert words[0] == "pimh", line
        done = subprocess.run(
            [sys.executable, "-m", "pimhcli", *words[1:]],
            cwd=here, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL, env=environment,
        )  # fmt: skip
        assert done.returncode == 0, f"{line}\n{done.stderr}"
    assert (here / "reports" / "report.md").exists()


def test_the_plain_lines_of_the_readme_get_the_answers_that_it_shows(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "sample_data" / "study", tmp_path / "study")
    (shown,) = re.findall(r"```text\n(.*?)```", README, re.DOTALL)
    typed = [line.removeprefix("> ") for line in shown.splitlines() if line.startswith("> ")]
    answers = [line for line in shown.splitlines() if not line.startswith("> ")]
    done = subprocess.run(
        [sys.executable, "-m", "pimhcli", "code", "--plain", "--coder", "anna"],
        cwd=tmp_path / "study", input="\n".join(typed), capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.splitlines()[2:] == answers


@pytest.mark.parametrize("section", ["Install and see the main job done", "For developers"])
def test_each_set_up_is_one_line(section: str) -> None:
    first, *_ = blocks(section)
    assert len(first.splitlines()) == 1


def test_the_changelog_and_the_package_tell_one_version() -> None:
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert f"## [{__version__}]" in text or "## [Unreleased]" in text


@pytest.mark.parametrize("name", PICTURES)
def test_the_pictures_show_what_the_program_prints_now(name: str) -> None:
    assert (ROOT / "docs" / name).read_text("utf-8") == drawn(*PICTURES[name])


@pytest.mark.parametrize("name", SHOTS)
def test_the_pictures_of_the_coding_screen_show_what_it_shows_now(name: str) -> None:
    # fonts, colours and ids of a picture change with the library that exports it; the text does not
    assert words((ROOT / "docs" / name).read_text("utf-8")) == words(shot(SHOTS[name]))


@pytest.mark.parametrize("name", [*PICTURES, *SHOTS])
def test_every_picture_stands_in_the_readme(name: str) -> None:
    assert f"(docs/{name})" in README


def test_every_piece_of_a_questionnaire_in_the_documents_reads_without_a_problem() -> None:
    page = (ROOT / "docs" / "questionnaire.md").read_text("utf-8")
    pieces = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    read = [schema.read(yamlfile.parse(piece, "docs"), "docs") for piece in pieces]
    assert len(pieces) >= 4
    assert [str(finding) for _, findings in read for finding in findings] == []


@pytest.mark.parametrize("page", PAGES)
def test_the_commands_of_a_page_run(tmp_path: Path, page: str) -> None:
    shutil.copytree(ROOT / "sample_data" / "study", tmp_path / "study")
    shutil.copy(ROOT / "sample_data" / "raw" / "answers.xlsx", tmp_path / "study")
    for name, text in {"in/zoom.vtt": MEETING, "keys/key.csv": KEY}.items():
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(text, "utf-8")
    found = re.findall(r"```sh\n(.*?)```", (ROOT / "docs" / page).read_text("utf-8"), re.DOTALL)
    assert found
    for line in "".join(found).splitlines():
        done = subprocess.run(
            [sys.executable, "-m", "pimhcli", *shlex.split(line, comments=True)[1:]],
            cwd=tmp_path / "study", capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL,
            env={**os.environ, "PIMH_CODER": "anna"},
        )  # fmt: skip
        assert done.returncode == 0, f"{line}\n{done.stderr}"


def test_no_document_points_at_a_file_that_is_not_there() -> None:
    for name in ("README.md", "CONTRIBUTING.md", "docs/audit.md", *(f"docs/{page}" for page in PAGES)):
        text = (ROOT / name).read_text("utf-8")
        targets = re.findall(r"\]\(([^)#:]+)\)", text)
        assert [target for target in targets if not ((ROOT / name).parent / target).exists()] == []
