"""What a process that died had begun is finished by the next act, once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from building import codings, history

from pimhcli.coding.acts import Wanted
from pimhcli.coding.growing import Draft
from pimhcli.study import acting, codebook_acts
from pimhcli.study.study import Study

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from pathlib import Path

    from building import Pimh

    from pimhcli.study.sitting import Sitting

    Killer = Callable[[str], AbstractContextManager[None]]


def next_act(sitting: Sitting) -> None:
    sitting.do(codebook_acts.add, Draft("Costs"))


def book(sitting: Sitting) -> dict[str, str]:
    return {code.id: code.name for code in Study(sitting.study.root).codebook.codes}


def test_a_new_name_that_was_cut_off_is_given_by_the_next_act(
    sitting: Sitting, killed_before: Killer
) -> None:
    with killed_before("codebook.yaml"), pytest.raises(KeyboardInterrupt):
        sitting.do(codebook_acts.rename, "barriers", "Hurdles")
    assert book(sitting)["barriers"] == "Barriers"
    next_act(sitting)
    assert book(sitting)["barriers"] == "Hurdles"


def test_a_name_that_was_changed_by_hand_in_between_is_left_alone(
    sitting: Sitting, killed_before: Killer
) -> None:
    with killed_before("codebook.yaml"), pytest.raises(KeyboardInterrupt):
        sitting.do(codebook_acts.rename, "barriers", "Hurdles")
    path = sitting.study.root / "codebook.yaml"
    path.write_text(path.read_text("utf-8").replace("Barriers", "Walls"), "utf-8")
    next_act(sitting)
    assert book(sitting)["barriers"] == "Walls"


@pytest.mark.parametrize("file", ["codebook.yaml", "anna.jsonl"])
def test_an_entry_that_was_half_taken_out_goes_with_its_codings(
    sitting: Sitting, killed_before: Killer, file: str
) -> None:
    with killed_before(file), pytest.raises(KeyboardInterrupt):
        sitting.do(codebook_acts.take_out, "barriers")
    next_act(sitting)
    assert "barriers" not in book(sitting)
    assert [row["code"] for row in codings(sitting.study.root)] == ["slowing-down"]


@pytest.mark.parametrize("file", ["codebook.yaml", "anna.jsonl"])
def test_an_undo_that_was_cut_off_is_finished_and_can_be_redone(
    sitting: Sitting, killed_before: Killer, file: str
) -> None:
    sitting.do(codebook_acts.take_out, "barriers")
    with killed_before(file), pytest.raises(KeyboardInterrupt):
        sitting.undo()
    sitting.redo()
    assert "barriers" not in book(sitting)
    assert len(codings(sitting.study.root)) == 1
    sitting.undo()
    assert book(sitting)["barriers"] == "Barriers"
    assert len(codings(sitting.study.root)) == 2


@pytest.mark.parametrize("file", ["codebook.yaml", "anna.jsonl"])
def test_a_code_that_was_half_made_and_given_is_there_once(
    sitting: Sitting, killed_before: Killer, file: str
) -> None:
    start = sitting.transcript.text.index("I ask")
    with killed_before(file), pytest.raises(KeyboardInterrupt):
        sitting.do(acting.code, "fg1", Wanted(start, start + 5, ()), Draft("Asking"))
    next_act(sitting)
    assert list(book(sitting).values()).count("Asking") == 1
    assert [row["quote"] for row in codings(sitting.study.root)].count("I ask") == 1


@pytest.mark.parametrize("words", [("split", "--before", "more"), ("resize", "--quote", "We listen")])
def test_a_change_of_an_excerpt_that_was_cut_off_is_finished(
    coded: Path, pimh: Pimh, killed_before: Killer, words: tuple[str, ...]
) -> None:
    key = codings(coded)[0]["id"]
    with killed_before("anna.jsonl"):
        assert pimh("excerpt", words[0], key, *words[1:]).code == 130
    assert codings(coded)[0]["quote"] == "We listen more than we did."
    assert pimh("excerpt", "star", key).code == 0
    assert codings(coded)[0]["quote"] == "We listen"
    assert [record["do"] for record in history(coded)][-2:] == [f"excerpt {words[0]}", "excerpt star"]


def test_a_torn_line_of_codings_is_set_aside_by_the_next_act(sitting: Sitting) -> None:
    """S2: torn tail: reported, next act parses."""
    path = sitting.study.root / "codings" / "fg1" / "anna.jsonl"
    path.write_text(f'{path.read_text("utf-8")}{{"id": "torn', "utf-8")
    assert sitting.refresh()
    assert ["fg1/anna.jsonl:3" in finding.where for finding in sitting.study.findings] == [True]
    sitting.do(acting.star, sitting.excerpts[0].id, on=True)
    assert path.with_suffix(".torn").read_text("utf-8") == '{"id": "torn\n'
    assert len(codings(sitting.study.root)) == 2
    assert sitting.study.findings == []


def test_a_torn_line_of_the_history_is_ended_before_the_next_one(sitting: Sitting, pimh: Pimh) -> None:
    """S2: the next record is not glued to it."""
    (path,) = (sitting.study.root / "history").iterdir()
    path.write_bytes(path.read_bytes() + b'{"at": "2026-')
    sitting.do(acting.star, sitting.excerpts[0].id, on=True)
    ran = pimh("log", "--json")
    assert [act["do"] for act in ran.data] == ["excerpt add", "excerpt add", "excerpt star"]
    (finding,) = ran.envelope["findings"]
    assert finding["where"] == f"history/{path.name}:3"
    assert sitting.undo().sentence.startswith("Undid: Starred")
