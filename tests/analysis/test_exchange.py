"""A quote is laid out as what was said: voice by voice, with the talk around it that may be printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.analysis.exchange import UNPRINTED, Line, lines
from pimhcli.analysis.passages import passages
from pimhcli.analysis.voices import talk
from pimhcli.coding.excerpts import Coding, Excerpt
from pimhcli.transcripts.roster import Cast
from pimhcli.transcripts.turns import parse

if TYPE_CHECKING:
    from collections.abc import Iterable

TEXT = """\
Mod: What has changed?
P1: Well, we slow down now. We listen.
P2: I ask first.
  And then I wait.
Mod: Good.
P 1: People leave.
"""
CAST = Cast(("P1", "P2"), ("Mod",))


def exchange(quote: str, around: int = 0, *, wording: str = "", hidden: Iterable[int] = ()) -> list[Line]:
    transcript = parse(TEXT, "fg1")
    start = TEXT.index(quote)
    coding = Coding("id", "hard", quote, start, start + len(quote), wording=wording)
    (passage,) = passages(transcript, "v1", [Excerpt("fg1", (coding,))], CAST, "fg1")
    said = talk([("fg1", transcript)], CAST).groups[0].turns
    return list(lines(passage, said, TEXT, around, lambda one: one.turn.number not in hidden))


def test_a_quote_of_one_turn_that_stands_alone_needs_no_lines() -> None:
    assert exchange("We listen.") == []


def test_a_quote_of_several_turns_has_a_line_for_each() -> None:
    assert exchange("We listen.\nP2: I ask first.\n  And then I wait.\nMod: Good.") == [
        Line("P1", "We listen.", turn=2),
        Line("P2", "I ask first. And then I wait.", turn=3),
        Line("Mod", "Good.", turn=4),
    ]


def test_as_many_turns_as_are_wanted_stand_before_and_after() -> None:
    found = exchange("I ask first.\n  And then I wait.", 1)
    assert [(one.part, one.speaker, one.turn) for one in found] == [
        ("before", "P1", 2),
        ("quote", "P2", 3),
        ("after", "Mod", 4),
    ]


def test_at_the_ends_of_the_talk_there_are_fewer() -> None:
    assert [one.part for one in exchange("People leave.", 2)] == ["before", "before", "quote"]


def test_a_participant_is_named_by_the_id_whatever_the_label() -> None:
    assert exchange("People leave.", 1)[-1].speaker == "P1"


def test_beside_other_talk_an_ellipsis_tells_that_the_turn_begins_before_or_goes_on() -> None:
    words = [one.words for one in exchange("we slow down now.", 1) if one.part == "quote"]
    assert words == ["… we slow down now. …"]


def test_a_whole_turn_needs_no_ellipsis() -> None:
    assert exchange("People leave.", 1)[-1].words == "People leave."


def test_a_wording_is_printed_voice_by_voice() -> None:
    quote = "We listen.\nP2: I ask first.\n  And then I wait.\nMod: Good."
    assert exchange(quote, wording="We [all] listen. …\nMod: Good.") == [
        Line("P1", "We [all] listen. …", turn=2),
        Line("Mod", "Good.", turn=4),
    ]


def test_a_turn_that_may_not_be_printed_leaves_a_mark_that_does_not_tell_whose_it_is() -> None:
    assert exchange("We listen.", 1, hidden=[3])[-1] == Line("", UNPRINTED, "after")


def test_several_of_them_in_a_row_leave_one_mark() -> None:
    found = [one.words for one in exchange("People leave.", 4, hidden=[2, 3])]
    assert found == ["What has changed?", UNPRINTED, "Good.", "People leave."]
