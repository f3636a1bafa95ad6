"""What a study loses with one participant, and who repeats what that one said."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pimhcli.analysis.counts import Counts
from pimhcli.analysis.passages import Passage
from pimhcli.analysis.withdrawal import echoes, losses, runs, words_of
from pimhcli.coding.codebook import Code, Codebook
from pimhcli.coding.excerpts import Coding, Excerpt
from pimhcli.transcripts.turns import parse

BOOK = Codebook((Code("care", "Care", "theme"), Code("time", "Time", "sub-theme", "care")))


def passage(key: str, code: str, *people: str) -> Passage:
    return Passage(Excerpt("fg1", (Coding(key, code),)), 1, 1, people, people, "fg1")


def test_a_theme_loses_what_its_subthemes_lose() -> None:
    first, second = passage("a", "time", "P1"), passage("b", "care", "P2")
    theme, below = losses(BOOK, [first, second], [second])
    assert (theme.before, theme.after) == (Counts(2, 2, 1), Counts(1, 1, 1))
    assert (below.path, below.after) == ("Care > Time", Counts())


def test_an_entry_that_loses_nothing_is_not_named() -> None:
    kept = passage("a", "care", "P2")
    assert losses(BOOK, [kept], [kept]) == []


def test_an_entry_can_lose_its_only_voice_and_keep_an_excerpt() -> None:
    before, after = passage("a", "care", "P1", "Moderator"), passage("a", "care")
    (loss,) = losses(BOOK, [before], [after])
    assert (loss.loses_only_voice, loss.loses_all) == (True, False)


def test_an_entry_without_an_excerpt_has_lost_all() -> None:
    (loss, _) = losses(BOOK, [passage("a", "time", "P1")], [])
    assert (loss.loses_only_voice, loss.loses_all) == (True, True)


def test_a_moderator_who_repeats_five_words_at_once_is_an_echo() -> None:
    talk = parse("P1: I never slept at all.\nModerator: So: “I Never slept, at all?”\n")
    (echo,) = echoes(talk.turns, frozenset({1}))
    assert (echo.turn.number, echo.words) == (2, "I Never slept, at all")


def test_four_words_are_no_echo() -> None:
    talk = parse("P1: I never slept at all.\nModerator: You never slept at least.\n")
    assert echoes(talk.turns, frozenset({1})) == []


def test_the_same_words_far_away_are_no_echo() -> None:
    between = "P2: Hm.\n" * 3
    talk = parse(f"P1: I never slept at all then.\n{between}P3: I never slept at all then.\n")
    assert echoes(talk.turns, frozenset({1})) == []


def test_words_are_compared_without_case_and_by_any_apostrophe() -> None:
    assert [word.folded for word in words_of("It’s IT'S")] == ["it's", "it's"]


def test_in_a_script_without_blanks_each_character_is_a_word() -> None:
    assert len(words_of("我们没有睡觉")) == 6


@given(st.text())
def test_words_stand_where_they_say(text: str) -> None:
    assert all(word.start < word.end <= len(text) for word in words_of(text))


def test_a_text_shorter_than_a_run_has_none() -> None:
    assert list(runs(["a", "b"])) == []
