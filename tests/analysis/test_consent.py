"""Whose words may be printed: a line of study.yaml or an answer forbids, by id and by label."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pimhcli.analysis.consent import Consent, Refusals, refusals
from pimhcli.questionnaire.answers import DECLINED, MISSING, Answer, Participant
from pimhcli.questionnaire.items import YES_NO, Item

if TYPE_CHECKING:
    from collections.abc import Callable

    from pimhcli.analysis.passages import Passage

    Made = Callable[..., Passage]

ITEM = Item("may_quote", "yes/no", levels=YES_NO, consent="quote")
REFUSED = refusals([Consent("P3", "study.yaml:9", quote=False)], (), ())


def answering(answer: Answer) -> Refusals:
    return refusals((), [ITEM], [Participant("P3", {"may_quote": answer})])


@pytest.mark.parametrize("people", ["P3", "P1 P3", "p3", "p-3"])
def test_a_passage_in_which_one_who_refused_speaks_is_not_printed(passage: Made, people: str) -> None:
    assert not REFUSED.may_quote(passage("talking", people=people))


@pytest.mark.parametrize("people", ["P1", "P1 P33", ""])
def test_a_passage_of_others_is_printed(passage: Made, people: str) -> None:
    assert REFUSED.may_quote(passage("talking", people=people))


def test_a_label_without_a_row_is_refused_too(passage: Made) -> None:
    assert not refusals([Consent("moderator", quote=False)], (), ()).may_quote(passage("talking"))


def test_a_look_alike_letter_in_a_label_prints_nothing_that_was_refused() -> None:
    assert REFUSED.forbids("\N{CYRILLIC CAPITAL LETTER ER}3")


def test_one_with_a_row_of_her_own_is_not_refused_for_a_name_that_looks_like_hers() -> None:
    line = Consent("Miia", quote=False)
    both = refusals([line], (), [Participant("Mila", {}), Participant("Miia", {})])
    assert (both.forbids("Miia"), both.forbids("Mila"), both.forbids("Mlia")) == (True, False, True)


def test_a_line_that_agrees_forbids_nothing() -> None:
    assert refusals([Consent("P3")], (), ()) == Refusals()


def test_an_answer_no_forbids() -> None:
    assert answering(Answer("answered", "no")).why("P3") == ("the answer to 'may_quote'",)


@pytest.mark.parametrize("answer", [Answer("answered", "yes"), MISSING, DECLINED])
def test_no_other_answer_forbids(answer: Answer) -> None:
    assert not answering(answer).forbids("P3")


def test_a_no_to_a_question_that_does_not_ask_for_consent_forbids_nothing() -> None:
    item = Item("children", "yes/no", levels=YES_NO)
    assert refusals((), [item], [Participant("P3", {"children": Answer("answered", "no")})]).reasons == {}


def test_either_is_enough_and_both_are_named() -> None:
    person = Participant("P3", {"may_quote": Answer("answered", "no")})
    both = refusals([Consent("p 3", "study.yaml:9", quote=False)], [ITEM], [person])
    assert both.why("P3") == ("study.yaml:9", "the answer to 'may_quote'")


def test_a_yes_in_study_yaml_does_not_undo_a_no_in_the_answers() -> None:
    person = Participant("P3", {"may_quote": Answer("answered", "no")})
    assert refusals([Consent("P3")], [ITEM], [person]).forbids("P3")
