"""Keys of one's own: the study's, and the user's for all studies."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from building import written

from pimhcli.screen.key_files import keymap
from pimhcli.study.own_keys import chosen, user_file
from pimhcli.study.study import Study

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def own(study: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's file, which is not there yet."""
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(study.parent / "config"))
    return user_file()


def keys(study: Path, command: str) -> tuple[str, ...]:
    found, findings = keymap(chosen(Study(study)))
    assert not findings
    return found.keys(command)


def test_without_any_the_usual_ones_stay(study: Path, own: Path) -> None:
    assert chosen(Study(study)) == []


def test_the_studys_stand_under_keys(study: Path, own: Path) -> None:
    """I5."""
    path = study / "study.yaml"
    path.write_text(f"{path.read_text('utf-8')}keys:\n  next-uncoded: F3\n", "utf-8")
    assert keys(study, "next-uncoded") == ("f3",)


@pytest.mark.parametrize("text", ["next-uncoded: F12", "keys:\n  next-uncoded: F12"])
def test_the_users_may_stand_under_keys_or_at_the_top_and_win(study: Path, own: Path, text: str) -> None:
    """I5."""
    path = study / "study.yaml"
    path.write_text(f"{path.read_text('utf-8')}keys:\n  next-uncoded: F3\n", "utf-8")
    written(own, f"{text}\n")
    assert keys(study, "next-uncoded") == ("f12",)


def test_on_windows_they_are_where_programs_keep_such_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.setenv("APPDATA", "data")
    assert user_file().as_posix() == "data/pimh/keys.yaml"
