"""Who follows whom: changes of speaker are counted once each, in each transcript by itself."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pimhcli.analysis.interaction import Following, following
from pimhcli.analysis.voices import talk
from pimhcli.transcripts.roster import Cast
from pimhcli.transcripts.turns import parse

CAST = Cast(("P1", "P2", "P3"), ("Mod",))


def followed(*orders: str) -> Following:
    texts = ("".join(f"{label}: word\n" for label in order.split()) for order in orders)
    return following(talk([("fg", parse(text, f"fg{n}")) for n, text in enumerate(texts)], CAST).groups[0])


def times(found: Following) -> dict[str, int]:
    return {f"{one.name} {other.name}": number for (one, other), number in found.times.items()}


def test_each_change_of_speaker_is_counted() -> None:
    assert times(followed("Mod P1 P2 P1 P2 Mod")) == {"Mod P1": 1, "P1 P2": 2, "P2 P1": 1, "P2 Mod": 1}


def test_turns_of_one_speaker_on_end_are_one_in_any_spelling() -> None:
    assert times(followed("P1 p1 P1 P2 P2")) == {"P1 P2": 1}


def test_what_was_typed_in_the_chat_follows_nobody_and_parts_nobody() -> None:
    text = "P1: one\nP2: [chat] two\nP1: three\nP3: four\n"
    found = following(talk([("fg", parse(text, "fg"))], CAST).groups[0])
    assert (times(found), found.typed) == ({"P1 P3": 1}, 1)


def test_nobody_follows_over_the_end_of_a_transcript() -> None:
    assert times(followed("P1 P2", "P3 P1")) == {"P1 P2": 1, "P3 P1": 1}


def test_how_often_one_speaks_after_a_participant_is_told_from_after_anybody() -> None:
    found = followed("Mod P1 P2 P1 Mod P1")
    first = found.people[0]
    assert (found.before(first), found.among(first), found.after(first)) == (3, 1, 2)


def test_participants_who_never_speak_are_among_them_and_follow_nobody() -> None:
    found = followed("P1 P2")
    assert [(voice.name, found.before(voice)) for voice in found.people] == [("P1", 0), ("P2", 1), ("P3", 0)]


@given(st.lists(st.sampled_from(["P1", "P2", "P3", "Mod", "All", "Zoe"]), max_size=30))
def test_everybody_together_follows_as_often_as_is_followed(order: list[str]) -> None:
    found = followed(" ".join(order))
    changes = sum(a != b for a, b in pairwise(order))
    assert sum(map(found.before, found.voices)) == sum(map(found.after, found.voices)) == changes
