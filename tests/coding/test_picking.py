"""Typed words find the codes that are meant, the likeliest first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pimhcli.coding.codebook import Code, Codebook
from pimhcli.coding.picking import Index, Match, Matcher, plain

BOOK = Codebook(
    (
        Code("practice", "Practice", "theme"),
        Code("reflection", "Reflection", "sub-theme", "practice"),
        Code("reflective-practice", "reflective-practice", "code", "reflection"),
        Code("peers", "Peer support", "code", "reflection", "Help among colleagues of one ward."),
        Code("time", "Time pressure", "code", "practice", former=("Rush",)),
        Code("cafe", "Café talk", "code"),
    )
)
INDEX = Index(BOOK)


def found(words: str) -> list[str]:
    return [code.id for code in INDEX.ranked(words)]


def kinds(name: str, typed: str, rest: str = "") -> list[int]:
    return [match.kind for match in Matcher([name], [rest]).matches(typed)]


def test_kinds_of_match_are_ranked_from_the_whole_name_to_the_definition() -> None:
    names = ["seen", "press", "pressure", "time pressure", "impress", "peer stress", "other"]
    rests = ["", "", "", "", "", "", "about the press"]
    assert [names[at] for at in Matcher(names, rests).best("press")] == [
        "press", "pressure", "time pressure", "impress", "peer stress", "other",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "typed", ["peer support", "PEER-SUPPORT", "peer_support", " peer  supp", "Peer–Supp", "peersupp"]
)
def test_case_hyphens_blanks_and_underscores_make_no_difference(typed: str) -> None:
    assert found(typed)[0] == "peers"


@pytest.mark.parametrize(("one", "other"), [("Café", "cafe"), ("SØREN", "soren"), ("Straße", "STRASSE")])
def test_accents_and_strokes_make_no_difference(one: str, other: str) -> None:
    assert plain(one) == plain(other)


def test_an_accent_need_not_be_typed() -> None:
    assert found("cafe")[0] == "cafe"


@pytest.mark.parametrize(
    ("typed", "name", "fits"),
    [
        ("tp", "time pressure", False),
        ("tpr", "time pressure", True),
        ("rfp", "reflective practice", True),
        ("prt", "time pressure", False),
        ("abc", "a" + "-b" * 6 + "c", True),
        ("abc", "a" + "x" * 12 + "bc", True),
        ("abc", "a" + "x" * 13 + "bc", False),
        ("abc", "a" + "x" * 20 + "a b c", True),
    ],
)
def test_scattered_letters_count_from_three_on_and_within_twelve_gaps(
    typed: str, name: str, *, fits: bool
) -> None:
    assert bool(kinds(name, typed)) is fits


def test_the_narrowest_place_of_scattered_letters_counts() -> None:
    assert Matcher(["axxbxxc abxc"]).matches("abc") == [Match(0, 4, 1)]


def test_a_word_may_start_behind_a_bracket_or_a_slash() -> None:
    assert kinds("balance (work/life)", "work") == kinds("balance (work/life)", "life") == [2]


def test_nothing_typed_lists_all_the_used_ones_first() -> None:
    ranked = INDEX.ranked("", recent=["time", "gone"], counts={"cafe": 3, "peers": 5})
    assert [code.id for code in ranked] == [
        "time", "peers", "cafe", "practice", "reflection", "reflective-practice",
    ]  # fmt: skip


@pytest.mark.parametrize("typed", ["-", "_", " -- "])
def test_mere_joiners_fit_nothing(typed: str) -> None:
    assert found(typed) == []


def test_a_recent_code_wins_a_tie_but_not_over_a_better_match() -> None:
    assert [code.id for code in INDEX.ranked("refl", recent=["reflective-practice"])][:2] == [
        "reflective-practice", "reflection",
    ]  # fmt: skip
    assert [code.id for code in INDEX.ranked("prac", recent=["reflective-practice"])][:2] == [
        "practice", "reflective-practice",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "last"), [("colleagues", "peers"), ("rush", "time"), ("reflection > peer", "peers")]
)
def test_definition_former_names_and_path_find_an_entry_too(typed: str, last: str) -> None:
    assert found(typed)[-1] == last


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("Peer support", "peers"),
        ("peersupport", "peers"),
        ("peers", "peers"),
        ("CAFE TALK", "cafe"),
        ("Practice > Reflection > Peer support", "peers"),
        ("rush", "time"),
    ],
)
def test_a_name_a_key_or_a_path_is_an_exact_match_and_comes_first(words: str, key: str) -> None:
    match = INDEX.exact(words)
    assert match is not None
    assert (match.id, found(words)[0]) == (key, key)


@pytest.mark.parametrize("words", ["", "  ", "peer", "Practice > Peer", "unheard of"])
def test_a_part_of_a_name_is_no_exact_match(words: str) -> None:
    assert INDEX.exact(words) is None


def test_the_recent_one_of_two_namesakes_comes_first() -> None:
    twins = Index(Codebook((Code("a", "Other", "theme"), Code("b", "Other", "theme"))))
    assert [code.id for code in twins.ranked("other", recent=["b"])] == ["b", "a"]


def test_an_index_can_hold_some_levels_alone() -> None:
    parents = Index(BOOK, ("theme", "sub-theme"))
    assert [code.id for code in parents.ranked("")] == ["practice", "reflection"]
    assert parents.exact("Peer support") is None


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("refelctive", "reflective-practice"),
        ("reflectiv practise", "reflective-practice"),
        ("Practice > per suport", "peers"),
        ("tmie", "time"),
        ("caffé talk", "cafe"),
    ],
)
def test_a_misspelt_name_finds_its_nearest(typed: str, key: str) -> None:
    assert INDEX.near(typed)[0].id == key


@pytest.mark.parametrize("typed", ["", "ti", "tmi", "placement"])
def test_what_is_like_no_name_or_too_short_has_no_nearest(typed: str) -> None:
    assert INDEX.near(typed) == []


def test_no_more_near_ones_are_given_than_asked_for() -> None:
    alike = Index(Codebook(tuple(Code(f"c{n}", f"coping {n}", "theme") for n in range(9))))
    assert [code.id for code in alike.near("copnig 4", 2)] == ["c4", "c0"]


@given(st.text(max_size=12))
def test_no_typed_text_breaks_the_ranking_or_lists_an_entry_twice(typed: str) -> None:
    ranked = found(typed)
    assert len(set(ranked)) == len(ranked)
    INDEX.near(typed)


@given(st.data())
def test_every_part_of_a_name_finds_it(data: st.DataObject) -> None:
    code = data.draw(st.sampled_from(BOOK.codes))
    start = data.draw(st.integers(0, len(code.name) - 1))
    end = data.draw(st.integers(start + 1, len(code.name)))
    part = code.name[start:end]
    assert (code.id in found(part)) is (part != "-")
