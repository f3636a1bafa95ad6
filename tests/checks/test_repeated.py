"""Which pairs of quotes are of one utterance in different words."""

from __future__ import annotations

from pimhcli.checks.repeated import Printed, repeated

_SHARED = "you have here the map of it all and more"
_FIRST = Printed("paragraph 1", f"the model of attachment to look and {_SHARED}", "P1")


def test_quotes_that_differ_right_before_what_they_share_are_found() -> None:
    other = Printed("paragraph 9", f"that model and attachment {_SHARED}", "P1")
    (finding,) = repeated([_FIRST, other])
    assert (finding.where, finding.severity) == ("paragraph 9", "warning")
    assert "in paragraph 1" in finding.message


def test_quotes_that_differ_right_behind_what_they_share_are_found() -> None:
    assert repeated([Printed("1", f"{_SHARED} said we"), Printed("2", f"{_SHARED} was told")])


def test_a_quote_within_another_does_not_differ() -> None:
    assert repeated([_FIRST, Printed("paragraph 9", _SHARED, "P1")]) == []


def test_an_ellipsis_may_stand_for_what_is_left_out() -> None:
    assert repeated([_FIRST, Printed("paragraph 9", f"the model … {_SHARED}", "P1")]) == []


def test_seven_words_in_a_row_are_said_twice_by_chance() -> None:
    assert (
        repeated(
            [
                Printed("1", "a one two three four five six seven"),
                Printed("2", "b one two three four five six seven"),
            ]
        )
        == []
    )


def test_what_two_people_say_is_not_one_utterance() -> None:
    assert repeated([_FIRST, Printed("paragraph 9", f"that thing {_SHARED}", "P2")]) == []


def test_quotes_of_different_places_are_not_of_one_utterance() -> None:
    first, second = ("fg1", 0, 90), ("fg1", 90, 180)
    quotes = [_FIRST._replace(place=first), Printed("2", f"that thing {_SHARED}", "P1", second)]
    assert repeated(quotes) == []
    assert repeated([quotes[0], quotes[1]._replace(place=("fg1", 80, 180))])
