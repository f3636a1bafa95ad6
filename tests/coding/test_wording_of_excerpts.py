"""How an excerpt is printed stays with it through every act, and goes where its words go."""

from __future__ import annotations

from itertools import count

from pimhcli.coding.acts import Desk, Wanted, add, annotate, applied, move, recode, remove, revert, split
from pimhcli.coding.excerpts import Coding, Excerpt, excerpts

TEXT = "P1: We called them twice, you know. They never came.\n"
QUOTE = "We called them twice, you know."
WORDING = "We called [the nurses] twice …"
SPAN = TEXT.index(QUOTE), TEXT.index(QUOTE) + len(QUOTE)
LATER = SPAN[1] + 1, len(TEXT) - 1


def desk(*codings: Coding) -> Desk:
    numbers = count(len(codings) + 1)
    return Desk("fg1", TEXT, "v1", codings, "anna", "2026-02", lambda: f"id{next(numbers)}")


def worded(*spans: tuple[int, int]) -> list[Coding]:
    """Two codes on each span; the first of them is worded."""
    records = applied((), add(desk(), [Wanted(*span, ("hard", "nobody")) for span in spans or (SPAN,)]))
    return applied(records, annotate(desk(*records), first(records), wording=WORDING))


def first(records: list[Coding]) -> Excerpt:
    return excerpts("fg1", records)[0]


def test_every_coding_of_the_excerpt_holds_it_and_its_own_words_stay() -> None:
    records = worded()
    assert [(one.wording, one.quote) for one in records] == [(WORDING, QUOTE)] * 2
    assert (first(records).printed, first(records).quote) == (WORDING, QUOTE)


def test_an_excerpt_without_one_is_printed_as_it_stands() -> None:
    records = applied((), add(desk(), [Wanted(*SPAN, ("hard",))]))
    assert (first(records).wording, first(records).printed) == ("", QUOTE)


def test_a_memo_and_a_star_leave_it() -> None:
    records = worded()
    records = applied(records, annotate(desk(*records), first(records), memo="so", star=True))
    assert {(one.memo, one.star, one.wording) for one in records} == {("so", True, WORDING)}


def test_a_code_that_comes_to_the_same_words_has_it_too() -> None:
    records = worded()
    records = applied(records, add(desk(*records), [Wanted(*SPAN, ("more",))]))
    assert [one.wording for one in records] == [WORDING] * 3


def test_it_stays_when_its_first_code_is_recoded_or_removed() -> None:
    records = worded()
    records = applied(records, recode(desk(*records), first(records), "hard", "easy"))
    records = applied(records, remove(desk(*records), [one for one in records if one.code == "easy"]))
    assert (first(records).codes, first(records).wording) == (("nobody",), WORDING)


def test_it_stays_with_more_words() -> None:
    records = worded()
    records = applied(records, move(desk(*records), [first(records)], SPAN[0], LATER[1]))
    assert first(records).wording == WORDING


def test_of_two_that_are_merged_the_one_wording_stays() -> None:
    records = worded(SPAN, LATER)
    both = excerpts("fg1", records)
    records = applied(records, move(desk(*records), both, SPAN[0], LATER[1]))
    assert [one.wording for one in excerpts("fg1", records)] == [WORDING]


def test_of_two_halves_the_one_whose_words_it_has_keeps_it() -> None:
    records = applied((), add(desk(), [Wanted(SPAN[0], LATER[1], ("hard",))]))
    for wording in (WORDING, "They … came."):
        now = applied(records, annotate(desk(*records), first(records), wording=wording))
        now = applied(now, split(desk(*now), first(now), SPAN, LATER))
        halves = [one.wording for one in excerpts("fg1", now)]
        assert halves == ([WORDING, ""] if wording == WORDING else ["", wording])


def test_taken_back_it_is_gone_again() -> None:
    records = applied((), add(desk(), [Wanted(*SPAN, ("hard",))]))
    change = annotate(desk(*records), first(records), wording=WORDING)
    now = applied(records, change)
    back = revert(desk(*now), change)
    assert back is not None
    assert first(applied(now, back)).wording == ""


def test_the_same_wording_again_changes_nothing() -> None:
    records = worded()
    assert annotate(desk(*records), first(records), wording=WORDING).after == ()
