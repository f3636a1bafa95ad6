"""The cache of transcript versions."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pimhcli.storage.texts import find, keep, version

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "PX1: the bar’s nice\nPX2: yes, for what it is\n"


def test_a_version_is_the_start_of_the_blob_id_that_git_gives_the_text() -> None:
    asked = subprocess.run(
        ["git", "hash-object", "--no-filters", "--stdin"],
        input=TEXT.encode(),
        capture_output=True,
        check=True,
    )
    assert version(TEXT) == asked.stdout.decode()[:12]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_every_text_that_was_kept_is_found_again(tmp_path: Path, text: str) -> None:
    keep(tmp_path, text)
    assert find(tmp_path, version(text)) == text


def test_a_version_that_was_never_kept_is_not_found(tmp_path: Path) -> None:
    assert find(tmp_path, version(TEXT)) is None


def test_a_cached_text_that_was_edited_is_not_taken_for_the_version(tmp_path: Path) -> None:
    keep(tmp_path, TEXT)
    (tmp_path / ".pimh" / "texts" / f"{version(TEXT)}.txt").write_text("PX1: something else\n")
    assert find(tmp_path, version(TEXT)) is None


def test_keeping_a_text_again_mends_a_cached_one_that_was_edited(tmp_path: Path) -> None:
    keep(tmp_path, TEXT)
    (tmp_path / ".pimh" / "texts" / f"{version(TEXT)}.txt").write_text("PX1: something else\n")
    keep(tmp_path, TEXT)
    assert find(tmp_path, version(TEXT)) == TEXT


def test_a_version_that_is_really_a_path_finds_nothing(tmp_path: Path) -> None:
    (tmp_path / ".pimh" / "texts").mkdir(parents=True)
    (tmp_path / "secret.txt").write_text("words")
    assert find(tmp_path, "../../secret") is None
