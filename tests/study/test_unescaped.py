"""What programs write for other characters is read as people read it."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pimhcli.study.unescaped import unescaped


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("O&#x27;Shea and Zo&euml;", "O'Shea and Zoë"),
        (r"Zo\u00eb \"Byrne\"", 'Zoë "Byrne"'),
        (r"one\nMaya", "one Maya"),
        (r"a\\u004daya", r"a\u004daya"),
        (r"Marks \& Byrne", "Marks & Byrne"),
        ("AT&T", "AT&T"),
    ],
)
def test_escapes_are_read(text: str, read: str) -> None:
    assert unescaped(text) == read


@given(
    st.text(
        st.characters(exclude_characters="&\n\r\t\b\f", exclude_categories=["Cc", "Cs"], max_codepoint=0xFFFF)
    )
)
def test_a_text_of_json_is_read_as_it_was(text: str) -> None:
    assert unescaped(json.dumps(text)[1:-1]) == text
