"""Entries of a codebook are renamed, described and taken out; what would break the codebook is refused."""

from __future__ import annotations

import pytest

from pimhcli.coding.codebook import Code, Codebook, Edit
from pimhcli.coding.editing import described, made, place, removed, renamed
from pimhcli.errors import ProblemsError, UsageError

TIME = Code("time", "Time", "theme")
HOUR = Code("hour", "Finding the hour", "sub-theme", "time", definition="When.")
RUSH = Code("rush", "Rush", "sub-theme", "time")
PEOPLE = Code("people", "People", "theme")
PARKING = Code("parking", "Parking", "code")
BOOK = Codebook((TIME, HOUR, RUSH, PEOPLE, PARKING))


def test_a_new_name_keeps_the_old_one_to_find_it_by() -> None:
    after = renamed(BOOK, HOUR, " The hour ").after
    assert after is not None
    assert (after.id, after.name, after.former) == ("hour", "The hour", ("Finding the hour",))
    assert Codebook((TIME, after)).find("finding the hour") == (after,)


def test_a_name_that_comes_back_is_no_former_one() -> None:
    once = renamed(BOOK, HOUR, "The hour").after
    assert once is not None
    book = Codebook((TIME, once, RUSH))
    after = renamed(book, once, "Finding the hour").after
    assert after is not None
    assert (after.name, after.former) == ("Finding the hour", ("The hour",))


def test_the_name_that_it_has_changes_nothing() -> None:
    assert renamed(BOOK, HOUR, "Finding the hour") == Edit(HOUR, HOUR)


def test_a_name_in_other_letters_is_no_twin_of_itself() -> None:
    after = renamed(BOOK, RUSH, "RUSH").after
    assert after is not None
    assert after.name == "RUSH"


@pytest.mark.parametrize("name", ["Rush", "rush", " RUSH "])
def test_the_name_of_a_neighbour_is_refused(name: str) -> None:
    with pytest.raises(ProblemsError, match="'Rush' is in the codebook already"):
        renamed(BOOK, HOUR, name)


def test_the_name_of_an_entry_elsewhere_is_allowed() -> None:
    after = renamed(BOOK, HOUR, "People").after
    assert after is not None
    assert after.name == "People"


@pytest.mark.parametrize("name", ["", "  ", "two\nlines"])
def test_a_name_is_one_line(name: str) -> None:
    with pytest.raises(UsageError, match="needs a name"):
        renamed(BOOK, HOUR, name)


def test_a_definition_is_put_in_place_of_another_without_outer_blanks() -> None:
    after = described(HOUR, " How they find it. \n").after
    assert after is not None
    assert after.definition == "How they find it."


def test_an_empty_definition_takes_it_away() -> None:
    after = described(HOUR, " ").after
    assert after is not None
    assert after.definition == ""


def test_what_is_taken_out_knows_its_place_to_come_back_to() -> None:
    edit = removed(BOOK, RUSH)
    assert edit == Edit(before=RUSH, place=1)
    assert edit.back == Edit(after=RUSH, place=1)


def test_what_others_hang_under_is_not_taken_out() -> None:
    with pytest.raises(ProblemsError, match="'Time' has 2 entries under it"):
        removed(BOOK, TIME)


def test_a_place_is_counted_among_those_of_its_level() -> None:
    assert [place(BOOK, code) for code in (TIME, PEOPLE, PARKING, HOUR, RUSH)] == [0, 1, 0, 0, 1]


def test_new_entries_are_edits_with_nothing_before() -> None:
    assert made([TIME, HOUR]) == (Edit(after=TIME), Edit(after=HOUR))
