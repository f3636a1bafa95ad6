"""Each act of coding says what it changes, and doing it twice changes nothing more."""

from __future__ import annotations

from itertools import count
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from pimhcli.coding.acts import (
    Change,
    Desk,
    Wanted,
    add,
    annotate,
    applied,
    combined,
    move,
    recode,
    remove,
    revert,
    split,
)
from pimhcli.coding.excerpts import Coding, Excerpt, excerpts

TEXT = "PX1: " + "before " * 8 + "It is hard." + " after" * 8 + "\n"
START = TEXT.index("It is hard.")
SPAN = START, START + len("It is hard.")


def desk(*codings: Coding, text: str = TEXT, version: str = "v1") -> Desk:
    numbers = count(len(codings) + 1)
    return Desk("fg1", text, version, codings, "anna", "2026-02", lambda: f"id{next(numbers)}")


def wanted(*codes: str, memo: str = "", star: bool = False) -> Wanted:
    return Wanted(*SPAN, codes, memo, star)


def coded(*acts: Wanted) -> tuple[Coding, ...]:
    """The records after some acts, each on what the last one left."""
    records: tuple[Coding, ...] = ()
    for act in acts:
        records = tuple(applied(records, add(desk(*records), [act])))
    return records


def test_a_new_coding_holds_its_words_their_place_and_what_stands_around_them() -> None:
    change = add(desk(), [wanted("hard", memo="so", star=True)])
    assert change == Change(
        "fg1",
        "anna",
        (),
        (
            Coding(
                id="id1",
                code="hard",
                quote="It is hard.",
                start=SPAN[0],
                end=SPAN[1],
                pre=TEXT[START - 32 : START],
                post=TEXT[SPAN[1] : SPAN[1] + 32],
                text="v1",
                memo="so",
                star=True,
                by="anna",
                at="2026-02",
            ),
        ),
    )


def test_at_the_edges_of_the_transcript_less_stands_around() -> None:
    change = add(desk(), [Wanted(0, len(TEXT), ("hard",))])
    assert (change.after[0].pre, change.after[0].post) == ("", "")


def test_a_second_code_joins_the_excerpt_and_keeps_its_memo_and_star() -> None:
    records = coded(wanted("hard", memo="so", star=True), wanted("coping"))
    (excerpt,) = excerpts("fg1", records)
    assert excerpt.codes == ("hard", "coping")
    assert [(one.memo, one.star) for one in excerpt.codings] == [("so", True)] * 2
    assert records[0].rev == 1


def test_the_same_code_again_changes_nothing() -> None:
    records = coded(wanted("hard", memo="one\ntwo", star=True))
    assert add(desk(*records), [wanted("hard", memo="one\ntwo", star=True)]) == Change("fg1", "anna")
    assert add(desk(*records), [wanted("hard")]) == Change("fg1", "anna")


def test_a_code_named_twice_is_added_once() -> None:
    assert len(add(desk(), [wanted("hard", "hard"), wanted("hard")]).after) == 1


def test_several_codes_are_several_codings() -> None:
    assert [one.code for one in add(desk(), [wanted("hard", "coping")]).after] == ["hard", "coping"]


def test_a_further_memo_joins_the_first_on_every_coding_of_the_excerpt() -> None:
    records = coded(wanted("hard", "coping", memo="one"), wanted("hard", memo="two"))
    assert [(one.memo, one.rev, one.at) for one in records] == [("one\ntwo", 2, "2026-02")] * 2


def test_a_star_marks_every_coding_of_the_excerpt() -> None:
    assert [one.star for one in coded(wanted("hard"), wanted("coping", star=True))] == [True, True]


def test_a_change_holds_the_records_as_they_were() -> None:
    (old,) = coded(wanted("hard"))
    change = add(desk(old), [wanted("hard", star=True)])
    assert change.before == (old,)
    assert [(one.id, one.rev) for one in change.after] == [("id1", 2)]


def test_orders_of_one_call_see_each_other() -> None:
    change = add(desk(), [wanted("hard", memo="one"), wanted("coping", memo="two", star=True)])
    assert change.before == ()
    assert {(one.code, one.memo, one.star) for one in change.after} == {
        ("hard", "one\ntwo", True),
        ("coping", "one\ntwo", True),
    }


def test_an_excerpt_of_an_older_version_at_the_same_offsets_is_left_alone() -> None:
    records = coded(wanted("hard", memo="so"))
    other = TEXT.replace("It is hard.", "It is easy.")
    change = add(desk(*records, text=other, version="v2"), [wanted("coping")])
    assert change.before == ()
    assert [(one.quote, one.memo) for one in change.after] == [("It is easy.", "")]


def test_a_removed_coding_leaves_a_tombstone_without_its_words() -> None:
    records = coded(wanted("hard", memo="so", star=True))
    change = remove(replace(desk(*records), now="2026-03", by="ben"), records)
    assert (change.transcript, change.coder, change.before) == ("fg1", "anna", records)
    assert change.after == (
        Coding("id1", start=SPAN[0], end=SPAN[1], by="ben", at="2026-03", rev=2, deleted="2026-03"),
    )


def test_what_was_removed_is_no_excerpt_and_may_be_coded_again() -> None:
    records = coded(wanted("hard", memo="so"))
    gone = tuple(applied(records, remove(desk(*records), records)))
    assert excerpts("fg1", gone) == []
    again = add(desk(*gone), [wanted("hard")])
    assert [(one.id, one.memo) for one in again.after] == [("id2", "")]


def test_a_change_is_applied_by_id_and_position() -> None:
    one, two = Coding("a", start=5), Coding("b", start=3)
    changed = Coding("a", start=5, rev=2)
    assert applied([one], Change("fg1", "anna", (one,), (changed, two))) == [two, changed]


@pytest.mark.parametrize("memo", ["one", "two\nthree", ""])
def test_a_memo_that_is_there_is_not_added_again(memo: str) -> None:
    assert coded(wanted("hard", memo="one\ntwo\nthree"), wanted("hard", memo=memo))[0].rev == 1


def test_a_memo_that_is_part_of_a_line_is_added() -> None:
    assert coded(wanted("hard", memo="one two"), wanted("hard", memo="one"))[0].memo == "one two\none"


def made(change: Change, records: tuple[Coding, ...]) -> list[Excerpt]:
    """The excerpts once a change is made."""
    return excerpts("fg1", applied(records, change))


def only(records: tuple[Coding, ...]) -> Excerpt:
    (excerpt,) = excerpts("fg1", records)
    return excerpt


def test_another_code_keeps_the_words_the_memo_and_the_star() -> None:
    """A9: C keeps memo and span."""
    records = coded(wanted("hard", "coping", memo="so", star=True))
    (after,) = made(recode(desk(*records), only(records), "hard", "time"), records)
    assert after.codes == ("time", "coping")
    assert (after.id, after.span, after.memo, after.star) == ("id1", SPAN, "so", True)


def test_a_code_that_becomes_one_that_is_there_just_goes() -> None:
    records = coded(wanted("hard", "coping", memo="so"))
    (after,) = made(recode(desk(*records), only(records), "hard", "coping"), records)
    assert (after.codes, after.memo) == (("coping",), "so")


def test_a_code_that_becomes_itself_changes_nothing() -> None:
    records = coded(wanted("hard"))
    assert recode(desk(*records), only(records), "hard", "hard").after == ()


def test_a_memo_can_be_put_in_place_of_another_and_be_taken_away() -> None:
    records = coded(wanted("hard", "coping", memo="so", star=True))
    (after,) = made(annotate(desk(*records), only(records), memo="else"), records)
    assert ([one.memo for one in after.codings], after.star) == (["else"] * 2, True)
    (after,) = made(annotate(desk(*records), only(records), memo=""), records)
    assert after.memo == ""


def test_a_star_can_be_taken_and_the_memo_stays() -> None:
    records = coded(wanted("hard", memo="so", star=True))
    (after,) = made(annotate(desk(*records), only(records), star=False), records)
    assert (after.star, after.memo) == (False, "so")


@pytest.mark.parametrize("mark", [{"memo": "so"}, {"star": True}, {}])
def test_a_mark_that_is_there_changes_nothing(mark: dict[str, Any]) -> None:
    records = coded(wanted("hard", memo="so", star=True))
    assert annotate(desk(*records), only(records), **mark).after == ()


def test_a_resized_excerpt_keeps_its_id_codes_memo_and_star() -> None:
    """A10: both ends may move."""
    records = coded(wanted("hard", "coping", memo="so", star=True))
    (after,) = made(move(desk(*records), [only(records)], START - 7, START + 5), records)
    assert (after.quote, after.id, after.codes) == ("before It is", "id1", ("hard", "coping"))
    assert (after.memo, after.star, after.codings[0].pre[-7:]) == ("so", True, "before ")


def test_resized_onto_another_excerpt_it_becomes_one_with_it() -> None:
    records = coded(wanted("hard", memo="one"), Wanted(START, START + 5, ("hard", "coping"), "two"))
    short, long = excerpts("fg1", records)
    (after,) = made(move(desk(*records), [short], *long.span), records)
    assert (sorted(after.codes), after.memo) == (["coping", "hard"], "two\none")


def test_merged_excerpts_unite_codes_memos_and_stars() -> None:
    """A11: merging keeps codes."""
    first, second = Wanted(START, START + 5, ("hard", "time"), "one"), Wanted(
        START + 3, SPAN[1], ("hard", "coping"), "two", star=True
    )  # fmt: skip
    records = coded(first, second)
    (after,) = made(move(desk(*records), excerpts("fg1", records), *SPAN), records)
    assert (after.id, sorted(after.codes), after.quote) == ("id1", ["coping", "hard", "time"], "It is hard.")
    assert (after.memo, after.star) == ("one\ntwo", True)


def test_merging_an_excerpt_of_the_same_span_twice_over_leaves_no_code_twice() -> None:
    records = coded(wanted("hard"), Wanted(START, START + 5, ("hard",)))
    (after,) = made(move(desk(*records), excerpts("fg1", records), *SPAN), records)
    assert after.codes == ("hard",)


@given(st.integers(START + 1, SPAN[1] - 1))
def test_the_two_parts_of_a_split_tile_it_and_have_all_it_had(at: int) -> None:
    """A11: splitting keeps the quotes tiling, and the codes."""
    records = coded(wanted("hard", "coping", memo="so", star=True))
    one, two = made(split(desk(*records), only(records), (START, at), (at, SPAN[1])), records)
    assert one.quote + two.quote == "It is hard."
    for part in (one, two):
        assert (part.codes, part.memo, part.star) == (("hard", "coping"), "so", True)
    assert one.id == "id1"


def test_a_split_is_one_change() -> None:
    records = coded(wanted("hard"))
    change = split(desk(*records), only(records), (START, START + 2), (START + 3, SPAN[1]))
    assert [(one.id, one.quote) for one in change.before] == [("id1", "It is hard.")]
    assert [(one.id, one.quote) for one in change.after] == [("id1", "It"), ("id2", "is hard.")]


def test_what_was_removed_comes_back_as_it_was() -> None:
    records = coded(wanted("hard", "coping", memo="so", star=True))
    gone = remove(desk(*records), records)
    left = tuple(applied(records, gone))
    back = revert(desk(*left), gone)
    assert back is not None
    assert made(back, left)[0].memo == "so"
    assert [(one.id, one.code, one.rev) for one in back.after] == [("id1", "hard", 3), ("id2", "coping", 3)]


def test_what_was_added_goes_again() -> None:
    change = add(desk(), [wanted("hard")])
    records = tuple(applied((), change))
    back = revert(desk(*records), change)
    assert back is not None
    assert made(back, records) == []


def test_a_change_that_was_overtaken_is_not_taken_back() -> None:
    records = coded(wanted("hard"))
    starred = annotate(desk(*records), only(records), star=True)
    later = tuple(applied(records, starred))
    overtaken = tuple(applied(later, annotate(desk(*later), only(later), memo="since")))
    assert revert(desk(*overtaken), starred) is None


def test_a_change_of_what_is_no_longer_stored_is_not_taken_back() -> None:
    assert revert(desk(), add(desk(), [wanted("hard")])) is None


def test_several_changes_are_one_from_the_first_before_to_the_last_after() -> None:
    records = coded(wanted("hard"))
    first = annotate(desk(*records), only(records), star=True)
    between = tuple(applied(records, first))
    second = annotate(desk(*between), only(between), memo="so")
    both = combined([first, second])
    assert (both.before, both.after) == (records, second.after)
    assert applied(records, both) == applied(between, second)
