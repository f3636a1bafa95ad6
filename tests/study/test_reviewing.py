"""What a reviewer says is saved, and changes neither codebook nor codings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from building import codings, history, run, snapshot
from review_study import (
    agree,
    answer,
    code_as,
    ids,
    query,
    reviewed,
    standing,
    suggest_code,
    suggest_name,
    undo,
)

from pimhcli.errors import ProblemsError, UsageError
from pimhcli.study import review_walk
from pimhcli.study.review_matter import Matter
from pimhcli.study.review_words import Raised, Tally
from pimhcli.study.study import Study

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["reviewed"]


def due(root: Path, reviewer: str = "ben", *, again: bool = False) -> list[str]:
    return review_walk.keys(Matter(Study(root)), reviewer, again=again)


def stop(root: Path, key: str, *, again: bool = False) -> review_walk.Stop:
    return review_walk.stop(Matter(Study(root)), "ben", key, again=again)


def test_a_review_writes_its_own_file_and_the_history_and_nothing_else(reviewed: Path) -> None:
    before = snapshot(reviewed)
    agree(reviewed, "ben", "practice")
    query(reviewed, "ben", "barriers", "Is this one theme?")
    suggest_code(reviewed, "ben", 0, "barriers")
    suggest_name(reviewed, "ben", "slowing-down", "Taking time")
    changed = {path for path, data in snapshot(reviewed).items() if before.get(path) != data}
    assert {path for path in changed if not path.startswith("history")} == {"reviews", "reviews/ben.jsonl"}


def test_each_thing_that_is_said_is_a_step_of_its_own_that_is_undone(reviewed: Path) -> None:
    agree(reviewed, "ben", "slowing-down", 0, 1)
    query(reviewed, "ben", "barriers", "Is this one theme?")
    assert [record["do"] for record in history(reviewed) if record["by"] == "ben"] == [
        "review agree",
        "review query",
    ]
    assert undo(reviewed, "ben").startswith("Undid: Raised a query")
    assert undo(reviewed, "ben") == "Undid: Agreed with the sub-theme 'Slowing down' and 2 quotes."
    assert standing(reviewed).readings == ()


def test_what_was_looked_at_does_not_come_up_again(reviewed: Path) -> None:
    assert due(reviewed) == ["practice", "slowing-down", "barriers"]
    agree(reviewed, "ben", "practice")
    query(reviewed, "ben", "slowing-down", "why?")
    assert due(reviewed) == ["barriers"]
    assert due(reviewed, "carl") == due(reviewed, again=True) == ["practice", "slowing-down", "barriers"]


def test_an_entry_that_changed_since_comes_up_again_and_says_what(reviewed: Path) -> None:
    agree(reviewed, "ben", "slowing-down", 0, 1)
    agree(reviewed, "ben", "practice")
    agree(reviewed, "ben", "barriers", 2)
    code_as("anna", ("that is hard too.", "slowing-down"))
    text = (reviewed / "codebook.yaml").read_text("utf-8").replace("name: Barriers", "name: Walls")
    (reviewed / "codebook.yaml").write_text(text, "utf-8")
    assert due(reviewed) == ["slowing-down", "barriers"]
    assert stop(reviewed, "barriers").changes == ("its name changed",)
    assert stop(reviewed, "slowing-down").changes == ("1 quote was added",)
    assert [quote.passage.excerpt.quote for quote in stop(reviewed, "slowing-down").quotes] == [
        "that is hard too."
    ]


def test_a_quote_that_was_recoded_comes_up_again_under_its_new_code(reviewed: Path) -> None:
    for entry, *numbers in (("slowing-down", 0, 1), ("practice",), ("barriers", 2)):
        agree(reviewed, "ben", str(entry), *map(int, numbers))
    assert due(reviewed) == []
    key = codings(reviewed)[0]["id"]
    assert run("excerpt", "recode", key, "--to", "practice", "--coder", "anna") == 0
    assert due(reviewed) == ["practice"]
    (quote,) = stop(reviewed, "practice").quotes
    assert quote.changes == ("its codes changed",)


def test_agreeing_leaves_out_what_was_agreed_with_or_waits_for_an_answer(reviewed: Path) -> None:
    suggest_code(reviewed, "ben", 0, "barriers")
    assert agree(reviewed, "ben", "slowing-down", 0, 1).startswith(
        "Agreed with the sub-theme 'Slowing down' and 1 quote."
    )
    assert agree(reviewed, "ben", "slowing-down", 0, 1).endswith("nothing changes.")


def test_a_point_that_was_raised_is_not_raised_twice(reviewed: Path) -> None:
    query(reviewed, "ben", "barriers", "why?")
    query(reviewed, "ben", "barriers", "why?")
    assert len(ids(reviewed)) == 1


def test_what_cannot_be_suggested_is_refused(reviewed: Path) -> None:
    with pytest.raises(UsageError, match="is its name already"):
        suggest_name(reviewed, "ben", "barriers", "Barriers")
    with pytest.raises(ProblemsError, match="in the codebook already"):
        suggest_name(reviewed, "ben", "barriers", "Practice")
    with pytest.raises(UsageError, match="is coded 'Slowing down' already"):
        suggest_code(reviewed, "ben", 0, "slowing-down")
    with pytest.raises(UsageError, match="needs words"):
        query(reviewed, "ben", "barriers", " ")


def test_of_a_quote_with_several_codes_it_is_said_which_would_go(reviewed: Path) -> None:
    code_as("anna", (codings(reviewed)[0]["quote"], "barriers"))
    with pytest.raises(ProblemsError, match="has 2 codes"):
        suggest_code(reviewed, "ben", 0, "practice")


def test_the_counts_say_how_much_of_what_there_is(reviewed: Path) -> None:
    agree(reviewed, "ben", "slowing-down", 0)
    query(reviewed, "ben", "practice", "why?")
    (reading,) = standing(reviewed).readings
    assert (reading.read, reading.of) == (Tally(1, 1, 0, 1), Tally(2, 1, 0, 3))
    assert reading.raised == Raised(queries=1)
    assert standing(reviewed).unread == ("Barriers",)


def test_own_coding_is_counted_apart(reviewed: Path) -> None:
    code_as("ben", ("We slow down now, that is hard too.", "barriers"))
    agree(reviewed, "ben", "slowing-down", 0, 3)
    other, own = standing(reviewed).readings
    assert (other.is_own, other.read.quotes, other.of.quotes) == (False, 1, 3)
    assert (own.is_own, own.read.quotes, own.of.quotes) == (True, 1, 1)


def test_a_study_of_one_has_no_second_reader(reviewed: Path) -> None:
    agree(reviewed, "anna", "barriers", 2)
    (reading,) = standing(reviewed).readings
    assert reading.is_own
    assert standing(reviewed).unread == ("Practice", "Barriers")
    assert "which is no second reading" in standing(reviewed).sentences[0]


def test_two_reviewers_have_a_sentence_each(reviewed: Path) -> None:
    agree(reviewed, "ben", "practice")
    agree(reviewed, "carl", "barriers", 2)
    ben, carl = standing(reviewed).sentences
    assert ben.startswith("ben reviewed 1 of 2 themes, 0 of 1 sub-theme and 0 of 3 quotes on ")
    assert carl.startswith("carl reviewed 1 of 2 themes, 0 of 1 sub-theme and 1 of 3 quotes on ")


def test_remarks_on_an_entry_that_was_merged_are_on_the_one_it_became(reviewed: Path) -> None:
    key = suggest_name(reviewed, "ben", "slowing-down", "Taking time")
    text = (reviewed / "codebook.yaml").read_text("utf-8")
    text = text.replace("- id: slowing-down\n", "- id: slow\n    aliases: [slowing-down]\n")
    (reviewed / "codebook.yaml").write_text(text, "utf-8")
    answer(reviewed, "anna", key, "accept")
    assert Study(reviewed).codebook.name_of("slowing-down") == "Taking time"
    assert standing(reviewed).readings[0].read.subthemes == 1
