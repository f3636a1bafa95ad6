"""Loading again tells what is new, what is gone and what differs."""

from __future__ import annotations

from pimhcli.questionnaire.answers import MISSING, Answer, Participant
from pimhcli.questionnaire.changes import Change, compare


def person(name: str, **answers: int | str) -> Participant:
    return Participant(name, {item: Answer("answered", value) for item, value in answers.items()})


def test_the_same_answers_are_no_change() -> None:
    assert not compare([person("P1", age=34)], [person("P1", age=34)])


def test_the_order_of_participants_is_no_change() -> None:
    assert not compare([person("P1"), person("P2")], [person("P2"), person("P1")])


def test_who_is_new_and_who_is_gone_is_told() -> None:
    changes = compare([person("P1"), person("P2")], [person("P2"), person("P3")])
    assert (changes.added, changes.removed, changes.changed) == (("P3",), ("P1",), ())


def test_an_answer_that_differs_is_told_with_before_and_after() -> None:
    changes = compare([person("P1", age=34, kids="no")], [person("P1", age=35, kids="no")])
    assert changes.changed == (Change("P1", "age", Answer("answered", 34), Answer("answered", 35)),)


def test_an_item_that_is_new_was_missing_before() -> None:
    changes = compare([person("P1")], [person("P1", age=35)])
    assert changes.changed == (Change("P1", "age", MISSING, Answer("answered", 35)),)


def test_a_change_of_any_kind_makes_changes_true() -> None:
    assert compare([], [person("P1")])
