"""pimh excerpt list, show, remove: what was coded is found again, and what goes leaves its trace."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from building import STUDY, codings, history, run, snapshot, written

from pimhcli.cli import output

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from building import Pimh


@pytest.fixture
def rich(coded: Path) -> Path:
    """The coded study with ben's excerpt in a second focus group."""
    written(coded / "study.yaml", f"{STUDY}    - id: ben\n    focus_groups:\n    - id: fg2\n")
    written(coded / "transcripts" / "fg2.txt", "Moderator: And you?\nP2: I read more.\nP1: So do I.")
    words = ("--transcript", "fg2", "--quote", "I read more.", "--code", "practice")
    assert run("excerpt", "add", *words, "--coder", "ben") == 0
    return coded


def the_id(pimh: Pimh, text: str) -> str:
    (excerpt,) = pimh("excerpt", "list", "--text", text, "--json").data
    return str(excerpt["id"])


@pytest.mark.parametrize(
    ("chosen", "quotes"),
    [
        ((), ["We listen more than we did.", "People leave", "I read more."]),
        (("--code", "practice"), ["We listen more than we did.", "I read more."]),
        (("--code", "Practice > Slowing down"), ["We listen more than we did."]),
        (("--participant", "p 2"), ["I read more."]),
        (("--group", "fg2"), ["I read more."]),
        (("--transcript", "fg1"), ["We listen more than we did.", "People leave"]),
        (("--coder", "ben"), ["I read more."]),
        (("--text", "PEOPLE  leave"), ["People leave"]),
        (("--star",), ["People leave"]),
        (("--code", "barriers", "--coder", "ben"), []),
    ],
)
def test_the_list_is_cut_to_what_was_asked_for(
    rich: Path, pimh: Pimh, chosen: tuple[str, ...], quotes: list[str]
) -> None:
    assert [one["quote"] for one in pimh("excerpt", "list", *chosen, "--json").data] == quotes


def test_a_code_that_is_not_there_is_suggested(coded: Path, pimh: Pimh) -> None:
    ran = pimh("excerpt", "list", "--code", "Bariers")
    assert (ran.code, "Did you mean 'Barriers'?" in ran.talk) == (1, True)


def test_a_listed_excerpt_has_speaker_place_codes_and_memo(coded: Path, pimh: Pimh) -> None:
    shown = pimh("excerpt", "list", "--text", "People").out
    assert "★  fg1, turn 5  (anna, " in shown
    assert "  P1: “People leave”\n  code: Barriers\n  memo: turnover\n" in shown


def test_context_shows_the_turns_around(coded: Path, pimh: Pimh) -> None:
    shown = pimh("excerpt", "list", "--text", "People", "--context", "1").out
    assert "    4 Moderator: And what is hard?\n" in shown
    assert "    6 P2: We slow down now" in shown
    assert "    3 P2" not in shown


def test_show_gives_one_excerpt_by_the_first_letters_of_its_id(coded: Path, pimh: Pimh) -> None:
    key = the_id(pimh, "People")
    assert f"{key} ★" in pimh("excerpt", "show", key[:6].upper()).out


def test_letters_that_begin_several_ids_are_not_enough(coded: Path, pimh: Pimh) -> None:
    path = coded / "codings" / "fg1" / "anna.jsonl"
    rows = [json.loads(line) | {"id": f"aaaa{i}"} for i, line in enumerate(path.read_text().splitlines())]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    ran = pimh("excerpt", "show", "aaaa")
    assert (ran.code, "begins the ids of 2 excerpts: aaaa0, aaaa1" in ran.talk) == (1, True)


@pytest.mark.parametrize("key", ["zzzz", "", " "])
def test_an_id_that_there_is_not_is_said(coded: Path, pimh: Pimh, key: str) -> None:
    ran = pimh("excerpt", "show", key)
    assert (ran.code, "pimh excerpt list" in ran.talk) == (1, True)


def test_removing_asks_and_shows_what_goes(coded: Path, pimh: Pimh, asked: Callable[[str], None]) -> None:
    key, before = the_id(pimh, "People"), snapshot(coded)
    asked("no")
    ran = pimh("excerpt", "remove", key)
    assert ran.code == 1
    assert ran.talk.index("“People leave”") < ran.talk.index("Remove it? [y/N]")
    assert snapshot(coded) == before


def test_removing_without_a_terminal_needs_yes(coded: Path, pimh: Pimh) -> None:
    key, before = the_id(pimh, "People"), snapshot(coded)
    ran = pimh("excerpt", "remove", key)
    assert (ran.code, "--yes" in ran.talk) == (2, True)
    assert snapshot(coded) == before


def test_a_removed_excerpt_leaves_a_tombstone_and_stays_in_the_history(coded: Path, pimh: Pimh) -> None:
    key = the_id(pimh, "People")
    assert pimh("excerpt", "remove", key, "--yes").code == 0
    rows = list(map(json.loads, (coded / "codings" / "fg1" / "anna.jsonl").read_text("utf-8").splitlines()))
    (tombstone,) = [row for row in rows if row["id"] == key]
    assert (tombstone["rev"], bool(tombstone["deleted"]), "quote" in tombstone) == (2, True, False)
    (before,) = history(coded)[-1]["changes"][0]["before"]
    assert (before["quote"], before["memo"], before["star"]) == ("People leave", "turnover", True)


def test_what_was_removed_can_be_coded_anew(coded: Path, pimh: Pimh) -> None:
    pimh("excerpt", "remove", the_id(pimh, "People"), "--yes")
    assert pimh("excerpt", "add", "--quote", "People leave", "--code", "barriers").code == 0
    assert len(codings(coded)) == 2


def test_one_code_can_go_and_the_rest_stays(coded: Path, pimh: Pimh) -> None:
    pimh("excerpt", "add", "--quote", "People leave", "--code", "practice")
    key = the_id(pimh, "People")
    ran = pimh("excerpt", "remove", key, "--code", "Barriers", "--yes")
    assert (ran.code, "Removed 'Barriers' from the excerpt" in ran.talk) == (0, True)
    (excerpt,) = pimh("excerpt", "list", "--text", "People", "--json").data
    assert [code["key"] for code in excerpt["codes"]] == ["practice"]
    assert (excerpt["memo"], excerpt["star"]) == ("turnover", True)


def test_a_code_that_the_excerpt_has_not_is_refused(coded: Path, pimh: Pimh) -> None:
    ran = pimh("excerpt", "remove", the_id(pimh, "People"), "--code", "practice", "--yes")
    assert (ran.code, "Its codes: barriers" in ran.talk) == (1, True)


def test_what_was_coded_since_the_question_is_not_removed(
    coded: Path, pimh: Pimh, monkeypatch: pytest.MonkeyPatch
) -> None:
    def coding_first(_: str, *, yes: bool) -> bool:
        return run("excerpt", "add", "--quote", "People leave", "--code", "practice") == 0 or yes

    key = the_id(pimh, "People")
    monkeypatch.setattr(output, "agreed", coding_first)
    ran = pimh("excerpt", "remove", key)
    assert (ran.code, f"The excerpt {key} was changed" in ran.talk) == (4, True)
    assert {row["code"] for row in codings(coded)} == {"slowing-down", "barriers", "practice"}


def test_a_dry_run_removes_nothing(coded: Path, pimh: Pimh) -> None:
    key, before = the_id(pimh, "People"), snapshot(coded)
    ran = pimh("excerpt", "remove", key, "--dry-run")
    assert (ran.code, "Would do: Removed the excerpt" in ran.talk) == (0, True)
    assert snapshot(coded) == before


@pytest.mark.parametrize(
    ("option", "name", "hint"),
    [
        ("--participant", "PP1", "Did you mean 'P1'?"),
        ("--group", "fg9", "There are: fg1"),
        ("--transcript", "nowhere", "There are: fg1"),
        ("--coder", "ana", "Did you mean 'anna'?"),
    ],
)
def test_a_name_that_the_study_does_not_have_is_said(
    coded: Path, pimh: Pimh, option: str, name: str, hint: str
) -> None:
    ran = pimh("excerpt", "list", option, name)
    assert (ran.code, hint in ran.talk) == (2, True)


def test_a_search_that_finds_nothing_ends_with_1(coded: Path, pimh: Pimh) -> None:
    ran = pimh("excerpt", "list", "--text", "words that nobody said")
    assert (ran.code, ran.talk.strip()) == (1, "0 excerpts.")


def test_the_history_says_who_removed_the_excerpt_of_another(coded: Path, pimh: Pimh) -> None:
    settings = coded / "study.yaml"
    settings.write_text(settings.read_text("utf-8").replace("team:\n", "team:\n- id: ben\n"), "utf-8")
    first = pimh("excerpt", "list", "--coder", "anna", "--json").data[0]["id"]
    assert pimh("excerpt", "remove", first, "--yes", "--coder", "ben").code == 0
    (told,) = (coded / "history").glob("ben-*.jsonl")
    assert "excerpt remove" in told.read_text("utf-8")
    assert [path.name for path in (coded / "codings" / "fg1").iterdir()] == ["anna.jsonl"]
