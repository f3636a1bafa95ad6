"""Walking through a transcript in plain lines: turns, what is uncoded, words, speakers, and what is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pimhcli.plain.interpreter import Plain

    Say = Callable[..., str]


def heads(say: Say, *lines: str) -> list[str]:
    """The number and speaker that each line leads to."""
    firsts = (say(line).split(". ")[0] for line in lines)
    return [first.removeprefix("Turn ").replace(" of 6,", "") for first in firsts]


def test_the_greeting_tells_the_transcript_the_turn_and_its_sentences(plain: Plain, say: Say) -> None:
    say("go 2", "code 2 peer support", "memo ask P2")
    assert plain.greeting().split("\n") == [
        "fg1, 6 turns, 1 coded. Turn 2 of 6, P1. 3 sentences, 1 excerpt. Type help.",
        "1. We slow down now.  2. And we listen more than we did.  3. Most of us.",
        'Excerpt e1: peer support, "And we listen more than we did.", memo: ask P2',
    ]


def test_next_back_and_go_walk_through_the_turns(say: Say) -> None:
    assert heads(say, "next", "", "back", "go 6") == ["2 P1", "3 P2", "2 P1", "6 P2"]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("back", "Turn 1 is the first."),
        ("go 7", "fg1 has no turn 7. Its turns are 1 to 6."),
        ("go 0", "fg1 has no turn 0. Its turns are 1 to 6."),
        ("go home", "To which turn? Example: go 12"),
        ("here now", "here takes nothing behind it. Type here alone."),
    ],
)
def test_a_way_that_leads_nowhere_is_told(refused: Callable[[str], str], line: str, told: str) -> None:
    assert refused(line) == told


def test_the_last_turn_has_none_behind_it(say: Say, refused: Callable[[str], str]) -> None:
    say("go 6")
    assert refused("next") == "Turn 6 is the last."


def test_uncoded_visits_the_turns_of_participants_without_an_excerpt(say: Say) -> None:
    """A14: the uncoded turns in order, the moderator's left out."""
    say("go 3", "code Barriers", "go 1")
    assert heads(say, *["uncoded"] * 4) == ["2 P1", "5 P1", "6 P2", "2 P1"]


def test_uncoded_leaves_out_the_speakers_that_are_not_wanted(say: Say) -> None:
    """A14: the same with a speaker filter."""
    say("speaker p2")
    assert heads(say, *["uncoded"] * 3) == ["3 P2", "6 P2", "3 P2"]


def test_uncoded_says_when_everything_is_coded(say: Say, refused: Callable[[str], str]) -> None:
    say("speaker P1", "go 2", "code Barriers", "go 5", "code Barriers")
    assert refused("uncoded") == "No turn of P1 is left to code."


def test_uncoded_passes_over_turns_without_words(root: Path, opened: Callable[[], Plain]) -> None:
    (root / "transcripts" / "fg1.txt").write_text("P1: Yes.\nP2:\nP1: No.\n", "utf-8")
    plain = opened()
    assert plain.answer("uncoded").text.startswith("Turn 3 of 3")
    assert [plain.answer(line).ok for line in ("code Barriers", "go 1", "code Barriers")] == [True] * 3
    assert plain.answer("uncoded").text == "No turn of a participant is left to code."


def test_excerpts_whose_words_are_gone_are_told_with_what_to_do(
    root: Path, opened: Callable[[], Plain]
) -> None:
    before = opened()
    assert all(before.answer(line).ok for line in ("go 2", "code 1 Barriers"))
    path = root / "transcripts" / "fg1.txt"
    path.write_text(path.read_text("utf-8").replace("We slow down now. ", ""), "utf-8")
    told = "1 excerpt of yours lost its place in the text; see: pimh transcript review fg1"
    assert told in opened().greeting().split("\n")


@pytest.mark.parametrize("words", ["CAFE", "cafÉ", "the night   shift"])
def test_find_is_blind_to_case_and_accents(say: Say, words: str) -> None:
    assert heads(say, f"find {words}") == ["5 P1"]


def test_find_goes_on_from_turn_to_turn_and_round(say: Say) -> None:
    assert heads(say, "find we", "go 2", "find mother", "find", 'find "WHAT"', "find") == [
        "2 P1",
        "2 P1",
        "3 P2",
        "3 P2",
        "4 Moderator",
        "1 Moderator",
    ]


def test_a_label_is_not_found_as_if_it_were_said(refused: Callable[[str], str]) -> None:
    assert refused("find moderator") == "No turn says 'moderator'."


def test_with_a_speaker_next_visits_that_speakers_turns_only(say: Say) -> None:
    assert say("speaker p 1") == "Only the turns of P1. Speakers: Moderator, P1, P2."
    assert heads(say, "next", "next") == ["2 P1", "5 P1"]
    assert say("speaker all") == "The turns of all. Speakers: Moderator, P1, P2."


def test_an_unknown_speaker_is_told(refused: Callable[[str], str]) -> None:
    assert refused("speaker P22") == "Nobody is called 'P22' here. Did you mean 'P2'?"


def test_excerpts_lists_all_with_their_number_on_the_turn(say: Say) -> None:
    say("go 2", "code 1 Barriers", "code 3 peer support", "star e2", "go 5", "code Barriers")
    assert say("excerpts").split("\n") == [
        "3 excerpts in fg1.",
        'Turn 2, P1, e1: Barriers, "We slow down now."',
        'Turn 2, P1, e2: peer support, "Most of us.", starred',
        'Turn 5, P1, e1: Barriers, "The night shift in the café. People leave."',
    ]


def test_codes_lists_what_fits_with_its_place_and_its_excerpts(say: Say) -> None:
    say("go 2", "code peers")
    assert say("codes peer supp") == "peer support, in Practice > Slowing down, 1 excerpt"
    assert say("codes").count("\n") == 6
    assert say("codes zebra") == "No code fits 'zebra'."


def test_the_place_is_kept_for_the_next_sitting(opened: Callable[[], Plain]) -> None:
    """S4: resume at turn and filter; the codes applied last are known too."""
    first = opened()
    assert all(first.answer(line).ok for line in ("go 2", "code peers", "go 5", "speaker P1"))
    assert first.closing() == "Left fg1 at turn 5. Every act is saved."
    again = opened()
    assert "Turn 5 of 6, P1" in again.greeting()
    assert again.greeting().endswith("\nOnly the turns of P1; for all: speaker all")
    assert again.answer("again 2").text.startswith("Coded 'peer support': fg1, turn 5")
    assert again.answer("next").text == "Turn 5 is the last of P1."


def test_a_transcript_without_turns_says_so(root: Path, opened: Callable[[], Plain]) -> None:
    """G4: an empty transcript opens, and every command that needs a turn says what is missing."""
    (root / "transcripts" / "fg1.txt").write_text("Only a heading\n", "utf-8")
    empty = opened()
    assert empty.greeting() == "fg1 has no turns. Type quit."
    for line in ("next", "here", "code Barriers", "uncoded", "find x", "memo x", "go 1"):
        assert empty.answer(line).text == "fg1 has no turns. Type quit."
    assert empty.answer("quit").done
    assert empty.closing() == "Left fg1. Every act is saved."


def test_a_turn_without_words_has_nothing_to_code(root: Path, opened: Callable[[], Plain]) -> None:
    (root / "transcripts" / "fg1.txt").write_text("P1:\nP2: Yes.\n", "utf-8")
    empty = opened()
    assert "no sentences, no excerpts" in empty.greeting()
    assert empty.answer("code Barriers").text == "There is nothing to code here: turn 1 has no words."


def test_excerpts_that_were_added_elsewhere_are_seen(plain: Plain, say: Say, pimh: Say) -> None:
    """S5: a scripted excerpt appears while the sitting is open."""
    say("go 2")
    pimh("excerpt", "add", "--quote", "Most of us", "--code", "barriers")
    assert 'Excerpt e1: Barriers, "Most of us"' in say("here")


def test_a_number_that_was_told_before_others_changed_the_turn_is_not_taken(
    plain: Plain, say: Say, refused: Callable[[str], str], pimh: Say
) -> None:
    say("go 2", "code 3 Barriers")
    pimh("excerpt", "add", "--quote", "We slow down", "--code", "barriers")
    say("codes")
    assert (
        refused("remove e1")
        == "The excerpts of this turn were changed elsewhere just now. Type here to see them."
    )
    say("here")
    assert "We slow down" in say("remove e1")
