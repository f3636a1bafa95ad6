"""Bytes become text in the encoding they were written in, or are refused with the line."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pimhcli.decoding import decode
from pimhcli.errors import ProblemsError

MARKS = {
    "utf-8": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
}
texts = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff"))


@pytest.mark.parametrize("encoding", MARKS)
@given(texts)
def test_a_marked_file_is_read_in_the_encoding_of_its_mark(encoding: str, text: str) -> None:
    decoded = decode(MARKS[encoding] + text.encode(encoding), "a.txt")
    assert (decoded.text, decoded.encoding) == (text, encoding)


@given(texts)
def test_utf_8_needs_no_mark(text: str) -> None:
    assert decode(text.encode(), "a.txt").text == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_latin_text_in_utf_16_needs_no_mark(encoding: str) -> None:
    assert decode("PX1: naïve €5".encode(encoding), "a.txt").text == "PX1: naïve €5"


def test_bytes_that_are_no_utf_8_are_windows_1252() -> None:
    decoded = decode(b"it\x92s \x80" + b"5 caf\xe9", "a.txt")
    assert (decoded.text, decoded.encoding) == ("it’s €5 café", "windows-1252")


@given(st.lists(st.sampled_from(["a", "\n", "\r\n", "\r"])))
def test_every_line_end_becomes_a_line_feed(pieces: list[str]) -> None:
    text = decode("".join(pieces).encode(), "a.txt").text
    assert "\r" not in text
    assert text == "".join(pieces).replace("\r\n", "\n").replace("\r", "\n")


def test_control_characters_are_refused_each_with_its_line() -> None:
    with pytest.raises(ProblemsError, match=r"a\.txt is not a plain text file") as caught:
        decode(b"one\r\ntwo\x07\rthree\x0c\n", "a.txt")
    assert list(map(str, caught.value.findings)) == [
        "a.txt, line 2: control character U+0007.",
        "a.txt, line 3: control character U+000C.",
    ]


def test_a_file_full_of_control_characters_names_the_first_twenty() -> None:
    with pytest.raises(ProblemsError) as caught:
        decode(b"\x01" * 1000, "a.txt")
    assert len(caught.value.findings) == 20


def test_tabs_may_stand() -> None:
    assert decode(b"a\tb", "a.txt").text == "a\tb"


def test_bytes_of_no_encoding_are_refused_with_their_line() -> None:
    with pytest.raises(ProblemsError, match=r"a\.txt, line 3: this is not readable text"):
        decode(b"one\ntwo\nthr\x81\xff", "a.txt")


def test_a_broken_utf_16_file_is_refused_with_its_line() -> None:
    with pytest.raises(ProblemsError, match=r"a\.txt, line 2: this is not readable text"):
        decode(codecs.BOM_UTF16_LE + "one\n".encode("utf-16-le") + b"\x00\xd8a\x00", "a.txt")
