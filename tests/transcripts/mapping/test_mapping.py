"""A span is followed through what people do to a transcript, and never taken for another."""

from __future__ import annotations

from itertools import pairwise
from textwrap import wrap

import pytest

from pimhcli.transcripts.mapping.mapping import Mapped, Mapping

TURNS = [
    "Moderator: How do you get through an ordinary week?",
    "PX1: We cope with it as we can. It is hard for us all, and it stays that way.",
    "PX2: Marianne helps me on Tuesdays, and it's a relief.",
    "PX3: Yeah.",
    "PX1: I would not manage without my sister, I think.",
    "PX4: The waiting list is the worst part of it for me.",
    "PX2: Right.",
    "PX3: Nobody tells you how long it is going to take.",
    "PX4: They rang once, in March, and never again.",
]
TEXT = "\n".join(TURNS) + "\n"


def followed(quote: str, new: str, old: str = TEXT) -> tuple[str, str]:
    """The status of a quote, and what stands at its place."""
    start = old.index(quote)
    place = Mapping(old, new).place(start, start + len(quote))
    return place.status, new[place.start : place.end]


def without(*numbers: int) -> str:
    """The text without some turns."""
    return "\n".join(turn for number, turn in enumerate(TURNS, start=1) if number not in numbers) + "\n"


def test_nothing_changed_is_the_same() -> None:
    assert followed("hard for us all", TEXT) == ("same", "hard for us all")


def test_a_typo_inside_the_quote_is_corrected_with_it() -> None:
    old = TEXT.replace("waiting list", "wiating list")
    assert followed("The wiating list is", TEXT, old) == ("changed", "The waiting list is")


def test_a_typo_in_a_quote_of_one_word_is_followed() -> None:
    old = TEXT.replace("manage", "mannage")
    assert followed("mannage", TEXT, old) == ("changed", "manage")


def test_an_edit_elsewhere_in_the_turn_leaves_the_quote_the_same() -> None:
    new = TEXT.replace("We cope with it", "We somehow cope with this")
    assert followed("It is hard for us all", new) == ("same", "It is hard for us all")


def test_a_name_replaced_everywhere_is_replaced_in_the_quote() -> None:
    new = TEXT.replace("Marianne", "[friend 1]")
    assert followed("Marianne helps me", new) == ("changed", "[friend 1] helps me")


def test_a_turn_put_before_moves_the_quote_with_its_words() -> None:
    assert followed("never again", "PX9: Hello?\n" + TEXT) == ("same", "never again")


def test_a_turn_split_within_the_quote_leaves_it_one_quote() -> None:
    new = TEXT.replace("for us all, and", "for us all,\nPX2: and")
    assert followed("us all, and it stays", new) == ("changed", "us all,\nPX2: and it stays")


def test_two_turns_joined_leave_a_quote_across_them_one_quote() -> None:
    new = TEXT.replace("it for me.\nPX2: Right.", "it for me. Right.")
    assert followed("part of it for me.\nPX2: Right", new) == ("changed", "part of it for me. Right")


def test_a_turn_that_was_moved_takes_its_quotes_along() -> None:
    new = without(6) + TURNS[5] + "\n"
    assert followed("the worst part", new) == ("same", "the worst part")


def test_a_short_turn_that_was_moved_alone_is_to_be_looked_at() -> None:
    new = TURNS[6] + "\n" + without(7)
    assert followed("Right", new) == ("review", "Right")


def test_a_short_turn_between_the_same_turns_is_certain() -> None:
    assert followed("Right", TEXT.replace("Moderator: How", "Moderator: So, how")) == ("same", "Right")


def test_a_label_renamed_everywhere_leaves_quotes_the_same() -> None:
    assert followed("how long it is", TEXT.replace("PX3", "Participant C")) == ("same", "how long it is")


def test_a_label_renamed_within_a_quote_changes_it() -> None:
    status, words = followed("relief.\nPX3: Yeah", TEXT.replace("PX3", "Participant C"))
    assert (status, words) == ("changed", "relief.\nParticipant C: Yeah")


def test_times_put_before_every_label_leave_quotes_the_same() -> None:
    new = "".join(f"[00:0{at}:05] {turn}\n" for at, turn in enumerate(TURNS))
    assert followed("hard for us all", new) == ("same", "hard for us all")


def test_curly_quotes_for_straight_ones_change_a_quote_and_nothing_else() -> None:
    assert followed("it's a relief", TEXT.replace("'", "’")) == ("changed", "it’s a relief")


def test_a_word_replaced_by_quite_another_is_to_be_looked_at() -> None:
    assert followed("relief", TEXT.replace("relief", "burden")) == ("review", "burden")


def test_words_left_out_of_the_quote_are_to_be_looked_at() -> None:
    new = TEXT.replace("It is hard for us all", "It is for us all")
    assert followed("It is hard for us all", new) == ("review", "It is for us all")


def test_a_turn_put_inside_a_quote_is_to_be_looked_at() -> None:
    new = TEXT.replace("PX2: Right.\n", "PX2: Right.\nPX1: And no letter, no call, nothing at all.\n")
    status, words = followed("Right.\nPX3: Nobody tells you", new)
    assert (status, words.count("\n")) == ("review", 2)


def test_a_quote_whose_words_were_deleted_is_lost() -> None:
    assert followed("the worst part", without(6)) == ("lost", "")


def test_the_same_sentence_of_someone_else_is_not_taken_for_a_deleted_one() -> None:
    old = TEXT.replace("PX3: Yeah.", "PX3: It is hard for us all.")
    assert followed("It is hard for us all.", without(4), old) == ("lost", "")


def test_of_a_quote_across_turns_one_of_which_was_deleted_the_rest_is_to_be_looked_at() -> None:
    assert followed("worst part of it for me.\nPX2: Right", without(7)) == (
        "review",
        "worst part of it for me.",
    )


def test_where_the_first_turn_of_a_quote_is_gone_the_next_label_does_not_become_a_part_of_it() -> None:
    assert followed("Right.\nPX3: Nobody tells you", without(7)) == ("review", "Nobody tells you")


def test_words_moved_into_another_turn_are_found_where_nothing_stood_and_are_to_be_looked_at() -> None:
    said = "Moderator: Before we close, I heard that the waiting list is the worst part of it, did I get that"
    new = without(6) + said + " right, and does anyone see it in another way?\n"
    assert followed("waiting list is the worst part of it", new) == (
        "review",
        "waiting list is the worst part of it",
    )


def test_a_part_of_a_word_that_was_retyped_is_to_be_looked_at() -> None:
    assert followed("wait", TEXT.replace("waiting", "waitting")) == ("review", "waitting")


def test_every_turn_retyped_with_faults_is_still_followed() -> None:
    new = "".join(f"{turn[:-6]}{turn[-5:]}\n" for turn in TURNS)
    assert [followed(turn.split(": ")[1][:12], new)[0] for turn in TURNS if len(turn) > 30] == ["same"] * 7


def test_blanks_around_a_quote_stay_where_they_still_stand() -> None:
    assert followed(" hard for ", "PX9: Hello?\n" + TEXT) == ("same", " hard for ")


def test_a_span_of_blanks_stands_where_the_words_around_it_do() -> None:
    at = TEXT.index(" hard")
    assert Mapping(TEXT, "PX9: Hello?\n" + TEXT).place(at, at + 1) == Mapped("same", at + 12, at + 13)


def test_lines_that_an_editor_wrapped_leave_every_word_certain() -> None:
    new = "\n".join("\n".join(wrap(turn, 20, subsequent_indent="  ")) for turn in TURNS)
    assert followed("It is hard for us all, and it stays", new)[0] == "changed"
    assert followed("without my", new) == ("same", "without my")
    assert followed("hard for us all", TEXT, new.replace("hard for\n  us", "hard for us"))[0] == "same"


def test_a_text_without_any_label_is_followed_line_by_line() -> None:
    old = "we cope as we can\nit is hard for us all\nnobody tells you anything\n"
    new = "we cope as we can\nit's really hard for us all\nnobody tells you anything\n"
    assert followed("hard for us all", new, old) == ("same", "hard for us all")


@pytest.mark.parametrize("words", ["我们一直都是这样处理的", "เราทำแบบนี้เสมอ"])
def test_words_of_scripts_without_blanks_are_followed_character_by_character(words: str) -> None:
    old = f"PX1: {words}。\nPX2: 是的。\n"
    assert followed(words[4:8], old.replace(words[1], "X", 1), old) == ("same", words[4:8])


def test_places_of_successive_quotes_keep_their_order() -> None:
    new = TEXT.replace("it", "that").replace("PX", "Speaker ")
    mapping = Mapping(TEXT, new)
    starts = [mapping.place(at, at + 12).start for at in range(10, len(TEXT) - 60, 40)]
    assert all(before <= after for before, after in pairwise(starts))
