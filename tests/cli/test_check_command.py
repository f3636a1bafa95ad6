"""pimh check: findings under their check, 1 when there is something to mend, and a last line that counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from building import TALK, snapshot, written

if TYPE_CHECKING:
    from pathlib import Path

    from building import Pimh


def test_a_clean_check_says_so_and_ends_with_0(study: Path, pimh: Pimh) -> None:
    ran = pimh("check", "roster")
    assert (ran.code, ran.out) == (0, "roster:\n  nothing found\n1 check: nothing found.\n")


def test_what_is_found_stands_under_the_check_and_ends_with_1(study: Path, pimh: Pimh) -> None:
    written(study / "transcripts" / "fg1.txt", TALK + "    Zoltan: Yes.\n")
    ran = pimh("check", "roster")
    head, finding, last = ran.out.splitlines()
    assert (ran.code, head, last) == (1, "roster:", "1 check: 1 warning.")
    assert finding.startswith("  warning: transcripts/fg1.txt:8: 'Zoltan' speaks (1 turn in fg1)")


def test_notes_alone_end_with_0(study: Path, pimh: Pimh) -> None:
    (study / "participants.csv").unlink()
    ran = pimh("check", "roster")
    assert (ran.code, "  note: participants.csv: no answers are loaded yet" in ran.out) == (0, True)
    assert ran.out.endswith("1 check: 1 note.\n")


def test_without_a_name_every_check_runs(study: Path, pimh: Pimh) -> None:
    out = pimh("check").out
    assert [line for line in out.splitlines() if line.endswith(":") and not line.startswith(" ")] == [
        "roster:",
        "questionnaire:",
        "disclosure:",
        "memos:",
        "codebook:",
        "merging:",
        "review:",
        "names:",
    ]
    assert "8 checks: " in out


def test_the_list_tells_what_each_looks_for(study: Path, pimh: Pimh) -> None:
    lines = pimh("check", "--list").out.splitlines()
    names = ["roster", "questionnaire", "disclosure", "memos", "codebook", "merging", "review", "names"]
    assert [line.split()[0] for line in lines] == names
    assert all(len(line.split()) > 3 for line in lines)


def test_a_check_that_there_is_not_is_refused(study: Path, pimh: Pimh) -> None:
    ran = pimh("check", "rooster")
    assert (ran.code, "Did you mean 'roster'?" in ran.talk) == (2, True)


@pytest.mark.parametrize("option", [("--below", "3"), ("--over", "age")])
def test_options_of_one_check_are_refused_for_another(
    study: Path, pimh: Pimh, option: tuple[str, str]
) -> None:
    ran = pimh("check", "roster", *option)
    assert (ran.code, "are for the check disclosure" in ran.talk) == (2, True)


def test_disclosure_takes_items_by_any_of_their_names(study: Path, pimh: Pimh) -> None:
    assert pimh("check", "disclosure", "--below", "2", "--over", "Age, your profession").code in (0, 1)


def test_disclosure_refuses_an_item_that_there_is_not(study: Path, pimh: Pimh) -> None:
    ran = pimh("check", "disclosure", "--over", "agee")
    assert (ran.code, "no item 'agee'" in ran.talk, "Did you mean 'age'?" in ran.talk) == (2, True, True)


def test_before_answers_are_loaded_disclosure_says_so(study: Path, pimh: Pimh) -> None:
    (study / "participants.csv").unlink()
    ran = pimh("check", "disclosure")
    assert (ran.code, "note: participants.csv: no answers are loaded yet." in ran.out) == (0, True)


def test_programs_get_the_findings_by_check(study: Path, pimh: Pimh) -> None:
    written(study / "transcripts" / "fg1.txt", TALK + "    Zoltan: Yes.\n")
    ran = pimh("check", "roster", "--json")
    (one,) = ran.data
    assert (one["check"], one["findings"][0]["severity"]) == ("roster", "warning")
    assert ran.envelope["status"] == "problems"


def test_a_consent_line_for_nobody_is_found(study: Path, pimh: Pimh) -> None:
    path = study / "study.yaml"
    path.write_text(path.read_text("utf-8") + "consent: {P7: {quote: no}}\n", "utf-8")
    ran = pimh("check", "roster")
    assert (ran.code, "consent: 'P7' is nobody who has a row or speaks" in ran.out) == (1, True)


def test_one_who_left_the_question_of_consent_open_is_found(study: Path, pimh: Pimh) -> None:
    item = "items:\n  ok: {text: Quotable, type: yes/no, consent: quote}\n"
    written(study / "questionnaire.yaml", item)
    written(study / "participants.csv", "participant_id,ok\nP1,yes\nP2,\n")
    ran = pimh("check", "roster")
    assert (ran.code, "P2: no answer to 'ok', which asks for consent" in ran.out) == (1, True)


def test_checking_changes_nothing(coded: Path, pimh: Pimh) -> None:
    before = snapshot(coded)
    pimh("check")
    assert snapshot(coded) == before


def test_disclosure_looks_at_the_columns_of_focus_groups(study: Path, pimh: Pimh) -> None:
    path = study / "questionnaire.yaml"
    layout = path.read_text("utf-8").replace("table:\n", "table:\n  columns: {by: focus_group}\n")
    path.write_text(layout, "utf-8")
    whole = pimh("check", "disclosure").out
    written(study / "transcripts" / "fg1.txt", "P1: Yes.\n")
    written(study / "transcripts" / "fg2.txt", "P2: Yes.\n")
    assert "items[job]" in whole
    assert pimh("check", "disclosure").out != whole


def test_a_participant_in_two_groups_stops_no_other_look(study: Path, pimh: Pimh) -> None:
    path = study / "questionnaire.yaml"
    layout = path.read_text("utf-8").replace("table:\n", "table:\n  columns: {by: focus_group}\n")
    path.write_text(layout, "utf-8")
    written(study / "transcripts" / "fg2.txt", TALK)
    ran = pimh("check")
    assert (ran.code, "P1 speaks in fg1 and fg2." in ran.out, "roster:" in ran.out) == (1, True, True)
    assert "items[job]" in ran.out
