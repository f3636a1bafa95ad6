"""Whose words may be printed: of those who are asked who agreed, and of all who did not refuse."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest

from pimhcli.analysis.consent import Consent, Refusals, in_vivo, quoting, refusals
from pimhcli.coding.codebook import Code
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


def test_an_answer_yes_allows() -> None:
    assert not answering(Answer("answered", "yes")).forbids("P3")


@pytest.mark.parametrize("answer", [MISSING, DECLINED, Answer("not asked")])
def test_where_there_is_no_answer_there_is_no_consent(answer: Answer) -> None:
    asked = answering(answer)
    assert (asked.forbids("P3"), asked.why("P3"), asked.unanswered("P3")) == (True, (), ("may_quote",))


@pytest.mark.parametrize("label", ["P4", "\N{CYRILLIC CAPITAL LETTER ER}3"])
def test_one_who_has_no_row_was_not_asked_and_did_not_agree(label: str) -> None:
    assert answering(Answer("answered", "yes")).forbids(label)


def test_moderators_are_not_asked(passage: Made) -> None:
    person = Participant("P3", {"may_quote": Answer("answered", "yes")})
    assert refusals((), [ITEM], [person], ["moderator"]).may_quote(passage("talking", people="P3"))


def test_a_participant_with_the_name_of_a_moderator_is_asked() -> None:
    assert refusals((), [ITEM], [Participant("Mod", {"may_quote": MISSING})], ["mod"]).forbids("Mod")


def test_before_anybody_answered_the_question_decides_nothing() -> None:
    assert refusals((), [ITEM], ()).is_empty


@pytest.mark.parametrize("label", ["P3", "P4"])
def test_a_yes_in_study_yaml_settles_what_was_not_answered(label: str) -> None:
    lines = [Consent("p 3"), Consent("P4")]
    assert not refusals(lines, [ITEM], [Participant("P3", {"may_quote": MISSING})]).forbids(label)


def test_a_no_in_study_yaml_undoes_a_yes_in_the_answers() -> None:
    person = Participant("P3", {"may_quote": Answer("answered", "yes")})
    refused = refusals([Consent("P3", "study.yaml:9", quote=False)], [ITEM], [person])
    assert (refused.why("P3"), refused.unanswered("P3")) == (("study.yaml:9",), ())


@pytest.mark.parametrize(
    ("name", "tells"),
    [
        ("we slow DOWN", True),
        ("The mother’s way", True),
        ("mother's troubles", True),
        ("troubles now", True),
        ("slow down", False),  # anybody says so
        ("now we slow", False),
        ("own the mother's", False),
        ("troubles", False),
        ("they're gone: yes", False),
    ],
)
def test_a_code_called_by_words_that_are_withheld_is_found(passage: Made, name: str, tells: bool) -> None:  # noqa: FBT001
    withheld = [
        passage("a", quote="We slow down, the mother's way."),
        passage("a", quote="Mother’s troubles, now they're gone."),
    ]
    assert bool(in_vivo([Code("x", name, "code")], withheld)) == tells


@pytest.mark.parametrize(
    ("definition", "repeats"),
    [
        ("As one said: WE slow down, the mother's way.", True),
        ("How they slow down the mother.", False),
        ("", False),
    ],
)
def test_a_definition_that_repeats_words_that_are_withheld_is_found(
    passage: Made,
    definition: str,
    repeats: bool,  # noqa: FBT001
) -> None:
    withheld = [passage("a", quote="We slow down, the mother's way.")]
    assert bool(quoting([Code("x", "Pace", "code", definition=definition)], withheld)) == repeats


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


@pytest.mark.parametrize(("group", "printed"), [("fg1", False), ("fg2", True)])
def test_a_voice_without_a_name_is_not_printed_where_somebody_of_the_group_refused(
    passage: Made, group: str, *, printed: bool
) -> None:
    refused = msgspec.structs.replace(REFUSED, groups=frozenset({"fg1"}))
    said = msgspec.structs.replace(passage("talking", people="All", group=group), nameless=("All",))
    assert refused.may_quote(said) == printed


def test_a_voice_without_a_name_need_not_have_agreed_where_everybody_did(passage: Made) -> None:
    person = Participant("P3", {"may_quote": Answer("answered", "yes")})
    agreed = refusals((), [ITEM], [person], ["moderator"])
    said = passage("talking", people="P3 All")
    assert not agreed.may_quote(said)
    assert agreed.may_quote(msgspec.structs.replace(said, nameless=("All",)))


def test_a_voice_without_a_name_of_which_a_line_says_no_is_not_printed(passage: Made) -> None:
    said = msgspec.structs.replace(passage("talking", people="P3"), nameless=("P3",))
    assert not REFUSED.may_quote(said)
