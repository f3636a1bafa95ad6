"""Each act of coding says what it changes, and doing it twice changes nothing more."""

from __future__ import annotations

from itertools import count

import pytest
from msgspec.structs import replace

from pimhcli.coding.acts import Change, Desk, Wanted, add, applied, remove
from pimhcli.coding.excerpts import Coding, excerpts

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
