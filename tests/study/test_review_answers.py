"""The answers to a review: an accepted suggestion is carried out with its answer, as one act."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from building import STUDY, codings, history, written
from review_study import answer, code_as, ids, query, reviewed, standing, suggest_code, suggest_name, undo

from pimhcli.errors import ProblemsError, UsageError
from pimhcli.study import acting, review_answers, saving
from pimhcli.study.checking.asking import wished
from pimhcli.study.checking.listed import checked
from pimhcli.study.review_matter import Matter
from pimhcli.study.study import Study

if TYPE_CHECKING:
    from pathlib import Path

    from pimhcli.coding.reviews import Verdict
    from pimhcli.findings import Finding
    from pimhcli.study.acting import Plan

__all__ = ["reviewed"]


def reopen(root: Path, coder: str, key: str, words: str) -> None:
    saving.perform(root, lambda study: review_answers.reopen(study, coder, key, words))


def remove_the_last(study: Study) -> Plan:
    return acting.remove(study, "anna", Matter(study).passages[2].excerpt.id)


def findings(root: Path) -> list[Finding]:
    study = Study(root)
    (done,) = checked(study, ["review"], wished(["review"], None, ""))
    return [*done.findings, *study.findings]


def test_an_accepted_code_recodes_the_excerpt_of_whom_it_is(reviewed: Path) -> None:
    key = suggest_code(reviewed, "ben", 0, "barriers")
    told = answer(reviewed, "carl", key, "accept")
    assert told.startswith("Accepted ben's suggestion: recoded 'Slowing down' to 'Barriers': fg1, turn 2")
    assert told.endswith("(excerpt of anna)")
    assert codings(reviewed)[0]["code"] == "barriers"
    records = [record for record in history(reviewed) if record["do"] == "review answer"]
    assert [(r["by"], len(r["changes"]), len(r["said"])) for r in records] == [("carl", 1, 1)]


def test_an_accepted_name_renames_the_entry(reviewed: Path) -> None:
    key = suggest_name(reviewed, "ben", "barriers", "Walls")
    assert answer(reviewed, "anna", key, "accept") == (
        "Accepted ben's suggestion: renamed 'Barriers' to 'Walls'."
    )
    assert Study(reviewed).codebook.find("Walls")[0].former == ("Barriers",)


def test_undo_takes_the_answer_and_what_it_did_back_together(reviewed: Path) -> None:
    before = codings(reviewed)[0]["code"], (reviewed / "codebook.yaml").read_text("utf-8")
    for key in (suggest_code(reviewed, "ben", 0, "barriers"), suggest_name(reviewed, "ben", "barriers", "W")):
        answer(reviewed, "anna", key, "accept")
    assert standing(reviewed).raised.settled == 2
    undo(reviewed, "anna")
    undo(reviewed, "anna")
    assert (codings(reviewed)[0]["code"], (reviewed / "codebook.yaml").read_text("utf-8")) == before
    assert standing(reviewed).raised.settled == 0


def test_a_point_that_was_answered_is_undone_once_the_answer_is(reviewed: Path) -> None:
    key = suggest_name(reviewed, "ben", "barriers", "Walls")
    answer(reviewed, "anna", key, "accept")
    with pytest.raises(ProblemsError, match="cannot be undone: anna answered it since"):
        undo(reviewed, "ben")
    assert ids(reviewed) == [key]
    undo(reviewed, "anna")
    undo(reviewed, "ben")
    assert ids(reviewed) == []


def test_a_suggestion_that_was_followed_already_is_accepted_and_nothing_else(reviewed: Path) -> None:
    key = suggest_code(reviewed, "ben", 0, "barriers")
    answer(reviewed, "anna", key, "accept")
    reopen(reviewed, "ben", key, "Are you sure?")
    told = answer(reviewed, "anna", key, "accept", "Yes.")
    assert told == "Accepted ben's suggestion: it is coded 'Barriers' already; nothing changes. Yes."
    assert standing(reviewed).raised.open == 0


def test_a_quote_that_was_given_a_third_code_since_is_told(reviewed: Path) -> None:
    key = suggest_code(reviewed, "ben", 0, "barriers")
    (quote, *_) = Matter(Study(reviewed)).passages
    saving.perform(reviewed, lambda s: acting.recode(s, "anna", quote.excerpt.id, "", "practice"))
    with pytest.raises(ProblemsError, match="'Slowing down' of this quote is there no longer"):
        answer(reviewed, "anna", key, "accept")


def test_what_is_declined_or_discussed_changes_nothing(reviewed: Path) -> None:
    before = (reviewed / "codebook.yaml").read_bytes()
    key = suggest_name(reviewed, "ben", "barriers", "Walls")
    answer(reviewed, "anna", key, "discuss", "Let us talk.")
    assert standing(reviewed).raised.open == 1
    answer(reviewed, "anna", key, "decline", "It is their word.")
    assert standing(reviewed).raised.open == 0
    assert (reviewed / "codebook.yaml").read_bytes() == before


def test_a_query_needs_words_for_an_answer_and_a_suggestion_for_a_refusal(reviewed: Path) -> None:
    asked, name = query(reviewed, "ben", "barriers", "why?"), suggest_name(reviewed, "ben", "barriers", "W")
    wordless: tuple[tuple[str, Verdict], ...] = (
        (asked, "accept"),
        (asked, "decline"),
        (name, "decline"),
        (name, "discuss"),
    )
    for key, verdict in wordless:
        with pytest.raises(UsageError, match="needs words"):
            answer(reviewed, "anna", key, verdict)


def test_nobody_of_a_team_answers_the_own_point(reviewed: Path) -> None:
    key = suggest_name(reviewed, "ben", "barriers", "Walls")
    with pytest.raises(UsageError, match="somebody else answers it"):
        answer(reviewed, "ben", key, "accept")


def test_in_a_team_of_one_the_own_point_is_answered_and_that_is_told(reviewed: Path) -> None:
    written(reviewed / "study.yaml", STUDY)
    key = query(reviewed, "anna", "barriers", "why?")
    assert answer(reviewed, "anna", key, "accept", "Because.").endswith("You answered a point of your own.")


def test_a_settled_point_is_raised_again_before_it_is_answered_again(reviewed: Path) -> None:
    key = query(reviewed, "ben", "barriers", "why?")
    answer(reviewed, "anna", key, "decline", "So.")
    with pytest.raises(ProblemsError, match="is settled: anna declined it"):
        answer(reviewed, "carl", key, "accept", "Because.")
    reopen(reviewed, "ben", key, "Not clear yet.")
    assert standing(reviewed).raised.open == 1
    answer(reviewed, "carl", key, "accept", "Because.")
    (point,) = Matter(Study(reviewed)).points
    assert [reply.by for reply in point.replies] == ["anna", "ben", "carl"]
    assert (standing(reviewed).raised.total, standing(reviewed).raised.settled) == (1, 1)


def test_an_answer_comes_behind_what_it_answers_whatever_the_clock_says(
    reviewed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = query(reviewed, "ben", "barriers", "why?")
    monkeypatch.setattr("pimhcli.study.history.now", lambda: "2020-01-01T00:00:00.000Z")
    answer(reviewed, "anna", key, "decline", "So.")
    reopen(reviewed, "ben", key, "Not clear yet.")
    (point,) = Matter(Study(reviewed)).points
    assert point.remark.at < point.replies[0].at < point.replies[1].at


def test_a_point_on_something_that_is_gone_can_be_closed_and_not_carried_out(reviewed: Path) -> None:
    key = suggest_code(reviewed, "ben", 2, "practice")
    saving.perform(reviewed, remove_the_last)
    (finding,) = findings(reviewed)
    assert "on something that is there no longer" in finding.message
    assert finding.hint == f'Close it: pimh review answer {key} --decline "it is gone"'
    with pytest.raises(ProblemsError, match="is there no longer"):
        answer(reviewed, "anna", key, "accept")
    answer(reviewed, "anna", key, "decline", "it is gone")
    assert findings(reviewed) == []


def test_a_suggested_code_that_was_taken_out_since_is_told(reviewed: Path) -> None:
    key = suggest_code(reviewed, "ben", 0, "barriers")
    text = (reviewed / "codebook.yaml").read_text("utf-8")
    (reviewed / "codebook.yaml").write_text(text.replace("id: barriers", "id: walls"), "utf-8")
    with pytest.raises(ProblemsError, match="'barriers' that is suggested is there no longer"):
        answer(reviewed, "anna", key, "accept")


def test_each_open_point_is_a_finding_with_its_file_and_id(reviewed: Path) -> None:
    key = query(reviewed, "ben", "barriers", "why?")
    (finding,) = findings(reviewed)
    assert finding.where == f"reviews/ben.jsonl, point {key}"
    assert finding.message == "a query on the theme 'Barriers' waits for an answer: “why?”."
    answer(reviewed, "anna", key, "accept", "Because.")
    assert findings(reviewed) == []


def test_a_review_file_that_was_taken_away_is_missed(reviewed: Path) -> None:
    query(reviewed, "ben", "barriers", "why?")
    (reviewed / "reviews" / "ben.jsonl").unlink()
    (finding,) = findings(reviewed)
    assert (finding.where, finding.severity) == ("reviews/ben.jsonl", "warning")
    assert standing(reviewed).readings == ()


def test_a_torn_line_and_a_copy_that_a_sync_program_made_are_told(reviewed: Path) -> None:
    query(reviewed, "ben", "barriers", "why?")
    folder = reviewed / "reviews"
    text = (folder / "ben.jsonl").read_text("utf-8")
    (folder / "ben (conflicted copy).jsonl").write_text(text, "utf-8")
    (folder / "ben.jsonl").write_text(text + '{"id": "torn', "utf-8")
    assert {finding.where for finding in findings(reviewed)[1:]} == {
        "reviews/ben (conflicted copy).jsonl",
        "reviews/ben.jsonl:2",
    }
    assert len(ids(reviewed)) == 1


def test_the_same_lines_in_two_files_are_one_review(reviewed: Path) -> None:
    query(reviewed, "ben", "barriers", "why?")
    text = (reviewed / "reviews" / "ben.jsonl").read_text("utf-8")
    (reviewed / "reviews" / "ben-laptop.jsonl").write_text(text, "utf-8")
    assert len(ids(reviewed)) == 1
    assert [reading.by for reading in standing(reviewed).readings] == ["ben"]


def test_a_line_that_does_not_say_whose_it_is_is_of_whom_the_file_is(reviewed: Path) -> None:
    written(reviewed / "reviews" / "ben.jsonl", '{"id":"k7","on":"code barriers","words":"why?"}\n')
    (point,) = Matter(Study(reviewed)).points
    assert point.remark.by == "ben"


def test_an_answer_to_what_was_taken_back_in_another_clone_is_told(reviewed: Path) -> None:
    key = suggest_name(reviewed, "ben", "barriers", "Walls")
    file = reviewed / "reviews" / "ben.jsonl"
    theirs = file.read_text("utf-8")
    undo(reviewed, "ben")
    taken_back = file.read_text("utf-8")
    file.write_text(theirs, "utf-8")
    answer(reviewed, "anna", key, "accept")
    # what a union of the lines of two clones leaves
    file.write_text(theirs + taken_back, "utf-8")
    assert (ids(reviewed), standing(reviewed).raised.total) == ([], 0)
    (note,) = findings(reviewed)
    assert (note.severity, key in note.message) == ("note", True)


def test_own_codings_of_the_reviewer_can_be_answered_by_others(reviewed: Path) -> None:
    code_as("carl", ("We slow down now, that is hard too.", "practice"))
    key = suggest_code(reviewed, "ben", 3, "barriers")
    answer(reviewed, "anna", key, "accept")
    assert codings(reviewed, coder="carl")[0]["code"] == "barriers"
