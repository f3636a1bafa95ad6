"""The codebook grows by single entries and by whole paths."""

from __future__ import annotations

import pytest

from pimhcli.coding.codebook import Code, Codebook
from pimhcli.coding.growing import Draft, added, one, path_made
from pimhcli.errors import PimhError, ProblemsError, UsageError

BOOK = Codebook(
    (
        Code("coping", "Coping", "theme", former=("Managing",)),
        Code("talking", "Talking", "sub-theme", "coping"),
        Code("friends", "With friends", "code", "talking"),
        Code("loose", "Loose end", "code"),
    )
)


def test_a_draft_becomes_an_entry_with_a_key_from_its_name() -> None:
    draft = Draft(" Seeking help ", "Coping", definition="d", include="i", exclude="e")
    assert added(BOOK, draft) == Code("seeking-help", "Seeking help", "sub-theme", "coping", "d", "i", "e")


@pytest.mark.parametrize(
    ("under", "wanted", "level"),
    [
        ("", "", "theme"),
        ("", "code", "code"),
        ("coping", "", "sub-theme"),
        ("coping", "code", "code"),
        ("talking", "", "code"),
        ("Coping > Talking > With friends", "", "code"),
        ("loose", "", "code"),
    ],
)
def test_an_entry_gets_the_usual_level_or_the_one_asked_for(under: str, wanted: str, level: str) -> None:
    assert added(BOOK, Draft("New", under, wanted)).level == level


@pytest.mark.parametrize(
    ("under", "level", "message"),
    [
        ("", "sub-theme", "A sub-theme cannot stand at the top"),
        ("coping", "theme", "A theme cannot stand under the theme 'Coping'"),
        ("talking", "sub-theme", "A sub-theme cannot stand under the sub-theme 'Talking'"),
        ("loose", "sub-theme", "A sub-theme cannot stand under the code 'Loose end'"),
        ("coping", "cod", "A cod cannot stand under"),
    ],
)
def test_a_level_that_cannot_hang_there_is_refused(under: str, level: str, message: str) -> None:
    with pytest.raises(UsageError, match=message) as caught:
        added(BOOK, Draft("New", under, level))
    assert caught.value.hint.startswith("There can stand: ")


@pytest.mark.parametrize("name", ["", "  ", "two\nlines"])
def test_a_name_is_needed_on_one_line(name: str) -> None:
    with pytest.raises(UsageError, match="needs a name, on one line"):
        added(BOOK, Draft(name))


@pytest.mark.parametrize(
    ("name", "under", "twin"),
    [
        ("coping", "", "Coping (key coping)"),
        ("MANAGING", "", "Coping (key coping)"),
        ("Talking", "coping", "Coping > Talking (key talking)"),
        ("Friends", "talking", "Coping > Talking > With friends (key friends)"),
    ],
)
def test_a_twin_beside_an_entry_of_its_name_key_or_former_name_is_refused(
    name: str, under: str, twin: str
) -> None:
    with pytest.raises(ProblemsError) as caught:
        added(BOOK, Draft(name, under))
    assert caught.value.message.endswith(f"is in the codebook already: {twin}.")


def test_the_same_name_elsewhere_gets_a_numbered_key() -> None:
    assert added(BOOK, Draft("Talking")).id == "talking-2"


def test_a_key_of_ones_own_is_kept() -> None:
    assert added(BOOK, Draft("New", key="n1")).id == "n1"


def test_a_key_that_is_taken_is_refused() -> None:
    with pytest.raises(ProblemsError, match="The key 'talking' belongs to Coping > Talking already"):
        added(BOOK, Draft("New", key="talking"))


def test_a_parent_that_is_not_there_is_refused_with_the_nearest() -> None:
    with pytest.raises(ProblemsError, match=r"'Copin' is not in the codebook\. Did you mean 'Coping'\?"):
        added(BOOK, Draft("New", "Copin"))


def test_one_entry_is_needed_where_a_name_means_several() -> None:
    twins = Codebook((*BOOK.codes, Code("b", "Talking", "theme")))
    with pytest.raises(ProblemsError, match="names 2 entries"):
        one(twins, "TALKING")


@pytest.mark.parametrize(
    ("words", "made"),
    [
        ("New", [("new", "code", "")]),
        ("New > Sub", [("new", "theme", ""), ("sub", "sub-theme", "new")]),
        ("Coping > Sub > Co", [("sub", "sub-theme", "coping"), ("co", "code", "sub")]),
        ("Managing > Sub", [("sub", "sub-theme", "coping")]),
        ("coping > talking > with friends > A > A", [("a", "code", "friends"), ("a-2", "code", "a")]),
        ("Loose end > Under it", [("under-it", "code", "loose")]),
        ("Coping > Talking", []),
    ],
)
def test_the_missing_steps_of_a_path_are_made(words: str, made: list[tuple[str, str, str]]) -> None:
    assert [(code.id, code.level, code.parent) for code in path_made(BOOK, words)] == made


def test_a_path_can_be_found_once_it_is_made() -> None:
    grown = Codebook((*BOOK.codes, *path_made(BOOK, "New > Talking > Deep")))
    assert [grown.path(code.id) for code in grown.find("New > Talking > Deep")] == ["New > Talking > Deep"]


def test_a_path_without_a_name_cannot_be_made() -> None:
    with pytest.raises(PimhError, match="needs a name"):
        path_made(BOOK, " > ")


def test_blanks_around_the_words_of_a_draft_are_left_out() -> None:
    entry = added(BOOK, Draft("New", definition=" d\n", include="\ti", exclude="e "))
    assert (entry.definition, entry.include, entry.exclude) == ("d", "i", "e")
