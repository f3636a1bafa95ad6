"""The growth of a codebook in sentences that a paper can cite."""

from __future__ import annotations

import pytest

from pimhcli.analysis.growth import Day, Size, Trail, period, sentences

FIRST = Day("2026-11-03", (2,), {"added": 41}, Size(6, 13, 22), 60)
LAST = Day("2026-11-21", (4,), {"merged": 9, "renamed": 2, "split": 1, "added": 1}, Size(6, 12, 15), 94)
TRAIL = Trail((FIRST, LAST), ("anna", "ben"), 214, 7, 120, 106, 3, 2, Size(), 8, 12)


def test_the_sentences_give_days_people_and_what_each_number_is_out_of() -> None:
    coding, growing, noting, taken_back = sentences(TRAIL)
    assert coding == (
        "Between 3 and 21 November 2026 two coders (anna, ben) worked on the coding, which in the end was "
        "106 codings (of 120 codings made) of 94 excerpts in 2 of 3 transcripts."
    )
    assert growing == (
        "The codebook went from 0 to 33 entries (6 themes, 12 sub-themes, 15 codes): 42 entries were added, "
        "2 renamed, 9 merged into others, 1 split."
    )
    assert noting == "8 memos were written or changed and 12 remarks were made in the review."
    assert taken_back == "Of 214 acts on record, 7 were taken back. They are not counted above."


def test_what_stood_in_the_codebook_before_is_said() -> None:
    told = sentences(
        Trail((Day("2026-11-03", (), {}, Size(1), 1),), ("anna",), 1, 0, 1, 1, 1, 1, Size(1), 0, 0)
    )
    assert told[1] == (
        "The codebook had 1 entry (1 theme, 0 sub-themes, 0 codes) all the time; since when the first 1 "
        "stood in codebook.yaml the history does not tell."
    )


def test_of_no_day_there_is_nothing_to_tell() -> None:
    assert sentences(Trail((), (), 0, 0, 0, 0, 0, 0, Size(), 0, 0)) == ()


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2026-11-03", "2026-11-03", "On 3 November 2026"),
        ("2026-10-31", "2026-11-03", "Between 31 October and 3 November 2026"),
        ("2025-12-31", "2026-01-01", "Between 31 December 2025 and 1 January 2026"),
    ],
)
def test_a_period_says_no_month_and_no_year_twice(first: str, last: str, words: str) -> None:
    assert period(first, last) == words
