"""pimh review add, answer, list: each thing that is said by one command, for scripts and programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from building import codings, snapshot
from review_study import ids, reviewed

if TYPE_CHECKING:
    from pathlib import Path

    from building import Pimh

__all__ = ["reviewed"]


def add(pimh: Pimh, *words: str) -> str:
    ran = pimh("review", "add", *words, "--coder", "ben", "--json")
    assert ran.code == 0
    return str(ran.data["remarks"][0])


def test_what_is_said_is_told_with_its_id(reviewed: Path, pimh: Pimh) -> None:
    ran = pimh("review", "add", "--entry", "Barriers", "--query", "One theme?", "--coder", "ben", "--json")
    assert (ran.code, ran.data["changed"], ran.data["remarks"]) == (0, True, ids(reviewed))
    assert ran.data["sentence"] == "Raised a query on the theme 'Barriers': One theme?"


def test_agreement_is_with_one_thing(reviewed: Path, pimh: Pimh) -> None:
    add(pimh, "--entry", "barriers", "--agree")
    add(pimh, "--excerpt", codings(reviewed)[0]["id"], "--agree")
    (reading,) = pimh("review", "list", "--json").data["standing"]["readings"]
    assert (reading["read"]["themes"], reading["read"]["quotes"]) == (1, 1)


def test_a_suggestion_that_is_accepted_is_carried_out(reviewed: Path, pimh: Pimh) -> None:
    excerpt = codings(reviewed)[0]["id"]
    code = add(pimh, "--excerpt", excerpt, "--code", "Barriers", "--why", "It stops them.")
    name = add(pimh, "--entry", "practice", "--name", "Daily practice")
    assert codings(reviewed)[0]["code"] == "slowing-down"
    assert pimh("review", "answer", code, "--accept", "--coder", "anna").code == 0
    assert pimh("review", "answer", name[:5], "--accept", "--coder", "anna").code == 0
    assert codings(reviewed)[0]["code"] == "barriers"
    assert "name: Daily practice" in (reviewed / "codebook.yaml").read_text("utf-8")


def test_a_dry_run_writes_nothing(reviewed: Path, pimh: Pimh) -> None:
    key = add(pimh, "--entry", "practice", "--name", "Daily practice")
    before = snapshot(reviewed)
    assert pimh("review", "add", "--entry", "barriers", "--agree", "--coder", "ben", "--dry-run").code == 0
    ran = pimh("review", "answer", key, "--accept", "--coder", "anna", "--dry-run")
    assert ran.talk.startswith("Would do: Accepted ben's suggestion: renamed 'Practice' to 'Daily practice'.")
    assert snapshot(reviewed) == before


def test_the_list_shows_each_point_with_its_answers(reviewed: Path, pimh: Pimh) -> None:
    key = add(pimh, "--entry", "barriers", "--query", "One theme?")
    add(pimh, "--entry", "practice", "--name", "Daily practice")
    assert pimh("review", "answer", key, "It is one.", "--accept", "--coder", "anna").code == 0
    every, waiting = pimh("review", "list"), pimh("review", "list", "--open", "--json").data["points"]
    assert f"{key}  ben, " in every.out
    assert "settled: on the theme 'Barriers'\n  ben: One theme?\n  anna answers: It is one.\n" in every.out
    assert "ben reviewed 2 of 2 themes" in every.talk
    assert [(point["kind"], point["suggests"]) for point in waiting] == [("rename", "Daily practice")]


def test_a_settled_point_is_raised_again(reviewed: Path, pimh: Pimh) -> None:
    key = add(pimh, "--entry", "barriers", "--query", "One theme?")
    assert pimh("review", "answer", key, "It is one.", "--decline", "--coder", "anna").code == 0
    assert pimh("review", "answer", key, "Two, I think.", "--reopen", "--coder", "ben").code == 0
    (point,) = pimh("review", "list", "--open", "--json").data["points"]
    assert [reply["verdict"] for reply in point["replies"]] == ["decline", ""]


def test_undo_says_what_it_took_back(reviewed: Path, pimh: Pimh) -> None:
    add(pimh, "--entry", "barriers", "--query", "One theme?")
    assert pimh("undo", "--coder", "ben").talk.startswith("Undid: Raised a query on the theme 'Barriers'")
    assert pimh("review", "list", "--json").data["points"] == []


@pytest.mark.parametrize(
    "words",
    [
        ("add",),
        ("add", "--entry", "barriers"),
        ("add", "--entry", "barriers", "--excerpt", "k7", "--agree"),
        ("add", "--entry", "barriers", "--agree", "--query", "why?"),
        ("add", "--entry", "barriers", "--code", "practice"),
        ("add", "--excerpt", "k7", "--name", "x"),
        ("add", "--entry", "barriers", "--query", "why?", "--why", "so"),
        ("add", "--entry", "barriers", "--name", "x", "--instead", "practice"),
        ("answer", "k7"),
        ("answer", "--accept"),
        ("answer", "k7", "--accept", "--decline"),
        ("list", "--coder", "nobody"),
    ],
    ids=" ".join,
)
def test_what_is_not_one_thing_is_refused(reviewed: Path, pimh: Pimh, words: tuple[str, ...]) -> None:
    who = () if words[0] == "list" else ("--coder", "ben")
    assert pimh("review", *words, *who).code == 2


def test_options_in_front_of_a_sub_command_are_not_lost_in_silence(reviewed: Path, pimh: Pimh) -> None:
    ran = pimh("review", "--coder", "ben", "add", "--entry", "barriers", "--agree")
    assert (ran.code, ids(reviewed)) == (2, [])
    assert "pimh review add --coder NAME" in ran.talk
