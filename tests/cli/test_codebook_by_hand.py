"""A codebook that is edited by hand: noted, checked, and mended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from building import history, snapshot, written

from pimhcli.study.study import Study

CODED = ("excerpt", "add", "--transcript", "fg1", "--turn", "2", "--whole-turn", "--code")

if TYPE_CHECKING:
    from pathlib import Path

    from building import Pimh


@pytest.fixture
def known(coded: Path, pimh: Pimh) -> Path:
    """The coded study, of whose entries the history knows."""
    assert pimh("codebook", "sync").code == 0
    return coded


def by_hand(root: Path, old: str, new: str) -> None:
    path = root / "codebook.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def found(pimh: Pimh) -> list[dict[str, Any]]:
    """What the check of the codebook finds, but for the theme of the study that has nothing under it."""
    findings = pimh("check", "codebook", "--json").data[0]["findings"]
    return [finding for finding in findings if "no codes or sub-themes" not in finding["message"]]


def test_a_new_name_is_noted_and_the_old_one_goes_on_finding_it(known: Path, pimh: Pimh) -> None:
    by_hand(known, "name: Barriers", "name: Hurdles")
    assert [(f["severity"], f["where"]) for f in found(pimh)] == [("note", "codebook.yaml:9")]
    ran = pimh("codebook", "sync")
    assert ran.talk == "Noted what was changed by hand: 'Barriers' was renamed to 'Hurdles'.\n"
    assert Study(known).codebook.by_key["barriers"].former == ("Barriers",)
    assert history(known)[-1]["noted"][0]["after"]["former"] == ["Barriers"]
    assert found(pimh) == []
    assert pimh("excerpt", "list", "--code", "Barriers").code == 0


def test_what_was_done_by_hand_is_not_undone(known: Path, pimh: Pimh) -> None:
    by_hand(known, "name: Barriers", "name: Hurdles")
    pimh("codebook", "sync")
    assert pimh("undo").talk.startswith("Undid: Coded 'Barriers'")
    assert Study(known).codebook.by_key["barriers"].name == "Hurdles"


def test_many_new_entries_are_named_in_one_sentence(study: Path, pimh: Pimh) -> None:
    names = "".join(f"- name: N{number}\n" for number in range(12))
    written(study / "codebook.yaml", f"codes:\n{names}")
    assert len(found(pimh)) == 1
    talk = pimh("codebook", "sync").talk
    assert (
        talk == "Noted what was changed by hand: 'N0', 'N1', 'N2', 'N3', 'N4', 'N5' and 6 more were added.\n"
    )


def test_a_dry_run_notes_nothing(known: Path, pimh: Pimh) -> None:
    by_hand(known, "name: Barriers", "name: Hurdles")
    before = snapshot(known)
    assert "Would do: Noted" in pimh("codebook", "sync", "--dry-run").talk
    assert snapshot(known) == before


def test_an_entry_that_went_by_hand_comes_back_with_its_codings(known: Path, pimh: Pimh) -> None:
    pimh("codebook", "describe", "barriers", "--definition", "What hinders.")
    before = Study(known).codebook
    by_hand(known, "- id: barriers\n  name: Barriers\n  definition: What hinders.\n", "")
    (lost,) = [finding for finding in found(pimh) if finding["severity"] == "error"]
    assert "pimh codebook restore barriers" in lost["hint"]
    ran = pimh("codebook", "restore", "barriers")
    assert (ran.code, ran.talk) == (0, "Put back 'Barriers' at the top.\n")
    assert Study(known).codebook == before
    assert pimh("undo").code == 0
    assert "error" in [finding["severity"] for finding in found(pimh)]
    assert pimh("redo").code == 0
    assert Study(known).codebook == before


@pytest.mark.parametrize("notes", [False, True])
def test_a_theme_that_went_by_hand_comes_back_with_what_was_under_it(
    known: Path, pimh: Pimh, *, notes: bool
) -> None:
    written(known / "codebook.yaml", "themes:\n- id: barriers\n  name: Barriers\n")
    assert not notes or pimh("codebook", "sync").code == 0
    assert pimh("codebook", "restore", "Practice").talk == "Put back 'Practice', 'Slowing down' at the top.\n"
    assert [code.id for code in Study(known).codebook.codes] == ["barriers", "practice", "slowing-down"]


def test_what_was_taken_out_before_its_theme_went_does_not_come_back_with_it(known: Path, pimh: Pimh) -> None:
    pimh("codebook", "remove", "slowing-down", "--yes")
    pimh("codebook", "remove", "practice", "--yes")
    assert pimh("codebook", "restore", "Practice").talk == "Put back 'Practice' at the top.\n"


def test_a_sub_theme_whose_theme_is_gone_comes_back_at_the_top(known: Path, pimh: Pimh) -> None:
    written(known / "codebook.yaml", "themes:\n- id: barriers\n  name: Barriers\n")
    pimh("codebook", "restore", "slowing-down")
    code = Study(known).codebook.by_key["slowing-down"]
    assert (code.level, code.parent) == ("theme", "")


@pytest.mark.parametrize(
    ("words", "hint"), [("nothing", "pimh codebook merge"), ("barriers", "is in the codebook")]
)
def test_what_did_not_go_is_not_put_back(known: Path, pimh: Pimh, words: str, hint: str) -> None:
    ran = pimh("codebook", "restore", words)
    assert (ran.code, hint in ran.talk) == (1, True)


def test_an_entry_without_an_id_that_got_another_name_is_merged_as_told(coded: Path, pimh: Pimh) -> None:
    by_hand(coded, "- id: barriers\n  name: Barriers", "- name: Hurdles")
    (lost,) = [finding for finding in found(pimh) if finding["severity"] == "error"]
    assert lost["hint"].endswith("Then: pimh codebook merge barriers --into hurdles")
    assert pimh("codebook", "merge", "barriers", "--into", "hurdles").code == 0
    assert [f for f in found(pimh) if f["severity"] == "error"] == []


def test_a_copied_file_of_codings_is_found(known: Path, pimh: Pimh) -> None:
    folder = known / "codings" / "fg1"
    (folder / "ben.jsonl").write_bytes((folder / "anna.jsonl").read_bytes())
    (copy,) = [finding for finding in found(pimh) if finding["severity"] == "warning"]
    assert copy["where"] == "codings/fg1/ben.jsonl"


def test_codings_made_after_a_code_was_retired_are_found(known: Path, pimh: Pimh) -> None:
    pimh("codebook", "retire", "barriers")
    assert "retired" not in str(found(pimh))
    rows = (known / "codings" / "fg1" / "anna.jsonl").read_text("utf-8").splitlines()
    late = rows[-1].replace('"id":"', '"id":"x').replace('"at":"2', '"at":"3')
    written(known / "codings" / "fg1" / "anna.jsonl", "\n".join([*rows, late, ""]))
    (note,) = [finding for finding in found(pimh) if "retired" in finding["message"]]
    assert note["severity"] == "note"


def test_an_act_works_whether_an_edit_by_hand_was_noted_or_not(known: Path, pimh: Pimh) -> None:
    by_hand(known, "name: Barriers", "name: Hurdles")
    assert pimh("codebook", "describe", "Hurdles", "--definition", "What hinders.").code == 0
    assert pimh("undo").code == 0
    assert Study(known).codebook.by_key["barriers"].name == "Hurdles"


@pytest.mark.parametrize(
    "act",
    [
        ("codebook", "describe", "barriers", "--definition", "What hinders."),
        ("codebook", "rename", "barriers", "Obstacles"),
        ("codebook", "merge", "barriers", "--into", "supports"),
        ("codebook", "add", "Else"),
    ],
)
def test_an_act_before_the_sync_leaves_the_name_before_the_one_by_hand(
    act: tuple[str, ...], known: Path, pimh: Pimh
) -> None:
    pimh("codebook", "add", "Supports")
    by_hand(known, "name: Barriers", "name: Hurdles")
    assert pimh(*act).code == 0
    assert [one["do"] for one in history(known)[-2:]] == ["codebook sync", f"codebook {act[1]}"]
    assert len(Study(known).codebook.find("Barriers")) == 1
    assert pimh("undo").code == 0
    assert len(Study(known).codebook.find("Barriers")) == 1
    assert found(pimh) == []


def test_what_is_worked_out_again_behind_the_note_is_told_once(known: Path, pimh: Pimh) -> None:
    assert pimh(*CODED, "New", "--create").code == 0
    pimh("undo")
    by_hand(known, "name: Barriers", "name: Hurdles")
    ran = pimh("redo", "--json")
    assert (ran.code, len(ran.data["excerpts"])) == (0, 1)
    assert [one["do"] for one in history(known)[-2:]] == ["codebook sync", "redo"]


def test_what_only_came_or_went_by_hand_is_noted_by_a_sync_alone(known: Path, pimh: Pimh) -> None:
    with (known / "codebook.yaml").open("a", encoding="utf-8") as file:
        file.write("codes:\n- name: Loose\n")
    assert pimh("codebook", "colour", "barriers", "red").code == 0
    assert [one["do"] for one in history(known)[-2:]] == ["codebook sync", "codebook colour"]
    assert ["1 entry came" in finding["message"] for finding in found(pimh)] == [True]


def test_what_was_coded_since_it_was_put_back_holds_it_there(
    known: Path, pimh: Pimh, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (known / "study.yaml").open("a", encoding="utf-8") as file:
        file.write("- id: ben\n")
    monkeypatch.setenv("PIMH_CODER", "anna")
    by_hand(known, "- id: barriers\n  name: Barriers\n", "")
    assert pimh("codebook", "restore", "barriers", "--coder", "ben").code == 0
    assert pimh(*CODED, "barriers").code == 0
    ran = pimh("undo", "--coder", "ben")
    assert (ran.code, "is used by other excerpts now" in ran.talk) == (1, True)
