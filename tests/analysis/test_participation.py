"""Who speaks how much: turns, words and times are counted exactly, and Gini's coefficient as published."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pimhcli.analysis.participation import Participation, corrected, gini, participation
from pimhcli.analysis.voices import Conversations, talk
from pimhcli.numbers import shown
from pimhcli.transcripts.roster import Cast
from pimhcli.transcripts.turns import parse

CAST = Cast(("P10", "P2", "P3"), ("Mod",))
TALK = "Mod: What is new, all?\nP2: one two three\nZoe: four\np2: five\nP10: six [laughs]\n"

amounts = st.lists(st.integers(0, 10_000), min_size=1, max_size=30).filter(any)


def heard(text: str, cast: Cast = CAST) -> Participation:
    return participation(talk([("fg1", parse(text, "fg1"))], cast).groups[0])


def times(text: str) -> dict[str, int | None]:
    found = heard(text)
    return {one.voice.name: one.time for one in (*found.people, *found.others) if one.turns}


def several() -> Conversations:
    held = [("May", "P2: one\n"), ("June", "P10: two\n"), ("May", "p 2: three\n")]
    return talk([(group, parse(text, f"fg{n}")) for n, (group, text) in enumerate(held)], CAST)


def test_turns_and_words_are_counted_by_person_as_people_count() -> None:
    assert [(one.voice.name, one.turns, one.words) for one in heard(TALK).people] == [
        ("P2", 2, 4),
        ("P3", 0, 0),
        ("P10", 1, 1),
        ("Zoe", 1, 1),
    ]


def test_moderators_stand_apart_and_are_not_in_the_total() -> None:
    found = heard(TALK)
    assert [(one.voice.name, one.words) for one in found.others] == [("Mod", 4)]
    assert (found.everybody.turns, found.everybody.words) == (4, 6)


def test_observers_and_voices_that_nobody_can_tell_stand_apart() -> None:
    found = heard("P2: one\nObserver: two\nSeveral: three\nUnidentified: four\n")
    assert [one.voice.name for one in found.others] == ["Observer", "Several", "Unidentified"]


def test_a_participant_who_never_speaks_belongs_to_the_only_group() -> None:
    assert [one.voice.name for one in heard("P2: one\n").people] == ["P2", "P3", "P10"]


def test_in_several_groups_one_who_never_speaks_belongs_to_none() -> None:
    found = several()
    assert found.nowhere == ("P3",)
    assert [[voice.name for voice in group.people] for group in found.groups] == [["P2"], ["P10"]]


def test_several_transcripts_of_one_group_are_added_up() -> None:
    (one,) = participation(several().groups[0]).people
    assert (one.turns, one.words) == (2, 2)


def test_a_turn_lasts_from_its_beginning_to_its_end() -> None:
    assert times("[00:00:01.500-00:00:04] P2: one\n[00:00:09-00:00:10] P3: two\n") == {"P2": 2500, "P3": 1000}


def test_without_an_end_a_turn_lasts_until_the_next_begins_and_the_last_counts_for_nothing() -> None:
    text = "[0:01] P2: one\n[0:05] P3: two\n[0:07] P2: three\n"
    assert times(text) == {"P2": 4000, "P3": 2000}
    assert heard(text).lengths == {"estimated": 2, "endless": 1}


def test_a_turn_before_a_recording_that_begins_anew_counts_for_nothing() -> None:
    assert times("[9:58] P2: one\n[0:00] P3: two\n[0:02] P2: three\n") == {"P2": 0, "P3": 2000}


def test_an_end_before_the_beginning_is_none() -> None:
    assert heard("[0:05-0:01] P2: one\n[0:07] P3: two\n").lengths == {"estimated": 1, "endless": 1}


@pytest.mark.parametrize(
    "text",
    ["P2: one\n", "[0:01-0:02] P2: one\nP2: two\n", "[0:01] P2: one\nP3: two\n[0:03-0:04] P3: three\n"],
)
def test_minutes_are_not_known_of_one_with_a_turn_without_times(text: str) -> None:
    assert times(text)["P2"] is None
    assert heard(text).everybody.time is None


def test_what_is_typed_in_the_chat_takes_no_time_and_ends_no_turn() -> None:
    text = "[0:01] P2: one\n[0:02] P3: [chat] two words\n[0:09] Mod: so\n"
    assert times(text) == {"P2": 8000, "P3": 0, "Mod": 0}
    assert [one.words for one in heard(text).people] == [1, 2, 0]
    assert heard(text).lengths["typed"] == 1


def test_gini_is_that_of_the_published_quotes() -> None:
    published = gini([7, 7, 1, 1, 1, 2, 2])
    assert published is not None
    assert shown(published, 4) == "0.4218"
    assert shown(corrected(published, 7) or Fraction(0), 4) == "0.4921"


def test_gini_is_not_known_where_nobody_says_a_word() -> None:
    assert (gini([]), gini([0, 0]), corrected(Fraction(0), 1)) == (None, None, None)


@given(amounts)
def test_gini_is_half_the_mean_difference_over_the_mean(x: list[int]) -> None:
    differences = sum(abs(a - b) for a in x for b in x)
    assert gini(x) == Fraction(differences, 2 * len(x) * sum(x))


@given(amounts, st.integers(1, 9))
def test_gini_does_not_change_with_the_unit(x: list[int], factor: int) -> None:
    assert gini([factor * amount for amount in x]) == gini(x)


@given(st.integers(1, 1000), st.integers(2, 30))
def test_gini_is_0_when_all_say_as_much_and_1_corrected_when_one_says_everything(words: int, n: int) -> None:
    assert gini([words] * n) == 0
    assert corrected(gini([words] + [0] * (n - 1)) or Fraction(0), n) == 1


@given(
    st.lists(
        st.tuples(st.sampled_from(["P2", "p2", "P10", "Zoe", "Mod", "All"]), st.integers(0, 99)), max_size=20
    )
)
def test_all_turns_are_somebodys(turns: list[tuple[str, int]]) -> None:
    found = heard("".join(f"[00:{minute:02}:00] {label}: one two\n" for label, minute in turns))
    assert sum(one.turns for one in (*found.people, *found.others)) == len(turns)
    assert found.lengths.total() == len(turns)
    assert all((one.time or 0) >= 0 for one in found.people)
