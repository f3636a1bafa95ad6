"""Excerpts are seen with who speaks in them, and where."""

from __future__ import annotations

import pytest

from pimhcli.analysis.passages import Passage, passages
from pimhcli.coding.acts import Desk, Wanted, add
from pimhcli.coding.excerpts import excerpts
from pimhcli.transcripts.roster import Cast
from pimhcli.transcripts.turns import parse

TALK = """\
# Focus group on coping
Moderator: How is it?
px 1: Hard.
PX2: We cope.
Guest: So do I.
"""
CAST = Cast(("PX1", "PX2"))


def seen(quote: str, cast: Cast = CAST, now: str = TALK) -> Passage:
    """The passage of a quote that was coded in the talk, in the transcript as it is now."""
    start = TALK.index(quote)
    desk = Desk("fg1", TALK, "v1", (), "anna", "2026", lambda: "id")
    coded = excerpts("fg1", add(desk, [Wanted(start, start + len(quote), ("a",))]).after)
    (passage,) = passages(parse(now, "fg1"), "v1" if now == TALK else "v2", coded, cast, "group 1")
    return passage


@pytest.mark.parametrize(
    ("quote", "speakers", "participants", "place"),
    [
        ("Hard", ("px 1",), ("PX1",), "fg1, turn 2"),
        ("How is it?\npx 1: Hard.", ("Moderator", "px 1"), ("PX1",), "fg1, turns 1–2"),
        ("Hard.\nPX2: We cope.\nGuest: So", ("px 1", "PX2", "Guest"), ("PX1", "PX2"), "fg1, turns 2–4"),
        ("So do I", ("Guest",), (), "fg1, turn 4"),
        ("PX2: We cope.", ("PX2",), ("PX2",), "fg1, turn 3"),
    ],
)
def test_a_passage_tells_who_speaks_who_of_them_takes_part_and_where(
    quote: str, speakers: tuple[str, ...], participants: tuple[str, ...], place: str
) -> None:
    found = seen(quote)
    assert (found.speakers, found.participants, found.place) == (speakers, participants, place)
    assert (found.stands, found.group) == (True, "group 1")


def test_before_answers_are_loaded_everyone_but_the_moderator_takes_part() -> None:
    assert seen("How is it?\npx 1: Hard.", Cast()).participants == ("px 1",)


def test_a_moderator_of_the_study_takes_no_part() -> None:
    assert seen("So do I", Cast((), ("Guest",))).participants == ()


@pytest.mark.parametrize(
    "now",
    [TALK.replace("Hard", "Easy"), TALK.replace("Moderator: How is it?\n", "").replace("px 1", "# px 1")],
)
def test_words_that_nobody_says_any_more_stand_nowhere(now: str) -> None:
    found = seen("Hard.", now=now)
    assert (found.stands, found.turn, found.speakers, found.place) == (False, 0, (), "fg1")


def test_words_of_the_front_matter_stand_nowhere_for_nobody_says_them() -> None:
    assert not seen("Focus group").stands


MANY = "Moderator: So?\nAll: Yes.\nUnidentified: No.\nSpeaker 2: Well.\nObserver: Time.\nPX1: Fine.\n"


@pytest.mark.parametrize(
    ("cast", "participants", "nameless"),
    [
        (CAST, ("PX1",), ("All", "Unidentified", "Speaker 2")),
        (Cast(), ("Speaker 2", "PX1"), ("All", "Unidentified")),
        (Cast(("PX1", "Speaker 2")), ("Speaker 2", "PX1"), ("All", "Unidentified")),
    ],
)
def test_voices_without_a_name_are_no_participants(
    cast: Cast, participants: tuple[str, ...], nameless: tuple[str, ...]
) -> None:
    desk = Desk("fg1", MANY, "v1", (), "anna", "2026", lambda: "id")
    wanted = Wanted(MANY.index("So?"), MANY.index("Fine.") + 5, ("a",))
    coded = excerpts("fg1", add(desk, [wanted]).after)
    (found,) = passages(parse(MANY, "fg1"), "v1", coded, cast, "fg1")
    assert (found.participants, found.nameless) == (participants, nameless)
