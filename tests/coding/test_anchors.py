"""A coding stands where its words stand, and nowhere where that is not certain."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pimhcli.coding.acts import Desk, Wanted, add
from pimhcli.coding.anchors import locate

if TYPE_CHECKING:
    from pimhcli.coding.excerpts import Coding

TEXT = "PX1: We cope with it as we can. It is hard for us all, and it stays that way.\nPX2: It is hard.\n"


def made(quote: str, text: str = TEXT) -> Coding:
    start = text.index(quote)
    desk = Desk("fg1", text, "v1", (), "anna", "2026-02", lambda: "id")
    return add(desk, [Wanted(start, start + len(quote), ("hard",))]).after[0]


HARD = made("It is hard")


def found(coding: Coding, text: str, version: str = "v2") -> str | None:
    span = locate(coding, text, version)
    return text[span[0] : span[1]] if span else None


def test_on_its_own_version_a_coding_stands_where_it_says() -> None:
    assert locate(HARD, TEXT, "v1") == HARD.span


@given(st.text(st.characters(exclude_categories=["Cs"])), st.text(st.characters(exclude_categories=["Cs"])))
def test_text_put_before_and_after_moves_a_coding_with_its_words(before: str, after: str) -> None:
    text = before + TEXT + after
    assert locate(HARD, text, "v2") == (HARD.start + len(before), HARD.end + len(before))


def test_of_two_places_of_its_words_that_with_its_neighbours_is_taken() -> None:
    second = made("It is hard.")
    assert locate(second, "PX3: It is hard to say.\n" + TEXT, "v2") == (
        second.start + len("PX3: It is hard to say.\n"),
        second.end + len("PX3: It is hard to say.\n"),
    )


def test_a_change_of_its_neighbours_leaves_it_at_its_old_place() -> None:
    assert locate(HARD, TEXT.replace("for us all", "for everybody"), "v2") == HARD.span


@pytest.mark.parametrize(
    "text",
    [
        TEXT.replace("It is hard", "It was hard"),
        TEXT.replace("It is hard for us", "for us"),
        "PX1: Hm. " + TEXT.replace("for us all", "for everybody"),
        "",
    ],
)
def test_words_that_are_gone_or_not_certain_stand_nowhere(text: str) -> None:
    assert found(HARD, text) is None


def test_the_same_words_with_the_same_neighbours_in_two_new_places_stand_nowhere() -> None:
    assert found(HARD, "PX0: Hm.\n" + TEXT + TEXT) is None


def test_a_coding_with_other_words_than_its_own_version_stands_nowhere() -> None:
    assert locate(msgspec.structs.replace(HARD, quote="It was hard"), TEXT, "v1") is None


def test_a_coding_that_tells_no_version_stands_where_its_words_are() -> None:
    assert locate(msgspec.structs.replace(HARD, text=""), TEXT, "v9") == HARD.span
