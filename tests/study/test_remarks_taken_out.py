"""Remarks of a review when names go: reworded, so even after a merge, and told of by a withdrawal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest
from building import run
from named_study import NAMES, key, named_study, telling

from pimhcli.coding.remarks import Remark
from pimhcli.study import remarked
from pimhcli.study.study import Study
from pimhcli.study.withdrawal.withdrawing import Asked, Withdrawal

if TYPE_CHECKING:
    from pathlib import Path

SAID = Remark("r1", on="code barriers", words="Is this Maya Byrne's view?", by="anna", at="2026-11-23")


@pytest.fixture
def named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The study with names, one of them in a remark, after they were replaced."""
    root = named_study(tmp_path / "study")
    monkeypatch.chdir(root)
    (root / "reviews").mkdir()
    (root / "reviews" / "anna.jsonl").write_bytes(msgspec.json.encode(SAID) + b"\n")
    (tmp_path / "keys").mkdir()
    assert run("transcript", "pseudonymise", "--key", key(tmp_path / "keys" / "key.csv"), "--yes") in (0, 1)
    return root


def words(root: Path) -> list[str]:
    return [remark.words for remark in remarked.of(Study(root).folder, "anna").records]


def test_no_name_is_left_in_a_remark(named: Path) -> None:
    assert words(named) == ["Is this P1's view?"]
    assert telling(named, NAMES) == []


def test_the_line_of_another_clone_does_not_bring_the_name_back(named: Path) -> None:
    file = named / "reviews" / "anna.jsonl"
    file.write_bytes(file.read_bytes() + msgspec.json.encode(SAID) + b"\n")
    assert words(named) == ["Is this P1's view?"]


def test_a_withdrawal_tells_of_remarks_that_name_the_participant(coded: Path) -> None:
    (coded / "reviews").mkdir()
    remark = msgspec.structs.replace(SAID, words="Does P1 mean this?")
    (coded / "reviews" / "anna.jsonl").write_bytes(msgspec.json.encode(remark) + b"\n")
    plan = Withdrawal(Study(coded), Asked("P1", "quotes", "anna", "k7m2q9d4")).planned()
    found = [(trace.where, trace.words) for trace in plan.traces if trace.kind == "remark"]
    assert found == [("reviews/anna.jsonl, r1", "Does P1 mean this?")]
