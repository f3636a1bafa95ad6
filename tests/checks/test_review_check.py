"""The check of the review: what waits for an answer, where it stands, and what to do."""

from __future__ import annotations

from pimhcli.checks.review import Waiting, review, unasked
from pimhcli.coding.remarks import Remark
from pimhcli.coding.reviews import Point


def waiting(remark: Remark, *replies: Remark, is_gone: bool = False) -> Waiting:
    return Waiting(Point(remark, replies), "the theme 'Barriers'", is_gone)


def test_a_suggestion_is_named_with_the_way_to_answer_it() -> None:
    (finding,) = review([waiting(Remark("r1", "rename", suggests="Walls", by="ben"))])
    assert str(finding) == (
        "reviews/ben.jsonl, point r1: the name 'Walls' on the theme 'Barriers' waits for an answer. "
        "Answer it: pimh review answer r1 (--accept, --decline or --discuss)"
    )
    assert finding.severity == "warning"


def test_what_was_said_last_is_shown() -> None:
    asked, talk = Remark("r1", words="why?", by="ben"), Remark("a1", "answer", words="Let us talk.")
    (finding,) = review([waiting(asked, talk)])
    assert finding.message.endswith(": “Let us talk.”.")


def test_a_point_on_what_is_gone_can_be_closed() -> None:
    (finding,) = review([waiting(Remark("r1", by="ben"), is_gone=True)])
    assert finding.hint == 'Close it: pimh review answer r1 --decline "it is gone"'


def test_an_answer_to_nothing_is_a_note() -> None:
    (finding,) = unasked([Remark("a1", "answer", to="r1", by="anna")])
    assert (finding.where, finding.severity) == ("reviews/anna.jsonl, answer a1", "note")
