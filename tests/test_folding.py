"""Spellings that mean the same compare alike, and a wrong name brings the nearest right one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pimhcli.folding import bare, did_you_mean, fold, fold_name, natural, nearest, skeleton, sought
from pimhcli.wording import LONG, count, shortened


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Master’s Degree", "master's degree"),
        ("4–6", "4-6"),
        ("4−6", "4—6"),
        ("  two\u00a0 words\n", "two words"),
        ("„so“", '"so"'),
        ("Café", "CAFE\u0301"),
        ("STRASSE", "Straße"),
        ("ﬁve", "five"),
    ],
)
def test_case_blanks_quotation_marks_and_dashes_do_not_matter(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_other_letters_matter() -> None:
    assert fold("cafe") != fold("café")


@pytest.mark.parametrize("name", ["PX 1", "px_1", "Px-1", " px1 ", "PX\u20111"])
def test_blanks_hyphens_and_underscores_in_names_do_not_matter(name: str) -> None:
    assert fold_name(name) == "px1"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("P3", "\N{CYRILLIC CAPITAL LETTER ER}3"),
        ("HELEN", "\N{GREEK CAPITAL LETTER ETA}ELEN"),
        ("PX10", "PX1O"),
        ("P1", "PI"),
        ("P1", "Pl"),
        ("P1", "P|"),
        ("P3", "Ｐ３"),
        ("P3", "P\N{ZERO WIDTH SPACE}3"),
        ("\N{CYRILLIC CAPITAL LETTER BYELORUSSIAN-UKRAINIAN I}van", "1van"),
    ],
)
def test_names_that_look_alike_have_one_skeleton(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(("one", "other"), [("P1", "P2"), ("PX1", "PX11"), ("Anna", "Hanna"), ("P8", "PB")])
def test_names_that_look_different_have_different_skeletons(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


@given(st.text(max_size=8), st.text(" -_", max_size=2))
def test_spellings_of_one_name_have_one_skeleton(name: str, joiner: str) -> None:
    assert skeleton(f"{joiner}{fold_name(name)}") == skeleton(fold_name(name))
    if fold_name(name.swapcase()) == fold_name(name):
        assert skeleton(name.swapcase()) == skeleton(name)


def test_names_sort_as_people_count() -> None:
    names = ["P10", "b", "P2", "", "p1", "3", "P2b", "20"]
    assert sorted(names, key=natural) == ["", "3", "20", "b", "p1", "P2", "P2b", "P10"]


def test_digits_of_every_script_sort_with_names() -> None:
    assert sorted(["P²", "P٣", "P1"], key=natural) == ["P1", "P²", "P٣"]


def test_the_nearest_known_name_is_suggested_whatever_its_case() -> None:
    assert did_you_mean("BARIERS", ["Barriers", "Carriers of hope"]) == "Did you mean 'Barriers'?"


@pytest.mark.parametrize("known", [["coping", "support"], []])
def test_nothing_is_suggested_when_no_name_is_close(known: list[str]) -> None:
    assert did_you_mean("zzz", known) == ""
    assert nearest("zzz", known) is None


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 turns"), (1, "1 turn"), (2, "2 turns"), (1200, "1,200 turns")]
)
def test_a_number_comes_with_its_noun(number: int, words: str) -> None:
    assert count(number, "turn") == words


def test_a_noun_may_have_a_plural_of_its_own() -> None:
    assert (count(1, "person", "people"), count(7, "person", "people")) == ("1 person", "7 people")


@pytest.mark.parametrize(
    ("text", "without"), [("Crème BRÛLÉE", "Creme BRULEE"), ("한 Sjø", "한 Sjø"), ("a b", "a b")]
)
def test_a_text_can_be_had_without_accents(text: str, without: str) -> None:
    assert bare(text) == without


@pytest.mark.parametrize("text", ["SØREN – “Łódź”", 'soren - "lodz"', "Sören — „LODZ“"])
def test_what_is_sought_is_blind_to_case_accents_and_strokes(text: str) -> None:
    assert sought(text) == 'soren - "lodz"'


def test_long_words_are_shortened_on_one_line() -> None:
    assert shortened("  two\n words ") == "two words"
    assert shortened("x" * LONG) == "x" * LONG
    assert shortened("word " * 20) == f"{'word ' * 14}wo…"
