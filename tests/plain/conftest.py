"""A coder at work in plain lines on a small study whose codes are those of the help's examples."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from building import made_study, pimh

from pimhcli.plain.interpreter import Plain
from pimhcli.study.sitting import Sitting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

__all__ = ["pimh"]

CODEBOOK = """
    themes:
    - id: practice
      name: Practice
      subthemes:
      - id: slowing-down
        name: Slowing down
        codes:
        - id: reflective-practice
          name: reflective-practice
        - id: peers
          name: peer support
        - id: access
          name: Access to care
        - id: fear
          name: Fear, and hope
    - id: barriers
      name: Barriers
"""
TALK = """
    Focus group of May
    Moderator: What has changed?
    P1: We slow down now. And we listen more than we did. Most of us.
    P2: I ask the mother first. It’s the mother who knows.
    Moderator: And what is hard?
    P1: The night shift in the café. People leave.
    P2: Nothing.
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The study's folder, which is the current one."""
    monkeypatch.delenv("PIMH_STUDY", raising=False)
    monkeypatch.delenv("PIMH_CODER", raising=False)
    made = made_study(tmp_path / "study", talk=TALK, codebook=CODEBOOK)
    monkeypatch.chdir(made)
    return made


@pytest.fixture
def opened(root: Path) -> Iterator[Callable[[], Plain]]:
    """Begins a new sitting of anna on fg1; the one before is closed."""
    sittings: list[Sitting] = []

    def begin() -> Plain:
        for sitting in sittings:
            sitting.close()
        sittings.append(Sitting(root, "fg1", "anna"))
        return Plain(sittings[-1])

    yield begin
    for sitting in sittings:
        sitting.close()


@pytest.fixture
def plain(opened: Callable[[], Plain]) -> Plain:
    """A sitting of anna that has just begun."""
    return opened()


@pytest.fixture
def say(plain: Plain) -> Callable[..., str]:
    """Types lines of which each has to succeed, and gives the answer to the last."""

    def typed(*lines: str) -> str:
        answers = [plain.answer(line) for line in lines]
        assert [answer.text for answer in answers if not answer.ok] == []
        return answers[-1].text

    return typed


@pytest.fixture
def refused(plain: Plain) -> Callable[[str], str]:
    """Types a line that has to fail, and gives the answer."""

    def typed(line: str) -> str:
        answer = plain.answer(line)
        assert not answer.ok
        return answer.text

    return typed
