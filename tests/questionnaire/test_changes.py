"""Loading again tells what is new, what is gone and what differs, cell by cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.questionnaire.changes import AnswerChange, Changes, compare
from pimhcli.sheets import delimited

if TYPE_CHECKING:
    from pimhcli.sheets.cells import Sheet


def sheet(*lines: str) -> Sheet:
    found, findings = delimited.read("\n".join(lines), "participants.csv", frozenset())
    assert found
    assert not findings
    return found


ONE = sheet("participant_id,age", "P1,34")


def test_the_same_answers_are_no_change() -> None:
    assert not compare(ONE, ONE)


def test_the_order_of_participants_and_items_is_no_change() -> None:
    one = sheet("participant_id,age,kids", "P1,34,no", "P2,41,yes")
    assert not compare(one, sheet("participant_id,kids,age", "P2,yes,41", "P1,no,34"))


def test_who_is_new_and_who_is_gone_is_told() -> None:
    changes = compare(sheet("participant_id", "P1", "P2"), sheet("participant_id", "P2", "P3"))
    assert changes == Changes(added=("P3",), removed=("P1",))


def test_an_answer_that_differs_is_told_with_before_and_after() -> None:
    changes = compare(ONE, sheet("participant_id,age", "P1,35"))
    assert changes == Changes(changed=(AnswerChange("P1", "age", "34", "35"),))


def test_a_new_item_is_told_though_nobody_answered_it() -> None:
    changes = compare(ONE, sheet("participant_id,age,kids", "P1,34,"))
    assert changes == Changes(new_items=("kids",))
    assert changes


def test_the_answers_to_an_item_that_is_gone_are_told() -> None:
    changes = compare(ONE, sheet("participant_id,kids", "P1,"))
    assert changes.gone_items == ("age",)
    assert changes.changed == (AnswerChange("P1", "age", "34"),)


def test_the_answers_of_who_is_gone_are_told() -> None:
    assert compare(ONE, sheet("participant_id,age", "P2,41")).lost == (AnswerChange("P1", "age", "34"),)


def test_the_ids_may_stand_in_any_column() -> None:
    assert not compare(ONE, sheet("age,participant_id", "34,P1"))


def test_a_participant_who_was_there_twice_is_told_with_what_goes() -> None:
    changes = compare(sheet("participant_id,age", "P1,34", "P1,35"), sheet("participant_id,age", "P1,34"))
    assert changes == Changes(doubled=("P1",), changed=(AnswerChange("P1", "age", "35", "34"),))
    assert changes


def test_a_column_that_was_there_twice_is_told() -> None:
    assert compare(sheet("participant_id,age,age", "P1,34,34"), ONE).doubled == ("age",)
