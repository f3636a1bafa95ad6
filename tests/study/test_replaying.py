"""The history done again."""

from __future__ import annotations

from pimhcli.coding.acts import Change
from pimhcli.coding.codebook import Code, Edit
from pimhcli.coding.excerpts import Coding
from pimhcli.coding.remarks import Remark, Said
from pimhcli.study.history import MemoChange, Record
from pimhcli.study.replaying import Replay

COST = Code("cost", "Cost", "code")


def act(**does: object) -> Record:
    return Record("2026-11-23T10:00:00.000Z", "anna", "any", "Did it.", **does)  # type: ignore[arg-type]


def test_an_entry_stands_as_the_last_edit_left_it() -> None:
    price = Code("cost", "Price", "code", former=("Cost",))
    assert Replay([act(edits=(Edit(after=COST),)), act(noted=(Edit(COST, price),))]).codes == {"cost": price}


def test_an_entry_that_was_taken_out_is_known_as_it_was_last() -> None:
    replay = Replay([act(edits=(Edit(after=COST),)), act(edits=(Edit(before=COST),))])
    assert (replay.codes, replay.gone) == ({}, {"cost": COST})


def test_of_two_clones_the_higher_revision_of_a_coding_counts() -> None:
    new, old = Coding("k1", "cost", rev=3), Coding("k1", "time", rev=2)
    records = [act(changes=(Change("fg1", "anna", after=(coding,)),)) for coding in (new, old)]
    assert Replay(records).codings == {("fg1", "anna", "k1"): new}


def test_a_memo_that_went_is_there_no_longer() -> None:
    made, gone = MemoChange("a.md", after="words"), MemoChange("a.md", "words")
    assert Replay([act(memos=(made,))]).memos == {"a.md": "words"}
    assert Replay([act(memos=(made,)), act(memos=(gone,))]).memos == {}


def test_a_remark_stands_with_its_highest_revision() -> None:
    first, second = Remark("r1", words="why?", rev=1), Remark("r1", words="why not?", rev=2)
    replay = Replay([act(said=(Said(second),)), act(said=(Said(first),))])
    assert replay.remarks == {"r1": second}
