"""Excerpts go along with their words after an edit, and to no place that is not certain."""

from __future__ import annotations

import subprocess
from shutil import rmtree
from typing import TYPE_CHECKING

import pytest
from building import STUDY, codings, made_study, run, snapshot, written
from msgspec import json
from msgspec.structs import replace

from pimhcli.coding.acts import Desk, Wanted, add, applied
from pimhcli.storage import texts
from pimhcli.study import acting, saving, syncing
from pimhcli.study.material import gathered
from pimhcli.study.standing import Reworded, by_old, carried
from pimhcli.study.study import Study
from pimhcli.transcripts.splices import Splice

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


def test_excerpts_stand_where_their_words_are_now(coded: Path) -> None:
    text = edit(coded, "Focus group of May", "Focus group\n# of the first of May")
    state = sync(coded).state
    assert (state.same, state.changed, state.review, state.lost) == (2, (), (), ())
    assert state.sentence == "fg1: 2 excerpts the same, 0 changed, 0 to review, 0 lost."
    assert stand(coded, text) == [True, True]
    assert [(row.get("memo"), row.get("star")) for row in codings(coded)] == [
        (None, None),
        ("turnover", True),
    ]


def test_they_are_seen_there_before_anything_is_written(coded: Path) -> None:
    before = snapshot(coded)
    edit(coded, "Focus group of May", "Focus group\n# of the first of May")
    after = snapshot(coded)
    assert all(passage.stands for passage in gathered(Study(coded)))
    assert snapshot(coded) == after != before


def test_words_that_were_corrected_are_the_excerpts_words_from_then_on(coded: Path) -> None:
    edit(coded, "more than we did", "more then we did")
    (one,) = sync(coded).state.changed
    assert (one.before, one.excerpt.quote) == (LISTEN, "We listen more then we did.")
    assert codings(coded)[0]["quote"] == "We listen more then we did."


def test_taking_along_is_no_revision_so_that_a_merge_keeps_what_a_coder_changed(coded: Path) -> None:
    before = [(row["id"], row.get("rev"), row["at"]) for row in codings(coded)]
    edit(coded, "Focus group of May", "Focus group")
    sync(coded)
    assert [(row["id"], row.get("rev"), row["at"]) for row in codings(coded)] == before


def test_it_is_done_once(coded: Path) -> None:
    edit(coded, "Focus group of May", "Focus group")
    sync(coded)
    before = snapshot(coded)
    plan = sync(coded)
    assert (plan.state.same, plan.step) == (2, None)
    assert snapshot(coded) == before


def test_of_an_unchanged_transcript_nothing_is_written(coded: Path) -> None:
    before = snapshot(coded)
    assert sync(coded).step is None
    assert snapshot(coded) == before


def test_a_line_typed_by_hand_with_a_code_and_a_quote_becomes_a_coding(coded: Path) -> None:
    path = coded / "codings" / "fg1" / "ben.jsonl"
    path.write_text('{"code":"barriers","quote":"I ask the mother first."}\n', "utf-8")
    (read,) = Study(coded).codings("fg1", "ben").records
    assert run("transcript", "sync", "fg1") == 0
    row = json.decode(path.read_bytes())
    assert (row["id"], row["by"]) == (read.id, "ben")
    assert row["quote"] == "I ask the mother first."
    assert stand(coded, edit(coded, "", ""), "ben") == [True]


@pytest.mark.parametrize(
    "line", ['{"code":"barriers"}', '{"quote":"x"}', '{"code":3,"quote":"x"}', "[1]", "{"]
)
def test_any_other_line_without_an_id_is_set_aside(coded: Path, line: str) -> None:
    (coded / "codings" / "fg1" / "ben.jsonl").write_text(f"{line}\n", "utf-8")
    study = Study(coded)
    file = study.codings("fg1", "ben")
    assert (file.records, file.torn, len(study.findings)) == ((), (line,), 1)


def test_words_that_were_replaced_and_put_back_are_followed_to_the_text_that_is_there(coded: Path) -> None:
    talk, (first, *_) = Study(coded).transcript("fg1").text, Study(coded).codings("fg1", "anna").stored
    now, then = Study(coded).version("fg1"), texts.version(talk.replace("listen", "harken"))
    at = talk.index("listen")
    there = Reworded("fg1", now, then, (Splice(at, at + 6, "harken"),))
    back = Reworded("fg1", then, now, (Splice(at, at + 6, "listen"),))
    steps = by_old([there, back])
    assert carried(first, steps) == first
    assert carried(carried(first, by_old([there])), steps).quote == LISTEN


def test_words_that_are_gone_are_lost_and_stay_as_they_are(coded: Path) -> None:
    old = codings(coded)[1]
    edit(coded, LEAVE, "")
    assert [excerpt.quote for excerpt in sync(coded).state.lost] == [LEAVE]
    assert codings(coded)[1] == old


def test_the_excerpts_of_all_coders_go_along_in_one_act(coded: Path) -> None:
    written(coded / "study.yaml", f"{STUDY}    - id: ben\n")
    assert run("excerpt", "add", "--quote", "I ask", "--code", "practice", "--coder", "ben") == 0
    text = edit(coded, "Focus group of May", "Focus group")
    assert sync(coded).state.same == 3
    assert stand(coded, text, "ben") == [True]
    assert codings(coded, coder="ben")[0]["by"] == "ben"


def test_two_excerpts_that_come_to_the_same_words_are_one(coded: Path, pimh: Pimh) -> None:
    text = edit(coded, LEAVE, "Folk leave")
    first = text.index("Folk leave")
    pimh(
        "excerpt",
        "add",
        "--start",
        str(first),
        "--end",
        str(first + 10),
        "--code",
        "practice",
        "--transcript",
        "fg1",
        "--memo",
        "why",
    )
    (found,) = [one for one in gathered(Study(coded)) if one.excerpt.quote == "Folk leave"]
    assert sorted(found.excerpt.codes) == ["barriers", "practice"]
    assert found.excerpt.memo == "turnover\nwhy"


def test_after_a_change_of_the_text_an_older_act_can_be_undone(coded: Path, pimh: Pimh) -> None:
    edit(coded, "Focus group of May", "Focus group")
    sync(coded)
    assert pimh("undo").code == 0
    assert [row["quote"] for row in codings(coded) if not row.get("deleted")] == [LISTEN]


def test_an_act_that_was_undone_and_done_again_after_an_edit_stands_in_the_new_text(
    coded: Path, pimh: Pimh
) -> None:
    pimh("undo")
    text = edit(coded, "Focus group of May", "Focus group")
    assert pimh("redo").code == 0
    sync(coded)
    assert stand(coded, text) == [True, True]


def test_an_older_version_is_found_in_git_when_the_cache_is_gone(coded: Path) -> None:
    for words in (["init", "-q"], ["add", "transcripts"]):
        subprocess.run(["git", "-C", str(coded), *words], check=True)
    rmtree(coded / ".pimh" / "texts")
    edit(
        coded,
        "We slow down now. We listen more than we did.",
        "Now we slow down and listen, more than we did.",
    )
    assert Study(coded).older(codings(coded)[0]["text"]) is not None


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
    texts.keep(root, desk.text)
    edit(root, "P1: Words of turn 0,", "# a new line\nP1: Words of turn 0,")
    plan = syncing.plan(Study(root), "fg1", "anna")
    assert (plan.state.same, plan.state.lost) == (4000, ())


@pytest.mark.parametrize("words", [("transcript", "sync"), ("transcript", "sync", "--dry-run")])
def test_a_study_without_a_transcript_has_nothing_to_sync(
    study: Path, pimh: Pimh, words: tuple[str, ...]
) -> None:
    (study / "transcripts" / "fg1.txt").unlink()
    ran = pimh(*words)
    assert (ran.code, "There is no transcript yet." in ran.talk) == (0, True)
