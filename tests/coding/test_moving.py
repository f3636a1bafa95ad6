"""Entries of a codebook are moved, with what hangs under them, and to other places among their neighbours."""

from __future__ import annotations

import pytest

from pimhcli.coding.codebook import Code, Codebook
from pimhcli.coding.comparing import edited
from pimhcli.coding.moving import Where, moved
from pimhcli.errors import ProblemsError, UsageError

BOOK = Codebook(
    (
        Code("value", "Value", "theme"),
        Code("cost", "Cost", "sub-theme", "value"),
        Code("price", "Price", "code", "cost"),
        Code("time", "Time", "sub-theme", "value"),
        Code("trust", "Trust", "theme"),
        Code("loose", "Loose end", "code"),
        Code("price-2", "Price", "code"),
    )
)


def after(key: str, where: Where) -> Codebook:
    return edited(BOOK, moved(BOOK, BOOK.by_key[key], where))


def below(book: Codebook, parent: str = "") -> list[tuple[str, str]]:
    return [(code.id, code.level) for code in book.children(parent)]


def test_a_theme_under_another_becomes_a_sub_theme_and_its_sub_themes_codes() -> None:
    book = after("value", Where("trust"))
    assert below(book, "trust") == [("value", "sub-theme")]
    assert below(book, "value") == [("cost", "code"), ("time", "code")]
    assert below(book, "cost") == [("price", "code")]


def test_a_sub_theme_at_the_top_becomes_a_theme_and_a_code_stays_one() -> None:
    assert ("cost", "theme") in below(after("cost", Where("")))
    assert ("price", "code") in below(after("loose", Where("cost")), "cost")


def test_another_level_can_be_asked_for() -> None:
    assert ("loose", "sub-theme") in below(after("loose", Where("trust", "sub-theme")), "trust")
    assert ("loose", "theme") in below(after("loose", Where(level="theme")))


@pytest.mark.parametrize(
    ("where", "order"),
    [
        (Where(before="cost"), ["time", "cost"]),
        (Where(first=True), ["time", "cost"]),
        (Where("value"), ["cost", "time"]),
    ],
)
def test_an_entry_gets_its_place_among_its_neighbours(where: Where, order: list[str]) -> None:
    assert [key for key, _ in below(after("time", where), "value")] == order


def test_a_neighbour_says_under_what_it_goes_and_on_which_level() -> None:
    assert below(after("trust", Where(after="cost")), "value") == [
        ("cost", "sub-theme"),
        ("trust", "sub-theme"),
        ("time", "sub-theme"),
    ]


def test_where_it_stands_already_nothing_is_done() -> None:
    assert moved(BOOK, BOOK.by_key["time"], Where()) == ()


@pytest.mark.parametrize(
    ("key", "where", "why"),
    [
        ("value", Where("value"), "'Value' cannot hang under itself"),
        ("value", Where("price"), "'Value' cannot hang under 'Price', which hangs under it"),
        ("loose", Where("cost", "sub-theme"), "A sub-theme cannot stand under the sub-theme 'Cost'"),
        ("cost", Where(before="cost"), "cannot stand beside itself"),
        ("cost", Where("trust", before="time"), "'Time' does not stand there as a sub-theme"),
    ],
)
def test_an_entry_is_not_moved_where_it_cannot_stand(key: str, where: Where, why: str) -> None:
    with pytest.raises(UsageError, match=why):
        after(key, where)


def test_an_entry_is_not_moved_beside_one_of_its_name() -> None:
    with pytest.raises(ProblemsError, match="'Price' is in the codebook already"):
        after("price-2", Where("cost"))


@pytest.mark.parametrize("where", [Where("trust"), Where(before="trust"), Where("trust", "code")])
def test_edits_that_move_a_theme_are_taken_back_exactly(where: Where) -> None:
    edits = moved(BOOK, BOOK.by_key["value"], where)
    book = edited(BOOK, edits)
    assert edited(book, [edit.back for edit in reversed(edits)]) == BOOK
