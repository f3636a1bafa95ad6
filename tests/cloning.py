"""Two clones of a study in git, in which anna and ben work; and what git does with them."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest
from building import run

from pimhcli.resources import template
from pimhcli.study.study import Study

if TYPE_CHECKING:
    from pathlib import Path

NOBODY = {
    "GIT_AUTHOR_NAME": "t", "GIT_AUTHOR_EMAIL": "t@example.org", "GIT_COMMITTER_NAME": "t",
    "GIT_COMMITTER_EMAIL": "t@example.org", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1",
}  # fmt: skip


def in_git(root: Path, *words: str) -> str:
    env = os.environ | NOBODY
    ran = subprocess.run(
        ["git", "-C", str(root), *words], capture_output=True, check=False, text=True, env=env
    )
    return ran.stdout


def committed(root: Path) -> None:
    in_git(root, "add", "--all")
    in_git(root, "commit", "-q", "-m", "more")


def by_ben(root: Path, *words: str) -> None:
    assert run("-C", root, *words, "--coder", "ben") == 0


def changed(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def merged(here: Path, there: Path) -> None:
    committed(there)
    committed(here)
    in_git(here, "pull", "-q", "--no-rebase", "--no-edit", str(there), "main")


def definition(root: Path) -> str:
    return Study(root).codebook.by_key["barriers"].definition


@pytest.fixture
def here(coded: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The coded study in git, with ben in its team."""
    text = (coded / "study.yaml").read_text("utf-8")
    (coded / "study.yaml").write_text(text.replace("team:\n", "team:\n- id: ben\n"), "utf-8")
    for name in ("gitattributes", "gitignore"):
        (coded / f".{name}").write_text(template(f"study/{name}"), "utf-8")
    monkeypatch.setenv("PIMH_CODER", "anna")
    in_git(coded, "init", "-q", "-b", "main")
    committed(coded)
    in_git(coded, "clone", "-q", ".", str(coded.parent / "there"))
    return coded


@pytest.fixture
def there(here: Path) -> Path:
    """Another clone of it."""
    return here.parent / "there"
