"""pimh excerpt add without a quote: by turns, or by offsets; and where new codes go."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from building import codings, csv_file, snapshot

from pimhcli.study.study import Study

if TYPE_CHECKING:
    from pathlib import Path

    from building import Pimh, Ran

LISTEN = "We listen more than we did."
ADD = ("excerpt", "add", "--code", "practice")


def quote(root: Path) -> str:
    (row,) = codings(root)
    text = (root / "transcripts" / "fg1.txt").read_text("utf-8")
    assert text[row["start"] : row["end"]] == row["quote"]
    return str(row["quote"])


def test_a_whole_turn_is_its_words_without_its_label(study: Path, pimh: Pimh) -> None:
    ran = pimh(*ADD, "--turn", "3", "--whole-turn")
    assert ran.code == 0
    assert quote(study) == "I ask the mother first. It’s the mother who knows."


def test_turns_are_coded_from_the_first_to_the_last(study: Path, pimh: Pimh) -> None:
    assert pimh(*ADD, "--turn", "2", "--to-turn", "3").code == 0
    first, second = quote(study).splitlines()
    assert (first[:11], second[-9:]) == ("We slow dow", "ho knows.")


@pytest.mark.parametrize("turn", [(), ("--turn", "2")])
def test_offsets_count_from_the_start_of_the_transcript(
    study: Path, pimh: Pimh, turn: tuple[str, ...]
) -> None:
    start = (study / "transcripts" / "fg1.txt").read_text("utf-8").index(LISTEN)
    words = ("--start", str(start), "--end", str(start + len(LISTEN)))
    assert pimh(*ADD, *words, *turn).code == 0
    assert quote(study) == LISTEN


def test_offsets_leave_out_the_speaker_s_name(study: Path, pimh: Pimh) -> None:
    start = (study / "transcripts" / "fg1.txt").read_text("utf-8").index("P1: We slow")
    assert pimh(*ADD, "--start", str(start), "--end", str(start + 2)).code == 2
    assert pimh(*ADD, "--start", str(start), "--end", str(start + 11)).code == 0
    assert quote(study) == "We slow"


def test_it_is_the_same_record_as_by_its_quote(study: Path, pimh: Pimh) -> None:
    """T1: the same act in another way gives equal data but for ids and times."""
    start = (study / "transcripts" / "fg1.txt").read_text("utf-8").index(LISTEN)
    pimh(*ADD, "--start", str(start), "--end", str(start + len(LISTEN)), "--memo", "m")
    (one,) = codings(study)
    pimh("undo")
    pimh(*ADD, "--quote", LISTEN, "--memo", "m")
    (two,) = codings(study)
    assert one | {"id": "", "at": ""} == two | {"id": "", "at": ""}


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--start", "70"), "both --start A and --end B"),
        (("--end", "70"), "both --start A and --end B"),
        (("--whole-turn",), "--turn N with --whole-turn"),
        (("--to-turn", "3"), "--turn N with --whole-turn"),
        (("--turn", "2", "--whole-turn", "--start", "60", "--end", "70"), "Which words are meant?"),
        (("--turn", "2", "--whole-turn", "--quote", LISTEN), "stand instead of a quote"),
        (("--start", "60", "--end", "70", "--quote", LISTEN), "stand instead of a quote"),
        (("--turn", "2", "--whole-turn", "--occurrence", "1"), "stand instead of a quote"),
        (("--turn", "2", "--whole-turn", "--from", "x.csv"), "stand instead of a quote"),
        (("--turn", "9", "--whole-turn"), "fg1 has no turn 9"),
        (("--turn", "0", "--whole-turn"), "fg1 has no turn 0"),
        (("--turn", "2", "--to-turn", "9"), "fg1 has no turn 9"),
        (("--turn", "3", "--to-turn", "2"), "Turn 2 stands before turn 3"),
        (("--turn", "5", "--start", "60", "--end", "70"), "The offset 60 is not in turn 5"),
        (("--start", "70", "--end", "60"), "No words stand from 70 to 60"),
        (("--start", "60", "--end", "99999"), "No words stand from 60 to 99999"),
        (("--start", "0", "--end", "5"), "nobody says anything"),
    ],
)
def test_what_names_no_words_is_refused(study: Path, pimh: Pimh, words: tuple[str, ...], why: str) -> None:
    before = snapshot(study)
    ran = pimh(*ADD, *words)
    assert (ran.code, why in ran.talk) == (2, True)
    assert snapshot(study) == before


def test_without_a_code_it_says_what_is_needed(study: Path, pimh: Pimh) -> None:
    ran = pimh("excerpt", "add", "--turn", "2", "--whole-turn")
    assert (ran.code, "needs a code" in ran.talk) == (2, True)


def test_a_quote_that_was_found_but_for_its_marks_says_so(study: Path, pimh: Pimh) -> None:
    """T3: quote folding, and it is said."""
    ran = pimh(*ADD, "--quote", "It's the mother")
    assert ran.talk.splitlines() == [
        "Coded 'Practice': fg1, turn 3, P2: \"It’s the mother\"",
        "The transcript writes it a little otherwise; its own words are kept.",
    ]


def made(study: Path, pimh: Pimh, code: str, under: str) -> Ran:
    words = ("--code", code, "--create", "--under", under)
    return pimh("excerpt", "add", "--quote", LISTEN, *words)


@pytest.mark.parametrize(
    "under", ["slowing-down", "Slowing down", "Practice > Slowing down", "Practice/Slowing down"]
)
def test_a_new_code_goes_under_the_entry_that_is_named(study: Path, pimh: Pimh, under: str) -> None:
    ran = made(study, pimh, "Hearing", under)
    assert (ran.code, "Added to the codebook: 'Hearing'." in ran.talk) == (0, True)
    assert Study(study).codebook.path("hearing") == "Practice > Slowing down > Hearing"


@pytest.mark.parametrize("under", ["Time / Rush", "Time > Rush"])
def test_the_entries_that_it_goes_under_are_made_if_need_be(study: Path, pimh: Pimh, under: str) -> None:
    assert made(study, pimh, "Hearing", under).code == 0
    assert Study(study).codebook.path("hearing") == "Time > Rush > Hearing"
    assert [code.level for code in Study(study).codebook.line("hearing")] == ["theme", "sub-theme", "code"]


def test_a_code_that_is_there_already_is_used_where_it_is(study: Path, pimh: Pimh) -> None:
    before = (study / "codebook.yaml").read_bytes()
    assert made(study, pimh, "Slowing down", "Barriers").code == 0
    assert (study / "codebook.yaml").read_bytes() == before


def test_a_code_may_have_the_name_of_what_it_goes_under(study: Path, pimh: Pimh) -> None:
    assert made(study, pimh, "Time", "Rush").code == 0
    assert made(study, pimh, "Hours", "Time").code == 0
    assert Study(study).codebook.path("hours") == "Rush > Time > Hours"


def test_codes_of_a_file_go_there_too(study: Path, source: Path, pimh: Pimh) -> None:
    file = csv_file(source / "c.csv", "quote,code", (LISTEN, "Hearing"), ("People leave", "Leaving"))
    assert pimh("excerpt", "add", "--from", file, "--create", "--under", "Barriers").code == 0
    book = Study(study).codebook
    assert [book.path(key) for key in ("hearing", "leaving")] == ["Barriers > Hearing", "Barriers > Leaving"]


def test_without_create_there_is_nothing_to_put_anywhere(study: Path, pimh: Pimh) -> None:
    ran = pimh(*ADD, "--quote", LISTEN, "--under", "Barriers")
    assert (ran.code, "Give --create too" in ran.talk) == (2, True)
