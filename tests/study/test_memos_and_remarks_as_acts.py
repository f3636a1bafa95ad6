"""Memos and remarks are acts like any other: history first, undone, done again, and finished after a kill."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest

from pimhcli.coding.codebook import Code, Edit
from pimhcli.coding.growing import Draft
from pimhcli.coding.remarks import Remark, Said
from pimhcli.errors import BusyError, ProblemsError
from pimhcli.study import codebook_acts, history, remarked, saving, undoing
from pimhcli.study.acting import Plan
from pimhcli.study.history import MemoChange
from pimhcli.study.saving import Step
from pimhcli.study.study import Study

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from pathlib import Path

    Killer = Callable[[str], AbstractContextManager[None]]


def do(root: Path, **does: object) -> None:
    saving.commit(root, Plan("Did it.", Step(history.record("anna", "test", "Did it.", **does))))


def undo(root: Path) -> None:
    saving.perform(root, lambda study: undoing.undo(study, "anna"))


def redo(root: Path) -> None:
    saving.perform(root, lambda study: undoing.redo(study, "anna"))


def memo(root: Path) -> str | None:
    path = root / "memos" / "a.md"
    return path.read_text("utf-8") if path.exists() else None


def remarks(root: Path) -> dict[str, str]:
    records = remarked.of(Study(root).folder, "anna").records
    return {remark.id: remark.words for remark in records if not remark.deleted}


def test_a_memo_is_written_undone_and_written_again(coded: Path) -> None:
    do(coded, memos=(MemoChange("a.md", after="first"),))
    assert memo(coded) == "first"
    undo(coded)
    assert memo(coded) is None
    redo(coded)
    assert memo(coded) == "first"


def test_a_memo_that_went_comes_back(coded: Path) -> None:
    do(coded, memos=(MemoChange("a.md", after="first"),))
    do(coded, memos=(MemoChange("a.md", before="first"),))
    assert memo(coded) is None
    undo(coded)
    assert memo(coded) == "first"


def test_a_memo_that_was_edited_by_hand_since_is_not_undone(coded: Path) -> None:
    do(coded, memos=(MemoChange("a.md", after="first"),))
    (coded / "memos" / "a.md").write_text("by hand", "utf-8")
    with pytest.raises(ProblemsError, match=r"memos/a\.md was changed since"):
        undo(coded)
    assert memo(coded) == "by hand"


def test_a_memo_is_not_written_over_one_that_is_there(coded: Path) -> None:
    (coded / "memos").mkdir(exist_ok=True)
    (coded / "memos" / "a.md").write_text("by hand", "utf-8")
    with pytest.raises(BusyError):
        do(coded, memos=(MemoChange("a.md", after="first"),))
    assert memo(coded) == "by hand"


def test_a_memo_that_an_editor_saved_with_other_line_ends_is_the_same_memo(coded: Path) -> None:
    do(coded, memos=(MemoChange("a.md", after="one\ntwo\n"),))
    (coded / "memos" / "a.md").write_bytes(b"one\r\ntwo\r\n")
    undo(coded)
    assert memo(coded) is None


def test_a_remark_that_is_undone_leaves_a_tombstone_and_comes_back(coded: Path) -> None:
    do(coded, said=(Said(Remark("r1", on="code barriers", words="why?", by="anna")),))
    assert remarks(coded) == {"r1": "why?"}
    undo(coded)
    assert remarks(coded) == {}
    (tombstone,) = remarked.of(Study(coded).folder, "anna").records
    assert (tombstone.rev, tombstone.words) == (2, "")
    redo(coded)
    assert remarks(coded) == {"r1": "why?"}


def test_a_remark_that_was_changed_since_is_not_undone(coded: Path) -> None:
    first = Remark("r1", words="why?", by="anna")
    do(coded, said=(Said(first),))
    path = coded / "reviews" / "anna.jsonl"
    path.write_bytes(msgspec.json.encode(msgspec.structs.replace(first, words="how?", rev=2)) + b"\n")
    with pytest.raises(ProblemsError, match="was changed since"):
        undo(coded)


def test_a_remark_that_was_said_and_changed_is_undone_step_by_step(coded: Path) -> None:
    first = Remark("r1", words="why?", by="anna")
    second = msgspec.structs.replace(first, words="how?", rev=2)
    do(coded, said=(Said(first),))
    do(coded, said=(Said(second, first),))
    undo(coded)
    assert remarks(coded) == {"r1": "why?"}
    undo(coded)
    assert remarks(coded) == {}
    redo(coded)
    redo(coded)
    assert remarks(coded) == {"r1": "how?"}


def test_a_torn_line_of_a_review_is_set_aside_by_the_next_remark(coded: Path) -> None:
    (coded / "reviews").mkdir()
    (coded / "reviews" / "anna.jsonl").write_text('{"id": "r0", "wor\n', "utf-8")
    do(coded, said=(Said(Remark("r1", words="why?", by="anna")),))
    assert remarks(coded) == {"r1": "why?"}
    assert (coded / "reviews" / "anna.torn").read_text("utf-8") == '{"id": "r0", "wor\n'


@pytest.mark.parametrize("file", ["a.md", "anna.jsonl"])
def test_what_a_killed_process_had_not_written_is_written_by_the_next_act(
    coded: Path, killed_before: Killer, file: str
) -> None:
    said = (Said(Remark("r1", words="why?", by="anna")),)
    with killed_before(file), pytest.raises(KeyboardInterrupt):
        do(coded, memos=(MemoChange("a.md", after="first"),), said=said)
    saving.perform(coded, lambda study: codebook_acts.add(study, "anna", Draft("Costs")))
    assert (memo(coded), remarks(coded)) == ("first", {"r1": "why?"})


def test_changes_noted_in_the_codebook_are_told_and_never_written(coded: Path) -> None:
    before = (coded / "codebook.yaml").read_bytes()
    do(coded, noted=(Edit(after=Code("walls", "Walls", "theme")),))
    assert (coded / "codebook.yaml").read_bytes() == before
    assert not any(act.noted for act in undoing.stack(Study(coded), "anna").done)


def test_a_memo_is_not_undone_by_who_works_on_a_transcript(coded: Path) -> None:
    do(coded, memos=(MemoChange("a.md", after="first"),))
    assert undoing.stack(Study(coded), "anna").done[-1].memos
    assert not any(act.memos for act in undoing.stack(Study(coded), "anna", "fg1").done)


def test_an_act_that_moves_entries_is_undone_to_the_letter(coded: Path) -> None:
    before = (coded / "codebook.yaml").read_text("utf-8")
    book = Study(coded).codebook
    entry = next(code for code in book.codes if code.level == "theme")
    made = Code("above", "Above", "theme")
    under = msgspec.structs.replace(entry, level="sub-theme", parent="above")
    below = [
        Edit(child, msgspec.structs.replace(child, level="code"), place=number, origin=0)
        for number, child in enumerate(book.subthemes(entry.id))
    ]
    do(coded, edits=(Edit(after=made), *below, Edit(entry, under, place=0, origin=0)))
    assert Study(coded).codebook.path(entry.id) == f"Above > {entry.name}"
    undo(coded)
    assert Study(coded).codebook == book
    assert (coded / "codebook.yaml").read_text("utf-8") == before
