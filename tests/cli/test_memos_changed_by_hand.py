"""Memos that somebody changed, moved or saved in another encoding outside pimh: no command is stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from building import written

if TYPE_CHECKING:
    from pathlib import Path

    from building import Pimh

ANSI = "Ein Café".encode("cp1252")


@pytest.fixture
def memo(study: Path, pimh: Pimh) -> Path:
    """A memo that was written by command."""
    pimh("memo", "add", "They hesitate.")
    (path,) = (study / "memos").iterdir()
    return path


def test_what_was_written_by_hand_is_not_undone_until_it_is_moved_away(memo: Path, pimh: Pimh) -> None:
    memo.write_text("by hand", "utf-8")
    ran = pimh("undo")
    assert (ran.code, "was changed since" in ran.talk, memo.read_text("utf-8")) == (1, True, "by hand")
    assert "Move it out of the folder memos first." in ran.talk
    memo.rename(memo.parent.parent / "kept.md")
    assert pimh("undo").code == 0
    assert pimh("redo").code == 0
    assert "They hesitate." in memo.read_text("utf-8")


def test_a_removal_is_undone_once_what_took_its_place_is_moved_away(memo: Path, pimh: Pimh) -> None:
    before = memo.read_bytes()
    pimh("memo", "remove", memo.name, "--yes")
    written(memo, "by hand")
    assert "is there again" in pimh("undo").talk
    memo.unlink()
    assert pimh("undo").code == 0
    assert memo.read_bytes() == before


def test_a_memo_that_has_another_name_now_is_not_told_as_undone(memo: Path, pimh: Pimh) -> None:
    other = memo.rename(memo.with_name("hesitation.md"))
    ran = pimh("undo")
    assert (ran.code, "is called memos/hesitation.md now" in ran.talk) == (1, True)
    other.rename(memo)
    assert pimh("undo").code == 0
    assert not memo.exists()


def test_a_memo_of_any_encoding_is_removed_and_comes_back(study: Path, pimh: Pimh) -> None:
    path = study / "memos" / "a.md"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(ANSI)
    assert pimh("memo", "remove", "a.md", "--yes").code == 0
    assert not path.exists()
    assert pimh("undo").code == 0
    assert path.read_text("utf-8") == "Ein Café"


def test_a_memo_of_any_encoding_stops_no_look_for_names(study: Path, pimh: Pimh) -> None:
    (study / "memos").mkdir(exist_ok=True)
    (study / "memos" / "a.md").write_bytes("Then Zebediah Café came.".encode("cp1252"))
    (study / "memos" / "b.docx").write_bytes(b"PK\x03\x04 no archive")
    ran = pimh("check", "names")
    assert (ran.code, "memos/a.md:1" in ran.out) == (1, True)


@pytest.mark.parametrize(
    ("words", "text"),
    [("one\r\ntwo", "one\ntwo"), ("one\x0btwo", "one\ntwo"), ("o\x01ne\ufeff", "one\ufeff")],
)
def test_signs_that_no_text_file_holds_are_left_out(study: Path, pimh: Pimh, words: str, text: str) -> None:
    assert pimh("memo", "add", words, "--title", "a\x1bb").code == 0
    (data,) = pimh("memo", "list", "--json").data
    assert (data["text"], data["title"]) == (text, "ab")
    assert pimh("undo").code == 0


def test_a_coder_that_there_is_not_is_told_with_those_there_are(study: Path, pimh: Pimh) -> None:
    ran = pimh("memo", "list", "--coder", "nobody")
    assert (ran.code, "There is no coder 'nobody' here." in ran.talk) == (2, True)


def test_a_withdrawal_tells_of_a_memo_by_its_own_words_wherever_it_lies(coded: Path, pimh: Pimh) -> None:
    written(coded / "memos" / "ideas" / "a.md", "---\ntitle: Calm\n---\nP1 is calm.")
    written(coded / "memos" / "b.md", "---\ntitle: Calm\non: participant P1\n---\nHow?")
    out = pimh("participant", "withdraw", "P1", "--all", "--dry-run").out
    assert "memos/ideas/a.md: “P1 is calm.”" in out
    assert "memos/b.md: “Calm”" in out
