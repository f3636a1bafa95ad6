"""The acts of coding on a study: what they change, what they say, and what they refuse."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from building import STUDY, codings, run, written

from pimhcli.coding.acts import Wanted
from pimhcli.coding.growing import Draft
from pimhcli.errors import PimhError, ProblemsError, UsageError
from pimhcli.study import acting, codebook_acts, extents
from pimhcli.study.study import Study

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pimhcli.coding.excerpts import Excerpt
    from pimhcli.study.sitting import Sitting

LISTEN, LEAVE = "We listen more than we did.", "People leave"
MOTHER = "I ask the mother first."


def with_quote(sitting: Sitting, quote: str) -> Excerpt:
    (found,) = [excerpt for excerpt in sitting.excerpts if excerpt.quote == quote]
    return found


def span(sitting: Sitting, quote: str) -> tuple[int, int]:
    start = sitting.transcript.text.index(quote)
    return start, start + len(quote)


def coding(sitting: Sitting, quote: str, *codes: str, new: Draft | None = None) -> acting.Plan:
    return sitting.do(acting.code, "fg1", Wanted(*span(sitting, quote), codes), new)


def test_a_second_code_on_the_same_words_joins_the_excerpt(sitting: Sitting) -> None:
    """A8: same span and another code give the same excerpt id."""
    before = with_quote(sitting, LEAVE)
    coding(sitting, LEAVE, "practice")
    after = with_quote(sitting, LEAVE)
    assert (after.id, after.codes) == (before.id, ("barriers", "practice"))


def test_blanks_around_the_words_are_not_coded(sitting: Sitting) -> None:
    start, end = span(sitting, f" {MOTHER} ")
    sitting.do(acting.code, "fg1", Wanted(start, end, ("practice",)))
    assert with_quote(sitting, MOTHER).span == span(sitting, MOTHER)


def test_labels_at_its_ends_are_not_coded(sitting: Sitting) -> None:
    start, end = span(sitting, f"P2: {MOTHER}")
    sitting.do(acting.code, "fg1", Wanted(start, end, ("practice",)))
    assert with_quote(sitting, MOTHER).span == span(sitting, MOTHER)
    with pytest.raises(UsageError, match="nothing to code here"):
        sitting.do(acting.code, "fg1", Wanted(start, start + 3, ("practice",)))


def test_blanks_alone_cannot_be_coded(sitting: Sitting) -> None:
    start, _ = span(sitting, f" {MOTHER}")
    with pytest.raises(UsageError, match="nothing to code here"):
        sitting.do(acting.code, "fg1", Wanted(start, start + 1, ("practice",)))


def test_the_same_code_on_the_same_words_is_no_act(sitting: Sitting) -> None:
    plan = coding(sitting, LEAVE, "barriers")
    assert (plan.step, plan.sentence) == (None, "It is coded 'Barriers' already; nothing changes.")


def test_a_new_code_is_made_and_given_in_one_act(sitting: Sitting) -> None:
    """A6: one undo removes both."""
    plan = coding(sitting, MOTHER, new=Draft("Asking", under="practice"))
    assert "Coded 'Asking': fg1, turn 3, P2" in plan.sentence
    assert sitting.book.path("asking") == "Practice > Asking"
    sitting.undo()
    assert "asking" not in sitting.book.by_key
    assert MOTHER not in {excerpt.quote for excerpt in sitting.excerpts}


def test_a_new_code_by_its_path_joins_the_codes_that_are_there(sitting: Sitting) -> None:
    coding(sitting, MOTHER, "barriers", new=Draft("Practice > Asking > First"))
    assert sorted(with_quote(sitting, MOTHER).codes) == ["barriers", "first"]


def test_another_code_keeps_memo_star_and_words(sitting: Sitting) -> None:
    """A9: C keeps memo and span."""
    before = with_quote(sitting, LEAVE)
    plan = sitting.do(acting.recode, before.id, "Barriers", "Practice > Slowing down")
    after = with_quote(sitting, LEAVE)
    assert plan.sentence == "Recoded 'Barriers' to 'Slowing down': fg1, turn 5, P1: \"People leave\""
    assert (after.id, after.codes, after.memo, after.star) == (before.id, ("slowing-down",), "turnover", True)


def test_of_several_codes_the_one_that_changes_has_to_be_said(sitting: Sitting) -> None:
    coding(sitting, LEAVE, "practice")
    with pytest.raises(ProblemsError, match="has 2 codes: 'Barriers', 'Practice'"):
        sitting.do(acting.recode, with_quote(sitting, LEAVE).id, "", "slowing-down")


@pytest.mark.parametrize(("old", "new"), [("practice", "slowing-down"), ("barriers", "nothing")])
def test_a_code_that_is_not_there_is_refused(sitting: Sitting, old: str, new: str) -> None:
    with pytest.raises(ProblemsError):
        sitting.do(acting.recode, with_quote(sitting, LEAVE).id, old, new)


def test_an_excerpt_may_go_on_into_the_next_turn(sitting: Sitting) -> None:
    """A10: cross-turn."""
    start, _ = span(sitting, LEAVE)
    _, end = span(sitting, "that is hard too.")
    sitting.do(acting.resize, with_quote(sitting, LEAVE).id, start, end)
    (after,) = [e for e in sitting.excerpts if e.memo == "turnover"]
    assert after.quote.splitlines()[1].startswith("P2: We slow down now")


@pytest.mark.parametrize("shift", [0, -5])
def test_an_end_cannot_cross_the_other(sitting: Sitting, shift: int) -> None:
    """A10: cannot cross."""
    start, _ = span(sitting, LEAVE)
    with pytest.raises(UsageError, match="at least one word"):
        sitting.do(acting.resize, with_quote(sitting, LEAVE).id, start, start + shift)


def test_a_quote_means_the_place_that_overlaps_with_the_excerpt(sitting: Sitting) -> None:
    slow = span(sitting, "slow down now, that is hard too")
    sitting.do(acting.code, "fg1", Wanted(*slow, ("barriers",)))
    excerpt = with_quote(sitting, "slow down now, that is hard too")
    assert extents.meant(sitting.study, excerpt, "We slow down now")[0] == slow[0] - 3
    with pytest.raises(ProblemsError, match="stands in 2 places"):
        extents.meant(sitting.study, with_quote(sitting, LEAVE), "We slow down now")


def test_the_parts_of_a_split_tile_it_and_merge_back_into_it(sitting: Sitting) -> None:
    """A11: split and merge keep quotes tiling and codes."""
    whole = with_quote(sitting, LISTEN)
    sitting.do(acting.split, whole.id, span(sitting, "more than we")[0])
    one, two = with_quote(sitting, "We listen"), with_quote(sitting, "more than we did.")
    assert one.codes == two.codes == whole.codes
    sitting.do(acting.merge, two.id, one.id)
    assert with_quote(sitting, LISTEN).codes == whole.codes
    assert len(sitting.excerpts) == 2


@pytest.mark.parametrize("offset", [0, 27, -1, 40])
def test_there_is_nothing_to_split_at_an_end_or_outside(sitting: Sitting, offset: int) -> None:
    with pytest.raises(UsageError, match="nothing to split"):
        sitting.do(acting.split, with_quote(sitting, LISTEN).id, span(sitting, LISTEN)[0] + offset)


def test_excerpts_with_words_between_them_are_not_merged(sitting: Sitting) -> None:
    with pytest.raises(UsageError, match="do not touch"):
        sitting.do(acting.merge, with_quote(sitting, LISTEN).id, with_quote(sitting, LEAVE).id)


def test_an_excerpt_is_not_merged_with_itself(sitting: Sitting) -> None:
    with pytest.raises(UsageError, match="is one excerpt"):
        sitting.do(acting.merge, with_quote(sitting, LISTEN).id, with_quote(sitting, LISTEN).id[:6])


def test_excerpts_of_two_coders_are_not_merged(sitting: Sitting) -> None:
    written(sitting.study.root / "study.yaml", f"{STUDY}    - id: ben\n")
    run("excerpt", "add", "--quote", "We listen", "--code", "practice", "--coder", "ben")
    (his,) = codings(sitting.study.root, coder="ben")
    with pytest.raises(UsageError, match="do not touch"):
        sitting.do(acting.merge, with_quote(sitting, LISTEN).id, his["id"])


def test_one_code_goes_and_the_last_one_takes_the_excerpt_with_it(sitting: Sitting) -> None:
    """A12: x and D."""
    coding(sitting, LEAVE, "practice")
    key = with_quote(sitting, LEAVE).id
    assert sitting.do(acting.remove, key, ["practice"]).removed == ("practice",)
    assert with_quote(sitting, LEAVE).codes == ("barriers",)
    sitting.do(acting.remove, key, ["Barriers"])
    assert [excerpt.quote for excerpt in sitting.excerpts] == [LISTEN]


def test_the_whole_excerpt_goes_and_one_that_overlaps_stays(sitting: Sitting) -> None:
    """A12: D on overlapping."""
    coding(sitting, "People leave, and what they know", "practice")
    coding(sitting, LEAVE, "practice")
    sitting.do(acting.remove, with_quote(sitting, LEAVE).id)
    assert {e.quote for e in sitting.excerpts} == {LISTEN, "People leave, and what they know"}


@pytest.mark.parametrize("note", ["two\nlines", "with 😀 and é", ""])
def test_a_memo_is_any_text(sitting: Sitting, note: str) -> None:
    """A13: memo with newline and emoji."""
    sitting.do(acting.memo, with_quote(sitting, LEAVE).id, f" {note} ")
    assert with_quote(sitting, LEAVE).memo == note


def test_the_excerpt_of_another_is_named_as_theirs(sitting: Sitting) -> None:
    plan = acting.star(Study(sitting.study.root), "ben", with_quote(sitting, LISTEN).id, on=True)
    assert plan.sentence == f'Starred: fg1, turn 2, P1: "{LISTEN}" (excerpt of anna)'


def test_a_plan_tells_the_excerpts_as_they_become(sitting: Sitting) -> None:
    study, whole = Study(sitting.study.root), with_quote(sitting, LISTEN)
    parts = acting.split(study, "anna", whole.id, whole.span[0] + 10)
    assert [e.quote for e in acting.becoming(study, parts)] == ["We listen", "more than we did."]
    assert acting.becoming(study, acting.remove(study, "anna", whole.id)) == ()
    assert acting.becoming(study, acting.star(study, "anna", whole.id, on=False)) == (whole,)


def test_an_entry_is_taken_out_with_the_codings_of_all_and_comes_back_with_them(sitting: Sitting) -> None:
    assert codebook_acts.uses(sitting.study, "barriers") == 1
    plan = sitting.do(codebook_acts.take_out, "Barriers")
    assert plan.sentence == "Took 'Barriers' out of the codebook, and 1 coding with it."
    assert [e.quote for e in sitting.excerpts] == [LISTEN]
    sitting.undo()
    assert with_quote(sitting, LEAVE).memo == "turnover"
    assert "barriers" in sitting.book.by_key


@pytest.mark.parametrize(
    ("act", "words"),
    [(codebook_acts.rename, ("barriers", "Barriers")), (codebook_acts.describe, ("barriers", " "))],
)
def test_an_entry_that_is_so_already_is_no_act(
    sitting: Sitting, act: Callable[..., acting.Plan], words: tuple[str, str]
) -> None:
    assert sitting.do(act, *words).step is None


@pytest.mark.parametrize("key", ["zzzz", ""])
def test_an_excerpt_that_there_is_not_is_refused(coded: Path, key: str) -> None:
    refused: list[Callable[[Study], acting.Plan]] = [
        lambda study: acting.recode(study, "anna", key, "", "practice"),
        lambda study: acting.resize(study, "anna", key, 0, 5),
        lambda study: acting.split(study, "anna", key, 5),
        lambda study: acting.star(study, "anna", key, on=True),
        lambda study: acting.memo(study, "anna", key, "x"),
    ]
    for act in refused:
        with pytest.raises(PimhError, match="There is no excerpt"):
            act(Study(coded))


@pytest.mark.parametrize("act", [acting.remove, partial(acting.star, on=True)], ids=["remove", "star"])
def test_an_excerpt_changes_though_the_answers_cannot_be_read(
    sitting: Sitting, act: Callable[..., acting.Plan]
) -> None:
    written(sitting.study.root / "participants.csv", "participant_id,age,job\nP1,old,Nurse\n")
    plan = sitting.do(act, with_quote(sitting, LISTEN).id)
    assert f'fg1, turn 2, P1: "{LISTEN}"' in plan.sentence


def test_an_excerpt_of_the_transcript_at_hand_is_found_without_reading_the_others(sitting: Sitting) -> None:
    written(sitting.study.root / "transcripts" / "fg2.txt", "P1: Yes.")
    written(sitting.study.root / "codings" / "fg2" / "anna.jsonl", "torn")
    study = Study(sitting.study.root)
    study.transcript("fg1")
    acting.star(study, "anna", with_quote(sitting, LISTEN).id, on=True)
    assert study.findings == []
    acting.star(study, "anna", with_quote(sitting, LISTEN).id[:6], on=True)
    assert study.findings != []
