"""pimh codebook rename, describe, move, merge, retire, remove, colour: one act, and all it touches named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from building import codings, history, run, snapshot, written

from pimhcli.study.study import Study

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from building import Pimh


@pytest.fixture
def both(coded: Path) -> Path:
    """The coded study, in which the first excerpt is coded with barriers too."""
    assert run("excerpt", "add", "--quote", "We listen more than we did.", "--code", "barriers") == 0
    return coded


def counts(pimh: Pimh) -> dict[str, int]:
    return {row["entry"]["id"]: row["counts"]["excerpts"] for row in pimh("codebook", "show", "--json").data}


ACTS = {
    "rename": (("barriers", "Hurdles"), "Renamed 'Barriers' to 'Hurdles'."),
    "describe": (("barriers", "--example", "we cannot"), "Wrote the example of 'Barriers'."),
    "move": (
        ("barriers", "--under", "practice"),
        "Moved 'Barriers' under 'Practice' as a sub-theme.",
    ),
    "merge": (
        ("slowing-down", "--into", "barriers"),
        "Merged 'Slowing down' into 'Barriers': 1 excerpt, of which 1 had both and counts once.",
    ),
    "colour": (("barriers", "teal"), "Gave 'Barriers' the colour teal."),
    "retire": (("barriers",), "Retired 'Barriers': it keeps its excerpts and takes no new ones."),
    "remove": (("barriers", "--yes"), "Took 'Barriers' out of the codebook, and 2 codings with it."),
    "split": (
        ("barriers", "--into", "Leaving", "--query", "people"),
        "Split 'Barriers': 1 excerpt coded 'Leaving' now.",
    ),
}


@pytest.mark.parametrize("do", ACTS)
def test_an_act_is_one_record_one_sentence_and_one_step_to_undo_and_redo(
    both: Path, pimh: Pimh, do: str
) -> None:
    words, sentence = ACTS[do]
    before, number = (both / "codebook.yaml").read_bytes(), len(history(both))
    rows = codings(both)
    ran = pimh("codebook", do, *words)
    assert (ran.code, ran.talk) == (0, f"{sentence}\n")
    assert len(history(both)) == number + 1
    after = (both / "codebook.yaml").read_bytes()
    assert pimh("undo").code == 0
    assert (both / "codebook.yaml").read_bytes() == before
    assert [(row["id"], row["code"]) for row in codings(both)] == [(row["id"], row["code"]) for row in rows]
    assert pimh("redo").code == 0
    assert (both / "codebook.yaml").read_bytes() == after


@pytest.mark.parametrize("do", ACTS)
def test_a_dry_run_names_every_excerpt_touched_and_writes_nothing(both: Path, pimh: Pimh, do: str) -> None:
    words, sentence = ACTS[do]
    before = snapshot(both)
    ran = pimh("codebook", do, *words, "--dry-run")
    assert (ran.code, ran.talk) == (0, f"Would do: {sentence}\nNothing was written.\n")
    listed = ran.out.splitlines()
    assert len(listed) == (1 if do == "split" else 2)
    assert "fg1, turn 5  “People leave”  (anna)" in listed[-1]
    assert snapshot(both) == before


@pytest.mark.parametrize("do", ACTS)
def test_programs_are_given_what_became_of_each_entry_and_each_excerpt(
    both: Path, pimh: Pimh, do: str
) -> None:
    words, sentence = ACTS[do]
    data = pimh("codebook", do, *words, "--json").data
    assert (data["changed"], data["sentence"]) == (True, sentence)
    assert data["entries"]
    assert "People leave" in {excerpt["quote"] for excerpt in data["excerpts"]}


@pytest.mark.parametrize("do", ACTS)
def test_an_entry_that_is_not_there_is_told_with_the_nearest(both: Path, pimh: Pimh, do: str) -> None:
    words = [word if word != "slowing-down" else "barrier" for word in ACTS[do][0]]
    ran = pimh("codebook", do, *("bariers" if word == "barriers" else word for word in words))
    assert (ran.code, "Did you mean '" in ran.talk) == (1, True)


def test_counts_stay_when_entries_are_merged(both: Path, pimh: Pimh) -> None:
    assert counts(pimh) == {"practice": 1, "slowing-down": 1, "barriers": 2}
    pimh("codebook", "merge", "slowing-down", "--into", "barriers")
    assert counts(pimh) == {"practice": 0, "barriers": 2}
    assert [len(e["codes"]) for e in pimh("excerpt", "list", "--json").data] == [1, 1]


def test_an_excerpt_that_had_both_loses_the_merged_code_at_once(both: Path, pimh: Pimh) -> None:
    pimh("codebook", "merge", "slowing-down", "--into", "barriers")
    (first, _) = pimh("excerpt", "list", "--json").data
    assert pimh("excerpt", "remove", first["id"], "--code", "barriers", "--yes").code == 0
    assert counts(pimh)["barriers"] == 1


def test_what_is_said_of_an_entry_that_goes_is_told_to_stay_in_the_history(both: Path, pimh: Pimh) -> None:
    pimh("codebook", "describe", "slowing-down", "--definition", "Time is taken.")
    pimh("codebook", "describe", "barriers", "--definition", "What hinders.")
    ran = pimh("codebook", "merge", "slowing-down", "--into", "barriers", "--dry-run")
    assert "What was said of 'Slowing down' stays in the history." in ran.talk
    pimh("codebook", "merge", "slowing-down", "--into", "barriers", "--join-definitions")
    assert Study(both).codebook.by_key["barriers"].definition == "What hinders.\nTime is taken."


def test_a_key_that_only_codings_hold_is_merged(coded: Path, pimh: Pimh) -> None:
    book = coded / "codebook.yaml"
    book.write_text(book.read_text("utf-8").replace("id: barriers", "id: hurdles"), "utf-8")
    ran = pimh("codebook", "merge", "barriers", "--into", "hurdles")
    assert (ran.code, ran.talk) == (0, "Merged 'barriers' into 'Barriers': 1 excerpt.\n")
    assert counts(pimh)["hurdles"] == 1


def test_a_retired_code_keeps_its_excerpts_and_takes_no_new_ones(coded: Path, pimh: Pimh) -> None:
    pimh("codebook", "retire", "barriers")
    ran = pimh("excerpt", "add", "--quote", "We slow down now. We", "--code", "barriers")
    assert (ran.code, "'Barriers' is retired" in ran.talk) == (1, True)
    assert "pimh codebook retire barriers --back" in ran.talk
    (first, _) = pimh("excerpt", "list", "--json").data
    assert pimh("excerpt", "recode", first["id"], "--to", "barriers").code == 1
    assert counts(pimh)["barriers"] == 1
    assert "Barriers (retired)  [barriers]" in pimh("codebook", "show").out
    assert pimh("codebook", "retire", "barriers", "--back").code == 0
    assert pimh("excerpt", "add", "--quote", "We slow down now. We", "--code", "barriers").code == 0


def test_removing_asks_and_tells_whose_codings_would_go(
    coded: Path, pimh: Pimh, asked: Callable[[str], None]
) -> None:
    asked("n")
    ran = pimh("codebook", "remove", "barriers")
    assert "1 coding would go with it (1 of anna). Take it out? [y/N]" in ran.talk
    assert (ran.code, counts(pimh)["barriers"]) == (1, 1)
    asked("y")
    assert pimh("codebook", "remove", "barriers").code == 0
    assert "barriers" not in counts(pimh)


def test_removing_without_a_terminal_needs_a_yes(coded: Path, pimh: Pimh) -> None:
    ran = pimh("codebook", "remove", "barriers")
    assert (ran.code, "Give --yes" in ran.talk) == (2, True)


def test_a_theme_goes_with_what_is_under_it_when_asked_for_and_comes_back_with_its_comments(
    coded: Path, pimh: Pimh
) -> None:
    before = (coded / "codebook.yaml").read_bytes()
    ran = pimh("codebook", "remove", "practice", "--yes")
    assert (ran.code, "pimh codebook remove practice --with-below" in ran.talk) == (1, True)
    ran = pimh("codebook", "remove", "practice", "--with-below", "--yes")
    assert ran.talk == "Took 'Practice' with 1 entry under it out of the codebook, and 1 coding with it.\n"
    assert list(counts(pimh)) == ["barriers"]
    pimh("undo")
    assert (coded / "codebook.yaml").read_bytes() == before


def test_an_empty_text_takes_a_definition_away(coded: Path, pimh: Pimh) -> None:
    pimh("codebook", "describe", "barriers", "--definition", "What hinders.", "--include", "time")
    pimh("codebook", "describe", "barriers", "--definition", "")
    code = Study(coded).codebook.by_key["barriers"]
    assert (code.definition, code.include) == ("", "time")


@pytest.mark.parametrize(
    "words",
    [
        ("describe", "barriers"),
        ("move", "barriers"),
        ("move", "barriers", "--top", "--under", "practice"),
        ("move", "barriers", "--first", "--after", "practice"),
        ("colour", "barriers", "grey-ish"),
        ("split", "barriers", "--into", "New"),
        ("split", "barriers", "--into", "barriers", "--of", "anna"),
        ("merge", "barriers", "--into", "barriers"),
    ],
)
def test_what_cannot_be_meant_is_refused_and_changes_nothing(
    coded: Path, pimh: Pimh, words: tuple[str, ...]
) -> None:
    before = snapshot(coded)
    assert pimh("codebook", *words).code == 2
    assert snapshot(coded) == before


@pytest.mark.parametrize(
    "words",
    [
        ("rename", "barriers", "Barriers"),
        ("describe", "barriers", "--definition", ""),
        ("move", "barriers", "--last"),
        ("colour", "barriers", "none"),
        ("retire", "barriers", "--back"),
        ("sync",),
    ],
)
def test_what_is_so_already_changes_nothing_and_is_no_problem(
    coded: Path, pimh: Pimh, words: tuple[str, ...]
) -> None:
    pimh("codebook", "sync")
    number = len(history(coded))
    ran = pimh("codebook", *words)
    assert (ran.code, len(history(coded))) == (0, number)


def test_what_was_written_is_told_in_plain_words(coded: Path, pimh: Pimh) -> None:
    ran = pimh("codebook", "describe", "barriers", "--exclude", "delay")
    assert ran.talk == "Wrote the “when not to use it” of 'Barriers'.\n"


def test_the_meaning_of_each_entry_is_shown_when_asked_for(coded: Path, pimh: Pimh) -> None:
    pimh("codebook", "describe", "slowing-down", "--definition", "Time is taken.", "--exclude", "delay")
    shown = [line.strip() for line in pimh("codebook", "show", "--definitions").out.splitlines()]
    assert shown[3:5] == ["Time is taken.", "not: delay"]


def test_one_coders_excerpts_are_counted_alone(coded: Path, pimh: Pimh) -> None:
    pimh("excerpt", "add", "--quote", "People leave", "--code", "barriers", "--coder", "anna", "--memo", "x")
    written(coded / "study.yaml", (coded / "study.yaml").read_text("utf-8") + "- id: ben\n  name: Ben\n")
    assert (
        pimh("excerpt", "add", "--quote", "more", "--code", "barriers", "--coder", "ben", "--turn", "2").code
        == 0
    )
    rows = {
        row["entry"]["id"]: row["counts"] for row in pimh("codebook", "show", "--of", "ben", "--json").data
    }
    assert (rows["barriers"]["excerpts"], rows["practice"]["excerpts"]) == (1, 0)
    assert pimh("codebook", "show", "--of", "bne").code == 2
