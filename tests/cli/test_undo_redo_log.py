"""pimh undo, redo, log: what was done is told, taken back, and done again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from building import STUDY, codings, history, snapshot, written

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from building import Pimh

LEAVE = "Coded 'Barriers': fg1, turn 5, P1: \"People leave\""
LISTEN = "Coded 'Slowing down': fg1, turn 2, P1: \"We listen more than we did.\""


@pytest.fixture
def old(coded: Path) -> Path:
    """The coded study, whose acts are of last year."""
    (path,) = (coded / "history").iterdir()
    records = [record | {"at": f"2025-03-0{n}T10:04:11.250Z"} for n, record in enumerate(history(coded), 1)]
    path.write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
    return coded


def test_undo_takes_back_the_last_act_and_redo_does_it_again(coded: Path, pimh: Pimh) -> None:
    ran = pimh("undo")
    assert (ran.code, ran.out, ran.talk.splitlines()[0]) == (0, "", f"Undid: {LEAVE}")
    assert ran.talk.splitlines()[1].startswith("It was done on 20")
    assert len(codings(coded)) == 1
    assert pimh("redo").talk.splitlines()[0] == f"Did again: {LEAVE}"
    assert [row.get("memo") for row in codings(coded)] == [None, "turnover"]


def test_undo_goes_on_to_the_acts_before_until_there_is_none(coded: Path, pimh: Pimh) -> None:
    assert [pimh("undo").code for _ in range(3)] == [0, 0, 1]
    assert codings(coded) == []
    assert [pimh("redo").code for _ in range(3)] == [0, 0, 1]
    assert len(codings(coded)) == 2


def test_a_new_act_ends_what_can_be_redone(coded: Path, pimh: Pimh) -> None:
    """U2: a new act clears redo."""
    pimh("undo")
    pimh("codebook", "add", "Costs")
    ran = pimh("redo")
    assert (ran.code, "There is nothing to redo." in ran.talk) == (1, True)


def test_an_act_on_the_codebook_is_taken_back_byte_for_byte(coded: Path, pimh: Pimh) -> None:
    before = (coded / "codebook.yaml").read_bytes()
    pimh("codebook", "add", "Staff movement", "--under", "Barriers", "--definition", "People go.")
    assert (coded / "codebook.yaml").read_bytes() != before
    assert pimh("undo").code == 0
    assert (coded / "codebook.yaml").read_bytes() == before


def test_a_dry_run_tells_what_would_be_undone(coded: Path, pimh: Pimh) -> None:
    before = snapshot(coded)
    ran = pimh("undo", "--dry-run")
    first, second, third = ran.talk.splitlines()
    assert (first, third) == (f"Would do: Undid: {LEAVE}", "Nothing was written.")
    assert second.startswith("It was done on 20")
    assert snapshot(coded) == before


def test_an_act_of_today_is_undone_without_a_question(coded: Path, pimh: Pimh) -> None:
    assert pimh("undo").code == 0


def test_an_old_act_is_undone_once_that_was_agreed_to(
    old: Path, pimh: Pimh, asked: Callable[[str], None]
) -> None:
    """U3: confirmation naming date and act."""
    asked("yes")
    ran = pimh("undo")
    assert ran.code == 0
    assert ran.talk.startswith(f"{LEAVE}\nIt was done on 2025-03-02 10:04 UTC.\nThat is more than a day ago.")
    assert len(codings(old)) == 1


def test_an_old_act_stays_when_that_was_not_agreed_to(
    old: Path, pimh: Pimh, asked: Callable[[str], None]
) -> None:
    before = snapshot(old)
    asked("")
    ran = pimh("undo")
    assert (ran.code, ran.talk.splitlines()[-1]) == (
        1,
        "That is more than a day ago. Go on? [y/N] Nothing was changed.",
    )
    assert snapshot(old) == before


@pytest.mark.parametrize(("words", "code"), [((), 2), (("--yes",), 0), (("--dry-run",), 0)])
def test_a_script_is_never_kept_waiting(old: Path, pimh: Pimh, words: tuple[str, ...], code: int) -> None:
    assert pimh("undo", *words).code == code


class TestAfterAnActThatCannotBeUndone:
    @pytest.fixture(autouse=True)
    def corrected(self, coded: Path, pimh: Pimh) -> None:
        assert pimh("transcript", "replace", "fg1", "hard too", "hard, too").code == 0

    def test_who_undoes_at_a_terminal_is_asked(
        self, coded: Path, pimh: Pimh, asked: Callable[[str], None]
    ) -> None:
        asked("n")
        ran = pimh("undo")
        assert (ran.code, len(codings(coded))) == (1, 2)
        assert "A later act cannot be undone: Replaced “hard too” by “hard, too”" in ran.talk

    def test_a_script_is_not_asked(self, coded: Path, pimh: Pimh) -> None:
        assert (pimh("undo").code, len(codings(coded))) == (0, 1)


def test_what_was_just_undone_is_redone_without_a_question(old: Path, pimh: Pimh) -> None:
    pimh("undo", "--yes")
    ran = pimh("redo")
    assert (ran.code, "It was undone on 20" in ran.talk) == (0, True)


def test_undo_of_one_transcript_leaves_later_acts_on_others(coded: Path, pimh: Pimh) -> None:
    written(coded / "transcripts" / "fg2.txt", "P1: Yes.")
    pimh("excerpt", "add", "--transcript", "fg2", "--quote", "Yes.", "--code", "practice")
    assert pimh("undo", "--transcript", "FG1").talk.startswith(f"Undid: {LEAVE}")
    assert len(codings(coded, "fg2")) == 1


def test_each_coder_undoes_what_they_did_themselves(coded: Path, pimh: Pimh) -> None:
    written(coded / "study.yaml", f"{STUDY}    - id: ben\n")
    ran = pimh("undo", "--coder", "ben")
    assert (ran.code, "There is nothing to undo." in ran.talk) == (1, True)


def test_what_somebody_else_changed_since_is_refused_with_the_reason(coded: Path, pimh: Pimh) -> None:
    written(coded / "study.yaml", f"{STUDY}    - id: ben\n")
    key = pimh("excerpt", "list", "--text", "People", "--json").data[0]["id"]
    pimh("excerpt", "star", key, "--off", "--coder", "ben")
    before = snapshot(coded)
    ran = pimh("undo", "--coder", "anna")
    assert (ran.code, "cannot be undone: a coding of fg1 was changed since" in ran.talk) == (1, True)
    assert snapshot(coded) == before


def test_the_data_of_an_undo_are_the_excerpts_as_they_become(coded: Path, pimh: Pimh) -> None:
    assert pimh("undo", "--json").data["excerpts"] == []
    assert (
        pimh("redo", "--json").data["excerpts"] == pimh("excerpt", "list", "--text", "People", "--json").data
    )


def test_the_log_has_the_newest_act_last_and_marks_what_was_undone(coded: Path, pimh: Pimh) -> None:
    pimh("undo")
    lines = pimh("log").out.splitlines()
    assert [line[18:] for line in lines] == [
        f"anna  {LISTEN}",
        f"anna  {LEAVE}  (undone)",
        f"anna  Undid: {LEAVE}",
    ]
    assert lines[0][4::3][:2] == "--"
    pimh("redo")
    assert "(undone)" not in pimh("log").out


def test_the_log_for_programs_has_ids_that_undo_calls(coded: Path, pimh: Pimh) -> None:
    pimh("undo")
    _, act, undo = pimh("log", "--json").data
    assert (act["do"], act["sentence"], act["undone"], act["transcripts"]) == (
        "excerpt add",
        LEAVE,
        True,
        ["fg1"],
    )
    assert (undo["do"], undo["undoes"], undo["undone"]) == ("undo", act["id"], False)


def test_the_log_is_cut_to_the_last_acts_and_says_so(coded: Path, pimh: Pimh) -> None:
    for number in range(24):
        pimh("codebook", "add", f"Theme {number}")
    ran = pimh("log")
    assert (len(ran.out.splitlines()), ran.talk) == (
        20,
        "The last 20 of 26 acts; all of them: pimh log --all\n",
    )
    assert [act["sentence"][:17] for act in pimh("log", "--limit", "1", "--json").data] == [
        "Added the theme '"
    ]
    assert len(pimh("log", "--all").out.splitlines()) == 26


def test_the_log_is_cut_to_a_transcript_or_a_coder(coded: Path, source: Path, pimh: Pimh) -> None:
    written(coded / "study.yaml", f"{STUDY}    - id: ben\n    focus_groups:\n    - id: fg2\n")
    file = written(source / "fg2.txt", "P1: Yes.\nP2: No.")
    assert pimh("transcript", "add", file, "--coder", "ben", "--group", "fg2").code == 0
    assert [act["do"] for act in pimh("log", "--transcript", "fg2", "--json").data] == ["transcript add"]
    assert [act["do"] for act in pimh("log", "--coder", "ben", "--json").data] == ["transcript add"]
    assert len(pimh("log", "--transcript", "fg1", "--json").data) == 2


@pytest.mark.parametrize("words", ["ANNA", " an-na "])
def test_the_log_knows_a_coder_in_any_spelling(coded: Path, pimh: Pimh, words: str) -> None:
    assert pimh("log", "--coder", words, "--json").data == pimh("log", "--coder", "anna", "--json").data != []


@pytest.mark.parametrize(("option", "name"), [("--coder", "ana"), ("--transcript", "fg11")])
def test_a_name_that_is_not_there_is_suggested(coded: Path, pimh: Pimh, option: str, name: str) -> None:
    ran = pimh("log", option, name)
    assert (ran.code, "Did you mean" in ran.talk) == (2, True)


def test_the_log_writes_nothing(coded: Path, pimh: Pimh) -> None:
    before = snapshot(coded)
    pimh("log", "--all")
    assert snapshot(coded) == before


def test_before_anything_was_done_the_log_says_so(study: Path, pimh: Pimh) -> None:
    assert pimh("log").talk == "Nothing was done yet.\n"


def test_acts_of_all_machines_are_in_one_order(coded: Path, pimh: Pimh) -> None:
    (path,) = (coded / "history").iterdir()
    other = {
        "at": "2025-01-01T00:00:00.000Z",
        "by": "anna",
        "do": "load",
        "sentence": "Loaded\nit.",
        "id": "x",
    }
    path.with_name("anna-zzzz.jsonl").write_text(json.dumps(other) + "\n", "utf-8")
    assert pimh("log").out.splitlines()[0] == "2025-01-01 00:00  anna  Loaded it."


def test_a_copy_of_a_history_that_a_sync_program_left_counts_for_nothing(coded: Path, pimh: Pimh) -> None:
    (path,) = (coded / "history").iterdir()
    path.with_name(f"{path.stem} (conflicted copy).jsonl").write_bytes(path.read_bytes())
    assert len(pimh("log").out.splitlines()) == 2
    assert [pimh("undo").code for _ in range(3)] == [0, 0, 1]
    assert [pimh("redo").code for _ in range(3)] == [0, 0, 1]
    assert len(codings(coded)) == 2


def test_acts_keep_their_order_when_the_clock_was_set_back(coded: Path, pimh: Pimh) -> None:
    (path,) = (coded / "history").iterdir()
    late = [record | {"at": f"2999-01-0{n}T00:00:00.000Z"} for n, record in enumerate(history(coded), 1)]
    path.write_text("".join(json.dumps(record) + "\n" for record in late), "utf-8")
    assert [pimh("undo").code for _ in range(3)] == [0, 0, 1]
    assert pimh("log").out.splitlines()[0].startswith("2999-01-01")


def test_nothing_is_taken_back_when_what_came_of_it_cannot_be_told(coded: Path, pimh: Pimh) -> None:
    pimh("excerpt", "star", pimh("excerpt", "list", "--text", "People", "--json").data[0]["id"], "--off")
    written(coded / "participants.csv", "participant_id,age,job\nP1,old,Nurse\n")
    before = snapshot(coded)
    assert [pimh("undo").code for _ in range(2)] == [3, 3]
    assert snapshot(coded) == before
