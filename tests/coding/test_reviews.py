"""Points of a review with their answers, and what changed since somebody agreed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pimhcli.coding.codebook import Code
from pimhcli.coding.remarks import Kind, Remark, latest
from pimhcli.coding.reviews import changed, looked_at, points, seen_entry, seen_quote

ENTRY = Code("slow", "Slowing down", "sub-theme", "practice", definition="They wait.")


def query(key: str = "q1") -> Remark:
    return Remark(key, "query", on="code slow", words="why?", by="ben", at="2026-12-03T10")


def reply(key: str, verdict: str, at: str, to: str = "q1") -> Remark:
    kind: Kind = "answer" if verdict else "query"
    return Remark(key, kind, to=to, verdict=verdict, words="so", by="anna", at=at)


def test_a_point_is_open_until_it_is_accepted_or_declined() -> None:
    ends = {"": True, "discuss": True, "accept": False, "decline": False, "what?": True}
    for verdict, is_open in ends.items():
        (point,) = points([query(), reply("a1", verdict, "2026-12-04T10")])
        assert point.is_open is is_open


def test_the_last_that_was_said_counts_whichever_file_it_stands_in() -> None:
    declined, again = reply("a1", "decline", "2026-12-04T10"), reply("a0", "", "2026-12-05T10")
    (point,) = points([again, declined, query()])
    assert (point.is_open, [r.id for r in point.replies]) == (True, ["a1", "a0"])


def test_what_was_taken_back_is_no_point_and_its_answers_are_none() -> None:
    gone = Remark("q1", deleted="2026-12-05", rev=2, by="ben")
    assert points(latest([query(), gone, reply("a1", "accept", "2026-12-04")])) == []


def test_only_what_is_said_of_a_thing_is_a_look_at_it() -> None:
    agreed = Remark("g1", "agree", on="excerpt k7", by="ben")
    said = [query(), agreed, reply("a1", "accept", "2026-12-04"), Remark("x", deleted="2026")]
    assert [remark.id for remark in looked_at(said)] == ["q1", "g1"]


def test_what_changed_of_an_entry_is_told_in_words() -> None:
    then = seen_entry(ENTRY, ["a", "b"])
    renamed = Code("slow", "Waiting", "sub-theme", "practice", definition="They wait, and ask.")
    assert changed(then, seen_entry(renamed, ["a", "b"])) == ("its name changed", "its definition changed")
    assert changed(then, seen_entry(ENTRY, ["a", "b", "c"])) == ("1 quote was added",)
    assert changed(then, seen_entry(ENTRY, ["a", "c"])) == ("its quotes are others",)


def test_quotes_that_went_are_nothing_to_look_at() -> None:
    assert changed(seen_entry(ENTRY, ["a", "b"]), seen_entry(ENTRY, ["a"])) == ()


def test_what_changed_of_a_quote_is_told_in_words() -> None:
    then = seen_quote("We wait.", ["slow"])
    assert changed(then, seen_quote("We waited.", ["slow", "rush"])) == (
        "its words changed",
        "its codes changed",
    )


def test_a_line_that_was_written_by_hand_says_not_what_was_seen() -> None:
    assert changed("", seen_quote("We wait.", ["slow"])) == ()
    assert changed("looked good", seen_entry(ENTRY, [])) == ("it changed",)


@given(st.lists(st.text(max_size=4)))
def test_the_order_of_quotes_and_codes_is_no_change(keys: list[str]) -> None:
    mixed = sorted(keys, reverse=True)
    assert changed(seen_entry(ENTRY, keys), seen_entry(ENTRY, mixed)) == ()
    assert changed(seen_quote("x", keys), seen_quote("x", mixed)) == ()


@given(st.permutations([query(), reply("a1", "discuss", "4"), reply("a2", "accept", "5"), query("q2")]))
def test_lines_in_any_order_make_the_same_points(lines: list[Remark]) -> None:
    assert points(latest(lines)) == points(latest(sorted(lines, key=lambda one: one.id)))
