"""Codings and remarks become what they were, by revisions that win over all that came since."""

from __future__ import annotations

from pimhcli.coding import bringing_back
from pimhcli.coding.acts import Desk
from pimhcli.coding.excerpts import Coding
from pimhcli.coding.remarks import Remark

NOW = "2026-11-23T12:00:00.000Z"
OLD = Coding("k1", "cost", "words", 0, 5, text="v1", by="anna", at="2026-11-01T00:00:00.000Z")


def desk(*codings: Coding) -> Desk:
    return Desk("fg1", "words", "v1", codings, "anna", NOW, lambda: "new")


def test_what_was_changed_becomes_what_it_was_as_a_later_revision() -> None:
    changed = Coding("k1", "time", "words", 0, 5, text="v1", by="anna", at=NOW, rev=4)
    (after,) = bringing_back.codings(desk(changed), [OLD]).after
    assert (after.code, after.rev, after.at, after.since) == ("cost", 5, NOW, OLD.at)


def test_what_was_made_since_goes_with_a_tombstone() -> None:
    (after,) = bringing_back.codings(desk(OLD), []).after
    assert (after.id, after.deleted, after.rev) == ("k1", NOW, 2)


def test_what_was_removed_comes_back() -> None:
    gone = Coding("k1", by="anna", at=NOW, rev=2, deleted=NOW)
    (after,) = bringing_back.codings(desk(gone), [OLD]).after
    assert (after.quote, after.deleted, after.rev) == ("words", "", 3)


def test_what_the_file_lost_altogether_comes_back() -> None:
    (after,) = bringing_back.codings(desk(), [OLD]).after
    assert (after.quote, after.rev) == ("words", 2)


def test_what_is_as_it_was_is_left_alone() -> None:
    assert bringing_back.codings(desk(OLD), [OLD]).after == ()


def test_what_was_gone_already_stays_gone() -> None:
    gone = Coding("k1", by="anna", at=NOW, rev=2, deleted=NOW)
    assert bringing_back.codings(desk(gone), []).after == ()
    assert bringing_back.codings(desk(gone), [gone]).after == ()


def test_remarks_are_brought_back_likewise() -> None:
    was = Remark("r1", words="why?", by="ben")
    changed, new = Remark("r1", words="how?", by="ben", rev=2), Remark("r2", by="ben")
    back, gone = bringing_back.remarks([changed, new], [was], NOW)
    assert (back.after.words, back.after.rev, back.before) == ("why?", 3, changed)
    assert (gone.after.id, gone.after.deleted) == ("r2", NOW)


def test_a_remark_that_the_file_lost_comes_back() -> None:
    (said,) = bringing_back.remarks([], [Remark("r1", words="why?", by="ben")], NOW)
    assert (said.after.words, said.after.rev, said.before) == ("why?", 2, None)
