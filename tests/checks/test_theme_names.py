"""One name for one theme: what is nearly its name is told, and what is another's is not."""

from __future__ import annotations

import pytest

from pimhcli.checks.theme_names import Line, Named, misnamed

THEMES = (
    Named("Influences on clinical practice", "theme", "codebook.yaml:3"),
    Named("Links with other network groups", "sub-theme", "codebook.yaml:9"),
    Named("Staff Movement", "sub-theme", "codebook.yaml:12", ("People leave",)),
    Named("Barriers to the work of the group", "theme", "codebook.yaml:20"),
    Named("Barriers to the growth of the group", "theme", "codebook.yaml:24"),
)


def told(text: str, *, is_title: bool = False) -> list[tuple[str, str]]:
    found = misnamed(THEMES, [Line("paper.md:7", text, is_title)])
    return [(one.severity, one.message) for one in found]


@pytest.mark.parametrize(
    "text",
    [
        "Theme 1: Influences on clinical practice",
        "2.1 Links with other network groups",
        "Barriers to the growth of the group",
        "Discussion",
        "Links",
    ],
)
def test_a_title_that_is_a_name_or_none_is_passed(text: str) -> None:
    assert told(text, is_title=True) == []


@pytest.mark.parametrize(
    ("text", "severity", "name"),
    [
        ("Theme 1: Influence on clinical practice", "warning", "Influences on clinical practice"),
        ("Staff movement", "note", "Staff Movement"),
        ("Links with other NGs in the area", "warning", "Links with other network groups"),
        ("People leave", "warning", "Staff Movement"),
    ],
    ids=["a plural", "a capital", "the first three words", "a former name"],
)
def test_a_title_that_is_nearly_a_name_is_told(text: str, severity: str, name: str) -> None:
    ((found, message),) = told(text, is_title=True)
    assert (found, f"'{name}'" in message) == (severity, True)


def test_in_a_sentence_only_what_stands_in_quotation_marks_or_bold_is_a_name() -> None:
    assert told("The influence on clinical practice was great.") == []
    assert len(told("The theme “Influence on clinical practice” was great.")) == 1
    assert len(told("The theme **Influence on clinical practice** was great.")) == 1


def test_in_a_sentence_a_small_letter_is_no_other_name() -> None:
    assert told("We called it “staff movement” then.") == []
