"""Every act of coding in plain lines: what it does to the data, and that it is told in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from building import codings, history, snapshot

from pimhcli.plain.interpreter import Plain
from pimhcli.study import acting
from pimhcli.study.sitting import Sitting

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Say = Callable[..., str]
    Refused = Callable[[str], str]


def coded(root: Path) -> list[tuple[Any, ...]]:
    """The quote and code of every live coding, and what hangs on it, by position."""
    rows = sorted(codings(root), key=lambda row: (row["start"], row["end"], row["code"]))
    return [
        (r["quote"], r["code"], *([r["memo"]] if "memo" in r else []), *("★" * ("star" in r))) for r in rows
    ]


@pytest.mark.parametrize(
    ("extent", "quote"),
    [
        ("", "We slow down now. And we listen more than we did. Most of us."),
        ("all", "We slow down now. And we listen more than we did. Most of us."),
        ("2", "And we listen more than we did."),
        ("2-3", "And we listen more than we did. Most of us."),
        ('"slow down"', "slow down"),
        ("“We slow  down”", "We slow down"),
    ],
)
def test_a_turn_sentences_or_words_are_coded(root: Path, say: Say, extent: str, quote: str) -> None:
    assert say("go 2", f"code {extent} barriers").endswith(". Saved.")
    assert coded(root) == [(quote, "barriers")]


def test_it_is_told_what_was_coded(say: Say) -> None:
    told = say("go 2", "code 1 reflective-practice, peer support")
    assert (
        told == "Coded 'reflective-practice', 'peer support': fg1, turn 2, P1: \"We slow down now.\". Saved."
    )


def test_the_same_again_changes_nothing(root: Path, say: Say) -> None:
    say("go 2", "code 1 Barriers")
    before = snapshot(root)
    assert say("code 1 Barriers") == "It is coded 'Barriers' already; nothing changes."
    assert snapshot(root) == before


def test_several_codes_are_one_act(root: Path, say: Say) -> None:
    """A5: three codes, one record, one undo."""
    say("go 2", "code 1 peers, Barriers, slowing-down")
    assert len(history(root)) == 1
    say("undo")
    assert coded(root) == []


def test_a_name_may_hold_a_comma(root: Path, say: Say) -> None:
    say("go 2", "code 1 Barriers, fear, and HOPE, peers")
    assert {code for _, code in coded(root)} == {"barriers", "fear", "peers"}


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("code 4 Barriers", "Turn 2 has no sentence 4. It has 3 sentences."),
        ("code 2-1 Barriers", "Turn 2 has no sentences 2-1. It has 3 sentences."),
        ("code 0 Barriers", "Turn 2 has no sentence 0. It has 3 sentences."),
        ('code "mother" Barriers', "'mother' does not stand in turn 2. It stands in turn 3."),
        ('code "o" Barriers', "'o' stands 6 times in turn 2. Take more words of it."),
        ('code "zebra" Barriers', "'zebra' does not stand in turn 2. Type here to see the words."),
        ('code "slow Barriers', 'The quote has no words, or no end. Write it as: "words of the turn"'),
        ("code", "Which code? Name one; codes lists them."),
        ("code 1", "Which code? Name one; codes lists them."),
        ("again", "No code was applied yet. Apply one: code NAME"),
        ("again 1 Barriers", "'Barriers' is not understood here. Type help and the command's name."),
        ("memo x", "There is no excerpt on turn 2."),
        ("uncode Barriers", "There is no excerpt coded 'Barriers' on turn 2."),
        ("recode Barriers", "Which code is to become which? Example: recode time pressure to Rush"),
        ("undo", "There is nothing to undo. The history shows every act: pimh log"),
        ("redo", "There is nothing to redo. The history shows every act: pimh log"),
        (
            'new "Rush" Barriers',
            'What follows the name is not understood. Example: new "Rush" under Slowing down',
        ),
        (
            "new Barriers > x > y",
            "There is no code 'Barriers > x'. codes lists them; new NAME adds one. Nothing was changed.",
        ),
    ],
)
def test_what_cannot_be_done_is_told_and_changes_nothing(
    root: Path, say: Say, refused: Refused, line: str, told: str
) -> None:
    say("go 2")
    before = snapshot(root)
    assert refused(line) == told
    assert snapshot(root) == before


def test_names_may_stand_in_quotation_marks(root: Path, say: Say) -> None:
    say("go 2", 'code 1 "peer support", “Fear, and hope”', 'recode "peer support" to "Barriers"')
    assert {code for _, code in coded(root)} == {"barriers", "fear"}


def test_a_name_that_several_codes_have_lists_their_places(root: Path, say: Say, refused: Refused) -> None:
    say("go 2", "new Rush under Barriers", "new Rush under Slowing down")
    told = refused("code 1 Rush")
    assert told.startswith(
        "'Rush' names 2 entries. Nearest: 1 Practice > Slowing down > Rush, 2 Barriers > Rush."
    )
    say("2")
    assert coded(root) == [("We slow down now.", "rush")]


def test_an_unknown_name_lists_the_nearest_by_number(root: Path, say: Say, refused: Refused) -> None:
    say("go 2")
    before = snapshot(root)
    told = refused("code 1 pear support")
    assert told.startswith("There is no code 'pear support'. Nearest: 1 peer support")
    assert snapshot(root) == before


def test_the_number_then_takes_the_one_that_is_meant(root: Path, say: Say, refused: Refused) -> None:
    say("go 2")
    refused("code 1 Bariers, pear support")
    refused("1")
    say("1")
    assert {code for _, code in coded(root)} == {"barriers", "peers"}


def test_a_number_means_nothing_once_another_command_was_given(say: Say, refused: Refused) -> None:
    say("go 2")
    refused("code 1 pear support")
    say("here")
    assert "no command '1'" in refused("1")


def test_a_number_that_was_not_offered_may_be_typed_anew(say: Say, refused: Refused) -> None:
    say("go 2")
    refused("code 1 pear support")
    assert refused("9").startswith("Type a number from 1 to ")
    assert say("1").endswith("Saved.")


def test_again_applies_the_last_codes(root: Path, say: Say) -> None:
    """A4: the last codes again."""
    say("go 2", "code 1 peers, Barriers", "go 3", "again 2")
    assert coded(root)[2:] == [("It’s the mother who knows.", key) for key in ("barriers", "peers")]


@pytest.mark.parametrize(
    ("line", "path"),
    [
        ("new Rush", "Rush"),
        ("new Rush under Slowing down", "Practice > Slowing down > Rush"),
        ("new Rush under Barriers", "Barriers > Rush"),
        ("new Barriers > Rush", "Barriers > Rush"),
        ('new "Rush" under Barriers', "Barriers > Rush"),
        ('new "Under one roof under stars"', "Under one roof under stars"),
        ("new Working under pressure under Barriers", "Barriers > Working under pressure"),
    ],
)
def test_a_new_code_stands_where_it_is_wanted(plain: Plain, say: Say, line: str, path: str) -> None:
    assert say(line).endswith("Saved.")
    book = plain.sitting.book
    (made,) = (code for code in book.codes if book.path(code.id) == path)
    under_a_theme = path.startswith("Barriers >")
    assert made.level == ("sub-theme" if under_a_theme else "code")


def test_a_new_code_much_like_another_is_told(say: Say) -> None:
    """A6: the near match is shown."""
    told = say("new refelctive-practice under Slowing down")
    assert "Much like it is 'reflective-practice'; if that is meant, type undo. Saved." in told


def test_a_memo_is_written_shown_and_taken_away(root: Path, say: Say, refused: Refused) -> None:
    say("go 2", "code 1 Barriers", "memo check 12-14 with P3")
    assert coded(root) == [("We slow down now.", "barriers", "check 12-14 with P3")]
    assert refused("memo").startswith("The memo: check 12-14 with P3.")
    say("memo -")
    assert coded(root) == [("We slow down now.", "barriers")]


def test_a_star_comes_and_goes(root: Path, say: Say) -> None:
    assert say("go 2", "code 1 Barriers", "star").startswith("Starred: fg1, turn 2")
    assert coded(root) == [("We slow down now.", "barriers", "★")]
    assert say("star").startswith("Took the star from: ")


def test_of_several_excerpts_the_number_tells_which(root: Path, say: Say, refused: Refused) -> None:
    say("go 2", "code 1 Barriers", "code 3 peers")
    told = refused("memo x")
    assert told == (
        'There are 2 excerpts on turn 2: e1 Barriers, "We slow down now."; e2 peer support, "Most of us.". '
        "Say which behind the command: e1."
    )
    assert refused("memo e3 x") == "There is no e3 on turn 2. Type here to see its excerpts."
    say("memo e2 mine")
    assert coded(root) == [("We slow down now.", "barriers"), ("Most of us.", "peers", "mine")]


def test_uncode_takes_codes_from_the_excerpt_that_has_them(root: Path, say: Say) -> None:
    """A12: a code goes, and the excerpt with its last one."""
    say("go 2", "code 1 Barriers, peers", "code 3 peers, access", "uncode barriers")
    assert [code for _, code in coded(root)] == ["peers", "access", "peers"]
    say("uncode e2 access, peers")
    assert coded(root) == [("We slow down now.", "peers")]


def test_remove_takes_the_whole_excerpt_away(root: Path, say: Say, refused: Refused) -> None:
    say("go 2", "code 1 Barriers, peers")
    assert refused("remove peers") == "remove takes the whole excerpt away. For a code of it: uncode peers"
    assert say("remove").endswith(" Saved.")
    assert coded(root) == []


def test_recode_keeps_words_and_memo(root: Path, say: Say) -> None:
    """A9: memo and span stay."""
    say("go 2", "code 1 Access to care", "memo mine", "recode Access to care to peer support")
    assert coded(root) == [("We slow down now.", "peers", "mine")]


@pytest.mark.parametrize(
    ("line", "quote"),
    [
        ("resize 2-3", "And we listen more than we did. Most of us."),
        ("resize all", "We slow down now. And we listen more than we did. Most of us."),
        ('resize "we listen"', "we listen"),
    ],
)
def test_resize_gives_the_excerpt_other_words(root: Path, say: Say, line: str, quote: str) -> None:
    """A10: the span moves, the code stays."""
    say("go 2", "code 2 Barriers", line)
    assert coded(root) == [(quote, "barriers")]


@pytest.mark.parametrize("line", ["split 2", 'split "And we"', "split e1 2"])
def test_split_makes_two_that_merge_makes_one_again(root: Path, say: Say, line: str) -> None:
    """A11: the quotes tile, the codes stay."""
    whole = [("We slow down now. And we listen more than we did. Most of us.", "barriers")]
    say("go 2", "code Barriers", line)
    assert coded(root) == [
        ("We slow down now.", "barriers"),
        ("And we listen more than we did. Most of us.", "barriers"),
    ]
    say("merge")
    assert coded(root) == whole


@pytest.mark.parametrize(
    ("quote", "told"),
    [
        ("We slow", '"We slow" does not stand inside the excerpt'),
        ("Most of us. It", '"Most of us. It" does not stand inside the excerpt'),
        ("o", '"o" stands in 6 places of the excerpt'),
    ],
)
def test_split_begins_the_second_with_words_inside_the_excerpt(
    refused: Refused, say: Say, quote: str, told: str
) -> None:
    say("go 2", "code all Barriers")
    assert told in refused(f'split "{quote}"')


def test_merge_takes_the_next_excerpt_or_the_two_that_are_named(
    root: Path, say: Say, refused: Refused
) -> None:
    say("go 2", "code 1 Barriers", "code 2 Barriers", "code 3 Barriers")
    assert refused("merge").startswith("There are 3 excerpts")
    assert refused("merge e1 e3") == (
        "These two excerpts do not touch. Resize one of them until they do, then merge."
    )
    say("merge e2")
    say("merge e1 e2")
    assert len(coded(root)) == 1
    assert refused("merge") == "There is no excerpt behind this one. Name two: merge e1 e2"


def test_undo_and_redo_go_to_what_they_change(root: Path, say: Say) -> None:
    say("go 2", "code 1 Barriers", "go 5")
    assert say("undo").endswith(". Saved. Now at turn 2.")
    assert coded(root) == []
    assert say("redo").startswith("Did again: Coded 'Barriers'")
    assert len(coded(root)) == 1


def test_undo_into_an_earlier_sitting_asks_once(opened: Callable[[], Plain], root: Path) -> None:
    """U3: undo after a restart asks once, naming date and act."""
    first = opened()
    assert all(first.answer(line).ok for line in ("go 2", "code 1 Barriers", "code 2 Barriers"))
    again = opened()
    asked = again.answer("undo")
    assert not asked.ok
    assert asked.text.startswith("The last act is of an earlier sitting, on 2")
    assert asked.text.endswith("To take it back: undo yes")
    assert [again.answer(line).ok for line in ("undo yes", "undo")] == [True, True]
    assert coded(root) == []


def test_a_second_sitting_can_read_and_changes_nothing(
    plain: Plain, root: Path, opened: Callable[[], Plain]
) -> None:
    """S5: the second session is read-only and says why."""
    second = Plain(Sitting(root, "fg1", "anna"))
    assert "Nothing can be changed: anna codes fg1 in another window" in second.greeting()
    assert second.answer("next").ok
    assert second.answer("code Barriers").text.startswith("Nothing can be changed here.")


def test_a_memo_of_several_lines_is_told_in_one(plain: Plain, say: Say) -> None:
    say("go 2", "code 1 Barriers")
    (excerpt,) = plain.sitting.excerpts
    plain.sitting.do(acting.memo, excerpt.id, "one\ntwo\tthree")
    assert "memo: one two three" in say("here").split("\n")[-1]
