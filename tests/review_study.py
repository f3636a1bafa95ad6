"""A small study of anna that ben reviews: three entries with words of theirs, and three quotes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from building import STUDY, made_study, run

from pimhcli.coding.growing import one
from pimhcli.study import review_acts, review_answers, reviews, saving, undoing
from pimhcli.study.review_matter import Matter
from pimhcli.study.study import Study

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pimhcli.coding.reviews import Verdict
    from pimhcli.study.acting import Plan
    from pimhcli.study.review_matter import Thing
    from pimhcli.study.reviews import Standing

TEAM = f"{STUDY}    - {{id: ben, name: Ben Example}}\n    - {{id: carl, name: Carl Example}}\n"
# quote, code
CODED = (
    ("We listen more than we did.", "slowing-down"),
    ("I ask the mother first.", "slowing-down"),
    ("People leave", "barriers"),
)


@pytest.fixture
def reviewed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """The study's folder, which is the current one; nothing is reviewed yet."""
    monkeypatch.delenv("PIMH_STUDY", raising=False)
    monkeypatch.delenv("PIMH_CODER", raising=False)
    root = made_study(tmp_path / "study", study=TEAM)
    monkeypatch.chdir(root)
    code_as("anna", *CODED)
    capsys.readouterr()
    return root


def code_as(coder: str, *coded: tuple[str, str]) -> None:
    """Codes quotes."""
    for quote, code in coded:
        assert run("excerpt", "add", "--quote", quote, "--code", code, "--coder", coder) == 0


def act(root: Path, work_out: Callable[[Study], Plan]) -> str:
    """Does an act and gives its sentence."""
    return saving.perform(root, work_out).sentence


def agree(root: Path, coder: str, entry: str, *numbers: int) -> str:
    """Agrees with an entry and some of all quotes, by their place in the transcript."""

    def work_out(study: Study) -> Plan:
        quotes = Matter(study).passages
        things: list[Thing] = [one(study.codebook, entry), *(quotes[number] for number in numbers)]
        return review_acts.agree(study, coder, things)

    return act(root, work_out)


def query(root: Path, coder: str, entry: str, words: str) -> str:
    """Raises a query on an entry, and gives its id."""
    act(root, lambda study: review_acts.query(study, coder, one(study.codebook, entry), words))
    return ids(root)[-1]


def suggest_name(root: Path, coder: str, entry: str, name: str) -> str:
    """Suggests a name for an entry, and gives the point's id."""
    act(root, lambda study: review_acts.suggest_name(study, coder, one(study.codebook, entry), name))
    return ids(root)[-1]


def suggest_code(root: Path, coder: str, number: int, code: str) -> str:
    """Suggests a code for a quote, and gives the point's id."""

    def work_out(study: Study) -> Plan:
        return review_acts.suggest_code(study, coder, Matter(study).passages[number], ("", code))

    act(root, work_out)
    return ids(root)[-1]


def answer(root: Path, coder: str, key: str, verdict: Verdict, words: str = "") -> str:
    """Answers a point."""
    return act(root, lambda study: review_answers.answer(study, coder, key, verdict, words))


def undo(root: Path, coder: str) -> str:
    """Takes somebody's last act back."""
    return act(root, lambda study: undoing.undo(study, coder))


def ids(root: Path) -> list[str]:
    """The ids of the points, oldest first."""
    return [point.remark.id for point in Matter(Study(root)).points]


def standing(root: Path) -> Standing:
    """How far the study is reviewed."""
    return reviews.standing(Study(root))
