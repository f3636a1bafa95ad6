"""Pseudonyms and withdrawals reach memos: text, title, quote, the name of the file, and the history."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from building import TALK, lines, made_study, run, written
from named_study import NAMES, key, named_study, telling

from pimhcli.study.memos import Choice, listed
from pimhcli.study.study import Study

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The study with names, with memos that name people in every place where a memo can."""
    (tmp_path / "in").mkdir()
    root = named_study(tmp_path / "study")
    monkeypatch.chdir(root)
    add = ("memo", "add", "-C", root)
    assert run(*add, "Zoë laughs. Maya Byrne does not.", "--title", "Maya Byrne at Saint Brendan's") == 0
    assert run(*add, "Why?", "--turn", "2", "--title", "Mrs Byrne and Zoë") == 0
    assert run(*add, "Gone", "--title", "Mimi again", "--participant", "Maya Byrne") == 0
    assert run("memo", "add", "Back", "--title", "Rose spoke", "--tag", "Zoë") == 0
    return root


def pseudonymised(root: Path) -> None:
    where = root.parent / "keys"
    where.mkdir()
    words = ("transcript", "pseudonymise", "--key", key(where / "key.csv"), "--yes")
    # an unsure Rose in the text is left for somebody to look at, and told
    assert run("-C", root, *words) in (0, 1)


def names(root: Path) -> list[str]:
    return sorted(path.name for path in (root / "memos").iterdir())


def test_no_name_is_left_in_a_memo_its_file_s_name_or_the_history(named: Path) -> None:
    pseudonymised(named)
    assert telling(named, (*NAMES, "rose-spoke")) == []
    assert sorted(name[11:-8] for name in names(named) if len(name) > 13) == [
        "p1-again", "p1-and-p3", "p1-at-hospital-north", "p4-spoke",
    ]  # fmt: skip


def test_memos_are_on_the_same_things_with_their_pseudonyms(named: Path) -> None:
    before = [one.memo.id for one in listed(Study(named), Choice()) if not one.is_note]
    pseudonymised(named)
    found = {one.memo.id: one for one in listed(Study(named), Choice()) if not one.is_note}
    assert set(before) >= set(found) - {one.memo.id for one in found.values() if not one.memo.by}
    assert {one.target.sentence for one in found.values()} == {
        "the study", "fg1, turn 2, P1", "participant P1",
    }  # fmt: skip


def test_undo_and_redo_of_memos_go_on_afterwards_and_bring_no_name_back(named: Path) -> None:
    pseudonymised(named)
    count = len(names(named))
    for _ in range(4):
        assert run("undo", "--yes") == 0
    assert len(names(named)) == count - 4
    for _ in range(4):
        assert run("redo", "--yes") == 0
    assert len(names(named)) == count
    assert telling(named) == []


def test_a_memo_that_was_removed_comes_back_under_its_new_name(named: Path) -> None:
    path = next(path for path in (named / "memos").iterdir() if "mimi" in path.name)
    assert run("memo", "remove", path.name, "--yes") == 0
    pseudonymised(named)
    assert run("undo", "--yes") == 0
    assert telling(named) == []
    assert any("p1-again" in name for name in names(named))


def test_a_snapshot_keeps_its_memos_under_their_new_names(named: Path) -> None:
    assert run("snapshot", "add", "one") == 0
    (path,) = (path for path in (named / "memos").iterdir() if "mimi" in path.name)
    path.unlink()
    pseudonymised(named)
    assert telling(named, (*NAMES, "mimi-again")) == []
    assert run("snapshot", "restore", "one", "--yes") == 0
    assert any("p1-again" in name for name in names(named))


def test_two_files_that_would_get_one_name_are_both_kept(named: Path) -> None:
    written(named / "memos" / "Maya.md", "    one")
    written(named / "memos" / "Mimi.md", "    two")
    before = len(names(named))
    pseudonymised(named)
    assert len(names(named)) == before
    texts = {path.read_text("utf-8").strip() for path in (named / "memos").iterdir()}
    assert {"one", "two"} <= texts


@pytest.fixture
def leaving(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A study from which P2 withdraws, with memos on and of P2."""
    root = made_study(tmp_path / "study", talk=lines(TALK))
    monkeypatch.chdir(root)
    quote = "It’s the mother who knows."
    assert run("memo", "add", f"P2 says: {quote}", "--title", "P2 and the mother", "--turn", "3") == 0
    assert run("memo", "add", "Calm", "--participant", "P2", "--title", "It’s the mother who knows") == 0
    assert run("memo", "add", "Other", "--turn", "5") == 0
    return root


def test_a_withdrawal_takes_id_and_words_out_of_memos_their_names_and_the_history(leaving: Path) -> None:
    assert run("participant", "withdraw", "P2", "--all", "--yes") in (0, 1)
    assert telling(leaving, ("p2", "mother who knows", "mother-who-knows")) == []
    found = [one for one in listed(Study(leaving), Choice()) if not one.is_note]
    assert len(found) == 3
    assert sorted(bool(one.target.problem) for one in found) == [False, True, True]


def test_memos_on_other_turns_stay_where_they_are_when_somebody_withdraws(leaving: Path) -> None:
    assert run("participant", "withdraw", "P2", "--turns", "--yes") in (0, 1)
    (other,) = (one for one in listed(Study(leaving), Choice()) if one.memo.text == "Other")
    assert other.target.sentence == "fg1, turn 5, P1"
    assert run("undo", "--yes") == 0
