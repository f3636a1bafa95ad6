"""pimh check: findings under their check, 1 when there is something to mend, and a last line that counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from building import TALK, snapshot, written

from pimhcli.study.checking.listed import CHECKS

if TYPE_CHECKING:
    from pathlib import Path

    from building import Pimh


def test_a_clean_check_says_nothing_and_ends_with_0(study: Path, pimh: Pimh) -> None:
    ran = pimh("check", "roster")
    assert (ran.code, ran.out, ran.talk) == (0, "", "")


def test_what_is_found_stands_under_the_check_and_ends_with_1(study: Path, pimh: Pimh) -> None:
    written(study / "transcripts" / "fg1.txt", TALK + "    Zoltan: Yes.\n")
    ran = pimh("check", "roster")
    head, finding = ran.out.splitlines()
    assert (ran.code, head, ran.talk) == (1, "roster:", "1 check: 1 warning.\n")
    assert finding.startswith("  warning: transcripts/fg1.txt:8: 'Zoltan' speaks (1 turn in fg1)")


def test_notes_alone_end_with_0(study: Path, pimh: Pimh) -> None:
    (study / "participants.csv").unlink()
    ran = pimh("check", "roster")
    assert (ran.code, "  note: participants.csv: no answers are loaded yet" in ran.out) == (0, True)
    assert ran.talk == "1 check: 1 note.\n"


def test_strictly_notes_are_something_to_mend_too(study: Path, pimh: Pimh) -> None:
    (study / "participants.csv").unlink()
    assert pimh("check", "roster", "--strict").code == 1


def test_without_a_name_every_check_runs_and_those_that_found_something_are_told(
    study: Path, pimh: Pimh
) -> None:
    ran = pimh("check")
    told = [line for line in ran.out.splitlines() if line.endswith(":") and not line.startswith(" ")]
    assert (told, f"{len(CHECKS)} checks: " in ran.talk) == (["disclosure:", "codebook:", "themes:"], True)


def test_the_list_tells_what_each_looks_for(study: Path, pimh: Pimh) -> None:
    lines = pimh("check", "--list").out.splitlines()
    assert [line.split()[0] for line in lines] == [check.name for check in CHECKS]
    assert all(len(line.split()) > 3 for line in lines)


@pytest.mark.parametrize("name", [check.name for check in CHECKS])
def test_every_check_has_a_page_that_explains_it(pimh: Pimh, name: str) -> None:
    ran = pimh("check", "--explain", name)
    assert (ran.code, ran.out.startswith(f"# {name}: ")) == (0, True)


def test_the_page_of_no_check_is_refused(pimh: Pimh) -> None:
    ran = pimh("check", "--explain", "balanse")
    assert (ran.code, "Did you mean 'balance'?" in ran.talk) == (2, True)


def test_a_broken_file_is_told_and_the_other_checks_go_on(study: Path, pimh: Pimh) -> None:
    written(study / "codebook.yaml", "themes: [")
    written(study / "transcripts" / "fg1.txt", TALK + "    Zoltan: Yes.\n")
    ran = pimh("check")
    assert (ran.code, "codebook.yaml" in ran.out, "'Zoltan' speaks" in ran.out) == (1, True, True)
    assert ran.out.count("this is not valid YAML") == 1


def test_what_is_missing_of_every_study_is_made(study: Path, pimh: Pimh) -> None:
    before = snapshot(study)
    assert "Would do: Made" in pimh("check", "structure", "--fix", "--dry-run").talk
    assert snapshot(study) == before
    assert "Made what every study has" in pimh("check", "structure", "--fix").talk
    assert (study / ".gitattributes").exists()


def test_what_was_changed_by_hand_is_noted_and_can_be_undone_no_more(study: Path, pimh: Pimh) -> None:
    ran = pimh("check", "codebook", "--fix")
    assert (ran.code, "Noted what was changed by hand" in ran.talk) == (0, True)
    assert pimh("check", "codebook", "--strict").out.count("by hand") == 0


def test_a_paper_is_a_file_of_the_check_manuscript(study: Path, pimh: Pimh) -> None:
    ran = pimh("check", "roster", "paper.docx")
    assert (ran.code, "no file" in ran.talk.lower() or "there is no" in ran.talk.lower()) == (2, True)


def test_the_check_of_a_manuscript_wants_to_know_which(study: Path, pimh: Pimh) -> None:
    ran = pimh("check", "manuscript")
    assert (ran.code, "paper.docx" in ran.talk) == (2, True)


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
