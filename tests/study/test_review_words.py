"""What the report says of a review: exact counts, and the right words for one and for many."""

from __future__ import annotations

import pytest

from pimhcli.study.review_words import Raised, Reading, Tally, sentence

ALL = Tally(4, 13, 8, 106)


def test_the_sentence_gives_every_count_with_its_whole() -> None:
    reading = Reading(
        "ben", False, Tally(4, 13, 8, 60), ALL, Raised(2, 3, 2, settled=6), "2026-12-03", "2026-12-05"
    )
    assert sentence(reading) == (
        "ben reviewed 4 of 4 themes, 13 of 13 sub-themes, 8 of 8 codes and 60 of 106 quotes between 3 and "
        "5 December 2026; 7 points were raised (2 on names, 3 on codes, 2 queries), 6 are settled, 1 is open."
    )


def test_one_is_one() -> None:
    reading = Reading(
        "ben", False, Tally(1), Tally(1, quotes=1), Raised(queries=1, settled=1), "2026-12-03", "2026-12-03"
    )
    assert sentence(reading) == (
        "ben reviewed 1 of 1 theme and 0 of 1 quote on 3 December 2026; "
        "1 point was raised (1 query), 1 is settled."
    )


def test_own_coding_is_no_second_reading() -> None:
    reading = Reading("anna", True, Tally(quotes=2), ALL, Raised(), "2026-12-03", "2026-12-03")
    assert sentence(reading) == (
        "anna went through 2 of 106 quotes of their own coding again on 3 December 2026, "
        "which is no second reading; no point was raised."
    )


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2026-11-28", "2026-12-05", "between 28 November and 5 December 2026"),
        ("2026-12-30", "2027-01-02", "between 30 December 2026 and 2 January 2027"),
        ("some day", "2027-01-02", "between some day and 2027-01-02"),
    ],
)
def test_the_days_are_said_as_briefly_as_they_can(first: str, last: str, words: str) -> None:
    assert words in sentence(Reading("ben", False, ALL, ALL, Raised(), first, last))
