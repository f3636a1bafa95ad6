"""pimh excerpt add: a quote has one place or is refused, and what was coded is saved with its history."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from building import STUDY, codings, history, snapshot, written

from pimhcli.study.study import Study

if TYPE_CHECKING:
    from pathlib import Path

    from building import Pimh, Ran

LISTEN = "We listen more than we did."


@pytest.fixture
def add(study: Path, pimh: Pimh) -> Pimh:
    """Codes a quote of the small study."""

    def excerpt_add(quote: str, *more: str) -> Ran:
        return pimh("excerpt", "add", "--quote", quote, *more)

    return excerpt_add


def test_a_quote_is_stored_with_its_exact_place(study: Path, add: Pimh) -> None:
    assert add(LISTEN, "--code", "slowing-down").code == 0
    (row,) = codings(study)
    text = (study / "transcripts" / "fg1.txt").read_text("utf-8")
    assert text[row["start"] : row["end"]] == LISTEN == row["quote"]
    assert (row["code"], row["by"]) == ("slowing-down", "anna")


def test_it_is_told_what_was_coded_and_where(add: Pimh) -> None:
    assert (
        add(LISTEN, "--code", "slowing-down").talk == f"Coded 'Slowing down': fg1, turn 2, P1: \"{LISTEN}\"\n"
    )


def test_white_space_quotation_marks_and_dashes_may_differ(study: Path, add: Pimh) -> None:
    assert add("It's  the mother\nwho knows", "--code", "practice").code == 0
    assert codings(study)[0]["quote"] == "It’s the mother who knows"


def test_a_quote_in_several_places_gives_the_candidates_and_no_coding(study: Path, add: Pimh) -> None:
    before = snapshot(study)
    ran = add("We slow down now", "--code", "practice")
    assert ran.code == 1
    assert "stands in 2 places" in ran.talk
    assert '1. fg1, turn 2, P1: "We slow down now.' in ran.talk
    assert '2. fg1, turn 6, P2: "We slow down now,' in ran.talk
    assert snapshot(study) == before


@pytest.mark.parametrize("which", [("--occurrence", "2"), ("--turn", "6")])
def test_turn_or_occurrence_tells_which_place_is_meant(
    study: Path, add: Pimh, which: tuple[str, str]
) -> None:
    assert add("We slow down now", "--code", "practice", *which).code == 0
    text = (study / "transcripts" / "fg1.txt").read_text("utf-8")
    assert codings(study)[0]["start"] == text.rindex("We slow down now")


def test_an_occurrence_too_high_gives_the_candidates(add: Pimh) -> None:
    ran = add("We slow down now", "--code", "practice", "--occurrence", "3")
    assert (ran.code, "stands in 2 places of fg1, and occurrence 3 was asked for" in ran.talk) == (1, True)


def test_an_occurrence_too_high_in_a_turn_says_where_there_is_one(add: Pimh) -> None:
    ran = add("We slow down now", "--code", "practice", "--turn", "2", "--occurrence", "9")
    assert "stands in 1 place of turn 2 of fg1, and occurrence 9 was asked for" in ran.talk


def test_a_quote_that_stands_in_another_turn_is_found_there(add: Pimh) -> None:
    ran = add("People leave", "--code", "practice", "--turn", "2")
    assert (ran.code, "It stands here:\n  1. fg1, turn 5, P1" in ran.talk) == (1, True)


def test_a_turn_that_there_is_not_is_refused(add: Pimh) -> None:
    ran = add(LISTEN, "--code", "practice", "--turn", "60")
    assert (ran.code, "its turns are 1 to 6" in ran.talk) == (1, True)


def test_of_a_quote_that_stands_nowhere_the_nearest_place_is_shown(study: Path, add: Pimh) -> None:
    before = snapshot(study)
    ran = add("We listened more than we did", "--code", "practice")
    assert ran.code == 1
    assert "Nearest (" in ran.talk
    assert f'fg1, turn 2, P1: "{LISTEN[:-1]}' in ran.talk
    assert snapshot(study) == before


@pytest.mark.parametrize("code", ["slowing-down", "Slowing down", "slowing DOWN", "Practice > Slowing down"])
def test_a_code_is_given_by_key_name_or_path(study: Path, add: Pimh, code: str) -> None:
    assert add(LISTEN, "--code", code).code == 0
    assert codings(study)[0]["code"] == "slowing-down"


def test_an_unknown_code_is_suggested_and_nothing_is_coded(study: Path, add: Pimh) -> None:
    before = snapshot(study)
    ran = add(LISTEN, "--code", "slowing-dwn")
    assert ran.code == 1
    assert "Did you mean 'slowing-down'?" in ran.talk
    assert "--create" in ran.talk
    assert snapshot(study) == before


def test_an_unknown_code_is_told_of_the_option_that_named_it(add: Pimh) -> None:
    assert "--code: 'Nowhere' is not in the codebook." in add(LISTEN, "--code", "Nowhere").talk


def test_one_unknown_code_of_two_leaves_the_other_uncoded_too(study: Path, add: Pimh) -> None:
    before = snapshot(study)
    assert add(LISTEN, "--code", "practice", "--code", "nothing of this").code == 1
    assert snapshot(study) == before


def test_several_codes_are_one_excerpt(study: Path, add: Pimh, pimh: Pimh) -> None:
    add(LISTEN, "--code", "practice", "--code", "slowing-down")
    (excerpt,) = pimh("excerpt", "list", "--json").data
    assert {code["key"] for code in excerpt["codes"]} == {"practice", "slowing-down"}


def test_create_makes_every_missing_step_of_a_path(study: Path, add: Pimh) -> None:
    ran = add(LISTEN, "--code", "Practice > Listening > To mothers", "--create")
    assert (ran.code, "Added to the codebook: 'Listening', 'To mothers'." in ran.talk) == (0, True)
    book = Study(study).codebook
    assert book.path("to-mothers") == "Practice > Listening > To mothers"
    assert codings(study)[0]["code"] == "to-mothers"


def test_create_makes_of_a_single_name_a_code_in_no_theme(study: Path, add: Pimh) -> None:
    add(LISTEN, "--code", "Hearing", "--create")
    code = Study(study).codebook.by_key["hearing"]
    assert (code.level, code.parent) == ("code", "")


def test_a_code_is_not_made_for_a_quote_that_has_no_place(study: Path, add: Pimh) -> None:
    before = snapshot(study)
    assert add("Nobody ever said such words", "--code", "New", "--create").code == 1
    assert snapshot(study) == before


def test_a_code_is_not_made_beside_one_that_cannot_be_made(study: Path, add: Pimh) -> None:
    before = snapshot(study)
    ran = add(LISTEN, "--code", "New", "--code", " > ", "--create")
    assert (ran.code, "New" in ran.talk) == (1, False)
    assert snapshot(study) == before


def test_the_same_code_again_changes_nothing(coded: Path, add: Pimh) -> None:
    before = snapshot(coded)
    ran = add(LISTEN, "--code", "slowing-down")
    assert (ran.code, "It is coded so already; nothing changes." in ran.talk) == (0, True)
    assert snapshot(coded) == before


def test_another_code_on_the_same_words_joins_the_excerpt(coded: Path, add: Pimh, pimh: Pimh) -> None:
    add("People leave", "--code", "practice")
    (excerpt,) = pimh("excerpt", "list", "--text", "people leave", "--json").data
    assert {code["key"] for code in excerpt["codes"]} == {"barriers", "practice"}
    assert (excerpt["memo"], excerpt["star"]) == ("turnover", True)


def test_a_second_memo_is_added_to_the_first(coded: Path, add: Pimh) -> None:
    add("People leave", "--code", "barriers", "--memo", "ask P1")
    assert codings(coded)[-1]["memo"] == "turnover\nask P1"


def test_a_star_can_be_given_later(coded: Path, add: Pimh, pimh: Pimh) -> None:
    add(LISTEN, "--code", "slowing-down", "--star")
    assert len(pimh("excerpt", "list", "--star", "--json").data) == 2


def test_each_coder_has_a_file_of_their_own(coded: Path, add: Pimh) -> None:
    written(coded / "study.yaml", f"{STUDY}    - id: ben\n")
    assert add(LISTEN, "--code", "slowing-down", "--coder", "ben").code == 0
    assert [len(codings(coded, coder=coder)) for coder in ("anna", "ben")] == [2, 1]


def test_a_dry_run_says_what_it_would_do_and_does_not(study: Path, add: Pimh) -> None:
    before = snapshot(study)
    ran = add(LISTEN, "--code", "New", "--create", "--dry-run")
    assert ran.code == 0
    assert "Would add to the codebook: 'New'." in ran.talk
    assert "Would do: Coded 'New'" in ran.talk
    assert snapshot(study) == before


def test_every_act_is_one_line_of_the_history_with_what_it_changed(coded: Path) -> None:
    first, second = history(coded)
    assert [first["do"], second["do"]] == ["excerpt add", "excerpt add"]
    assert second["changes"][0]["after"] == [row for row in codings(coded) if row["code"] == "barriers"]


@pytest.mark.parametrize(
    "words", [(), ("--quote", LISTEN), ("--code", "practice"), ("--quote", " ", "--code", "x")]
)
def test_without_a_quote_and_a_code_it_says_what_is_needed(
    study: Path, pimh: Pimh, words: tuple[str, ...]
) -> None:
    ran = pimh("excerpt", "add", *words)
    assert (ran.code, "needs a quote and a code" in ran.talk, "--from" in ran.talk) == (2, True, True)


def test_of_several_transcripts_one_has_to_be_named(study: Path, add: Pimh) -> None:
    written(study / "transcripts" / "fg2.txt", "P1: Yes.")
    ran = add(LISTEN, "--code", "practice")
    assert (ran.code, "in which transcript?" in ran.talk, "fg1, fg2" in ran.talk) == (1, True, True)


def test_a_transcript_nearly_named_is_suggested(add: Pimh) -> None:
    ran = add(LISTEN, "--code", "practice", "--transcript", "fg11")
    assert (ran.code, "Did you mean 'fg1'?" in ran.talk) == (1, True)


def test_a_memo_with_half_a_character_is_refused_before_anything_is_saved(study: Path, add: Pimh) -> None:
    before = snapshot(study)
    ran = add(LISTEN, "--code", "practice", "--memo", "bad \udcff")
    assert (ran.code, "broken character" in ran.talk) == (2, True)
    assert snapshot(study) == before
