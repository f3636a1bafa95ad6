"""A typed line taken apart: sentences, quotes, excerpt numbers."""

from __future__ import annotations

import pytest

from pimhcli.errors import UsageError
from pimhcli.plain import words
from pimhcli.plain.words import Extent


@pytest.mark.parametrize(
    ("typed", "extent", "rest"),
    [
        ("all Rush", Extent(), "Rush"),
        ("ALL", Extent(), ""),
        ("allowance", None, "allowance"),
        ("1 Rush", Extent(sentences=(1, 1)), "Rush"),
        ("1-2 Rush, Fear", Extent(sentences=(1, 2)), "Rush, Fear"),
        ("2 – 3 Rush", Extent(sentences=(2, 3)), "Rush"),
        ("1st aid", None, "1st aid"),
        ('"we do" Rush', Extent("we do"), "Rush"),
        ("“we “do” Rush", Extent("we “do"), "Rush"),
        ("„we do“ Rush", Extent("we do"), "Rush"),
        ("«we do» Rush", Extent("we do"), "Rush"),
        ("It's", None, "It's"),
        ("", None, ""),
    ],
)
def test_an_extent_is_told_from_the_names_behind_it(typed: str, extent: Extent | None, rest: str) -> None:
    assert words.extent(typed) == (extent, rest)


@pytest.mark.parametrize("typed", ['"', '""', '" " Rush', '"we do', "“we do"])
def test_a_quote_needs_words_and_an_end(typed: str) -> None:
    with pytest.raises(UsageError, match="no words, or no end"):
        words.extent(typed)


@pytest.mark.parametrize(
    ("typed", "number", "rest"),
    [("e2 ask P3", 2, "ask P3"), ("E10", 10, ""), ("e2e", 0, "e2e"), ("x", 0, "x")],
)
def test_an_excerpt_is_named_by_e_and_its_number(typed: str, number: int, rest: str) -> None:
    assert words.excerpt(typed) == (number, rest)


def test_white_space_of_any_kind_becomes_one_blank() -> None:
    assert words.flat(" one\n\ttwo \x1c three ") == "one two three"
