"""What memos are on is found again after edits, renames and merges; what is gone is told."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from building import codings, run, written

from pimhcli.study.memos import Choice, listed
from pimhcli.study.study import Study

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from building import Pimh

    from pimhcli.study.memo_targets import Target


def target(root: Path) -> Target:
    """What the only memo is on."""
    (one,) = (one for one in listed(Study(root), Choice()) if not one.is_note)
    return one.target


def said(root: Path) -> str:
    return target(root).sentence


def edit(root: Path, work: Callable[[str], str]) -> None:
    path = root / "transcripts" / "fg1.txt"
    path.write_text(work(path.read_text("utf-8")), "utf-8")


def lost_texts(root: Path) -> None:
    """Takes the earlier versions of transcripts away, as they are in another clone."""
    for path in (root / ".pimh" / "texts").iterdir():
        path.unlink()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "the study"),
        (("--transcript", "FG1"), "transcript fg1"),
        (("--turn", "2"), "fg1, turn 2, P1"),
        (("--group", "fg1"), "focus group fg1"),
        (("--participant", "p2"), "participant P2"),
        (("--code", "slowing down"), "sub-theme Practice > Slowing down"),
        (("--theme", "practice"), "theme Practice"),
    ],
)
def test_a_memo_is_on_what_it_was_said_to_be(study: Path, words: tuple[str, ...], told: str) -> None:
    assert run("memo", "add", "Why?", *words) == 0
    assert said(study) == told


def test_a_turn_is_found_again_behind_a_turn_that_was_put_before_it(study: Path) -> None:
    run("memo", "add", "Why?", "--turn", "2")
    edit(study, lambda text: text.replace("P1: We slow", "P2: Well.\nP1: We slow"))
    assert said(study) == "fg1, turn 3, P1"


def test_a_turn_of_other_words_is_found_again_by_the_earlier_version(study: Path) -> None:
    run("memo", "add", "Why?", "--turn", "2")
    edit(study, lambda text: text.replace("listen more than", "listen far more than"))
    assert said(study) == "fg1, turn 2, P1"


def test_a_turn_is_found_by_its_words_where_no_earlier_version_is_known(study: Path) -> None:
    run("memo", "add", "Why?", "--turn", "2")
    edit(study, lambda text: text.replace("Focus group of May", "Focus group of early May"))
    lost_texts(study)
    assert said(study) == "fg1, turn 2, P1"


def test_a_turn_that_went_is_told_with_its_words(study: Path, pimh: Pimh) -> None:
    run("memo", "add", "Why?", "--turn", "3")
    edit(study, lambda text: "\n".join(line for line in text.split("\n") if "mother" not in line))
    assert target(study).problem == "its words stand there no longer"
    assert "I ask the mother first." in said(study)
    ran = pimh("check", "memos")
    assert ran.code == 1
    assert ".md:3: the memo" in ran.out


def test_a_turn_that_may_be_elsewhere_is_told_with_what_settles_it(study: Path) -> None:
    run("memo", "add", "Why?", "--turn", "2")
    edit(
        study,
        lambda text: text.replace("We slow down now. We listen more", "We go slower. We listen a lot more"),
    )
    found = target(study)
    assert found.problem == "may stand elsewhere now"
    assert "write `on: turn 2`" in found.hint


def test_a_turn_that_somebody_wrote_by_number_is_that_turn_now(study: Path) -> None:
    written(study / "memos" / "a.md", "---\non: turn 2\ntranscript: fg1\n---\nWhy?")
    assert said(study) == "fg1, turn 2, P1"
    written(study / "memos" / "a.md", "---\non: turn 99\ntranscript: fg1\n---\nWhy?")
    assert said(study) == "fg1, turn 99 (there is no such turn)"


def test_a_code_that_was_renamed_is_told_by_its_name_now(study: Path) -> None:
    run("memo", "add", "Why?", "--code", "barriers")
    path = study / "codebook.yaml"
    path.write_text(path.read_text("utf-8").replace("name: Barriers", "name: Walls"), "utf-8")
    assert said(study) == "theme Walls"


def test_a_code_that_became_part_of_another_is_that_one_now(study: Path) -> None:
    run("memo", "add", "Why?", "--code", "barriers")
    path = study / "codebook.yaml"
    merged = path.read_text("utf-8").partition("    - id: barriers")[0].partition("- id: barriers")[0]
    path.write_text(
        merged.replace("- id: practice\n", "- id: practice\n  former_names: [barriers, Barriers]\n"), "utf-8"
    )
    assert said(study) == "theme Practice"


def test_a_code_that_is_gone_is_told(study: Path) -> None:
    run("memo", "add", "Why?", "--code", "barriers")
    path = study / "codebook.yaml"
    path.write_text(path.read_text("utf-8").partition("- id: barriers")[0], "utf-8")
    assert said(study) == "code barriers (the codebook has no such entry)"


def test_an_excerpt_is_told_with_its_words(coded: Path) -> None:
    key = codings(coded)[-1]["id"]
    run("memo", "add", "Why?", "--excerpt", key[:5])
    assert said(coded) == f"excerpt {key}, fg1, turn 5, P1: “People leave”"


def test_an_excerpt_that_lost_the_coding_it_is_called_by_is_found_by_its_words(coded: Path) -> None:
    key = codings(coded)[-1]["id"]
    run("memo", "add", "Why?", "--excerpt", key)
    run("excerpt", "add", "--quote", "People leave", "--code", "practice")
    run("excerpt", "remove", key, "--code", "barriers", "--yes")
    assert said(coded).endswith("fg1, turn 5, P1: “People leave”")
    assert target(coded).name != key


def test_an_excerpt_that_was_removed_is_told(coded: Path) -> None:
    key = codings(coded)[-1]["id"]
    run("memo", "add", "Why?", "--excerpt", key)
    run("excerpt", "remove", key, "--yes")
    assert said(coded) == f"excerpt {key} (there is no such excerpt any more)"


def test_what_is_in_a_transcript_that_is_gone_is_told(coded: Path) -> None:
    for words in (("--transcript", "fg1"), ("--turn", "2"), ("--excerpt", codings(coded)[-1]["id"])):
        run("memo", "add", "Why?", *words)
    (coded / "transcripts" / "fg1.txt").unlink()
    assert len([one for one in listed(Study(coded), Choice()) if one.target.problem]) == 3


def test_who_is_not_in_the_study_is_told(study: Path) -> None:
    written(study / "memos" / "a.md", "---\non: participant P9\n---\nWhy?")
    assert said(study) == "participant P9 (nobody of that name is in the study)"


def test_a_group_that_is_not_in_the_study_is_told(study: Path) -> None:
    written(study / "memos" / "a.md", "---\non: group fg9\n---\nWhy?")
    assert said(study) == "focus group fg9 (study.yaml has no such group)"


def test_a_transcript_that_was_corrected_by_command_keeps_its_memos(coded: Path, pimh: Pimh) -> None:
    run("memo", "add", "Why?", "--turn", "6")
    assert pimh("transcript", "replace", "fg1", "We listen", "We all listen", "--yes").code == 0
    assert said(coded) == "fg1, turn 6, P2"


def test_the_check_is_clean_where_all_is_there(coded: Path, pimh: Pimh) -> None:
    run("memo", "add", "Why?", "--turn", "2")
    ran = pimh("check", "memos", "--json")
    data: list[dict[str, Any]] = ran.data
    assert (ran.code, json.loads(json.dumps(data))[0]["findings"]) == (0, [])
