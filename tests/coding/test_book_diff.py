"""What happened between two codebooks, in words."""

from __future__ import annotations

import msgspec
import pytest

from pimhcli.coding.book_diff import between, of_edits
from pimhcli.coding.codebook import Code, Codebook, Edit

THEME = Code("value", "Value", "theme")
COST = Code("cost", "Cost", "code", "value")
TIME = Code("time", "Time", "code", "value")
BOOK = Codebook((THEME, COST, TIME))


def with_cost(**changes: object) -> Codebook:
    return Codebook((THEME, msgspec.structs.replace(COST, **changes), TIME))


def told(new: Codebook, old: Codebook = BOOK) -> list[tuple[str, str, str]]:
    return [(one.event, one.name, one.words) for one in between(old, new)]


def test_of_one_codebook_and_itself_nothing_is_told() -> None:
    assert told(BOOK) == []


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (with_cost(name="Price"), ("renamed", "Price", "from 'Cost'")),
        (with_cost(parent=""), ("moved", "Cost", "from 'Value' to the codes in no theme")),
        (with_cost(definition="Money."), ("defined", "Cost", "definition: “Money.”")),
        (with_cost(status="retired"), ("retired", "Cost", "")),
        (with_cost(colour="red"), ("changed", "Cost", "colour: red")),
        (Codebook((THEME, COST)), ("removed", "Time", "under 'Value'")),
        (Codebook((THEME, TIME, COST)), ("reordered", "Time", "")),
    ],
)
def test_each_change_of_an_entry_is_told_in_its_own_words(
    new: Codebook, expected: tuple[str, str, str]
) -> None:
    assert told(new) == [expected]


def test_an_entry_that_is_new_is_told_with_what_it_hangs_under() -> None:
    assert told(BOOK, Codebook((THEME, COST))) == [("added", "Time", "under 'Value'")]


def test_an_entry_whose_key_another_took_over_was_merged_into_it() -> None:
    into = msgspec.structs.replace(COST, former=("time", "Time"))
    assert told(Codebook((THEME, into))) == [("merged", "Time", "into 'Cost'")]


def test_an_entry_that_got_another_key_is_the_same_one() -> None:
    other = Code("price", "Price", "code", "value", former=("cost", "Cost"))
    assert told(Codebook((THEME, other, TIME))) == [("renamed", "Price", "from 'Cost'")]


def test_the_edits_of_one_act_are_taken_together() -> None:
    renamed = msgspec.structs.replace(COST, name="Price")
    defined = msgspec.structs.replace(renamed, definition="Money.")
    events = [one.event for one in of_edits([Edit(COST, renamed), Edit(renamed, defined)])]
    assert events == ["renamed", "defined"]


def test_what_an_act_made_and_took_out_again_did_not_happen() -> None:
    assert of_edits([Edit(after=COST), Edit(before=COST)]) == []


def test_what_goes_along_with_what_it_hangs_under_was_not_moved_itself() -> None:
    top, sub = Code("top", "Top", "theme"), Code("sub", "Sub", "sub-theme", "top")
    under, code = Code("top", "Top", "sub-theme", "value"), Code("sub", "Sub", "code", "top")
    assert told(Codebook((THEME, under, code)), Codebook((THEME, top, sub))) == [
        ("moved", "Top", "from the themes to 'Value' as a sub-theme"),
        ("changed", "Sub", "was a sub-theme; it went along with 'Top'"),
    ]
