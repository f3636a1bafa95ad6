"""A coding is followed from the text it was made on, or found by its words and those around it."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pimhcli.coding.anchoring import Anchors
from pimhcli.coding.excerpts import CONTEXT, Coding
from pimhcli.transcripts.mapping.mapping import Mapped

TEXT = (
    "PX1: We cope with it as we can. It is hard for us all, and it stays that way.\n"
    "PX2: Marianne helps me on Tuesdays, and that is a relief.\n"
    "PX3: It is hard for us all. Nobody tells you how long it is going to take.\n"
    "PX4: The waiting list is the worst part of it for me.\n"
    "PX2: They rang once, in March, and never again.\n"
)
VERSIONS = {"v1": TEXT}


def unknown(_version: str) -> None:
    """No earlier text is known."""


def made(quote: str, at: int = 0) -> Coding:
    """A coding of the first place of a quote from an offset on."""
    start = TEXT.index(quote, at)
    end = start + len(quote)
    pre, post = TEXT[max(start - CONTEXT, 0) : start], TEXT[end : end + CONTEXT]
    return Coding("x", "hard", quote, start, end, pre, post, text="v1")


def stands(coding: Coding, text: str, older: dict[str, str] = VERSIONS) -> tuple[str, str]:
    """The status of a coding in a text, and what stands at its place."""
    anchor = Anchors(text, "v2", older.get).anchor(coding)
    return anchor.status, text[anchor.start : anchor.end]


def test_on_its_own_version_a_coding_stands_where_it_says() -> None:
    coding = made("It is hard", 60)
    assert Anchors(TEXT, "v1", unknown).anchor(coding) == Mapped("same", *coding.span)


def test_a_coding_of_no_version_stands_where_its_words_stand() -> None:
    coding = msgspec.structs.replace(made("It is hard", 60), text="")
    assert Anchors(TEXT, "v1", unknown).anchor(coding) == Mapped("same", *coding.span)


def test_from_a_known_version_a_coding_is_followed() -> None:
    new = "PX9: It is hard for us all.\n" + TEXT.replace("tells", "told")
    assert stands(made("Nobody tells you"), new) == ("changed", "Nobody told you")


def test_a_known_version_is_read_once_for_all_codings() -> None:
    asked: list[str] = []

    def older(version: str) -> str:
        asked.append(version)
        return TEXT

    anchors = Anchors("PX9: Hello.\n" + TEXT, "v2", older)
    for quote in ("Nobody tells you", "worst part", "never again"):
        anchors.anchor(made(quote))
    assert asked == ["v1"]


def test_a_version_that_is_not_known_is_asked_for_once() -> None:
    asked: list[str] = []
    anchors = Anchors("PX9: Hello.\n" + TEXT, "v2", asked.append)
    for quote in ("Nobody tells you", "worst part"):
        anchors.anchor(made(quote))
    assert asked == ["v1"]


def test_the_deleted_one_of_two_equal_sentences_is_lost_not_put_on_the_other() -> None:
    new = TEXT.replace("PX3: It is hard for us all. Nobody", "PX3: Nobody")
    coding = made("It is hard for us all", TEXT.index("PX3"))
    assert stands(coding, new)[0] in {"lost", "review"}
    assert (
        stands(coding, new.replace("PX3: Nobody tells you how long it is going to take.\n", ""))[0] == "lost"
    )


def test_a_version_that_does_not_hold_the_quote_is_not_followed() -> None:
    older = {"v1": TEXT.upper()}
    assert stands(made("worst part of it"), "PX9: Hello.\n" + TEXT, older) == ("same", "worst part of it")


def test_without_its_version_a_coding_is_found_by_its_words_and_their_context() -> None:
    coding = made("It is hard for us all", TEXT.index("PX3"))
    new = "PX9: Hello.\n" + TEXT
    anchor = Anchors(new, "v2", unknown).anchor(coding)
    assert anchor == Mapped("same", coding.start + 12, coding.end + 12)


def test_without_its_version_and_context_one_of_two_places_is_to_be_looked_at() -> None:
    coding = msgspec.structs.replace(made("It is hard for us all"), pre="", post="", text="v0")
    assert stands(coding, "PX9: Hello.\n" + TEXT, {}) == ("review", "It is hard for us all")


def test_without_its_version_a_changed_quote_is_found_in_its_context() -> None:
    new = "PX9: Hello.\n" + TEXT.replace("waiting list is the", "waitting list was the")
    assert stands(made("The waiting list is the worst part"), new, {}) == (
        "changed",
        "The waitting list was the worst part",
    )


def test_without_its_version_a_quote_whose_words_are_nowhere_is_lost() -> None:
    assert stands(made("The waiting list is the worst part"), "PX1: Quite other words.\n", {}) == ("lost", "")


def test_words_changed_by_hand_in_a_coding_of_this_version_are_looked_for() -> None:
    coding = msgspec.structs.replace(made("worst part"), quote="never again")
    anchor = Anchors(TEXT, "v1", unknown).anchor(coding)
    assert TEXT[anchor.start : anchor.end] == "never again"


@pytest.mark.parametrize(
    ("quote", "wanted"),
    [
        ("worst part of it", ("same", "worst part of it")),
        ("It is hard for us all", ("review", "It is hard for us all")),
        ("the worst part of it, for me", ("review", "the worst part of it for me")),
        ("Something that nobody ever uttered", ("lost", "")),
        ("", ("lost", "")),
    ],
)
def test_a_coding_written_by_hand_is_found_by_its_quote(quote: str, wanted: tuple[str, str]) -> None:
    assert stands(Coding("x", "hard", quote), TEXT) == wanted


def test_the_places_offered_for_a_quote_of_several_are_all_of_them_the_likeliest_first() -> None:
    coding = made("It is hard for us all", TEXT.index("PX3"))
    first, second = TEXT.index("It is hard"), coding.start
    offered = Anchors(TEXT, "v2", unknown).candidates(coding)
    assert [place.start for place in offered[:2]] == [second, first]


def test_no_more_than_five_places_are_offered() -> None:
    text = "PX1: Right, go on then, I listen.\n" * 40
    assert len(Anchors(text, "v2", unknown).candidates(Coding("x", "hard", "go on"))) == 5


def test_for_a_lost_quote_the_nearest_words_are_offered() -> None:
    new = TEXT.replace("PX4: The waiting list is the worst part of it for me.\n", "")
    new += "Moderator: Some say the waiting list is the worst bit of it all, do others?\n"
    coding = made("The waiting list is the worst part of it")
    offered = Anchors(new, "v2", VERSIONS.get).candidates(coding)
    assert "the waiting list is the worst bit" in new[offered[0].start : offered[0].end]


def test_for_words_that_are_nowhere_nothing_is_offered() -> None:
    assert Anchors("PX1: Other.\n", "v2", unknown).candidates(made("The waiting list is")) == ()


@given(
    st.text(max_size=60), st.text(max_size=12), st.integers(0, 70), st.integers(0, 70), st.text(max_size=8)
)
def test_whatever_a_row_says_it_stands_within_the_text(
    text: str, quote: str, start: int, end: int, pre: str
) -> None:
    coding = Coding("x", "hard", quote, start, end, pre, pre[::-1], text="v1")
    for older in ({}, {"v1": text[::-1]}, {"v1": TEXT}):
        anchors = Anchors(text, "v2", older.get)
        for anchor in (anchors.anchor(coding), *anchors.candidates(coding)):
            assert 0 <= anchor.start <= anchor.end <= len(text)
            assert anchor.status != "same" or text[anchor.start : anchor.end] == quote


def test_a_quote_written_by_hand_is_no_part_of_a_longer_word() -> None:
    assert Anchors(TEXT, "v2", unknown).anchor(Coding("x", "hard", "is")).start == TEXT.index("is hard")
