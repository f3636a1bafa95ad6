"""Earlier versions of a text are found in git, where the study lies in a repository."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from pimhcli.storage import git, texts

if TYPE_CHECKING:
    from pathlib import Path

TALK = "P1: Wir hören zu.\n"


def in_git(folder: Path, *words: str) -> None:
    subprocess.run(["git", "-C", str(folder), *words], check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    in_git(tmp_path, "init", "-q")
    (tmp_path / "study").mkdir()
    (tmp_path / "study" / "fg1.txt").write_bytes(TALK.encode())
    in_git(tmp_path, "add", ".")
    (tmp_path / "study" / "fg1.txt").write_text("P1: Nein.\n")
    return tmp_path / "study"


def test_a_version_that_git_has_is_found_by_its_id(repository: Path) -> None:
    assert texts.find(repository, texts.version(TALK)) == TALK


@pytest.mark.parametrize("wanted", ["0" * 12, "HEAD", "--help", "", "not-a-version"])
def test_what_git_does_not_have_is_nowhere(repository: Path, wanted: str) -> None:
    assert texts.find(repository, wanted) is None


def test_outside_of_a_repository_git_is_not_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert texts.find(tmp_path, texts.version(TALK)) is None
    assert git.work_tree(tmp_path) is None


def test_a_machine_without_git_has_no_older_versions(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    assert texts.find(repository, texts.version(TALK)) is None


def test_the_work_tree_of_a_file_that_does_not_exist_yet_is_that_of_its_folder(repository: Path) -> None:
    assert git.work_tree(repository / "new" / "key.csv") == repository.parent.resolve()
