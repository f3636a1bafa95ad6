"""An order is placed where its quote stands once, or it is told why it cannot be."""

from __future__ import annotations

import pytest

from pimhcli.coding.placing import Order, passage, place
from pimhcli.findings import Finding
from pimhcli.transcripts.quotes import Finder, Place
from pimhcli.transcripts.turns import parse

TALK = """\
# Focus group on hardship
Moderator: How is it?
PX1: It is hard, it’s really hard to tell you how it is and what we do about it day after day after day.
PX2: We cope. It is hard.
PX2: It is hard.
"""
TRANSCRIPT = parse(TALK, "fg1")
FINDER = Finder(TRANSCRIPT)


def placed(quote: str, turn: int | None = None, occurrence: int | None = None) -> Place | Finding:
    return place(Order("line 2", "fg1", quote, ("hard",), turn, occurrence), FINDER)


def words(found: Place | Finding) -> str:
    assert isinstance(found, Place)
    return TALK[found.start : found.end]


def refused(found: Place | Finding) -> str:
    assert isinstance(found, Finding)
    assert found.where == "line 2"
    return f"{found.message} {found.hint}"


def test_a_quote_that_stands_once_is_placed() -> None:
    assert words(placed("We cope.")) == "We cope."


def test_a_quote_that_stands_once_but_for_marks_is_placed_and_not_called_exact() -> None:
    found = placed("it's really hard")
    assert words(found) == "it’s really hard"
    assert isinstance(found, Place)
    assert not found.exact


def test_the_turn_decides_between_several_places() -> None:
    found = placed("It is hard", turn=3)
    assert isinstance(found, Place)
    assert TALK[: found.start].endswith("We cope. ")


def test_the_occurrence_decides_between_several_places() -> None:
    found = placed("It is hard", occurrence=3)
    assert isinstance(found, Place)
    assert found.start == TALK.rindex("It is hard")


def test_a_quote_in_several_places_is_refused_with_each_of_them() -> None:
    assert refused(placed("It is hard")) == (
        'the quote "It is hard" stands in 3 places of fg1. Give the turn, or the occurrence, of one:'
        '\n  1. fg1, turn 2, PX1: "It is hard, it’s really hard to tell you how it is and what we do about"'
        '\n  2. fg1, turn 3, PX2: "It is hard."'
        '\n  3. fg1, turn 4, PX2: "It is hard."'
    )


def test_of_very_many_places_the_first_five_are_listed() -> None:
    finder = Finder(parse("PX1: " + "so " * 9 + "\n", "fg1"))
    found = place(Order("line 2", "fg1", "so", ()), finder)
    assert refused(found).endswith("\n  and 4 more")


def test_an_occurrence_that_is_not_there_is_refused() -> None:
    told = refused(placed("We cope.", occurrence=2))
    assert "stands in 1 place of fg1, and occurrence 2 was asked for." in told
    assert "Give the turn, or the occurrence, of one:\n  1. fg1, turn 3" in told


def test_a_quote_in_another_turn_than_the_one_named_is_refused_with_its_place() -> None:
    assert refused(placed("We cope", turn=2)) == (
        'the quote "We cope" does not stand in turn 2 of fg1. It stands here:'
        '\n  1. fg1, turn 3, PX2: "We cope. It is hard."'
    )


def test_a_misquote_is_refused_with_the_nearest_passage() -> None:
    told = refused(placed("We coped. It is hard"))
    assert told.startswith('the quote "We coped. It is hard" does not stand in fg1. Nearest (9')
    assert told.endswith('% alike): fg1, turn 3, PX2: "We cope. It is hard."')


def test_words_that_nobody_says_anything_like_are_refused() -> None:
    assert refused(placed("zzz qqq xxx kkk jjj")) == (
        'the quote "zzz qqq xxx kkk jjj" does not stand in fg1. '
        "Nothing like it was found; check the transcript's name."
    )


@pytest.mark.parametrize("quote", ["", "  \n"])
def test_an_empty_quote_is_refused(quote: str) -> None:
    assert refused(placed(quote)) == "the quote is empty. Give the words to be coded."


@pytest.mark.parametrize("turn", [0, -1, 5])
def test_a_turn_that_is_not_there_is_refused_with_those_that_are(turn: int) -> None:
    assert refused(placed("We cope", turn=turn)).strip() == (f"fg1 has no turn {turn}; its turns are 1 to 4.")


def test_words_of_the_front_matter_are_refused_for_nobody_says_them() -> None:
    assert refused(placed("Focus group on hardship")) == (
        'nobody says "Focus group on hardship" in fg1. '
        "It stands before the first turn, or in a speaker's name, only; code the words of a turn."
    )


def test_words_of_the_front_matter_that_somebody_says_too_are_placed_where_they_are_said() -> None:
    finder = Finder(parse("# Coping\nPX1: Coping.\n", "fg1"))
    assert place(Order("line 2", "fg1", "Coping", ()), finder) == Place(14, 20)


def test_a_speaker_s_name_is_said_by_nobody() -> None:
    assert refused(placed("Moderator")).startswith('nobody says "Moderator" in fg1.')


def test_a_quote_copied_with_its_speaker_is_placed_without_the_name_and_not_called_exact() -> None:
    found = placed("Moderator: How is it?")
    assert words(found) == "How is it?"
    assert isinstance(found, Place)
    assert not found.exact


def test_a_quote_never_ends_within_a_character() -> None:
    text = "P1: The cafe\u0301 is full.\n"
    found = place(Order("line 2", "fg1", "The cafe", ()), Finder(parse(text, "fg1")))
    assert isinstance(found, Place)
    assert text[found.start : found.end] == "The cafe\u0301"


def test_a_long_passage_is_shown_shortened_on_one_line() -> None:
    shown = passage(TRANSCRIPT, TALK.index("It is"), len(TALK))
    assert shown.startswith('fg1, turn 2, PX1: "It is hard')
    assert shown.endswith('…"')
    assert "\n" not in shown


def test_a_passage_of_the_front_matter_is_shown_without_a_turn() -> None:
    assert passage(TRANSCRIPT, 2, 13) == '"Focus group"'
