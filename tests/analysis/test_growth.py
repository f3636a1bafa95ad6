"""The growth of a codebook in sentences that a paper can cite."""

from __future__ import annotations

import msgspec

from pimhcli.analysis.growth import Day, Size, Trail, sentences

FIRST = Day("2026-11-03", (2,), {"added": 41}, Size(6, 13, 22), 60)
LAST = Day("2026-11-21", (4,), {"merged": 9, "renamed": 2, "split": 1, "added": 1}, Size(6, 12, 15), 94)
TRAIL = Trail(
    days=(FIRST, LAST),
    worked=("2026-11-03", "2026-11-21"),
    coders=("anna", "ben"),
    acts=214,
    undone=7,
    made=120,
    stand=106,
    untold=0,
    excerpts=94,
    transcripts=3,
    coded=2,
    size=LAST.size,
    earlier=Size(),
    memos=8,
    points=12,
    readers=("ben", "cleo"),
)
NOBODY = msgspec.structs.replace(
    TRAIL, worked=(), coders=(), made=0, stand=0, excerpts=0, size=Size(), days=(FIRST,), memos=0, points=0
)


def test_the_sentences_give_days_people_and_what_each_number_is_out_of() -> None:
    coding, growing, noting, taken_back = sentences(TRAIL)
    assert coding == (
        "Between 3 and 21 November 2026 two coders (anna, ben) worked on codebook and codings. There are 106 "
        "codings (of 120 codings made) of 94 excerpts in 2 of 3 transcripts; words that several coders coded "
        "are an excerpt of each."
    )
    assert growing == (
        "The codebook went from 0 to 33 entries (6 themes, 12 sub-themes, 15 codes): 42 entries were added, "
        "2 renamed, 9 merged into others, 1 split."
    )
    assert noting == "8 memos were written or changed and 12 remarks were made in the review (ben, cleo)."
    assert taken_back == "Of 214 acts of analysis on record, 7 were taken back and are not counted here."


def test_what_stood_in_the_codebook_before_is_said() -> None:
    day = Day("2026-11-03", (), {}, Size(1), 1)
    told = sentences(msgspec.structs.replace(TRAIL, days=(day,), earlier=Size(1), size=Size(1)))
    assert told[1] == (
        "The codebook has had 1 entry (1 theme, 0 sub-themes, 0 codes) all the time. When the first one was "
        "written into codebook.yaml the history does not tell."
    )


def test_codings_of_which_the_history_does_not_tell_are_said() -> None:
    coding = sentences(msgspec.structs.replace(TRAIL, untold=13))[0]
    assert coding.endswith("Who made 13 of the codings, and when, the history does not tell.")


def test_where_all_was_taken_back_nobody_worked_on_anything() -> None:
    day = Day("2026-11-03", (), {}, Size(), 0)
    told = sentences(msgspec.structs.replace(NOBODY, days=(day,), acts=1, undone=1))
    assert told == ("Of 1 act of analysis on record, 1 was taken back and is not counted here.",)


def test_of_no_day_there_is_nothing_to_tell() -> None:
    assert sentences(msgspec.structs.replace(NOBODY, days=())) == ()
