"""Rich text becomes turns, whatever it says of fonts and colours."""

from __future__ import annotations

import pytest

from pimhcli.errors import ProblemsError
from pimhcli.transcripts import readers

HEAD = r"{\rtf1\ansi\ansicpg1252{\fonttbl\f0 Arial;}{\colortbl;\red255\green0\blue0;}\f0 "


def said(body: str) -> list[tuple[str, str]]:
    draft = readers.read(f"{HEAD}{body}}}".encode(), "fg1.rtf")
    return [(one.speaker, one.text) for one in draft.utterances]


def test_each_paragraph_that_starts_with_a_name_is_a_turn() -> None:
    assert said(r"PX1: One.\par Two.\par\par {\b PX2:} Three.\par") == [
        ("PX1", "One. Two."),
        ("PX2", "Three."),
    ]


def test_the_kind_of_file_is_told() -> None:
    assert readers.read(f"{HEAD}PX1: One.}}".encode(), "fg1.rtf").format == "Plain transcript, rich text"


def test_letters_of_every_script_and_emoji_are_read() -> None:
    body = r"PX1: na\'efve \u8212? \u20320?\u22909? \u-10179?\u-8704? \ldblquote ok\rdblquote"
    assert said(body) == [("PX1", "naïve — 你好 😀 “ok”")]


def test_line_breaks_and_tabs_are_read() -> None:
    assert said(r"PX1:\tab One.\line Two.") == [("PX1", "One. Two.")]


def test_pictures_and_what_is_told_of_the_author_are_no_words() -> None:
    body = r"{\info{\author PX9: me}}{\pict\pngblip 89504e47}PX1: One."
    assert said(body) == [("PX1", "One.")]


def test_the_cells_of_a_row_are_one_turn() -> None:
    row = r"\trowd\intbl {0}\cell {1}\cell\row "
    assert said(row.replace("{0}", "PX1").replace("{1}", "One: yes.") * 2)[0] == ("PX1", "One: yes.")


@pytest.mark.parametrize("body", [r"\u99999999? PX1: One.", r"\u1114112? PX1: One."])
def test_a_character_that_cannot_be_is_refused(body: str) -> None:
    with pytest.raises(ProblemsError, match=r"fg1\.rtf is not a rich text that can be read"):
        said(body)


def test_braces_that_are_never_closed_do_no_harm() -> None:
    assert said("{" * 3_000 + "PX1: One.") == [("PX1", "One.")]
