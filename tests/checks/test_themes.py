"""Themes that lack something, and codes that nothing is coded with."""

from __future__ import annotations

from pimhcli.checks.themes import Entry, themes, unused

WHOLE = Entry("Practice", "theme", 3, is_defined=True, excerpts=4, quotes=2)


def test_a_theme_with_all_that_it_needs_is_passed() -> None:
    assert themes([WHOLE]) == []


def test_a_sub_theme_without_excerpts_is_told_with_its_line() -> None:
    (found,) = themes([WHOLE, Entry("Time", "sub-theme", 9, is_defined=True)])
    assert (found.where, found.severity) == ("codebook.yaml:9", "warning")
    assert found.message == "the sub-theme 'Time' has no excerpt."


def test_a_theme_of_which_nothing_may_be_printed_is_told() -> None:
    (found,) = themes([Entry("Time", "theme", is_defined=True, excerpts=3)])
    assert found.message == "none of 3 excerpts of the theme 'Time' may be printed as a quote."


def test_those_without_a_definition_are_counted_in_one_note() -> None:
    bare = [Entry(f"T{n}", "theme", n, excerpts=1, quotes=1) for n in range(1, 7)]
    (found,) = themes([WHOLE, *bare])
    assert found.severity == "note"
    assert found.message == (
        "6 of 7 themes and sub-themes have no definition: 'T1', 'T2', 'T3', 'T4' and 2 more."
    )


def test_while_nothing_is_coded_there_is_one_note_and_without_themes_none() -> None:
    assert [one.severity for one in themes([Entry("a", "theme"), Entry("b", "theme")])] == ["note"]
    assert themes([Entry("a", "code")]) == []


def test_retired_themes_and_codes_are_left_alone() -> None:
    assert themes([WHOLE, Entry("Old", "theme", is_retired=True)]) == []
    assert unused([WHOLE, Entry("old", "code", is_retired=True)]) == []


def test_a_code_without_excerpts_is_told_once_something_is_coded() -> None:
    idle = Entry("Car park", "code", 40)
    assert [one.where for one in unused([WHOLE, idle])] == ["codebook.yaml:40"]
    assert unused([idle]) == []
