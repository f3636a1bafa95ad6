"""Excerpts go along with their words after an edit, and to no place that is not certain."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from building import STUDY, codings, made_study, run, snapshot, written
from msgspec import json
from msgspec.structs import replace

from pimhcli.coding.acts import Desk, Wanted, add, applied
from pimhcli.study import acting, saving, syncing
from pimhcli.study.study import Study

if TYPE_CHECKING:
    from pathlib import Path

    from building import Pimh

LISTEN, LEAVE = "We listen more than we did.", "People leave"


def edit(root: Path, old: str, new: str) -> str:
    """Edits the transcript by hand, and gives its text."""
    path = root / "transcripts" / "fg1.txt"
    text = path.read_text("utf-8").replace(old, new)
    path.write_text(text, "utf-8")
    return text


def sync(root: Path, coder: str = "anna") -> syncing.Plan:
    return saving.perform(root, lambda study: syncing.plan(study, "fg1", coder))


def stand(root: Path, text: str, coder: str = "anna") -> list[bool]:
    return [text[row["start"] : row["end"]] == row["quote"] for row in codings(root, coder=coder)]


def test_excerpts_go_to_where_their_words_are_now(coded: Path) -> None:
    text = edit(coded, "Focus group of May", "Focus group\n# of the first of May")
    plan = sync(coded)
    assert (plan.same, plan.moved, plan.lost) == (0, 2, ())
    assert plan.sentence == "fg1: 0 stand as they stood, 2 excerpts moved with their words, 0 not found."
    assert stand(coded, text) == [True, True]
    assert [(row.get("memo"), row.get("star")) for row in codings(coded)] == [
        (None, None),
        ("turnover", True),
    ]


def test_it_is_done_once(coded: Path) -> None:
    edit(coded, "Focus group of May", "Focus group")
    sync(coded)
    before = snapshot(coded)
    plan = sync(coded)
    assert (plan.same, plan.moved, plan.step) == (2, 0, None)
    assert snapshot(coded) == before


def test_of_an_unchanged_transcript_nothing_is_written(coded: Path) -> None:
    before = snapshot(coded)
    assert sync(coded).step is None
    assert snapshot(coded) == before


def test_words_that_are_gone_are_lost_and_stay_as_they_are(coded: Path) -> None:
    old = codings(coded)[1]
    edit(coded, LEAVE, "Folk go")
    plan = sync(coded)
    assert [excerpt.quote for excerpt in plan.lost] == [LEAVE]
    assert codings(coded)[1] == old


def test_words_that_stand_in_two_places_now_are_lost(coded: Path) -> None:
    line = "P1: We slow down now. We listen more than we did.\n"
    edit(
        coded, f"Focus group of May\nModerator: What has changed?\n{line}", f"Focus group\n{line}M: x\n{line}"
    )
    assert [excerpt.quote for excerpt in sync(coded).lost] == [LISTEN]


def test_the_excerpts_of_all_coders_go_along_in_one_act(coded: Path) -> None:
    written(coded / "study.yaml", f"{STUDY}    - id: ben\n")
    assert run("excerpt", "add", "--quote", "I ask", "--code", "practice", "--coder", "ben") == 0
    text = edit(coded, "Focus group of May", "Focus group")
    plan = sync(coded)
    assert plan.moved == 3
    assert stand(coded, text, "ben") == [True]
    assert codings(coded, coder="ben")[0]["by"] == "ben"


def test_two_excerpts_that_come_to_the_same_words_become_one(coded: Path, pimh: Pimh) -> None:
    edit(coded, "Focus group of May", "Focus group")
    pimh("excerpt", "add", "--quote", LEAVE, "--code", "barriers", "--code", "practice", "--memo", "why")
    assert len(codings(coded)) == 4
    sync(coded)
    after = [row for row in codings(coded) if row["quote"] == LEAVE]
    assert sorted(row["code"] for row in after) == ["barriers", "practice"]
    assert [sorted(row["memo"].splitlines()) for row in after] == [["turnover", "why"]] * 2


def test_after_it_a_lost_excerpt_can_be_given_its_new_words(coded: Path, pimh: Pimh) -> None:
    edit(coded, LEAVE, "Folk go")
    (lost,) = sync(coded).lost
    assert pimh("excerpt", "resize", lost.id, "--quote", "Folk go").code == 0
    assert sync(coded).lost == ()


def test_four_thousand_excerpts_are_taken_along_in_seconds(tmp_path: Path) -> None:
    talk = "".join(f"P1: Words of turn {number}, and more.\n" for number in range(4000))
    root = made_study(tmp_path, talk=talk)
    study = Study(root)
    turns = study.transcript("fg1").turns
    desk: Desk = acting.desk(study, "anna", "fg1")
    change = add(desk, [Wanted(turn.start, turn.start + 12, ("practice",)) for turn in turns])
    path = root / "codings" / "fg1" / "anna.jsonl"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"\n".join(map(json.encode, applied((), replace(change, before=())))))
    edit(root, "P1: Words of turn 0,", "# a new line\nP1: Words of turn 0,")
    plan = syncing.plan(Study(root), "fg1", "anna")
    assert (plan.same + plan.moved, plan.lost) == (4000, ())


@pytest.mark.parametrize("words", [("transcript", "sync"), ("transcript", "sync", "--dry-run")])
def test_a_study_without_a_transcript_has_nothing_to_sync(
    study: Path, pimh: Pimh, words: tuple[str, ...]
) -> None:
    (study / "transcripts" / "fg1.txt").unlink()
    ran = pimh(*words)
    assert (ran.code, "There is no transcript yet." in ran.talk) == (0, True)
