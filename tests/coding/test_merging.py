"""Entries of a codebook become one, which is found by all their keys and names."""

from __future__ import annotations

import pytest

from pimhcli.coding.codebook import Code, Codebook
from pimhcli.coding.comparing import edited
from pimhcli.coding.merging import PLAIN, How, merged, unjoined
from pimhcli.errors import ProblemsError, UsageError

BOOK = Codebook(
    (
        Code("value", "Value", "theme", definition="Worth."),
        Code("cost", "Cost", "sub-theme", "value", definition="Money.", former=("Expense",)),
        Code("price", "Price", "code", "cost"),
        Code("time", "Time", "sub-theme", "value"),
        Code("trust", "Trust", "theme", definition="Faith.", include="hope"),
        Code("price-2", "price", "sub-theme", "trust", definition="In coins."),
        Code("doubt", "Doubt", "sub-theme", "trust"),
    )
)


def after(gone: str, into: str, how: How = PLAIN) -> Codebook:
    return edited(BOOK, merged(BOOK, [BOOK.by_key[key] for key in gone.split()], BOOK.by_key[into], how))


def test_the_one_that_stays_is_found_by_every_key_and_name_of_the_others() -> None:
    book = after("cost", "time")
    for words in ("cost", "Cost", "expense", "time", "Value > Cost"):
        assert [code.id for code in book.find(words)] == ["time"]
    assert book.key_of("cost") == "time"


def test_what_hangs_under_the_others_comes_along_on_a_level_that_can_stand_there() -> None:
    book = after("trust", "time")
    assert [(code.id, code.level) for code in book.children("time")] == [
        ("price-2", "code"),
        ("doubt", "code"),
    ]


def test_several_go_at_once_even_one_under_another() -> None:
    book = after("cost price trust", "time")
    assert [code.id for code in book.codes] == ["value", "time", "price-2", "doubt"]
    assert {book.key_of(key) for key in ("cost", "price", "trust")} == {"time"}


def test_a_sub_theme_goes_into_its_theme() -> None:
    assert [code.id for code in after("cost", "value").children("value")] == ["price", "time"]


def test_a_definition_is_taken_over_where_there_is_none() -> None:
    assert after("cost", "time").by_key["time"].definition == "Money."


def test_of_two_definitions_that_of_the_one_that_stays_is_kept_unless_they_are_joined() -> None:
    assert after("cost", "value").by_key["value"].definition == "Worth."
    assert after("cost", "value", How(joins=True)).by_key["value"].definition == "Worth.\nMoney."
    assert [code.id for code in unjoined(BOOK.codes, BOOK.by_key["value"])] == ["cost", "trust", "price-2"]


def test_entries_of_one_name_that_would_come_together_are_named() -> None:
    with pytest.raises(ProblemsError, match="Under 'Cost' there would be two entries each of: 'price'"):
        after("trust", "cost")


def test_entries_of_one_name_that_come_together_are_merged_when_asked_for() -> None:
    book = after("trust", "cost", How(twins=True))
    assert [code.id for code in book.children("cost")] == ["price", "doubt"]
    assert book.by_key["price-2"].definition == "In coins."
    assert book.key_of("price-2") == "price"


@pytest.mark.parametrize(("gone", "into"), [("value", "value"), ("value", "price")])
def test_an_entry_is_merged_neither_into_itself_nor_into_what_hangs_under_it(gone: str, into: str) -> None:
    with pytest.raises(UsageError):
        after(gone, into)


@pytest.mark.parametrize(("gone", "into"), [("cost price trust", "time"), ("trust", "cost")])
def test_a_merge_is_taken_back_exactly(gone: str, into: str) -> None:
    codes = [BOOK.by_key[key] for key in gone.split()]
    edits = merged(BOOK, codes, BOOK.by_key[into], How(joins=True, twins=True))
    book = edited(BOOK, edits)
    assert edited(book, [edit.back for edit in reversed(edits)]) == BOOK
