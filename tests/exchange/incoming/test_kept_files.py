"""A file that came in is kept, out of git, until somebody whose words are in it takes them back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from building import run, written

if TYPE_CHECKING:
    from pathlib import Path


def test_a_withdrawal_takes_the_file_and_leaves_what_its_things_became(coded: Path) -> None:
    folder = coded / "imports" / "2026-11-23-theirs"
    for name in ("project.qdpx", "map.json"):
        written(folder / name, "{}\n")
    assert run("participant", "withdraw", "P1", "--turns", "--yes") == 0
    assert [path.name for path in folder.iterdir()] == ["map.json"]


def test_a_new_study_keeps_the_files_out_of_git(coded: Path) -> None:
    assert run("init", str(coded.parent / "new")) == 0
    assert "imports/" in (coded.parent / "new" / ".gitignore").read_text("utf-8").split()
