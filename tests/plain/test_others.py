"""Plain lines say whose excerpts they tell, and of others' nothing is changed; blind lines tell of none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from building import STUDY, codings, run, written

from pimhcli.plain.interpreter import Plain
from pimhcli.study.sitting import Sitting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Say = Callable[..., str]

SLOW, NIGHT = "We slow down now.", "The night shift in the café."


@pytest.fixture
def shared(root: Path) -> Path:
    """A study in which ben coded a sentence of turn 2 and one of turn 5, and anna one of turn 2."""
    written(root / "study.yaml", f"{STUDY}    - id: ben\n")
    for coder, quote, code in (("anna", SLOW, "fear"), ("ben", SLOW, "peers"), ("ben", NIGHT, "Barriers")):
        memo = ("--memo", "his own thought") if coder == "ben" else ()
        assert run("excerpt", "add", "--coder", coder, "--quote", quote, "--code", code, *memo) == 0
    return root


@pytest.fixture
def plain(shared: Path) -> Iterator[Plain]:
    sitting = Sitting(shared, "fg1", "anna")
    yield Plain(sitting)
    sitting.close()


@pytest.fixture
def blind(shared: Path) -> Iterator[Plain]:
    sitting = Sitting(shared, "fg1", "anna", blind=True)
    yield Plain(sitting)
    sitting.close()


def test_the_greeting_says_whose_excerpts_are_shown_and_counts_one_s_own_turns(plain: Plain) -> None:
    told = plain.greeting().split("\n")
    assert told[0].startswith("fg1, 6 turns, 1 coded. ")
    assert told[-1] == "Also shown and counted: the excerpts of ben."


def test_a_turn_tells_one_s_own_by_number_and_those_of_others_by_name(say: Say) -> None:
    first, _, *excerpts = say("go 2").split("\n")
    assert first == "Turn 2 of 6, P1. 3 sentences, 1 excerpt, 1 of others."
    assert excerpts == [
        'Excerpt e1: Fear, and hope, "We slow down now."',
        'Excerpt of ben: peer support, "We slow down now.", memo: his own thought',
    ]


def test_all_excerpts_stand_by_turn_with_whose_they_are(say: Say) -> None:
    assert say("excerpts").split("\n") == [
        "3 excerpts in fg1, of anna and of ben.",
        'Turn 2, P1, e1: Fear, and hope, "We slow down now."',
        'Turn 2, P1, of ben: peer support, "We slow down now.", memo: his own thought',
        'Turn 5, P1, of ben: Barriers, "The night shift in the café.", memo: his own thought',
    ]


def test_the_codes_count_what_is_shown(say: Say) -> None:
    assert say("codes peer").split("\n") == [
        "1 entry; excerpts in fg1, of anna and of ben:",
        "peer support, in Practice > Slowing down, 1 excerpt",
    ]
    assert say("others hide", "codes peer").split("\n") == [
        "1 entry; excerpts in fg1, of anna alone:",
        "peer support, in Practice > Slowing down, no excerpts",
    ]


def test_others_are_hidden_and_shown(say: Say) -> None:
    assert say("others hide") == ("Neither shown nor counted: the excerpts of ben. To see them: others show")
    assert "ben" not in say("go 5")
    assert say("others") == say("others hide")
    assert say("others show") == "Also shown and counted: the excerpts of ben."
    assert "Excerpt of ben" in say("here")


@pytest.mark.parametrize("line", ["memo x", "star", "uncode Barriers", "remove", "recode Barriers to fear"])
def test_what_another_made_is_not_changed_and_it_is_said_what_to_do(
    shared: Path, say: Say, refused: Callable[[str], str], line: str
) -> None:
    before = codings(shared, coder="ben")
    say("go 5")
    told = refused(line)
    assert told.startswith("There is no excerpt of yours ")
    assert told.endswith(
        "Those of ben stay as they are. "
        'Code the same words yourself: code "the words" NAME. To remark on it: pimh review'
    )
    assert codings(shared, coder="ben") == before


def test_coding_the_same_words_makes_one_s_own_excerpt(shared: Path, say: Say) -> None:
    before = codings(shared, coder="ben")
    say("go 5", f'code "{NIGHT}" Barriers')
    assert [row["quote"] for row in codings(shared)] == [SLOW, NIGHT]
    assert codings(shared, coder="ben") == before


def test_a_turn_that_only_others_have_coded_is_left_to_be_coded(say: Say) -> None:
    """A14: uncoded turns are one's own."""
    say("go 3", "code Barriers")
    assert say("uncoded").startswith("Turn 5 of 6, P1. 2 sentences, no excerpts, 1 of others.")


def test_what_is_asked_of_others_has_to_be_understood(refused: Callable[[str], str]) -> None:
    assert refused("others away") == "'away' is not understood here. Example: others hide"


@pytest.mark.parametrize("line", ["here", "excerpts", "codes", "others", "others hide", "go 5", "remove"])
def test_blind_lines_tell_nothing_of_others(blind: Plain, line: str) -> None:
    lines = [blind.greeting(), blind.answer("go 2").text, blind.answer(line).text]
    assert [told for told in lines if "ben" in told or "his own thought" in told] == []
    assert "Blind: the excerpts of anna only." in lines[0]


def test_blind_lines_stay_blind(blind: Plain) -> None:
    answer = blind.answer("others show")
    assert (answer.ok, blind.sitting.others) == (False, ())
    assert answer.text == "This sitting is blind. To see what others coded, leave and come back."


def test_a_retired_code_is_told_of_as_such(shared: Path, say: Say) -> None:
    assert run("codebook", "retire", "peers", "--coder", "ben") == 0
    assert say("codes peer").split("\n")[1:] == [
        "peer support (retired), in Practice > Slowing down, 1 excerpt"
    ]


def test_nobody_else_is_told_of_where_nobody_else_has_coded(shared: Path, plain: Plain) -> None:
    (shared / "codings" / "fg1" / "ben.jsonl").unlink()
    assert plain.answer("others").text == "Nobody else has coded in fg1."


def test_a_damaged_file_of_another_is_told_of(shared: Path, plain: Plain) -> None:
    (shared / "codings" / "fg1" / "ben.jsonl").write_bytes(b"\xff\xfe")
    told = plain.answer("others").text
    assert told.startswith("Nobody else has coded in fg1. codings/fg1/ben.jsonl: cannot be read")
